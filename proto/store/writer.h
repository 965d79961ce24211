// The one writer of an index: stages documents, commits them by the journal's protocol, heals what
// a crash left. Knows the three databases and their order; knows no files to be read, no
// statements' rules.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "proto/store/block_list.h"
#include "proto/store/documents.h"
#include "proto/store/manifest.h"
#include "proto/store/records.h"

namespace onrecord::store {

/// What is durable when commit() has got so far; see FORMAT.md, "A batch".
enum class Step {
  journal_written,
  history_committed,
  articles_committed,
  statements_committed,
  journal_dropped
};

struct WriterOptions {
  /// Used when the index (or a new generation) is made; an index that is there keeps its own.
  Settings settings;
  /// Derives an article's statements: called by recovery for the keys of a journal.  Must be given.
  std::function<std::vector<Statement>(const Article&)> derive;
  /// Free space is asked here; empty: the file system's.
  std::function<Result<std::uint64_t>(const std::filesystem::path&)> free_bytes;
  /// Called after each step of the protocol; for fault tests.
  std::function<void(Step)> on_step;
};

/// What the last commit knows of a key.
struct Existing {
  std::uint32_t version = 0;  ///< Of the current version; 0 when there is none.
  std::uint32_t next_version =
      1;  ///< What the next one must have: above every version that there ever was.
  std::string
      content_hash;  ///< The first 32 hex digits of content_hash(); "" when there is no version.
  Status status = Status::usable;
  /// `purged`: must not be added again.  `withheld`: may be, and stays withheld.
  Decision decision = Decision::none;
};

/// A version that is history.
struct Superseded {
  Article header;            ///< Without text and spans.
  std::string content_hash;  ///< The first 32 hex digits of content_hash().
};

struct CommitResult {
  std::uint64_t commit = 0;    ///< Grows by one a commit.
  std::string revision;        ///< "GENERATION.COMMIT", as a reader reports it.
  std::uint64_t added = 0;     ///< Articles that were new.
  std::uint64_t replaced = 0;  ///< Articles whose former version went to history.
  std::uint64_t amended = 0;   ///< Articles that were replaced without a new version.
  std::uint64_t older = 0;     ///< Versions that came after a newer one of their article.
  std::uint64_t removed = 0;
  std::uint64_t statements = 0;  ///< Statement documents added.
  std::uint64_t refused = 0;     ///< Staged articles whose key is purged: not taken.
};

struct Ownership;  // Of writer_state.h.
enum class Former : std::uint8_t;

/// One a process and index: it holds the folder lock.  Two threads of its own fill the databases
/// (one articles and history, one the statements) while others prepare; the commits themselves run
/// one after the other in the caller's thread.
///
/// After any failed write the writer is dead: every later call is refused, nothing more is written,
/// not even when it is destroyed.  The process should end, and the next open heals the index.
/// Running out of free space is noticed before: the batch is abandoned, the writer lives.
///
/// Threads: stage(), remove() and lookup() from any thread; all others from one thread at a time,
/// and not while another stages.
class Writer {
 public:
  /// Opens (creates) the index, takes the lock, runs recovery and applies pending decisions of the
  /// block list.  Sets the environment variable XAPIAN_FLUSH_THRESHOLD of the process: open before
  /// starting threads. Errors: `conflict` (another writer), `unsupported` (another format version;
  /// names `rebuild`), `index`, `io`.
  static Result<Writer> open(const std::filesystem::path& index, WriterOptions options);
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;
  /// Abandons what was staged and not committed.
  ~Writer();

  /// What is committed of \a key, or nothing.  Sees nothing that is only staged.  Cost: one term
  /// look-up when absent, about 10 µs when present.
  Result<std::optional<Existing>> lookup(const ArticleKey& key) const;
  /// The stored record of the current version.
  Result<std::optional<Article>> stored(const ArticleKey& key) const;
  /// The superseded versions of \a key that are committed, the oldest first.
  Result<std::vector<Superseded>> superseded(const ArticleKey& key) const;

  /// Takes \a prepared into the batch; waits while too much is queued.  Replaces the version that
  /// is there, which goes to history; it ends \a now, or when the new one was read if that is
  /// later.  A withheld key stays withheld.  Nothing is durable before commit(). Errors: `conflict`
  /// (the key is in this batch already), `io` (free space: the message names the need), or the
  /// writer is dead.
  Result<void> stage(Prepared prepared, std::int64_t now);
  /// Takes a version into the batch that is older than the current one: into history, as number \a
  /// version.  The versions from that number on, the current one with its statements too, move up
  /// by one.  Errors: as stage(); `invalid`: the key has no current version.
  Result<void> stage_superseded(Prepared prepared, std::uint32_t version);
  /// Puts \a prepared, which is the current version otherwise understood, in the place of the
  /// current version: same number, nothing goes to history.  Errors: as stage(); `invalid`: it is
  /// not the current version.
  Result<void> stage_amended(Prepared prepared);
  /// Takes the removal of \a key into the batch; its current version goes to history and ends \a
  /// now, or when it was read if that is later.  Removing what is not there is no error.  Errors:
  /// as stage().
  Result<void> remove(const ArticleKey& key, std::int64_t now);
  /// Articles and bytes of text staged since the last commit: when to commit is the caller's choice
  /// (64 MB is a good one).
  std::size_t staged() const;
  std::size_t staged_bytes() const;

  /// Makes the batch durable: journal, history and articles, statements, journal dropped, each
  /// synced in that order.  When it returns, the batch survives kill -9 and power cuts, and readers
  /// see it whole.  An empty batch costs nothing.
  Result<CommitResult> commit();
  /// Drops what was staged since the last commit.
  Result<void> abandon();

  /// Brings the databases in line with the block list: statuses of withheld and restored articles,
  /// removal of purged ones, then the applied marks.  Commits.  The bytes of purged articles are
  /// gone after compact().  Returns the number of keys that changed. REQUIRES an empty batch.
  Result<std::size_t> apply_block_list(std::int64_t now);

  /// Copies the index as of the last commit into the new folder \a target, synced.  Readers and the
  /// copy are whole. REQUIRES an empty batch.  Errors: `conflict` (target is there), `io`.
  Result<void> snapshot(const std::filesystem::path& target);
  /// Writes everything anew, without the holes that deletions left, into the next generation; swaps
  /// it in; removes the old.  Docids stay. Needs as much free space as the index takes.  REQUIRES
  /// an empty batch.
  Result<void> compact();

  /// A writer of the next generation, empty, under the same lock (`rebuild`, bulk builds, restore).
  /// Nobody sees it before publish(); unpublished ones are removed at the next open.  Only the
  /// newest may be used further.
  Result<Writer> next_generation(const Settings& settings);
  /// Makes this writer's generation the one that is served and removes the others.  The writers of
  /// those are dead from then on.
  Result<void> publish();
  /// Takes a superseded version into the batch as it is (article.superseded says until when); for
  /// `rebuild`.
  Result<void> stage_history(Xapian::Document history_document);

  std::string revision() const;
  const Settings& settings() const;
  const std::filesystem::path& index() const;  ///< The index's folder.
  const std::filesystem::path& generation_path() const;
  /// The writer before this one did not stop in order; a journal was found if keys were healed.
  bool recovered_from_crash() const;
  std::size_t healed_keys() const;

 private:
  struct State;
  Result<void> take(Prepared prepared, Former former, std::int64_t now);
  friend Result<Writer> open_for_rebuild(const std::filesystem::path& index, WriterOptions options);
  explicit Writer(std::unique_ptr<State> state);
  static Result<Writer> begin_generation(const std::filesystem::path& index, WriterOptions options,
                                         std::shared_ptr<Ownership> owner, std::uint64_t commit);
  std::unique_ptr<State> state_;
};

/// Rebuilds where `open` refuses: takes the lock without looking at the format version, for \a
/// index of any version that this program can still read, and gives a writer of the next
/// generation.  The caller reads with open_reader(), stages and publishes.
Result<Writer> open_for_rebuild(const std::filesystem::path& index, WriterOptions options);

}  // namespace onrecord::store
