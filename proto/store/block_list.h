// What must not be seen although it may still be in the databases.  Knows keys and the file
// `blocklist`, no text.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "proto/store/records.h"

namespace Xapian {
class Query;
}

namespace onrecord::store {

/// What the house decided about a key, newest decision only.
enum class Decision : std::uint8_t {
  none,      ///< Withheld once, no longer.
  withheld,  ///< Gone from every answer, kept.
  purged,    ///< Bytes to be removed; the key must never come back.
};

struct Blocked {
  ArticleKey key;
  Decision decision = Decision::none;
  bool applied = false;   ///< The databases say the same already.
  std::int64_t when = 0;  ///< Seconds since the epoch.
};

/// The file `blocklist`, replayed.  A plain value.
struct BlockList {
  std::vector<Blocked> entries;  ///< One a key, sorted by key.
  std::vector<ArticleKey>
      keys;  ///< Withheld or purged and not yet marked in the databases: what hidden_query names.
  std::uint64_t stamp = 0;  ///< Changes whenever the file does.

  /// The entry of \a key, or nullptr.  O(log n).
  const Blocked* find(const ArticleKey& key) const;
};

/// Errors: `index`: a line that is complete and cannot be read (nothing may be shown then); `io`.
/// No file: an empty list.
Result<BlockList> read_block_list(const std::filesystem::path& index);
/// Cheap: a stat.  The stamp that read_block_list would give now.
std::uint64_t block_list_stamp(const std::filesystem::path& index);

/// Appends one decision a key and syncs, in one write.  Any process, any thread: it has a lock of
/// its own, not the folder's.  When it returns, every reader that refreshes obeys it.  A purge is
/// never undone: later decisions about that key are `conflict`.
Result<void> append_decisions(const std::filesystem::path& index, std::span<const ArticleKey> keys,
                              Decision decision, std::int64_t now);
/// Notes that the databases now say what was decided.  Only for who holds the folder lock, after
/// the commit.
Result<void> append_applied(const std::filesystem::path& index, std::span<const ArticleKey> keys,
                            Decision decision, std::int64_t now);

/// What no reader may see right now: withheld, canceled, embargoed until later than \a now (seconds
/// since the epoch), expired, block-listed.  Everything visible is `Xapian::Query(OP_AND_NOT,
/// query, hidden)`.  Stock operators only. REQUIRES a list that is not older than the databases
/// (Reader::blocked is).
Xapian::Query hidden_query(const BlockList& blocked, std::int64_t now);

}  // namespace onrecord::store
