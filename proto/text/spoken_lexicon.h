// What English words do to a sentence, how they are spelt, what number they name.  Tables only.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace onrecord::text {

/// The roles (WordRole) of a folded word, its group and what short forms may stand for it.
struct LexiconEntry {
  std::uint16_t roles = 0;
  std::uint8_t group = 0;
  std::uint8_t stands_for = 0;
};
/// Nothing known: a content word.
LexiconEntry lexicon_entry(std::string_view word);

/// Bits of LexiconEntry::stands_for.
inline constexpr std::uint8_t kIsBit = 1, kHasBit = 2, kUsBit = 4, kWouldBit = 8, kHadBit = 16,
                              kDidBit = 32;

/// What "three", "forty" or "dozen" counts; nothing for other words.  Scales have a factor of 100
/// or more.
struct NumberWord {
  double value = 0;
  bool scale = false;
  bool ordinal = false;
};
std::optional<NumberWord> number_word(std::string_view word);

/// 1 to 12 of a month's name, or 0.
int month_number(std::string_view word);

/// The auxiliary before "n't" of a contraction, with or without its apostrophe ("dont", "won't");
/// "" when \a word is none.
std::string_view negated_auxiliary(std::string_view word);

/// What a word stands for that is printed as one: "thats", and "us." of "U.S." or "US".
struct TwoWords {
  std::string_view first, second;
};
std::optional<TwoWords> two_words(std::string_view word);

/// \a word in the American spelling of common words.
std::string plain_spelling(std::string_view word);

/// \a word as the other of British and American spelling may have it, which need not be a word; ""
/// for words that both spell alike.
std::string other_spelling(std::string_view word);

}  // namespace onrecord::text
