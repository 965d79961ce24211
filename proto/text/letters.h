// What one character is to a word, and what it folds to.  Knows no neighbours: where words begin
// and end is tokens.cc's business.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace onrecord::text {

/// What a character does to the word that it stands in.
enum class CharClass : std::uint8_t {
  separator,   ///< Ends a word.
  letter,      ///< Begins or continues one.
  digit,       ///< The same; folds to '0'..'9'.
  unit,        ///< A word by itself with the marks after it: Han, kana, Thai, Lao, Khmer, Burmese.
  mark,        ///< Continues a word, never begins one.  Folds to nothing where it is a diacritic.
  ignorable,   ///< As if it were not there: soft hyphen, zero-width and direction characters.
  non_joiner,  ///< U+200C: parts words in Arabic script, ignorable elsewhere.
  apostrophe,  ///< Any of ' ’ ‘ ʼ and their like.
  hyphen,      ///< Any of - ‐ ‑ ‒ – and their like.
  percent,     ///< Any of % ٪ and their like.
};

/// One character, folded on its own.  Eight bytes, so that it travels in a register.
struct Letter {
  CharClass kind = CharClass::separator;
  bool capital : 1 = false;
  bool normalise : 1 =
      false;  ///< The word needs normalize_word: `bytes` is still the character as printed.
  std::uint8_t size : 6 = 0;  ///< Of `bytes`.
  char bytes[6] = {};

  std::string_view folded() const { return {bytes, size}; }
};
static_assert(sizeof(Letter) == 8);

/// What every character is: a table for Latin, Greek, Cyrillic, Hebrew, Arabic and punctuation,
/// ICU's properties for the rest. Immutable; any number of threads may read it.
class LetterTable {
 public:
  /// The only one; made at the first call, in about a millisecond.
  static const LetterTable& get();

  Letter operator[](char32_t code_point) const {
    if (code_point < kLowEnd) return low_[code_point];
    if (code_point >= kHighBegin && code_point < kHighEnd) return high_[code_point - kHighBegin];
    return other(code_point);
  }

 private:
  LetterTable();
  static Letter other(char32_t code_point);

  /// Up to Arabic, and Latin Extended Additional to Combining Marks for Symbols.
  static constexpr char32_t kLowEnd = 0x700;
  static constexpr char32_t kHighBegin = 0x1E00;
  static constexpr char32_t kHighEnd = 0x2100;
  std::array<Letter, kLowEnd> low_;
  std::array<Letter, kHighEnd - kHighBegin> high_;
};

inline Letter letter_of(char32_t code_point) { return LetterTable::get()[code_point]; }

/// Finishes a word in which some character had `normalise` set: NFKC with case folding over the
/// whole, then each character by its table again.  What comes out and is no letter, digit or mark
/// is dropped.
void normalize_word(std::string& word);

/// Adds the diacritic \a mark to \a word where base and mark together are another letter (и with
/// breve is й, not и). Diacritics that only decorate add nothing.
void add_mark(std::string& word, char32_t mark);

}  // namespace onrecord::text
