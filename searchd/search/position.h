// How far an index was seen.  Knows docids and shards, not what they hold.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "proto/store/layout.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// Everything up to the last document of each shard, as it could be seen at one second.
struct Position {
  store::Kind kind = store::Kind::articles;  ///< Of articles or of statements.
  std::string generation;                    ///< That the docids belong to: "gen-3".
  std::vector<std::uint32_t> last;           ///< Docid of the last document seen, by shard.
  std::int64_t judged_at = 0;                ///< Embargoes up to this second have ended.

  friend bool operator==(const Position&, const Position&) = default;
};

/// A batch is committed within this many seconds after its articles were read.
inline constexpr std::int64_t kLongestBatch = 3600;

/// All that \a snapshot shows of a database.
Position whole_of(const Snapshot& snapshot, store::Kind kind);

/// "a3.120,118.1763850000", for a client to give back.
std::string encode_position(const Position& position);
/// Errors: `invalid` when it is no such text, or one of the other \a kind; \a argument is named.
Result<Position> decode_position(std::string_view encoded, store::Kind kind,
                                 std::string_view argument);

/// Whether the docids of \a position say what came after it, with the index as far as \a whole:
/// they do not after a rebuild, and not when an older state of the index was put back.
bool tells_order(const Position& position, const Position& whole);

/// A docid of several shards taken together, as \a shard's own and back: they are dealt out in
/// turn.
struct Placed {
  std::size_t shard = 0;
  std::uint32_t docid = 0;
};
Placed placed(std::uint32_t together, std::size_t shards);
std::uint32_t together(Placed placed, std::size_t shards);

}  // namespace onrecord::search
