// A transcript that lost its line ends: "… ask him. ADANNE: Do you agree? OKORO: I do. …".  Knows
// capitals, colons and how people talk; no paragraphs.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace onrecord::formats {

/// Where a turn begins inside running text.
struct InlineTurn {
  std::uint32_t begin = 0;  ///< Byte offset of its label.
  std::string_view label;   ///< Without the colon; lies in the text.
};

/// The turns of \a text in order; none unless two speakers or more take turns in it, and talk: a
/// list of "PROJECT: … AMOUNT: …" has no speakers.  Before the first turn may stand anything.
/// O(n).
std::vector<InlineTurn> inline_turns(std::string_view text);

}  // namespace onrecord::formats
