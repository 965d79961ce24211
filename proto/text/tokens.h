// How text becomes words, for indexing, querying, snippets and comparison alike.  Knows no
// language, no stemming, no index.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/text/span.h"

namespace onrecord::text {

/// What a token is beyond its letters.
enum class TokenKind : std::uint8_t {
  word,     ///< Letters, possibly with digits, apostrophes inside: "negotiations", "o'brien",
            ///< "covid19", "at&t", "c++".
  acronym,  ///< Written with dots: "U.S." and "U.S" have the term "u.s.", never "us".
  number,   ///< "1,000", "3.5", "2026"; digits grouped by commas are joined: the term of "1,000" is
            ///< "1000".
  percent,  ///< "40%" and "40 %": the term is "40%".
  handle,   ///< "@name": the term keeps the sign; without its first byte it is the bare word.
  tag,      ///< "#topic": the same.
};

/// One word of a text.
///
/// A possessive 's is not part of the term ("Baghaei's" has the term "baghaei") but is of the span.
/// An e-mail address or URL is several tokens.  Han, kana, Thai, Lao, Khmer and Burmese, which are
/// written without spaces, give one token a character (with its marks), each but the first
/// `hyphened`: as a phrase they find what was printed wherever it stands.
struct Token {
  std::string_view term;  ///< Folded, kMaxTermBytes at most; valid until the tokenizer moves on.
  Span span;              ///< The bytes it was printed as.
  TokenKind kind = TokenKind::word;
  bool capital = false;  ///< The printed form begins with an upper-case letter.
  /// Joined to the token before by one hyphen ("anti-war" is "anti", "war"), also at a line's end,
  /// by a zero-width non-joiner in Arabic script, or by nothing at all where a script has no
  /// spaces.
  bool hyphened = false;
};

/// A folded word longer than this is cut and ends in a hash of the whole, so that long words stay
/// apart.
inline constexpr std::size_t kMaxTermBytes = 64;

/// Reads a text word by word.  Folding: NFKC, case folding, diacritics off (except where a letter
/// is another letter), typographic apostrophes and hyphens made plain, soft hyphen and zero-width
/// characters dropped (a zero-width non-joiner parts words in Arabic script: "می‌خواهم"
/// finds "می خواهم"), Arabic and Persian letter variants united, digits of any script made ASCII.
/// After 30 marks in a row a character ends (UAX #15, stream-safe text).  One pass, no allocation a
/// token once warm; ASCII takes a fast path. REQUIRES: valid UTF-8 shorter than 4 GiB that outlives
/// the tokenizer.
class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text);
  /// The next token, or false at the end.
  bool next(Token& token);

 private:
  bool word(std::uint32_t begin, Token& token);
  void unit(std::uint32_t begin, Token& token);
  bool acronym(std::uint32_t begin, Token& token);
  std::uint32_t possessive(std::uint32_t at) const;
  bool joined(std::uint32_t begin) const;
  bool broken_line(std::uint32_t from, std::uint32_t begin) const;
  bool finish(Token& token, bool normalise);

  std::string_view text_;
  std::uint32_t at_ = 0;       ///< Where the last token ended.
  bool after_unit_ = false;    ///< The last token was a character of a script without spaces.
  bool after_arabic_ = false;  ///< The last token ended in a letter of Arabic script.
  std::string buffer_;
};

/// The folded form of a whole value: the terms of its tokens joined by single spaces.  For
/// comparing names, outlets and labels. Folding a folded value changes nothing.
std::string fold_value(std::string_view value);

/// The terms of \a text in order.  For queries and tests; indexing uses Tokenizer.
std::vector<std::string> terms_of(std::string_view text);

/// A word of a name or title.
struct NameTerm {
  std::string term;
  std::vector<std::string> parts;  ///< The tokens that it stands for, where they are others.
};

/// The words of a short value that names somebody, so that it is found however its initials were
/// printed: "J. K. Verey", "J.K. Verey", "J K Verey" and "JK Verey" are all "jk", "verey".
std::vector<NameTerm> name_terms(std::string_view value);

/// Whether \a term (folded) is an English function word that a search may leave out: "the", "of", …
bool is_stop_word(std::string_view term);

}  // namespace onrecord::text
