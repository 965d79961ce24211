// The seam of the extraction: one article in, its statements out.  Pure: no index, no clock, no
// files.
#pragma once

#include <string_view>
#include <vector>

#include "proto/store/records.h"

namespace onrecord::statements {

/// Stored with each article, so that `rebuild` knows what is out of date.
inline constexpr std::string_view kExtractorVersion = "13";

/// The statements of \a article, ordered by place (headline first) and begin.  Reads text, spans,
/// headline, speaker and role. Cannot fail: none gives empty.  Offsets are always on code-point
/// boundaries inside the text that they point into. O(n).  REQUIRES: valid UTF-8.
std::vector<Statement> extract(const Article& article);

}  // namespace onrecord::statements
