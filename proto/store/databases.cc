// Xapian calls, one shard at a time.
#include "proto/store/databases.h"

#include <charconv>
#include <limits>
#include <set>

#include "proto/store/files.h"
#include "proto/store/guarded.h"
#include "proto/store/hash.h"
#include "proto/store/terms.h"

namespace onrecord::store {
namespace {

constexpr const char* kCommit = "commit";

/// Xapian 1.4 reads a term that every document has, and that weighs nothing, off the list of all
/// documents under the term's own name, and loses its way once docids have gaps:
/// DatabaseCorruptError, "Unexpected end of posting list".  A document that has no other document's
/// terms keeps every term from being in all of them.
void add_placeholder(Xapian::WritableDatabase& database) {
  if (database.get_lastdocid() != 0) return;
  Xapian::Document placeholder;
  placeholder.add_boolean_term(std::string(prefix::kPlaceholder));
  database.add_document(placeholder);
  database.commit();
}

std::vector<Xapian::docid> documents_of(
    const Xapian::Database& database, const std::string& term,
    std::size_t most = std::numeric_limits<std::size_t>::max()) {
  std::vector<Xapian::docid> ids;
  for (auto at = database.postlist_begin(term);
       ids.size() < most && at != database.postlist_end(term); ++at)
    ids.push_back(*at);
  return ids;
}

}  // namespace

Databases::Databases(const std::filesystem::path& generation, unsigned shards)
    : generation_(generation) {
  for (unsigned shard = 0; shard < shards; ++shard) {
    std::filesystem::create_directories(layout::shard(generation, shard));
    const auto open = [&](Kind kind) {
      Xapian::WritableDatabase database(layout::database(generation, shard, kind).string(),
                                        Xapian::DB_CREATE_OR_OPEN);
      add_placeholder(database);
      return database;
    };
    shards_.push_back({open(Kind::articles), open(Kind::statements), open(Kind::history)});
  }
}

Xapian::WritableDatabase& Databases::of(Kind kind, unsigned shard) {
  Shard& databases = shards_[shard];
  return kind == Kind::articles     ? databases.articles
         : kind == Kind::statements ? databases.statements
                                    : databases.history;
}

const Xapian::WritableDatabase& Databases::of(Kind kind, unsigned shard) const {
  return const_cast<Databases*>(this)->of(kind, shard);
}

unsigned shard_of(const ArticleKey& key, unsigned shards) {
  return shards == 1 ? 0 : static_cast<unsigned>(hash64(key.str()) % shards);
}

void Databases::begin() {
  for (Shard& shard : shards_)
    for (Xapian::WritableDatabase* database : {&shard.articles, &shard.statements, &shard.history})
      database->begin_transaction(true);
  in_transaction_ = true;
}

void Databases::cancel() {
  if (!in_transaction_) return;
  in_transaction_ = false;
  for (Shard& shard : shards_)
    for (Xapian::WritableDatabase* database : {&shard.articles, &shard.statements, &shard.history})
      database->cancel_transaction();
}

bool Databases::move_to_history(const ArticleKey& key,
                                const std::function<void(Xapian::Document&)>& leaving) {
  const unsigned shard = shard_of(key, shards());
  const std::vector<Xapian::docid> ids = documents_of(of(Kind::articles, shard), key_term(key));
  for (Xapian::docid id : ids) {
    Xapian::Document document = of(Kind::articles, shard).get_document(id);
    leaving(document);
    of(Kind::history, shard).add_document(document);
    of(Kind::articles, shard).delete_document(id);
  }
  return !ids.empty();
}

void Databases::add_article(const ArticleKey& key, const Xapian::Document& document) {
  of(Kind::articles, shard_of(key, shards())).add_document(document);
}

void Databases::add_history(const ArticleKey& key, const Xapian::Document& document) {
  of(Kind::history, shard_of(key, shards())).add_document(document);
}

void Databases::add_statement(const ArticleKey& key, const Xapian::Document& document) {
  of(Kind::statements, shard_of(key, shards())).add_document(document);
}

std::string Databases::article_data(const ArticleKey& key) const {
  const Xapian::WritableDatabase& database = of(Kind::articles, shard_of(key, shards()));
  const std::vector<Xapian::docid> ids = documents_of(database, key_term(key));
  return ids.empty() ? std::string() : database.get_document(ids.front()).get_data();
}

void Databases::change(Kind kind, const ArticleKey& key,
                       const std::function<bool(Xapian::Document&)>& change) {
  Xapian::WritableDatabase& database = of(kind, shard_of(key, shards()));
  for (Xapian::docid id : documents_of(database, key_term(key))) {
    Xapian::Document document = database.get_document(id);
    if (!change(document)) continue;
    // Read whole before its source goes.
    database.add_document(document);
    database.delete_document(id);
  }
}

void Databases::amend(Kind kind, const ArticleKey& key,
                      const std::function<bool(Xapian::Document&)>& change) {
  Xapian::WritableDatabase& database = of(kind, shard_of(key, shards()));
  for (Xapian::docid id : documents_of(database, key_term(key))) {
    Xapian::Document document = database.get_document(id);
    if (change(document)) database.replace_document(id, document);
  }
}

std::vector<Xapian::Document> Databases::articles_with(std::span<const std::string> terms,
                                                       std::size_t most) const {
  std::vector<Xapian::Document> documents;
  for (const Shard& shard : shards_) {
    std::set<Xapian::docid> ids;
    for (const std::string& term : terms) {
      const std::vector<Xapian::docid> with = documents_of(shard.articles, term, most);
      ids.insert(with.begin(), with.end());
    }
    for (Xapian::docid id : ids)  // Off posting lists: they need not be looked for again.
      documents.push_back(shard.articles.get_document(id, Xapian::DOC_ASSUME_VALID));
  }
  return documents;
}

std::size_t Databases::remove(Kind kind, const ArticleKey& key,
                              const std::function<bool(const Xapian::Document&)>& which) {
  Xapian::WritableDatabase& database = of(kind, shard_of(key, shards()));
  std::size_t removed = 0;
  for (Xapian::docid id : documents_of(database, key_term(key))) {
    if (which && !which(database.get_document(id))) continue;
    database.delete_document(id);
    ++removed;
  }
  return removed;
}

std::uint64_t Databases::commit_number(Kind kind) const {
  const std::string text = of(kind, 0).get_metadata(kCommit);
  std::uint64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

void Databases::set_commit_number(Kind kind, std::uint64_t number) {
  of(kind, 0).set_metadata(kCommit, std::to_string(number));
}

Result<void> Databases::commit(Kind kind) {
  // The first shard carries the number of the commit: it comes last.
  for (unsigned shard = shards(); shard-- > 0;) {
    const std::filesystem::path folder = layout::database(generation_, shard, kind);
    Result<void> done =
        guarded("committing " + folder.string(), [&] { of(kind, shard).commit_transaction(); });
    if (!done) return done;
    // Xapian renames its version file and never syncs the folder: without this a power cut may undo
    // the commit or tear it.
    if (done = sync_folder(folder); !done) return done;
  }
  return {};
}

}  // namespace onrecord::store
