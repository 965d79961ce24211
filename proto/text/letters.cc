#include "proto/text/letters.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <array>

#include "proto/text/utf8.h"

namespace onrecord::text {
namespace {

constexpr bool in(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

/// Letters with a mark that are letters of their own, as (base, mark, whole); lower case.
struct OwnLetter {
  char32_t base, mark, whole;
};
constexpr OwnLetter kOwnLetters[] = {
    {U'и', 0x306, U'й'}, {U'у', 0x306, U'ў'}, {U'і', 0x308, U'ї'},
    {U'г', 0x301, U'ѓ'}, {U'к', 0x301, U'ќ'},
};

/// Letters that Unicode does not decompose and that readers without the key type otherwise; Arabic
/// letters that Persian and Arabic keyboards write differently; forms that only look different.
/// Lower case.
struct Replacement {
  char32_t from;
  std::string_view to;
};
constexpr Replacement kReplacements[] = {
    {U'ß', "ss"}, {U'æ', "ae"}, {U'œ', "oe"}, {U'ø', "o"},  {U'đ', "d"},  {U'ð', "d"},
    {U'þ', "th"}, {U'ħ', "h"},  {U'ı', "i"},  {U'ł', "l"},  {U'ŋ', "n"},  {U'ŧ', "t"},
    {U'ς', "σ"},  {0x671, "ا"}, {0x643, "ک"}, {0x6AA, "ک"}, {0x64A, "ی"}, {0x649, "ی"},
    {0x6D2, "ی"}, {0x629, "ه"}, {0x6C1, "ه"}, {0x6C3, "ه"}, {0x6D5, "ه"},
};

/// Marks that only decorate: accents, points, vowel signs, tatweel; those of Arabic as presentation
/// forms too.
constexpr bool is_diacritic(char32_t c) {
  return in(c, 0x300, 0x36F) || in(c, 0x483, 0x489) || in(c, 0x591, 0x5BD) || c == 0x5BF ||
         in(c, 0x5C1, 0x5C2) || in(c, 0x5C4, 0x5C5) || c == 0x5C7 || in(c, 0x610, 0x61A) ||
         c == 0x640 || in(c, 0x64B, 0x65F) || c == 0x670 || in(c, 0x6D6, 0x6DC) ||
         in(c, 0x6DF, 0x6E4) || in(c, 0x6E7, 0x6E8) || in(c, 0x6EA, 0x6ED) ||
         in(c, 0x1AB0, 0x1AFF) || in(c, 0x1DC0, 0x1DFF) || in(c, 0x20D0, 0x20FF) ||
         in(c, 0xFC5E, 0xFC63) || in(c, 0xFCF2, 0xFCF4) || in(c, 0xFE20, 0xFE2F) ||
         in(c, 0xFE70, 0xFE7F);
}

CharClass punctuation_class(char32_t c) {
  switch (c) {
    case '\'':
    case 0xB4:
    case 0x2BB:
    case 0x2BC:
    case 0x55A:
    case 0x5F3:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0xA78C:
    case 0xFF07:
      return CharClass::apostrophe;
    case '-':
    case 0x58A:
    case 0x5BE:
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
    case 0xFE63:
    case 0xFF0D:
      return CharClass::hyphen;
    case '%':
    case 0x66A:
    case 0xFE6A:
    case 0xFF05:
      return CharClass::percent;
    case 0x200C:
      return CharClass::non_joiner;
    case 0x5F4:
      return CharClass::ignorable;
    default:
      return CharClass::separator;
  }
}

const icu::Normalizer2& nfkd() {
  UErrorCode error = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKDInstance(error);
}

const icu::Normalizer2& nfkc_fold() {
  UErrorCode error = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCCasefoldInstance(error);
}

bool is_word_character(char32_t c) {
  const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
  return (mask & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0;
}

void set_bytes(Letter& letter, std::string_view bytes) {
  letter.size = static_cast<std::uint8_t>(bytes.copy(letter.bytes, sizeof letter.bytes)) & 0x3FU;
}

std::string utf8(char32_t c) {
  std::string out;
  append(out, c);
  return out;
}

/// Everything except what one character of the alphabets in the table folds to.
CharClass class_of(char32_t c) {
  const CharClass punctuation = punctuation_class(c);
  if (punctuation != CharClass::separator) return punctuation;
  const auto point = static_cast<UChar32>(c);
  if (c == 0x640 || is_diacritic(c)) return CharClass::mark;
  if (u_hasBinaryProperty(point, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
    return CharClass::ignorable;
  }
  const auto mask = U_GET_GC_MASK(point);
  if ((mask & U_GC_M_MASK) != 0 || c == 0xFF9E || c == 0xFF9F) return CharClass::mark;
  if ((mask & U_GC_ND_MASK) != 0) return CharClass::digit;
  if ((mask & U_GC_NO_MASK) != 0) {
    // ² and ① are digits dressed up; ½ and ⑩ are no part of a word.
    UErrorCode error = U_ZERO_ERROR;
    const icu::UnicodeString plain = nfkd().normalize(icu::UnicodeString(point), error);
    return plain.length() == 1 && u_isdigit(plain.char32At(0)) ? CharClass::digit
                                                               : CharClass::separator;
  }
  if ((mask & (U_GC_L_MASK | U_GC_NL_MASK)) == 0) return CharClass::separator;
  if (u_hasBinaryProperty(point, UCHAR_IDEOGRAPHIC)) return CharClass::unit;
  if (in(c, 0x3041, 0x30FF) || in(c, 0x31F0, 0x31FF) || in(c, 0xFF66, 0xFF9D) ||
      in(c, 0x1AFF0, 0x1B16F)) {
    return CharClass::unit;
  }
  if (u_getIntPropertyValue(point, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT)
    return CharClass::unit;
  return CharClass::letter;
}

/// The folded form of one letter: decomposed, diacritics off, case folded, replacements made.
std::string fold_letter(char32_t c) {
  std::string out;
  const auto lower =
      static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
  for (const OwnLetter& own : kOwnLetters) {
    if (own.whole == lower) return utf8(lower);
  }
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString parts = nfkd().normalize(icu::UnicodeString(static_cast<UChar32>(c)), error);
  parts = nfkd().normalize(parts.foldCase(), error);
  for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const auto part = static_cast<char32_t>(parts.char32At(i));
    if (is_diacritic(part) || !is_word_character(part) ||
        punctuation_class(part) != CharClass::separator)
      continue;
    const auto* to = std::find_if(std::begin(kReplacements), std::end(kReplacements),
                                  [part](const Replacement& r) { return r.from == part; });
    if (to != std::end(kReplacements)) {
      out += to->to;
    } else {
      append(out, part);
    }
  }
  return out;
}

Letter make_digit(char32_t c) {
  Letter letter;
  letter.kind = CharClass::digit;
  letter.size = 1;
  letter.bytes[0] =
      static_cast<char>('0' + static_cast<int>(u_getNumericValue(static_cast<UChar32>(c))));
  return letter;
}

Letter make_table_entry(char32_t c) {
  Letter letter;
  letter.kind = class_of(c);
  letter.capital =
      u_isUUppercase(static_cast<UChar32>(c)) != 0 || u_istitle(static_cast<UChar32>(c)) != 0;
  if (letter.kind == CharClass::digit) return make_digit(c);
  if (letter.kind == CharClass::mark && !is_diacritic(c)) set_bytes(letter, utf8(c));
  if (letter.kind == CharClass::letter) {
    const std::string folded = fold_letter(c);
    if (folded.empty()) letter.kind = CharClass::mark;
    set_bytes(letter, folded);
  }
  return letter;
}

}  // namespace

LetterTable::LetterTable() {
  for (char32_t c = 0; c < kLowEnd; ++c) low_[c] = make_table_entry(c);
  for (char32_t c = kHighBegin; c < kHighEnd; ++c) high_[c - kHighBegin] = make_table_entry(c);
}

const LetterTable& LetterTable::get() {
  static const LetterTable table;
  return table;
}

Letter LetterTable::other(char32_t code_point) {
  Letter letter;
  // The common Han characters, kana and Hangul syllables are in normal form.
  const bool plain_unit = in(code_point, 0x4E00, 0x9FFF) || in(code_point, 0x3041, 0x3096) ||
                          in(code_point, 0x30A1, 0x30FA);
  if (plain_unit || in(code_point, 0xAC00, 0xD7A3)) {
    letter.kind = plain_unit ? CharClass::unit : CharClass::letter;
    set_bytes(letter, utf8(code_point));
    return letter;
  }
  letter.kind = class_of(code_point);
  switch (letter.kind) {
    case CharClass::digit:
      return make_digit(code_point);
    case CharClass::mark:
      if (is_diacritic(code_point)) return letter;
      [[fallthrough]];
    case CharClass::letter:
    case CharClass::unit:
      letter.capital = u_isUUppercase(static_cast<UChar32>(code_point)) != 0;
      letter.normalise = true;
      set_bytes(letter, utf8(code_point));
      return letter;
    default:
      return letter;
  }
}

void normalize_word(std::string& word) {
  std::string normal;
  icu::StringByteSink<std::string> sink(&normal);
  UErrorCode error = U_ZERO_ERROR;
  nfkc_fold().normalizeUTF8(0,
                            icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())),
                            sink, nullptr, error);
  word.clear();
  for (std::size_t at = 0; at < normal.size();) {
    const CodePoint point = decode(normal, at);
    at += point.size;
    if (point.value < 0x80) {
      if (point.value > ' ') append(word, point.value);
      continue;
    }
    const Letter letter = letter_of(point.value);
    if (letter.kind == CharClass::mark && letter.size == 0) {
      add_mark(word, point.value);
    } else {
      word += letter.folded();
    }
  }
}

void add_mark(std::string& word, char32_t mark) {
  if (word.size() < 2) return;
  const std::size_t last = before(word, word.size());
  const char32_t base = decode(word, last).value;
  for (const OwnLetter& own : kOwnLetters) {
    if (own.mark != mark || own.base != base) continue;
    word.resize(last);
    append(word, own.whole);
    return;
  }
}

}  // namespace onrecord::text
