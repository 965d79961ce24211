// What a writer does beside adding: the block list, snapshots, compaction, new generations.
#include <ctime>

#include "proto/store/files.h"
#include "proto/store/generation.h"
#include "proto/store/guarded.h"
#include "proto/store/writer_state.h"

namespace onrecord::store {
namespace {

namespace fs = std::filesystem;

Error batch_is_open() {
  return {Errc::internal, "a batch is under way: commit or abandon it first", 0};
}

// What the databases must say of one key, in all three of them.
Result<void> apply_decision(Databases& databases, const Blocked& blocked) {
  const ArticleKey& key = blocked.key;
  if (blocked.decision == Decision::purged) {
    for (Kind kind : {Kind::articles, Kind::statements, Kind::history}) databases.remove(kind, key);
    return {};
  }
  Result<void> changed;
  Status status = Status::withheld;
  const auto article = [&](Xapian::Document& document) {
    if (blocked.decision == Decision::withheld) {
      if (Result<void> hidden = withhold_article(document); !hidden) changed = hidden;
    } else {
      const Result<Status> restored = restore_article(document);
      if (!restored) {
        changed = restored.error();
      } else {
        status = *restored;
      }
    }
    return true;
  };
  databases.change(Kind::history, key, article);
  databases.change(Kind::articles, key, article);
  databases.change(Kind::statements, key, [&](Xapian::Document& document) {
    if (Result<void> set = set_statement_status(document, status); !set) changed = set;
    return true;
  });
  return changed;
}

Result<void> copy_if_there(const fs::path& from, const fs::path& to) {
  std::error_code error;
  if (!fs::exists(from, error)) return {};
  fs::copy_file(from, to, error);
  if (error) return Error{Errc::io, "cannot copy " + from.string() + ": " + error.message(), 0};
  return {};
}

}  // namespace

Result<std::size_t> Writer::apply_block_list(std::int64_t now) {
  State& state = *state_;
  const std::lock_guard hold(state.staging);
  if (Result<void> usable = state.usable(); !usable) return usable.error();
  if (state.batch_open) return batch_is_open();
  if (Result<void> fresh = state.refresh_block_list(); !fresh) return fresh.error();
  std::vector<Blocked> pending;
  {
    const std::lock_guard look(state.committed.mutex);
    for (const Blocked& blocked : state.committed.blocked.entries)
      if (!blocked.applied) pending.push_back(blocked);
  }
  if (pending.empty()) return std::size_t{0};
  if (Result<void> begun = state.open_batch(); !begun) return begun.error();
  for (const Blocked& blocked : pending) {
    Result<void> inner;
    Result<void> done = guarded("applying the block list",
                                [&] { inner = apply_decision(*state.databases, blocked); });
    if (done) done = inner;
    if (!done) return state.die(done.error());
    state.staged.push_back(blocked.key);
  }
  if (const Result<CommitResult> done = state.commit_batch(); !done) return done.error();
  for (Decision decision : {Decision::withheld, Decision::none, Decision::purged}) {
    std::vector<ArticleKey> keys;
    for (const Blocked& blocked : pending)
      if (blocked.decision == decision) keys.push_back(blocked.key);
    if (Result<void> noted = append_applied(state.index, keys, decision, now); !noted)
      return noted.error();
  }
  if (Result<void> fresh = state.refresh_block_list(); !fresh) return fresh.error();
  return pending.size();
}

Result<void> Writer::snapshot(const fs::path& target) {
  State& state = *state_;
  const std::lock_guard hold(state.staging);
  if (Result<void> usable = state.usable(); !usable) return usable;
  if (state.batch_open) return batch_is_open();
  std::error_code error;
  if (fs::exists(target, error))
    return Error{Errc::conflict, target.string() + " is there already", 0};
  const fs::path partial = target.string() + ".partial";
  const fs::path generation = partial / state.generation.filename();
  fs::remove_all(partial, error);
  fs::create_directories(generation, error);
  if (error)
    return Error{Errc::io, "cannot create " + partial.string() + ": " + error.message(), 0};
  for (const std::string& file : state.manifest.files) {
    fs::create_directories((generation / file).parent_path(), error);
    fs::copy_file(state.generation / file, generation / file, error);
    if (error) return Error{Errc::io, "cannot copy " + file + ": " + error.message(), 0};
  }
  if (Result<void> copied =
          copy_if_there(layout::manifest(state.generation), layout::manifest(generation));
      !copied)
    return copied;
  for (auto* name :
       {layout::block_list, layout::corrections, layout::ledger, layout::rejects, layout::current})
    if (Result<void> copied = copy_if_there(name(state.index), name(partial)); !copied)
      return copied;
  if (Result<void> synced = sync_tree(partial); !synced) return synced;
  fs::rename(partial, target, error);
  if (error)
    return Error{Errc::io, "cannot rename " + partial.string() + ": " + error.message(), 0};
  return sync_folder(target.has_parent_path() ? target.parent_path() : fs::path("."));
}

Result<void> Writer::compact() {
  State& state = *state_;
  const std::lock_guard hold(state.staging);
  if (Result<void> usable = state.usable(); !usable) return usable;
  if (state.batch_open) return batch_is_open();
  if (Result<void> space = state.check_space(tree_bytes(state.generation)); !space) return space;
  Manifest next = state.manifest;
  next.generation = generations(state.index).back() + 1;
  const fs::path generation = state.index / layout::generation_name(next.generation);
  Result<void> done = guarded("compacting " + state.generation.string(), [&] {
    for (unsigned shard = 0; shard < next.settings.shards; ++shard) {
      fs::create_directories(layout::shard(generation, shard));
      for (Kind kind : {Kind::articles, Kind::statements, Kind::history}) {
        Xapian::Database source(layout::database(state.generation, shard, kind).string());
        source.compact(layout::database(generation, shard, kind).string(),
                       Xapian::DBCOMPACT_NO_RENUMBER);
      }
    }
  });
  // Nothing of what is served has been touched yet.
  if (!done) return done;
  next.files = database_files(generation);
  next.created = static_cast<std::int64_t>(std::time(nullptr));
  if (done = write_manifest(generation, next); !done) return done;
  if (done = sync_tree(generation); !done) return done;
  if (done = set_current(state.index, next.generation); !done) return state.die(done.error());
  state.manifest = std::move(next);
  state.owner->serving = state.manifest.generation;
  {
    const std::lock_guard look(state.committed.mutex);
    state.committed.articles.clear();
    state.committed.history.clear();
  }
  done = guarded("leaving the old generation", [&] { state.databases.reset(); });
  if (done) done = state.open_databases();
  if (done) done = state.open_committed();
  if (!done) return state.die(done.error());
  return remove_generations_but(state.index, state.manifest.generation);
}

Result<Writer> Writer::begin_generation(const fs::path& index, WriterOptions options,
                                        std::shared_ptr<Ownership> owner, std::uint64_t commit) {
  auto state = std::make_unique<State>();
  state->index = index;
  state->options = std::move(options);
  state->owner = std::move(owner);
  Result<Manifest> made =
      create_generation(index, generations(index).back() + 1, state->options.settings);
  if (!made) return made.error();
  state->manifest = std::move(*made);
  if (Result<void> opened = state->open_databases(); !opened) return opened.error();
  if (Result<void> opened = state->open_committed(); !opened) return opened.error();
  if (Result<void> fresh = state->refresh_block_list(); !fresh) return fresh.error();
  state->commit = commit;
  return Writer(std::move(state));
}

Result<Writer> Writer::next_generation(const Settings& settings) {
  State& state = *state_;
  const std::lock_guard hold(state.staging);
  if (Result<void> usable = state.usable(); !usable) return usable.error();
  WriterOptions options = state.options;
  options.settings = settings;
  return begin_generation(state.index, std::move(options), state.owner, state.commit);
}

Result<void> Writer::publish() {
  State& state = *state_;
  const std::lock_guard hold(state.staging);
  if (Result<void> usable = state.usable(); !usable) return usable;
  if (state.batch_open) return batch_is_open();
  if (Result<void> synced = sync_tree(state.generation); !synced) return state.die(synced.error());
  if (Result<void> named = set_current(state.index, state.manifest.generation); !named)
    return state.die(named.error());
  state.owner->serving = state.manifest.generation;
  return remove_generations_but(state.index, state.manifest.generation);
}

}  // namespace onrecord::store
