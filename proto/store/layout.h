// Every name on the disk.  Knows where things lie, not what is in them (FORMAT.md says).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace onrecord::store {

/// The three databases of a shard.
enum class Kind { articles, statements, history };

namespace layout {

using Path = std::filesystem::path;

// In the index folder.
inline Path current(const Path& index) { return index / "CURRENT"; }
inline Path lock(const Path& index) { return index / "lock"; }
inline Path block_list(const Path& index) { return index / "blocklist"; }
inline Path corrections(const Path& index) { return index / "corrections"; }
inline Path ledger(const Path& index) { return index / "ledger"; }
inline Path rejects(const Path& index) { return index / "rejects"; }
inline Path queue(const Path& index) { return index / "queue"; }

// A generation, and in it.
inline std::string generation_name(std::uint64_t number) { return "gen-" + std::to_string(number); }
/// The number in "gen-N", or nothing when \a name is not a generation's.
std::optional<std::uint64_t> generation_number(std::string_view name);
inline Path manifest(const Path& generation) { return generation / "manifest.json"; }
inline Path journal(const Path& generation) { return generation / "journal"; }
inline Path shard(const Path& generation, unsigned number) {
  return generation / ("shard-" + std::to_string(number));
}
constexpr std::string_view name_of(Kind kind) {
  return kind == Kind::articles ? "articles" : kind == Kind::statements ? "statements" : "history";
}
inline Path database(const Path& generation, unsigned shard_number, Kind kind) {
  return shard(generation, shard_number) / name_of(kind);
}

}  // namespace layout
}  // namespace onrecord::store
