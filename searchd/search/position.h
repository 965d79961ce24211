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
  std::string generation;           ///< That the docids belong to: "gen-3".
  std::vector<std::uint32_t> last;  ///< Docid of the last document seen, by shard.
  std::int64_t judged_at = 0;       ///< Embargoes up to this second have ended.

  friend bool operator==(const Position&, const Position&) = default;
};

/// All that \a snapshot shows of a database.
Position whole_of(const Snapshot& snapshot, store::Kind kind);

/// "3.120,118.1763850000", for a client to give back.
std::string encode_position(const Position& position);
/// Errors: `invalid` when it is no such text.
Result<Position> decode_position(std::string_view encoded);

/// A docid of several shards taken together, as \a shard's own and back: they are dealt out in
/// turn.
struct Placed {
  std::size_t shard = 0;
  std::uint32_t docid = 0;
};
Placed placed(std::uint32_t together, std::size_t shards);
std::uint32_t together(Placed placed, std::size_t shards);

}  // namespace onrecord::search
