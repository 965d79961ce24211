// How a writer comes to be: lock, generation, recovery.
#include <algorithm>
#include <cstdlib>
#include <ctime>

#include "proto/store/clusters.h"
#include "proto/store/fields.h"
#include "proto/store/files.h"
#include "proto/store/generation.h"
#include "proto/store/guarded.h"
#include "proto/store/journal.h"
#include "proto/store/terms.h"
#include "proto/store/writer_state.h"
#include "version.h"

namespace onrecord::store {
namespace {

namespace fs = std::filesystem;

// Documents under way to the databases, by the bytes of their text; their terms take about forty
// times as much.
constexpr std::size_t kMaxQueuedBytes = 1u << 20;

// Xapian keeps this many changed documents in memory before it moves them to its tables; inside a
// transaction that commits nothing. Small maps stay in the processor's cache: over 9,000 press
// releases 200 takes 12% less time and 27% less memory than 1,000, which takes half of what the
// default of 10,000 does.
void set_flush_threshold() { ::setenv("XAPIAN_FLUSH_THRESHOLD", "200", 1); }

// The generations that may go, or why they may not: without CURRENT one that has articles was not
// left by an interrupted start.
Result<void> refuse_lost_current(const fs::path& index) {
  for (std::uint64_t number : generations(index)) {
    const fs::path generation = index / layout::generation_name(number);
    const Result<Manifest> manifest = read_manifest(generation);
    if (!manifest) continue;
    const Result<std::string> commit = guarded("looking into " + generation.string(), [&] {
      return Xapian::Database(layout::database(generation, 0, Kind::articles).string())
          .get_metadata("commit");
    });
    if (commit && commit->empty()) continue;
    return Error{Errc::index,
                 layout::current(index).string() + " is missing, but there is " +
                     layout::generation_name(number) +
                     " with articles in it: write its name into "
                     "CURRENT, or move it away",
                 0};
  }
  return {};
}

std::uint64_t next_number(const fs::path& index) {
  const std::vector<std::uint64_t> numbers = generations(index);
  return numbers.empty() ? 1 : numbers.back() + 1;
}

// A batch whose history was committed and whose articles were not.  The article itself is in
// history: it stays current.  Or another version is, which moved up beneath it: it moves up too.
Result<void> fit_history(Databases& databases, const ArticleKey& key) {
  const std::string term = key_term(key);
  const std::vector<Xapian::Document> found = databases.articles_with({&term, 1}, 1);
  if (found.empty()) return {};
  const Xapian::Document& article = found.front();
  const std::uint32_t version = version_of(article);
  std::uint32_t highest = 0;
  databases.remove(Kind::history, key, [&](const Xapian::Document& old) {
    const std::uint32_t number = version_of(old);
    const bool same = old.get_value(slot::kContentHash) == article.get_value(slot::kContentHash) &&
                      old.get_value(slot::kIngested) == article.get_value(slot::kIngested);
    if (number >= version && same) return true;
    highest = std::max(highest, number);
    return false;
  });
  Result<void> renumbered;
  if (highest >= version)
    databases.amend(Kind::articles, key, [&](Xapian::Document& document) {
      renumbered = renumber_article(document, highest + 1);
      return renumbered.has_value();
    });
  return renumbered;
}

}  // namespace

Result<Manifest> create_generation(const fs::path& index, std::uint64_t number,
                                   const Settings& settings) {
  if (settings.shards == 0 || settings.shards > 64)
    return Error{Errc::invalid, "expected 1 to 64 shards, got " + std::to_string(settings.shards),
                 0};
  const fs::path generation = index / layout::generation_name(number);
  Result<void> made = guarded("creating " + generation.string(), [&] {
    fs::remove_all(generation);
    const Databases empty(generation, settings.shards);
  });
  if (!made) return made.error();
  Manifest manifest;
  manifest.generation = number;
  manifest.settings = settings;
  manifest.created = static_cast<std::int64_t>(std::time(nullptr));
  manifest.made_by = kVersion;
  manifest.files = database_files(generation);
  if (made = write_manifest(generation, manifest); !made) return made.error();
  if (made = sync_tree(generation); !made) return made.error();
  if (made = sync_folder(index); !made) return made.error();
  return manifest;
}

Result<void> Writer::State::open_databases() {
  generation = index / layout::generation_name(manifest.generation);
  Result<void> opened = guarded("opening " + generation.string(), [&] {
    databases = std::make_unique<Databases>(generation, manifest.settings.shards);
    commit = std::max(databases->commit_number(Kind::articles),
                      databases->commit_number(Kind::statements));
  });
  if (!opened) return opened;
  if (!article_lane) article_lane = std::make_unique<Lane>(kMaxQueuedBytes);
  if (!statement_lane) statement_lane = std::make_unique<Lane>(kMaxQueuedBytes);
  return {};
}

Result<void> Writer::State::open_committed() {
  const std::lock_guard hold(committed.mutex);
  return guarded("opening " + generation.string(), [&] {
    if (!committed.articles.empty()) {
      for (Xapian::Database& database : committed.articles) database.reopen();
      for (Xapian::Database& database : committed.history) database.reopen();
      return;
    }
    for (unsigned shard = 0; shard < manifest.settings.shards; ++shard) {
      committed.articles.emplace_back(layout::database(generation, shard, Kind::articles).string());
      committed.history.emplace_back(layout::database(generation, shard, Kind::history).string());
    }
  });
}

// Some tables come into being with the first document that needs them.
Result<void> Writer::State::update_manifest() {
  std::vector<std::string> files = database_files(generation);
  if (files == manifest.files) return {};
  manifest.files = std::move(files);
  return write_manifest(generation, manifest);
}

// Between the commits of a batch the process died: the articles are there as before or as after,
// shard by shard, and for each key of the batch the statements and the history are made to fit the
// article that is there.
Result<void> Writer::State::recover() {
  const Result<std::optional<Journal>> journal = read_journal(generation);
  if (!journal) return journal.error();
  if (!*journal) return {};
  if (const Result<void> space = check_space(); !space) return space;
  DocumentMaker maker(manifest.settings.stem_language);
  std::vector<ArticleKey> keys = (*journal)->keys;
  Result<void> inner;
  Result<void> done = guarded("recovering an interrupted batch", [&] {
    databases->begin();
    // Shards that had been committed have their half of a cluster.
    for (const ArticleKey& key : (*journal)->keys) {
      const Result<Settled> settled = settle_cluster(*databases, key);
      if (!settled) {
        inner = settled.error();
        return;
      }
      for (const ArticleKey& other : settled->articles)
        if (std::find(keys.begin(), keys.end(), other) == keys.end()) keys.push_back(other);
    }
    for (const ArticleKey& key : keys) {
      databases->remove(Kind::statements, key);
      if (inner = fit_history(*databases, key); !inner) return;
      const std::string data = databases->article_data(key);
      if (data.empty()) continue;
      const Result<Article> article = decode_article(data);
      if (!article) {
        inner = article.error();
        return;
      }
      for (const Statement& statement : options.derive(*article))
        databases->add_statement(key, maker.statement_document(*article, statement));
    }
    // A number of its own: readers that saw the batch half must follow.
    commit = std::max(commit, (*journal)->commit) + 1;
    databases->set_commit_number(Kind::articles, commit);
    databases->set_commit_number(Kind::statements, commit);
  });
  if (done) done = inner;
  if (done && keys.size() > (*journal)->keys.size())
    done = write_journal(generation, {(*journal)->commit, std::move(keys)});
  for (Kind kind : {Kind::history, Kind::articles, Kind::statements})
    if (done) done = databases->commit(kind);
  if (!done) return die(done.error());
  databases->committed();
  healed = (*journal)->keys.size();
  if (Result<void> dropped = drop_journal(generation); !dropped) return die(dropped.error());
  return {};
}

Result<Writer> Writer::open(const fs::path& index, WriterOptions options) {
  set_flush_threshold();
  Result<FolderLock> lock = FolderLock::acquire(index);
  if (!lock) return lock.error();
  auto state = std::make_unique<State>();
  state->index = index;
  state->options = std::move(options);
  state->owner = std::make_shared<Ownership>(Ownership{std::move(*lock), 0});

  Result<std::uint64_t> current = current_generation(index);
  if (!current && current.error().code == Errc::not_found) {
    if (const Result<void> fresh = refuse_lost_current(index); !fresh) return fresh.error();
    const std::uint64_t number = next_number(index);
    Result<Manifest> made = create_generation(index, number, state->options.settings);
    if (!made) return made.error();
    if (Result<void> named = set_current(index, number); !named) return named.error();
    current = number;
  }
  if (!current) return current.error();
  Result<Manifest> manifest = open_manifest(index / layout::generation_name(*current));
  if (!manifest) return manifest.error();
  state->manifest = std::move(*manifest);
  state->owner->serving = *current;
  // What an interrupted rebuild or compaction left.
  if (Result<void> tidied = remove_generations_but(index, *current); !tidied) return tidied.error();
  if (Result<void> opened = state->open_databases(); !opened) return opened.error();
  if (Result<void> healed = state->recover(); !healed) return healed.error();
  if (Result<void> updated = state->update_manifest(); !updated) return updated.error();
  if (Result<void> opened = state->open_committed(); !opened) return opened.error();

  Writer writer(std::move(state));
  const Result<std::size_t> applied =
      writer.apply_block_list(static_cast<std::int64_t>(std::time(nullptr)));
  if (!applied) return applied.error();
  return writer;
}

Result<Writer> open_for_rebuild(const fs::path& index, WriterOptions options) {
  set_flush_threshold();
  Result<FolderLock> lock = FolderLock::acquire(index);
  if (!lock) return lock.error();
  const Result<std::uint64_t> current = current_generation(index);
  if (!current) return current.error();
  auto owner = std::make_shared<Ownership>(Ownership{std::move(*lock), *current});
  return Writer::begin_generation(index, std::move(options), std::move(owner), 0);
}

}  // namespace onrecord::store
