// Whether one word is another, mistyped.  Knows keys of a keyboard; no sounds, no dictionary.
#pragma once

#include <string_view>

namespace onrecord::text {

/// Whether two folded words differ by one slip of the fingers: two neighbouring letters swapped, or
/// a key beside the right one (of a QWERTY keyboard), in words of 5 letters and more; any letter
/// changed, left out or too many in words of 7 and more, for many short names differ so.  The first
/// letter is the same.  False of two equal words.  O(n); letters are bytes.
bool typing_slip(std::string_view a, std::string_view b);

}  // namespace onrecord::text
