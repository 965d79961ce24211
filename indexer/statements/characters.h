// What a character at some byte of UTF-8 text is for this folder: letter, space, quotation mark,
// dash.  Knows no words.
#pragma once

#include <cstdint>
#include <string_view>

namespace onrecord::statements {

enum class Char : std::uint8_t {
  letter,  ///< Any letter, digit or mark beyond ASCII that is not named below.
  digit,
  space,
  mark,          ///< ASCII punctuation other than quotation marks, and symbols.
  straight,      ///< "
  apostrophe,    ///< ' or a prime
  grave,         ///< `
  left_double,   ///< “ ‟
  right_double,  ///< ”
  low_double,    ///< „
  left_angle,    ///< «
  right_angle,   ///< »
  left_single,   ///< ‘
  right_single,  ///< ’
  low_single,    ///< ‚
  dash,          ///< – — ―
  ellipsis,      ///< …
};

/// A character and how many bytes it takes.
struct Glyph {
  Char kind = Char::mark;
  std::uint8_t size = 1;
};

constexpr Glyph ascii_glyph(unsigned char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return {Char::letter, 1};
  if (c >= '0' && c <= '9') return {Char::digit, 1};
  if (c <= ' ') return {Char::space, 1};
  if (c == '"') return {Char::straight, 1};
  if (c == '\'') return {Char::apostrophe, 1};
  if (c == '`') return {Char::grave, 1};
  return {Char::mark, 1};
}

/// The character at byte \a at.  REQUIRES: at < text.size(), valid UTF-8.
constexpr Glyph glyph_at(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return ascii_glyph(c);
  const auto size = static_cast<std::uint8_t>(c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4);
  if (at + size > text.size()) return {Char::mark, static_cast<std::uint8_t>(text.size() - at)};
  const auto second = static_cast<unsigned char>(text[at + 1]);
  if (c == 0xC2) {
    if (second == 0xAB) return {Char::left_angle, size};
    if (second == 0xBB) return {Char::right_angle, size};
    if (second == 0xA0 || second == 0x85) return {Char::space, size};
    return {second == 0xAA || second == 0xBA || second == 0xB5 ? Char::letter : Char::mark, size};
  }
  if (c == 0xE3 && second == 0x80) return {Char::mark, size};
  if (c == 0xEF && second == 0xBB) return {Char::space, size};
  if (c != 0xE2) return {Char::letter, size};
  const auto third = static_cast<unsigned char>(text[at + 2]);
  if (second != 0x80) return {second < 0xB0 ? Char::mark : Char::letter, size};
  switch (third) {
    case 0x98:
    case 0x9B:
      return {Char::left_single, size};
    case 0x99:
      return {Char::right_single, size};
    case 0x9A:
      return {Char::low_single, size};
    case 0x9C:
    case 0x9F:
      return {Char::left_double, size};
    case 0x9D:
      return {Char::right_double, size};
    case 0x9E:
      return {Char::low_double, size};
    case 0x93:
    case 0x94:
    case 0x95:
      return {Char::dash, size};
    case 0xA6:
      return {Char::ellipsis, size};
    case 0xB2:
      return {Char::apostrophe, size};
    default:
      return {third <= 0x8F || third == 0xA8 || third == 0xA9 || third == 0xAF ? Char::space
                                                                               : Char::mark,
              size};
  }
}

/// The first byte of the character before byte \a at.  REQUIRES: at > 0.
constexpr std::size_t before(std::string_view text, std::size_t at) {
  --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

constexpr bool is_word(Char kind) { return kind == Char::letter || kind == Char::digit; }

/// Is the character at \a at an upper-case letter?  ASCII, Latin-1, Latin Extended-A, Greek and
/// Cyrillic.
constexpr bool is_upper(std::string_view text, std::size_t at) {
  const auto c = static_cast<unsigned char>(text[at]);
  if (c < 0x80) return c >= 'A' && c <= 'Z';
  if (at + 1 >= text.size()) return false;
  const auto second = static_cast<unsigned char>(text[at + 1]);
  switch (c) {
    case 0xC3:
      return second >= 0x80 && second <= 0x9E && second != 0x97;
    case 0xC4:
      return (second & 1) == 0;
    case 0xC5:
      return (second & 1) == (second < 0xB9 ? 0 : 1);
    case 0xCE:
      return second >= 0x86 && second <= 0xAB;
    case 0xD0:
      return second >= 0x80 && second <= 0xAF;
    default:
      return false;
  }
}

}  // namespace onrecord::statements
