// A paragraph as an array of tokens: words and marks outside quotations, each quotation one token.
// Knows no sentence.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "indexer/statements/quotations.h"
#include "indexer/statements/words.h"
#include "proto/text/span.h"

namespace onrecord::statements {

enum class TokenKind : std::uint8_t { word, mark, quotation };

/// One token.  The possessive "'s" is a word of its own; "U.S.", "o'clock" and "co-founder" are one
/// word each.
struct Token {
  std::uint32_t begin = 0;  ///< Bytes of the text; of a quotation with its marks and such a comma.
  std::uint32_t end = 0;
  std::uint64_t hash = 0;  ///< word_hash of a word; 0 otherwise.
  WordFlags flags = 0;     ///< From the lexicon.
  TokenKind kind = TokenKind::mark;
  bool capital = false;  ///< A word that begins with an upper-case letter.
  /// Of a mark: itself in ASCII; '-' for every dash or hyphen that stands alone, '~' for an
  /// ellipsis, '*' for anything else.
  char mark = 0;
  char last = 0;  ///< Of a quotation: its last_mark, or the comma or stop that follows its end.
  std::uint32_t quotation = 0;  ///< Of a quotation: its index in the list given.

  bool word() const { return kind == TokenKind::word; }
  bool quoted() const { return kind == TokenKind::quotation; }
  bool is(std::uint64_t word_identity) const { return hash == word_identity; }
  bool has(WordFlags any) const { return (flags & any) != 0; }
  bool comma() const { return mark == ','; }
  bool dash() const { return mark == '-'; }
  /// A comma, or a quotation that ends in one: “…,” she
  bool pauses() const { return mark == ',' || last == ','; }
  bool possessive() const { return hash == "'s"_w; }
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
};

using Tokens = std::span<const Token>;

/// Tokens [begin, end) of some token array.
struct Range {
  int begin = 0;
  int end = 0;
  int size() const { return end - begin; }
  bool empty() const { return begin == end; }
  friend bool operator==(Range, Range) = default;
};

/// The bytes that the tokens of \a range cover.
inline Span span_of(Tokens tokens, Range range) {
  return {tokens[static_cast<std::size_t>(range.begin)].begin,
          tokens[static_cast<std::size_t>(range.end - 1)].end};
}

/// The last character of a quotation, closing marks apart: ',' '.' '?' '!', '-' for a dash, '.' for
/// an ellipsis, else 'w'.
char last_mark(std::string_view text, Span inner);

/// Appends the tokens of \a part of \a text to \a out.  \a quotations are those of the part, in
/// order; \a first_index is the index of the first of them that is no nickname: those give no
/// token.  O(bytes), no allocation beyond \a out. REQUIRES: valid UTF-8.
void append_tokens(std::string_view text, Span part, std::span<const Quotation> quotations,
                   std::uint32_t first_index, std::vector<Token>& out);

}  // namespace onrecord::statements
