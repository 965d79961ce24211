// Opens the databases of the current generation and follows them.
#include "proto/store/reader.h"

#include <unistd.h>

#include <chrono>
#include <thread>

#include "proto/store/files.h"
#include "proto/store/generation.h"
#include "proto/store/hash.h"
#include "proto/store/layout.h"
#include "proto/store/lock.h"

namespace onrecord::store {
namespace {

namespace fs = std::filesystem;

constexpr int kAttempts = 3;
// A reader that is held up between its look at the journal and its databases waits for the rest of
// the batch: mostly an instant, on a busy disk seconds.
constexpr std::chrono::milliseconds kSettleStep{5};
constexpr std::chrono::milliseconds kSettle{5000};
constexpr int kSettleSteps = kSettle / kSettleStep;

Error damaged(const Reader& reader, const std::string& what) {
  return {Errc::index,
          what + ": the index is damaged; run 'onrecord-indexer --index " + reader.index.string() +
              " check'",
          0};
}

Result<void> open_databases(Reader& reader) {
  const fs::path generation = reader.index / reader.generation;
  Result<void> opened;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    opened = guarded("opening " + generation.string(), [&] {
      Xapian::Database articles;
      Xapian::Database statements;
      Xapian::Database history;
      reader.article_shards.clear();
      reader.statement_shards.clear();
      for (unsigned shard = 0; shard < reader.settings.shards; ++shard) {
        const auto path = [&](Kind kind) {
          return layout::database(generation, shard, kind).string();
        };
        articles.add_database(reader.article_shards.emplace_back(path(Kind::articles)));
        statements.add_database(reader.statement_shards.emplace_back(path(Kind::statements)));
        history.add_database(Xapian::Database(path(Kind::history)));
      }
      reader.articles = std::move(articles);
      reader.statements = std::move(statements);
      reader.history = std::move(history);
    });
    if (opened || opened.error().code != Errc::stale) return opened;
  }
  return damaged(reader, "opening " + generation.string() + " was refused three times");
}

// Numbers of the last commits of articles and of statements; they differ between the two commits of
// a batch.
struct Commits {
  std::string articles;
  std::string statements;
};

Result<Commits> commits_of(const Reader& reader) {
  return guarded("reading the commit number", [&] {
    return Commits{reader.articles.get_metadata("commit"),
                   reader.statements.get_metadata("commit")};
  });
}

std::string revision_of(const Reader& reader, const Commits& commits) {
  std::string revision = reader.generation.substr(reader.generation.find('-') + 1) + ".";
  revision += commits.articles.empty() ? "0" : commits.articles;
  if (commits.articles != commits.statements)
    revision += "~" + (commits.statements.empty() ? "0" : commits.statements);
  return revision;
}

Result<Reader> open_once(const fs::path& index) {
  Reader reader;
  reader.index = index;
  reader.current_stamp = current_stamp(index);
  const Result<std::uint64_t> generation = current_generation(index);
  if (!generation) return generation.error();
  reader.generation = layout::generation_name(*generation);
  const Result<Manifest> manifest = open_manifest(index / reader.generation);
  if (!manifest) return manifest.error();
  reader.settings = manifest->settings;
  reader.stem_language = manifest->settings.stem_language;
  Result<BlockList> blocked = read_block_list(index);
  if (!blocked) return blocked.error();
  reader.blocked = std::move(*blocked);
  if (Result<void> opened = open_databases(reader); !opened) return opened.error();
  const Result<Commits> commits = commits_of(reader);
  if (!commits) return commits.error();
  reader.revision = revision_of(reader, *commits);
  return reader;
}

// A batch is between its commits right now.  A journal without a writer was left by a crash and
// waits for the next one.
bool commit_under_way(const Reader& reader) {
  return ::access(layout::journal(reader.index / reader.generation).c_str(), F_OK) == 0 &&
         is_locked(reader.index);
}

Result<bool> reopen(Reader& reader) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const Result<bool> moved = guarded("following " + reader.generation, [&] {
      const bool articles = reader.articles.reopen();
      const bool statements = reader.statements.reopen();
      return reader.history.reopen() || articles || statements;
    });
    if (moved || moved.error().code != Errc::stale) return moved;
  }
  return damaged(reader, "following " + reader.generation + " was refused three times");
}

// The document of a term that one document has, or 0.
Xapian::docid document_of(const Xapian::Database& database, const std::string& term) {
  const Xapian::PostingIterator at = database.postlist_begin(term);
  return at == database.postlist_end(term) ? 0 : *at;
}

Result<std::optional<Article>> find_by_term(const Xapian::Database& database,
                                            const std::string& term, const ArticleKey& key) {
  const Result<std::string> data = guarded("reading " + key.str(), [&]() -> std::string {
    const Xapian::docid id = document_of(database, term);
    return id == 0 ? std::string() : database.get_document(id).get_data();
  });
  if (!data) return data.error();
  if (data->empty()) return std::optional<Article>();
  Result<Article> article = decode_article(*data);
  if (!article) return Error{Errc::index, key.str() + ": " + article.error().message, 0};
  return std::optional<Article>(std::move(*article));
}

Result<void> each_record(const Xapian::Database& database,
                         const std::function<bool(const Article&)>& fn) {
  Xapian::docid last = 0;
  for (;;) {
    // A step at a time, so that \a fn runs outside the wall.
    Xapian::docid id = 0;
    const Result<std::string> data = guarded("reading articles", [&]() -> std::string {
      Xapian::PostingIterator at = database.postlist_begin("");
      if (at == database.postlist_end("")) return {};
      at.skip_to(last + 1);
      if (at == database.postlist_end("")) return {};
      id = *at;
      return database.get_document(id).get_data();
    });
    if (!data) return data.error();
    if (id == 0) return {};
    last = id;
    if (data->empty()) continue;  // The placeholder.
    const Result<Article> article = decode_article(*data);
    if (!article)
      return Error{Errc::index, "document " + std::to_string(id) + ": " + article.error().message,
                   0};
    if (!fn(*article)) return {};
  }
}

}  // namespace

Result<Reader> open_reader(const fs::path& index) {
  Result<Reader> reader = open_once(index);
  // The generation may have been swapped between reading its name and opening its files.
  for (int attempt = 1; !reader && attempt < kAttempts; ++attempt) {
    const Errc code = reader.error().code;
    if (code != Errc::index && code != Errc::io) return reader;
    const std::uint64_t before = current_stamp(index);
    Result<Reader> again = open_once(index);
    const bool settled = before == current_stamp(index);
    reader = std::move(again);
    if (settled) return reader;
  }
  return reader;
}

Result<bool> refresh(Reader& reader, Follow follow) {
  if (current_stamp(reader.index) != reader.current_stamp) {
    Result<Reader> next = open_reader(reader.index);
    if (!next) return next.error();
    reader = std::move(*next);
    return true;
  }
  bool changed = false;
  if (block_list_stamp(reader.index) != reader.blocked.stamp) {
    Result<BlockList> blocked = read_block_list(reader.index);
    if (!blocked) return blocked.error();
    reader.blocked = std::move(*blocked);
    // A key that is off the list is hidden by the databases: these must be as new as the list.
    follow = Follow::now;
    changed = true;
  }
  if (follow == Follow::settled && commit_under_way(reader)) return changed;
  const Result<bool> moved = reopen(reader);
  if (!moved) return moved.error();
  if (!*moved) return changed;
  Result<Commits> commits = commits_of(reader);
  if (!commits) return commits.error();
  // Opened just between the two commits: the second one is a moment away, unless its writer died.
  // Or both came while the databases were reopened one after the other: once more shows both.
  for (int step = 0; commits->articles != commits->statements && step < kSettleSteps; ++step) {
    const bool under_way = commit_under_way(reader);
    if (!under_way && step > 0) break;
    if (under_way) std::this_thread::sleep_for(kSettleStep);
    if (const Result<bool> again = reopen(reader); !again) return again.error();
    commits = commits_of(reader);
    if (!commits) return commits.error();
  }
  // An empty database says that it moved whenever it is asked: the commits' numbers know better.
  std::string revision = revision_of(reader, *commits);
  if (revision == reader.revision) return changed;
  reader.revision = std::move(revision);
  return true;
}

Result<std::optional<Article>> find_article(const Reader& reader, const ArticleKey& key) {
  return find_by_term(reader.articles, key_term(key), key);
}

Result<std::optional<Article>> find_article(const Reader& reader, const ArticleKey& key,
                                            std::uint32_t version) {
  const std::string term = version_term(key, version);
  Result<std::optional<Article>> current = find_by_term(reader.articles, term, key);
  if (!current || *current) return current;
  return find_by_term(reader.history, term, key);
}

namespace {

bool may_be_shown(const Article& article, Status status, std::int64_t now) {
  if (status == Status::withheld || status == Status::canceled) return false;
  if (article.embargo && *article.embargo > now) return false;
  return !(article.expiry && *article.expiry <= now);
}

}  // namespace

Result<bool> visible(const Reader& reader, const ArticleKey& key, std::int64_t now) {
  const Blocked* blocked = reader.blocked.find(key);
  if (blocked && !blocked->applied && blocked->decision != Decision::none) return false;
  const Result<std::optional<Article>> article = find_article(reader, key);
  if (!article) return article.error();
  if (!*article) return false;
  return may_be_shown(**article, (*article)->status, now);
}

bool old_version_visible(const Article& version, std::int64_t now) {
  return may_be_shown(version, version.status_before.value_or(version.status), now);
}

bool article_is_current(const Reader& reader, const ArticleKey& key, std::uint32_t version) {
  const Result<bool> there = guarded("looking for a version", [&] {
    return reader.articles.term_exists(version_term(key, version));
  });
  return there && *there;
}

Result<void> verify_text(const Article& article) {
  if (sha256_hex(article.text) == article.text_sha256) return {};
  return Error{
      Errc::index,
      "the stored text of " + article.key.str() +
          " is not the one that was stored: its hash differs; run 'onrecord-indexer check'",
      0};
}

Result<void> each_article(const Reader& reader, const std::function<bool(const Article&)>& fn) {
  return each_record(reader.articles, fn);
}

Result<void> each_superseded(const Reader& reader, const std::function<bool(const Article&)>& fn) {
  return each_record(reader.history, fn);
}

}  // namespace onrecord::store
