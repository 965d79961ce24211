// The names of speakers in an index, as an editor needs them who says which are one person: how
// often, where, when.  Knows the index; merges nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "proto/result.h"

namespace onrecord::build {

/// One name, in whatever spellings of its initials and capitals.
struct CountedName {
  std::string text;  ///< The most frequent spelling.
  std::string key;   ///< store::name_key().
  std::uint32_t statements = 0;
  std::vector<std::uint32_t> articles;  ///< Numbers of this census, ascending.
  /// The most frequent first.
  std::vector<std::pair<std::string, std::uint32_t>> outlets;
  /// Seconds since the epoch; first > last where no date is known.
  std::int64_t first = std::numeric_limits<std::int64_t>::max();
  std::int64_t last = std::numeric_limits<std::int64_t>::min();
};

/// Every name that a statement has which readers may see; in order of the key.  Errors: those of
/// store::open_reader.  About 2 µs a statement.
Result<std::vector<CountedName>> count_names(const std::filesystem::path& index);

}  // namespace onrecord::build
