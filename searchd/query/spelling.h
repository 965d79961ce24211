// How a query is spelled: characters that it may hold, white space, quotation marks, bare text,
// names.  Knows no operator, no field.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "proto/result.h"

namespace onrecord::query {

/// First refusal of a text as such: invalid UTF-8 or a control character other than tab and line
/// ends.
Result<void> check_characters(std::string_view text);

/// 1-based column in code points of byte \a at of \a text.  O(at).
int column_of(std::string_view text, std::size_t at);
/// An error at \a column; the message gets "column N: " in front.
Error error_at(int column, Errc code, std::string message);

inline bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}
inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// The parts, one after the other.
std::string concat(std::initializer_list<std::string_view> parts);
/// \a text between apostrophes, as messages name what was written.
inline std::string named(std::string_view text) { return concat({"'", text, "'"}); }
/// ASCII letters made lower case, the rest as it is.
std::string lower(std::string_view name);

/// Length in bytes of the white space character (ASCII, no-break, typographic, ideographic) that \a
/// text begins with, or 0.
std::size_t space_at(std::string_view text);
/// \a text without white space at its ends.
std::string_view trim(std::string_view text);

/// A quotation at the start of a text: lengths of its opening mark, of what is inside, and of all.
struct Quotation {
  std::size_t open = 0;
  std::size_t inside = 0;
  std::size_t all = 0;  ///< 0: it is not closed.
};
/// The quotation that \a text begins with.  A single quotation mark opens one only if a closing one
/// ends a word later on; else it is an apostrophe.
std::optional<Quotation> quotation_at(std::string_view text);

/// \a text between marks that quotation_at reads back, or "" when no kind of mark is left that \a
/// text does not hold.
std::string in_quotes(std::string_view text);

/// Place of the first wildcard in bare text from \a from on, or npos: a '*', or a '?' before a
/// letter, a digit or another wildcard.  A '?' that nothing stands before or behind is punctuation.
std::size_t wildcard_in(std::string_view text, std::size_t from = 0);
/// Place of the '~' of a fuzzy word ("ministr~", "ministr~1"), or npos.
std::size_t fuzzy_in(std::string_view chunk);
/// A word with wildcards as a folded pattern, or nothing when it is not one word.
std::optional<std::string> pattern_of(std::string_view text);

/// Length of the bare text that \a text begins with: up to white space, a bracket or a double
/// quotation mark.
std::size_t chunk_length(std::string_view text);
/// Length of the name before the colon that makes \a chunk a field, or 0.
std::size_t field_name_length(std::string_view chunk);

}  // namespace onrecord::query
