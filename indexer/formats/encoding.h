// Bytes in any encoding → UTF-8, with what was guessed and what was lost.  Knows no format.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace onrecord::formats {

/// By what an encoding was chosen.
enum class EncodingBy : std::uint8_t {
  mark,         ///< A byte order mark.
  declaration,  ///< The file, the mail or the command line says so.
  validity,     ///< The bytes are valid UTF-8, which nothing else is by chance.
  detection,    ///< By the frequency of byte pairs (ICU).
  assumption,   ///< Nothing fits well: windows-1252, which most such files are.
};

/// A text with what is known of its making.
struct Decoded {
  std::string text;      ///< Valid UTF-8 without byte order mark, NUL, and lone carriage returns.
  std::string encoding;  ///< "UTF-8", "windows-1252", "UTF-16LE"; never empty.
  EncodingBy by = EncodingBy::validity;
  int sure = 100;            ///< Percent: 100 unless detected or assumed.
  std::size_t replaced = 0;  ///< Sequences that mean nothing in that encoding and became U+FFFD.
  std::size_t dropped = 0;   ///< NUL characters that were taken out.
  std::string declared;      ///< What was declared, when that was not followed; else "".

  /// For people, one line each: a guessed encoding, a declaration that was not followed, what was
  /// replaced or dropped.  Empty when there is nothing to be said.
  std::vector<std::string> warnings() const;
};

/// Decodes \a bytes.  In this order: a byte order mark; the escapes of ISO 2022, where declared or
/// detected; valid UTF-8; \a declared ("" for none; Latin-1 means windows-1252, as on the Web);
/// UTF-8 with less ill-formed than well-formed sequences, which is mended; detection.  A carriage
/// return without a line feed (the old Macintosh's line end) becomes a line feed.  Never fails.
/// O(n); a copy of the text.
Decoded decode_text(std::string_view bytes, std::string_view declared = {});

/// Places where \a text looks like UTF-8 that was once read as windows-1252: "â€™", "Ã©".
std::size_t garbled_places(std::string_view text);

/// Whether decode_text() knows an encoding of that name.
bool is_encoding(std::string_view name);

/// "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE" when the bytes are that, by their mark or by
/// where their zeros stand; else "".
std::string_view wide_encoding(std::string_view bytes);

/// Where each line of \a bytes begins, counted as decode_text() leaves line ends, for finding the
/// bytes that a line of the decoded text was made of.
std::vector<std::size_t> line_starts(std::string_view bytes, std::string_view encoding);

/// From the lines of a decoded text to the bytes that they were made of.
class SourceLines {
 public:
  /// Both outlive it.
  SourceLines(std::string_view bytes, const Decoded& decoded);
  /// The bytes of [begin, end) of the text; where the two differ, of the whole lines in it.
  std::string_view of(std::size_t begin, std::size_t end) const;

 private:
  std::string_view bytes_;
  bool same_;
  std::vector<std::size_t> in_text_;
  std::vector<std::size_t> in_bytes_;
};

}  // namespace onrecord::formats
