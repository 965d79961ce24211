// What one character is to a word, and what it folds to.  Knows no neighbours: where words begin
// and end is tokens.cc's business.
#pragma once

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

/// One character, folded on its own.
struct Letter {
  CharClass kind = CharClass::separator;
  bool capital = false;
  bool normalise =
      false;  ///< The word needs normalize_word: `bytes` is still the character as printed.
  std::uint8_t size = 0;  ///< Of `bytes`.
  char bytes[7] = {};

  std::string_view folded() const { return {bytes, size}; }
};

/// Looks up \a code_point: a table for Latin, Greek, Cyrillic, Hebrew, Arabic and punctuation,
/// ICU's properties for the rest.
Letter letter_of(char32_t code_point);

/// Finishes a word in which some character had `normalise` set: NFKC with case folding over the
/// whole, then each character by letter_of again.  What comes out and is no letter, digit or mark
/// is dropped.
void normalize_word(std::string& word);

/// Adds the diacritic \a mark to \a word where base and mark together are another letter (и with
/// breve is й, not и). Diacritics that only decorate add nothing.
void add_mark(std::string& word, char32_t mark);

}  // namespace onrecord::text
