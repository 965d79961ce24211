// Which of two versions of an article its source calls the newer one.  Knows no index.
#pragma once

#include <cstdint>
#include <optional>

#include "proto/store/records.h"

namespace onrecord::build {

/// What a source says of the place of one version among the others.
struct SourceOrder {
  std::optional<std::uint64_t> number;  ///< meta.version, when that is a whole number.
  std::int64_t modified = 0;            ///< Article::modified; 0 unknown.

  bool said() const { return number.has_value() || modified != 0; }
};

SourceOrder source_order(const Article& article);

enum class Newer : std::uint8_t { unknown, first, second };

/// The newer of two versions: by their numbers where both have one and they differ, else by when
/// they were made.
Newer newer_of(const SourceOrder& first, const SourceOrder& second);

}  // namespace onrecord::build
