// How text becomes words, for indexing, querying, snippets and comparison alike.  Knows no language, no stemming, no index.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/text/span.h"

namespace onrecord::text {

/// What a token is beyond its letters.
enum class TokenKind : std::uint8_t {
  word,     ///< Letters, possibly with digits, apostrophes inside: "negotiations", "o'brien", "covid19".
  acronym,  ///< Written with dots: "U.S." has the term "u.s.", never "us".
  number,   ///< "1,000", "3.5", "2026"; digits grouped by commas are joined: the term of "1,000" is "1000".
  percent,  ///< "40%" and "40 %": the term is "40%".
  handle,   ///< "@name"
  tag,      ///< "#topic"
};

/// One word of a text.
struct Token {
  std::string_view term;  ///< Folded form; valid until the tokenizer moves on.  At most kMaxTermBytes.
  Span span;              ///< The bytes it was printed as.
  TokenKind kind = TokenKind::word;
  bool capital = false;    ///< The printed form begins with an upper-case letter.
  bool hyphened = false;   ///< Joined to the token before by a hyphen: "anti-war" is "anti", "war" (hyphened).
};

/// A folded word longer than this is cut and ends in a hash of the whole, so that long words stay apart.
inline constexpr std::size_t kMaxTermBytes = 64;

/// Reads a text word by word.  Folding: NFKC, case folding, diacritics off (except where a letter is another letter), typographic
/// apostrophes and hyphens made plain, soft hyphen and zero-width characters dropped, Arabic and Persian letter variants
/// united.  One pass, no allocation a token once warm; ASCII takes a fast path.
/// REQUIRES: valid UTF-8 shorter than 4 GiB that outlives the tokenizer.
class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text);
  /// The next token, or false at the end.
  bool next(Token& token);

 private:
  std::string_view text_;
  std::uint32_t at_ = 0;
  std::string buffer_;
};

/// The folded form of a whole value: the terms of its tokens joined by single spaces.  For comparing names, outlets and labels.
std::string fold_value(std::string_view value);

/// The terms of \a text in order.  For queries and tests; indexing uses Tokenizer.
std::vector<std::string> terms_of(std::string_view text);

/// English function words that a search may leave out ("the", "of", …), sorted.  Folded forms.
bool is_stop_word(std::string_view term);

}  // namespace onrecord::text
