// What stands above a body in a text file: `Key: value` lines, or YAML front matter.  Knows no
// meaning of a key but whether it is one of ours.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/record.h"

namespace onrecord::formats {

/// A header, and where the body begins.
struct Header {
  std::vector<Value> values;
  std::size_t body_begin = 0;  ///< Byte offset of the first line of the body that is not blank.
  std::vector<std::string> warnings;
};

/// The `Key: value` lines at the top of \a text, up to a blank line; none unless every line has
/// that form and most of the keys are known ones.  A line that begins with white space goes on with
/// the line above.
Header read_header_lines(std::string_view text);

/// The front matter between a first line "---" and a line "---" or "...": keys with plain or quoted
/// strings, lists and block texts.  Anything deeper is kept as its YAML text, with a warning.
Header read_front_matter(std::string_view text);

}  // namespace onrecord::formats
