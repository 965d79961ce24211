// Staging and committing: the protocol of a batch (FORMAT.md).
#include "proto/store/writer.h"

#include <algorithm>

#include "proto/store/clusters.h"
#include "proto/store/fields.h"
#include "proto/store/files.h"
#include "proto/store/guarded.h"
#include "proto/store/journal.h"
#include "proto/store/terms.h"
#include "proto/store/writer_state.h"

namespace onrecord::store {
namespace {

// How many documents between two looks at the free space.
constexpr std::size_t kSpaceInterval = 256;

// Handles that must never be closed, because closing writes: see Writer::State::die.
void leave_open(std::unique_ptr<Databases> databases) {
  static std::mutex mutex;
  static auto& left = *new std::vector<std::unique_ptr<Databases>>;
  const std::lock_guard hold(mutex);
  left.push_back(std::move(databases));
}

// When a version was added, as its document says.
std::int64_t read_at(const Xapian::Document& article) {
  return static_cast<std::int64_t>(
      Xapian::sortable_unserialise(article.get_value(slot::kIngested)));
}

std::size_t statement_bytes(const Prepared& prepared) {
  return prepared.statement_count() * 200 + 1;
}

}  // namespace

Writer::State::~State() {
  // The threads first, then what they write to.
  article_lane.reset();
  statement_lane.reset();
  if (!databases) return;
  const Result<void> cancelled = guarded("dropping a batch", [&] { databases->cancel(); });
  if (!cancelled) leave_open(std::move(databases));
}

Result<void> Writer::State::usable() const {
  if (dead)
    return Error{dead->code,
                 "the writer stopped after an error (" + dead->message +
                     "); end this process and run 'check'",
                 0};
  if (manifest.generation < owner->serving)
    return Error{Errc::conflict, "this generation is not the newest any more", 0};
  return {};
}

// After a failed write Xapian's handles must not be used, not even closed: closing would try to
// write again, and has been seen to damage the index or to end the process.
Error Writer::State::die(const Error& error) {
  if (!dead) {
    dead = error;
    owner->lock.mark_unclean();
    leave_open(std::move(databases));
  }
  return error;
}

Result<void> Writer::State::check_space(std::uint64_t extra) const {
  const Result<std::uint64_t> free =
      options.free_bytes ? options.free_bytes(generation) : free_bytes(generation);
  if (!free) return free.error();
  // Measured on full disks: below this, writing may damage the index.
  const std::uint64_t need = 1'500'000 + tree_bytes(generation) * 35 / 100 + extra;
  if (*free >= need) return {};
  return Error{Errc::io,
               "not enough free space in " + index.string() + ": " + std::to_string(need) +
                   " bytes are needed, " + std::to_string(*free) + " are free; nothing was written",
               0};
}

Result<void> Writer::State::open_batch() {
  if (batch_open) return {};
  if (Result<void> space = check_space(); !space) return space;
  Result<void> begun = guarded("beginning a batch", [&] { databases->begin(); });
  if (!begun) return die(begun.error());
  batch_open = true;
  unlooked = 0;
  counts = {};
  return {};
}

// What everything that enters a batch passes: the writer lives and so do its lanes, there is space.
// Opens the batch; gives what was decided about the key.
Result<Decision> Writer::State::before_staging(const ArticleKey& key) {
  if (Result<void> fit = usable(); !fit) return fit.error();
  for (Lane* lane : {article_lane.get(), statement_lane.get()})
    if (Result<void> going = lane->state(); !going) return die(going.error());
  if (Result<void> fresh = refresh_block_list(); !fresh) return fresh.error();
  if (Result<void> begun = open_batch(); !begun) return begun.error();
  if (++unlooked >= kSpaceInterval) {
    unlooked = 0;
    if (const Result<void> space = check_space(); !space) {
      if (Result<void> cancelled = cancel_batch(); !cancelled) return cancelled.error();
      return space.error();
    }
  }
  const std::lock_guard look(committed.mutex);
  const Blocked* blocked = committed.blocked.find(key);
  return blocked ? blocked->decision : Decision::none;
}

Result<void> Writer::State::drain() {
  for (Lane* lane : {article_lane.get(), statement_lane.get()})
    if (Result<void> done = lane->drain(); !done) return die(done.error());
  return {};
}

Result<void> Writer::State::cancel_batch() {
  if (Result<void> done = drain(); !done) return done;
  Result<void> cancelled = guarded("dropping a batch", [&] { databases->cancel(); });
  if (!cancelled) return die(cancelled.error());
  staged.clear();
  staged_keys.clear();
  clustered.clear();
  staged_bytes = 0;
  batch_open = false;
  return {};
}

// With the articles' lane at rest; the statements' lane goes on and does its part at the end.
// Whoever's cluster changes is one of the batch: recovery makes the statements of its keys anew,
// from the articles.
void Writer::State::mark_copies() {
  for (const auto& [key, cluster] : clustered) {
    if (staged_keys.insert(key.str()).second) staged.push_back(key);
    statement_lane->push(
        [databases = databases.get(), changed = key, id = cluster] {
          return guarded("marking copies", [&] { put_into_cluster(*databases, changed, id); });
        },
        1);
  }
  clustered.clear();
}

Result<bool> Writer::State::exists(const ArticleKey& key) const {
  const std::lock_guard hold(committed.mutex);
  return guarded("looking up " + key.str(), [&] {
    return committed.articles[shard_of(key, manifest.settings.shards)].term_exists(key_term(key));
  });
}

Result<void> Writer::State::refresh_block_list() {
  const std::lock_guard hold(committed.mutex);
  if (block_list_stamp(index) == committed.blocked.stamp) return {};
  Result<BlockList> list = read_block_list(index);
  if (!list) return list.error();
  committed.blocked = std::move(*list);
  return {};
}

std::string Writer::State::revision() const {
  return std::to_string(manifest.generation) + "." + std::to_string(commit);
}

Result<CommitResult> Writer::State::commit_batch() {
  if (Result<void> done = article_lane->drain(); !done) return die(done.error());
  CommitResult result = counts;
  counts = {};
  result.commit = commit;
  result.revision = revision();
  if (!batch_open) return result;
  if (const Result<void> space = check_space(); !space) {
    if (Result<void> cancelled = cancel_batch(); !cancelled) return cancelled.error();
    return space.error();
  }

  mark_copies();
  if (Result<void> done = drain(); !done) return done.error();
  const auto step = [&](Step reached) {
    if (options.on_step) options.on_step(reached);
  };
  Result<void> done = guarded("numbering the commit", [&] {
    databases->set_commit_number(Kind::articles, commit + 1);
    databases->set_commit_number(Kind::statements, commit + 1);
  });
  if (!done) return die(done.error());
  done = write_journal(generation, {commit + 1, std::move(staged)});
  if (!done) return die(done.error());
  step(Step::journal_written);
  struct Commit {
    Kind kind;
    Step reached;
  };
  // History first: a version may be there twice for a moment, never not at all.
  for (const Commit& next : {Commit{Kind::history, Step::history_committed},
                             Commit{Kind::articles, Step::articles_committed},
                             Commit{Kind::statements, Step::statements_committed}}) {
    if (done = databases->commit(next.kind); !done) return die(done.error());
    step(next.reached);
  }
  databases->committed();
  if (done = drop_journal(generation); !done) return die(done.error());
  step(Step::journal_dropped);

  ++commit;
  staged.clear();
  staged_keys.clear();
  staged_bytes = 0;
  batch_open = false;
  if (done = update_manifest(); !done) return die(done.error());
  if (done = open_committed(); !done) return die(done.error());
  result.commit = commit;
  result.revision = revision();
  return result;
}

Writer::Writer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;
Writer::~Writer() = default;

Result<std::optional<Existing>> Writer::lookup(const ArticleKey& key) const {
  const Committed& committed = state_->committed;
  const std::lock_guard hold(committed.mutex);
  return guarded("looking up " + key.str(), [&]() -> std::optional<Existing> {
    const unsigned shard = shard_of(key, state_->manifest.settings.shards);
    const std::string term = key_term(key);
    Existing existing;
    bool known = false;
    const Xapian::Database& articles = committed.articles[shard];
    for (auto at = articles.postlist_begin(term); at != articles.postlist_end(term); ++at) {
      const Xapian::Document document = articles.get_document(*at);
      existing.version = version_of(document);
      existing.next_version = existing.version + 1;
      existing.content_hash = content_hash_of(document);
      existing.status =
          status_from(document.get_value(find_field("status")->slot)).value_or(Status::usable);
      known = true;
    }
    if (!known) {
      const Xapian::Database& history = committed.history[shard];
      for (auto at = history.postlist_begin(term); at != history.postlist_end(term); ++at) {
        existing.next_version =
            std::max(existing.next_version, version_of(history.get_document(*at)) + 1);
        known = true;
      }
    }
    if (const Blocked* blocked = committed.blocked.find(key);
        blocked && blocked->decision != Decision::none) {
      existing.decision = blocked->decision;
      known = true;
    }
    return known ? std::optional<Existing>(std::move(existing)) : std::nullopt;
  });
}

Result<std::optional<Article>> Writer::stored(const ArticleKey& key) const {
  const Committed& committed = state_->committed;
  const std::lock_guard hold(committed.mutex);
  const Result<std::string> data = guarded("reading " + key.str(), [&]() -> std::string {
    const Xapian::Database& articles =
        committed.articles[shard_of(key, state_->manifest.settings.shards)];
    const std::string term = key_term(key);
    const auto at = articles.postlist_begin(term);
    if (at == articles.postlist_end(term)) return {};
    return articles.get_document(*at).get_data();
  });
  if (!data) return data.error();
  if (data->empty()) return std::optional<Article>();
  Result<Article> article = decode_article(*data);
  if (!article) return article.error();
  return std::optional<Article>(std::move(*article));
}

Result<void> Writer::stage(Prepared given, std::int64_t now) {
  return take(std::move(given), Former::superseded, now);
}

Result<void> Writer::stage_amended(Prepared given) {
  const auto existing = lookup(given.key);
  if (!existing) return existing.error();
  if (!*existing || (*existing)->version != given.version)
    return Error{Errc::invalid,
                 "version " + std::to_string(given.version) + " of " + given.key.str() +
                     " is not the current one",
                 0};
  return take(std::move(given), Former::replaced, 0);
}

Result<void> Writer::take(Prepared given, Former former, std::int64_t now) {
  State& state = *state_;
  const std::lock_guard hold(state.staging);
  const Result<Decision> decision = state.before_staging(given.key);
  if (!decision) return decision.error();
  if (*decision == Decision::purged) {
    ++state.counts.refused;
    return {};
  }
  const Result<bool> exists = state.exists(given.key);
  if (!exists) return exists.error();
  if (!state.staged_keys.insert(given.key.str()).second)
    return Error{Errc::conflict, "the article " + given.key.str() + " is in this batch already", 0};
  state.staged.push_back(given.key);
  state.staged_bytes += given.bytes;
  ++(former == Former::replaced ? state.counts.amended
     : *exists                  ? state.counts.replaced
                                : state.counts.added);
  state.counts.statements += given.statement_count();

  // One lane takes the article's document, the other those of the statements; whoever is last frees
  // them all.
  const auto prepared = std::make_shared<Prepared>(std::move(given));
  const bool withheld = *decision == Decision::withheld;
  const bool replaces = *exists;
  // A run of hours begins before it reads: the former version was there until this one was read.
  const std::int64_t until = std::max(now, read_at(prepared->article));
  Databases* databases = state.databases.get();
  state.article_lane->push(
      [&state, databases, prepared, withheld, replaces, former, until]() -> Result<void> {
        Result<void> changed;
        Result<void> written = guarded("writing an article", [&] {
          if (former == Former::replaced)
            databases->remove(Kind::articles, prepared->key);
          else if (replaces)
            databases->move_to_history(prepared->key, [&](Xapian::Document& old) {
              if (Result<void> left = supersede_article(old, until); !left) changed = left;
            });
          if (withheld)
            if (Result<void> hidden = withhold_article(prepared->article); !hidden)
              changed = hidden;
          state.clustered.erase(prepared->key);  // What a copy has won for the former version.
          if (!prepared->compared) {
            const Result<Settled> settled = settle_newcomer(*databases, prepared->article);
            if (!settled) {
              changed = settled.error();
              return;
            }
            for (const ArticleKey& key : settled->articles) state.clustered[key] = settled->cluster;
          }
          databases->add_article(prepared->key, prepared->article);
        });
        return written ? changed : written;
      },
      prepared->bytes + 1);
  state.statement_lane->push(
      [&state, databases, prepared, withheld, replaces]() -> Result<void> {
        Result<void> changed;
        const auto add = [&](Xapian::Document statement) {
          if (withheld)
            if (Result<void> hidden = set_statement_status(statement, Status::withheld); !hidden)
              changed = hidden;
          databases->add_statement(prepared->key, statement);
        };
        Result<void> written = guarded("writing statements", [&] {
          if (replaces) databases->remove(Kind::statements, prepared->key);
          for (const Xapian::Document& statement : prepared->statements) add(statement);
          if (!prepared->unmade) return;
          DocumentMaker maker(state.manifest.settings.stem_language);
          for (const Statement& statement : prepared->unmade->statements)
            add(maker.statement_document(prepared->unmade->article, statement));
        });
        return written ? changed : written;
      },
      statement_bytes(*prepared));
  return {};
}

Result<void> Writer::remove(const ArticleKey& key, std::int64_t now) {
  State& state = *state_;
  const std::lock_guard hold(state.staging);
  if (Result<void> usable = state.usable(); !usable) return usable;
  const Result<bool> exists = state.exists(key);
  if (!exists) return exists.error();
  if (!*exists) return {};
  if (const Result<Decision> fit = state.before_staging(key); !fit) return fit.error();
  if (!state.staged_keys.insert(key.str()).second)
    return Error{Errc::conflict, "the article " + key.str() + " is in this batch already", 0};
  state.staged.push_back(key);
  ++state.counts.removed;
  Databases* databases = state.databases.get();
  state.article_lane->push(
      [databases, key, now]() -> Result<void> {
        Result<void> changed;
        Result<void> written = guarded("removing an article", [&] {
          databases->move_to_history(key, [&](Xapian::Document& old) {
            const std::int64_t until = std::max(now, read_at(old));
            if (Result<void> left = supersede_article(old, until); !left) changed = left;
          });
        });
        return written ? changed : written;
      },
      1);
  state.statement_lane->push(
      [databases, key]() -> Result<void> {
        return guarded("removing statements", [&] { databases->remove(Kind::statements, key); });
      },
      1);
  return {};
}

std::size_t Writer::staged() const {
  const std::lock_guard hold(state_->staging);
  return state_->staged.size();
}

std::size_t Writer::staged_bytes() const {
  const std::lock_guard hold(state_->staging);
  return state_->staged_bytes;
}

Result<CommitResult> Writer::commit() {
  const std::lock_guard hold(state_->staging);
  if (Result<void> usable = state_->usable(); !usable) return usable.error();
  return state_->commit_batch();
}

Result<void> Writer::abandon() {
  const std::lock_guard hold(state_->staging);
  if (Result<void> usable = state_->usable(); !usable) return usable;
  return state_->cancel_batch();
}

std::string Writer::revision() const { return state_->revision(); }
const Settings& Writer::settings() const { return state_->manifest.settings; }
const std::filesystem::path& Writer::index() const { return state_->index; }
const std::filesystem::path& Writer::generation_path() const { return state_->generation; }
bool Writer::recovered_from_crash() const { return state_->owner->lock.previous_died(); }
std::size_t Writer::healed_keys() const { return state_->healed; }

}  // namespace onrecord::store
