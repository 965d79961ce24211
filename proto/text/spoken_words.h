// Words as they are compared when somebody asks whether they were said: contractions in full,
// numbers by their value.  Knows English function words; no sentence, no index.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/text/span.h"

namespace onrecord::text {

/// What a word does to the meaning of a sentence.
enum WordRole : std::uint16_t {
  kFunction =
      1,  ///< An article, a preposition, an auxiliary, a filler: "the", "of", "was", "very".
  kNegation = 2,     ///< "not", "never", "without".
  kNumber = 4,       ///< A number or an ordinal, in digits or words.
  kModal = 8,        ///< "will", "can", "may", "must": a function word with a strength.
  kPerson = 16,      ///< "I", "our", "they": a function word that says who.
  kCondition = 32,   ///< "if", "unless", "until", "except".
  kContrast = 64,    ///< "but", "because", "while": goes on with a contrast, a reason, a time.
  kName = 128,       ///< Printed with a capital where no sentence begins.
  kBracketed = 256,  ///< In square brackets: of whoever quotes, not of the speaker.
};

/// One word of a text, ready to be compared.
struct SpokenWord {
  std::string
      key;  ///< Equal for words that say the same: "do" of "don't", "#3000000" of "three million".
  std::string
      printed;  ///< Folded, without apostrophes and dots: where this differs too, so does the form.
  std::uint64_t hash = 0;  ///< Of `key`.
  Span span;               ///< The bytes it was printed as; "don't" is two words with one span.
  std::uint16_t roles = 0;
  std::uint8_t group = 0;       ///< Of modals and persons: another group means something else.
  std::uint8_t stands_for = 0;  ///< Bits of what a short form may mean: 's is "is", "has" or "us".
  bool shortened = false;       ///< Such a short form.
  bool joined = false;  ///< To the word before by a hyphen, or a part of the same printed word.

  bool has(WordRole role) const { return (roles & role) != 0; }
  bool content() const { return (roles & (kFunction | kNegation)) == 0; }
};

/// Whether two words say the same.  Not transitive: "it's" is "it is" and "it has".
inline bool same_word(const SpokenWord& a, const SpokenWord& b) {
  return a.hash == b.hash || ((a.shortened || b.shortened) && (a.stands_for & b.stands_for) != 0);
}

/// Whether one is the opposite of the other: "to" and "from", "before" and "after".
bool are_opposites(std::string_view a, std::string_view b);

/// The words of \a part of \a text, in order; spans count in \a text.
/// - "don't", "dont" and "do not" are the same two words; 'd and 's stand for what they may mean.
/// - "3 million", "three million" and "3,000,000" are one number; so are "40%" and "forty per
/// cent", "$5"
///   and "5 dollars", "May 3" and "3rd of May" the same words.
/// - "US", "U.S." and "United States" are the same two words; so are the names of the UK and the
/// UN.
/// - "[T]he" and "agree[d]" are the words "the" and "agreed", "[sic]" is none.
/// - British and American spelling of common words are one.
/// O(n), some allocations a word.  REQUIRES: valid UTF-8.
std::vector<SpokenWord> spoken_words(std::string_view text, Span part);
std::vector<SpokenWord> spoken_words(std::string_view text);

}  // namespace onrecord::text
