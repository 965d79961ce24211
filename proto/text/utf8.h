// UTF-8: is it valid, make it valid, count offsets in other units.  Knows no words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace onrecord::text {

/// One code point of a text and how many bytes it takes there.
struct CodePoint {
  char32_t value = 0;
  std::uint32_t size = 1;
};
/// The code point that begins at \a at.  Never reads outside \a text; what is not valid there
/// counts as one byte, U+FFFD. REQUIRES: at < text.size().
inline CodePoint decode(std::string_view text, std::size_t at);

/// The same, for what is not ASCII.
CodePoint decode_long(std::string_view text, std::size_t at);

inline CodePoint decode(std::string_view text, std::size_t at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) return {byte, 1};
  return decode_long(text, at);
}

/// Where the code point before \a at begins.  REQUIRES: 0 < at <= text.size(), valid UTF-8.
std::size_t before(std::string_view text, std::size_t at);

/// Appends \a code_point in UTF-8.  REQUIRES: a scalar value.
void append(std::string& out, char32_t code_point);

/// First byte that is not part of a valid UTF-8 sequence (RFC 3629), or npos.  O(n).
std::size_t first_invalid(std::string_view bytes);

/// A text made valid.
struct Mended {
  std::string text;
  std::size_t replaced = 0;  ///< How many ill-formed sequences became U+FFFD.
  std::size_t dropped = 0;   ///< How many NUL bytes were taken out.
};
/// Replaces each ill-formed sequence by U+FFFD (maximal subpart rule of Unicode 15, 3.9) and drops
/// NUL bytes.
Mended mend(std::string_view bytes);

/// The units in which the outside may count text offsets; inside it is always bytes.
enum class OffsetUnit { bytes, codepoints, utf16 };

/// Turns byte offsets of one text into offsets of another unit.  Built in O(n), each look-up O(log
/// n) or better. REQUIRES: valid UTF-8 that outlives this object.
class OffsetMap {
 public:
  OffsetMap(std::string_view text, OffsetUnit unit);
  /// \a byte_offset may be the text's size; an offset inside a code point counts as its start.
  std::uint32_t operator()(std::uint32_t byte_offset) const;

 private:
  std::string_view text_;
  OffsetUnit unit_;
  bool ascii_ = false;
  std::vector<std::uint32_t> checkpoints_;  ///< The offset at every 256th byte; empty for ASCII.
};

}  // namespace onrecord::text
