// What a Writer holds.  Shared by the files that make up the writer, nobody else's business.
#pragma once

#include <xapian.h>

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "proto/store/databases.h"
#include "proto/store/lane.h"
#include "proto/store/lock.h"
#include "proto/store/writer.h"

namespace onrecord::store {

/// What the writers of one index have in common: the lock, and which generation is served.
struct Ownership {
  FolderLock lock;
  std::uint64_t serving = 0;
};

/// The last commit as a reader sees it, for looking up keys while a batch is under way.  For any
/// thread, under its mutex.
struct Committed {
  mutable std::mutex mutex;
  std::vector<Xapian::Database> articles;  // One a shard.
  std::vector<Xapian::Database> history;
  BlockList blocked;
};

/// What becomes of the version that is there when one is staged.
enum class Former : std::uint8_t { superseded, replaced };

struct Writer::State {
  std::filesystem::path index;
  std::filesystem::path generation;
  std::shared_ptr<Ownership> owner;
  WriterOptions options;
  Manifest manifest;
  std::unique_ptr<Databases> databases;
  Committed committed;

  std::mutex staging;  // Guards what follows, and the order in which jobs enter the lanes.
  std::unordered_set<std::string> staged_keys;
  std::vector<ArticleKey> staged;
  std::size_t staged_bytes = 0;
  std::size_t unlooked = 0;  // Staged since the last look at the free space.
  bool batch_open = false;
  CommitResult counts;
  std::optional<Error> dead;

  // Whose cluster changed in this batch, and into which.  The articles' lane's; anybody's when that
  // is at rest.
  std::map<ArticleKey, std::string> clustered;

  std::uint64_t commit = 0;
  std::size_t healed = 0;
  // Last: their threads use everything above.
  std::unique_ptr<Lane> article_lane;
  std::unique_ptr<Lane> statement_lane;

  ~State();

  // writer.cc
  Result<void> usable() const;
  Error die(const Error& error);
  Result<void> check_space(std::uint64_t extra = 0) const;
  Result<void> open_batch();
  Result<Decision> before_staging(const ArticleKey& key);
  Result<void> drain();
  Result<void> cancel_batch();
  Result<CommitResult> commit_batch();
  void mark_copies();
  Result<bool> exists(const ArticleKey& key) const;
  Result<void> refresh_block_list();
  std::string revision() const;

  // writer_open.cc
  Result<void> open_databases();
  Result<void> open_committed();
  Result<void> recover();
  Result<void> update_manifest();
};

/// Makes an empty generation on the disk, synced, that CURRENT does not name yet.
Result<Manifest> create_generation(const std::filesystem::path& index, std::uint64_t number,
                                   const Settings& settings);

}  // namespace onrecord::store
