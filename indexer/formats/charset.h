// Bytes in some character encoding → UTF-8.  Knows byte order marks, names of encodings and what
// bytes look like; knows no format.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace onrecord::formats {

/// How the units of an encoding lie in the bytes.
enum class CharsetUnit : std::uint8_t { byte = 1, two_bytes = 2, four_bytes = 4 };

/// Bytes as UTF-8.
struct CharsetText {
  std::string text;     ///< Valid UTF-8 without a byte order mark or NUL.
  std::string charset;  ///< What it was read as: "utf-8", "windows-1252", …
  CharsetUnit unit = CharsetUnit::byte;
  std::uint32_t replaced = 0;         ///< Ill-formed sequences that became U+FFFD.
  std::vector<std::string> warnings;  ///< What was declared and not believed, replaced or dropped.
};

/// Whether \a head begins as text in UTF-16 or UTF-32 does, by its mark or by the NUL bytes of its
/// first characters.
bool is_wide_text(std::string_view head);

/// Decodes \a bytes.  Believed in this order: a byte order mark, the NUL bytes of UTF-16 and
/// UTF-32, valid UTF-8 where that or a Latin encoding is declared, \a declared ("" when nothing
/// is), the detector.  ISO 8859-1 and ASCII are read as windows-1252, as browsers do.  Never fails.
/// O(n).
CharsetText decode_bytes(std::string_view bytes, std::string_view declared);

}  // namespace onrecord::formats
