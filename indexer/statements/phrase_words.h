// What single words do in a noun phrase, for those that find where one begins and ends.
#pragma once

#include <optional>

#include "indexer/statements/tokens.h"

namespace onrecord::statements {

/// A paragraph's tokens with plain indices.
struct Line {
  Tokens tokens;
  const Token& operator[](int i) const { return tokens[static_cast<std::size_t>(i)]; }
};

/// "who", "which", "that".
inline bool relative(const Token& token) {
  return token.is("who"_w) || token.is("which"_w) || token.is("that"_w);
}
/// "of", "for", "from", "at", "with": what may follow a noun inside its phrase.
inline bool binds(const Token& token) {
  return token.is("of"_w) || token.is("for"_w) || token.is("from"_w) || token.is("at"_w) ||
         token.is("with"_w);
}
/// "some", "many", "one", "two": may stand for people.
inline bool quantity(const Token& token) {
  return token.is("some"_w) || token.is("many"_w) || token.is("others"_w) || token.is("one"_w) ||
         token.is("another"_w) || token.is("several"_w) || token.is("most"_w) ||
         token.is("both"_w) || token.is("few"_w) || token.is("two"_w) || token.is("three"_w) ||
         token.is("four"_w) || token.is("five"_w) || token.is("ten"_w);
}
/// May this word stand before one that binds, inside a noun phrase?
inline bool noun_like(const Token& token) {
  return token.word() && !token.has(word_flag::kStop | word_flag::kAuxiliary) &&
         (!token.has(word_flag::kCue) || token.capital || token.has(word_flag::kNounLike));
}
/// "Brill & Sons": whether token \a i of [low, high) joins two names.
bool ampersand(Line line, int i, int low, int high);

/// \a range, unless it names nobody by itself: "the", "previously", "week", a title that was cut
/// off.
std::optional<Range> if_names_somebody(Line line, Range range);

/// "Smith on Tuesday said", "Smith last week said", "Smith yesterday said": the last word before
/// the time that ends at \a last, not before \a low; \a last itself when there is none.
int before_time(Line line, int last, int low);

}  // namespace onrecord::statements
