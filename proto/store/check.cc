// Reads the whole index and says what does not fit.
#include "proto/store/check.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <sstream>

#include "proto/store/files.h"
#include "proto/store/generation.h"
#include "proto/store/layout.h"
#include "proto/store/ledger.h"
#include "proto/store/lock.h"
#include "proto/store/reader.h"

#ifdef __SANITIZE_ADDRESS__
// Database::check of libxapian 1.4.22 deletes a table under its base's size: harmless, not ours,
// and it would end every sanitized program that checks an index.
extern "C" const char* __asan_default_options() { return "new_delete_type_mismatch=0"; }
#endif

namespace onrecord::store {
namespace {

namespace fs = std::filesystem;

class Checker {
 public:
  Checker(fs::path index, CheckReport& report) : index_(std::move(index)), report_(report) {}

  void note(std::string problem) {
    if (report_.problems.size() < kMaxProblems) {
      report_.problems.push_back(std::move(problem));
    } else {
      ++unsaid_;
    }
  }
  void finish() {
    if (unsaid_ != 0) report_.problems.push_back("and " + std::to_string(unsaid_) + " more");
  }

  void files(const fs::path& generation, const Manifest& manifest);
  void tables(const fs::path& generation, const Manifest& manifest);
  void records(const Reader& reader);
  void side_files();

 private:
  void articles(const Xapian::Database& database, Kind kind, const Reader& reader);
  void statements(const Reader& reader);

  fs::path index_;
  CheckReport& report_;
  std::size_t unsaid_ = 0;
};

void Checker::files(const fs::path& generation, const Manifest& manifest) {
  for (const std::string& file : manifest.files) {
    std::error_code error;
    if (!fs::is_regular_file(generation / file, error))
      note(file + ": expected by the manifest, missing");
  }
  for (const std::string& file : database_files(generation))
    if (!std::binary_search(manifest.files.begin(), manifest.files.end(), file)) {
      note(file + ": there, but not in the manifest");
      report_.interrupted = true;
    }
  if (fs::exists(layout::journal(generation))) {
    note("journal: a batch was interrupted; opening the index for writing heals it");
    report_.interrupted = true;
  }
}

void Checker::tables(const fs::path& generation, const Manifest& manifest) {
  for (unsigned shard = 0; shard < manifest.settings.shards; ++shard)
    for (Kind kind : {Kind::articles, Kind::statements, Kind::history}) {
      const std::string path = layout::database(generation, shard, kind).string();
      std::ostringstream said;
      const Result<std::size_t> errors =
          guarded("checking", [&] { return Xapian::Database::check(path, 0, &said); });
      if (!errors) {
        note(path + ": " + errors.error().message);
      } else if (*errors != 0) {
        note(path + ": " + std::to_string(*errors) + " errors in its tables: " + said.str());
      }
    }
}

bool has_term(const Xapian::Document& document, const std::string& term) {
  Xapian::TermIterator at = document.termlist_begin();
  if (at != document.termlist_end()) at.skip_to(term);
  return at != document.termlist_end() && *at == term;
}

// The documents of one database; each is read on its own, so that one damaged block costs one line.
template <class Fn>
void each_document(const Xapian::Database& database, Checker& checker, std::string_view where,
                   Fn&& fn) {
  Xapian::docid last = 0;
  for (;;) {
    Xapian::docid id = 0;
    const Result<Xapian::Document> document = guarded("reading", [&] {
      Xapian::PostingIterator at = database.postlist_begin("");
      if (at != database.postlist_end("")) at.skip_to(last + 1);
      if (at == database.postlist_end("")) return Xapian::Document();
      id = *at;
      return database.get_document(id);
    });
    if (id == 0) {
      if (!document)
        checker.note(std::string(where) +
                     ": the list of documents ends early: " + document.error().message);
      return;
    }
    last = id;
    const std::string name = std::string(where) + " document " + std::to_string(id);
    if (!document) {
      checker.note(name + ": " + document.error().message);
      continue;
    }
    const Result<void> looked = guarded("reading", [&] {
      if (!has_term(*document, std::string(prefix::kPlaceholder))) fn(id, *document, name);
    });
    if (!looked) checker.note(name + ": " + looked.error().message);
  }
}

void Checker::articles(const Xapian::Database& database, Kind kind, const Reader& reader) {
  const bool history = kind == Kind::history;
  each_document(database, *this, layout::name_of(kind),
                [&](Xapian::docid, const Xapian::Document& document, const std::string& name) {
                  ++(history ? report_.superseded : report_.articles);
                  const Result<Article> article = decode_article(document.get_data());
                  if (!article) return note(name + ": " + article.error().message);
                  const std::string key = article->key.str();
                  if (const Result<void> text = verify_text(*article); !text)
                    note(name + ": " + text.error().message);
                  if (!has_term(document, key_term(article->key)) ||
                      !has_term(document, version_term(article->key, article->version)))
                    note(name + ": its terms are not those of " + key);
                  if (!history && database.get_termfreq(key_term(article->key)) != 1)
                    note(name + ": " + key + " is there more than once");
                  if (history && article_is_current(reader, article->key, article->version))
                    note(name + ": " + key + " version " + std::to_string(article->version) +
                         " is current and superseded at once");
                });
}

void Checker::statements(const Reader& reader) {
  std::optional<Article> article;  // Of the statement before: they stand together.
  each_document(reader.statements, *this, layout::name_of(Kind::statements),
                [&](Xapian::docid, const Xapian::Document& document, const std::string& name) {
                  ++report_.statements;
                  const Result<StoredStatement> stored = decode_statement(document.get_data());
                  if (!stored) return note(name + ": " + stored.error().message);
                  const std::string id =
                      statement_id(stored->key, stored->version, stored->statement);
                  if (!has_term(document, version_term(stored->key, stored->version)))
                    note(name + ": its terms are not those of " + id);
                  if (!article || article->key != stored->key) {
                    Result<std::optional<Article>> found = find_article(reader, stored->key);
                    if (!found) return note(name + ": " + found.error().message);
                    article = std::move(*found);
                  }
                  if (!article || article->version != stored->version)
                    return note(name + ": " + id + " has no article of that version");
                  if (article->text_sha256 != stored->text_sha256)
                    note(name + ": " + id + " is of another text than its article's");
                  const Statement& said = stored->statement;
                  const std::string_view place = said.place == StatementPlace::headline
                                                     ? std::string_view(article->headline.value)
                                                     : std::string_view(article->text);
                  for (Span piece : said.pieces)
                    if (piece.end > place.size())
                      return note(name + ": " + id + " points outside its text");
                  if (said.pieces.size() == 1 && said.pieces.front().of(place) != said.text)
                    note(name + ": " + id + " is not what its article says there");
                });
}

void Checker::records(const Reader& reader) {
  articles(reader.articles, Kind::articles, reader);
  articles(reader.history, Kind::history, reader);
  statements(reader);
}

void Checker::side_files() {
  const Result<Ledger> ledger = Ledger::open(index_, Ledger::Access::read);
  if (!ledger) return note(ledger.error().message);
  const Result<void> rejects = ledger->each_reject([](const RejectRow&) { return true; });
  if (!rejects) note(rejects.error().message);
}

// What moves with every commit: the generation, and when each database was last committed.
std::string stamp_of(const fs::path& index, const fs::path& generation, const Manifest& manifest) {
  const Result<std::string> current = read_file(layout::current(index));
  std::string stamp = current ? *current : "";
  for (const std::string& file : manifest.files) {
    if (!file.ends_with("/iamglass")) continue;
    std::error_code error;
    const auto when = fs::last_write_time(generation / file, error);
    stamp += ' ' + std::to_string(when.time_since_epoch().count());
  }
  return stamp;
}

// Xapian's check opens what it reads for writing: a reader's refusal would look like damage.
Result<void> may_be_opened(const fs::path& generation, const Manifest& manifest) {
  for (const std::string& file : manifest.files) {
    const fs::path path = generation / file;
    if (::access(path.c_str(), R_OK | W_OK) == 0 || errno == ENOENT) continue;
    return Error{Errc::io,
                 "cannot check " + path.string() + ": " + std::strerror(errno) +
                     ": run it as the user who writes the index (it opens the tables for writing "
                     "and changes nothing), or on a copy",
                 0};
  }
  return {};
}

Error being_written(const std::string& who) {
  return {Errc::conflict, who + " the index: check a snapshot of it, or check when nobody writes",
          0};
}

}  // namespace

Result<CheckReport> check(const fs::path& index) {
  if (const std::optional<pid_t> writer = lock_holder(index))
    return being_written("process " + std::to_string(*writer) + " is writing");
  const Result<std::uint64_t> current = current_generation(index);
  if (!current) return current.error();
  const fs::path generation = index / layout::generation_name(*current);
  const Result<Manifest> manifest = read_manifest(generation);
  if (!manifest) return manifest.error();
  if (manifest->format != kFormatVersion) return open_manifest(generation).error();

  if (Result<void> open = may_be_opened(generation, *manifest); !open) return open.error();

  const std::string before = stamp_of(index, generation, *manifest);
  CheckReport report;
  Checker checker(index, report);
  checker.files(generation, *manifest);
  checker.tables(generation, *manifest);
  const Result<Reader> reader = open_reader(index);
  if (!reader) {
    checker.note(reader.error().message);
  } else {
    checker.records(*reader);
  }
  checker.side_files();
  checker.finish();
  if (!report.whole() && (lock_holder(index) || stamp_of(index, generation, *manifest) != before))
    return being_written("while it was checked, somebody wrote");
  return report;
}

}  // namespace onrecord::store
