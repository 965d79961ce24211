#include "proto/text/tokens.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "proto/text/letters.h"
#include "proto/text/utf8.h"

namespace onrecord::text {
namespace {

/// What a byte is to the fast path.
enum Byte : unsigned char {
  kBreak = 0,   ///< Never part of a token.
  kLower = 1,   ///< a-z, 0-9
  kUpper = 2,   ///< A-Z
  kJoiner = 4,  ///< May join or end a word together with what follows: ' & _ + #
  kDot = 8,     ///< . , and the others that matter after a digit or a single letter only
  kSign = 16,   ///< @ #: may begin a token
  kHigh = 32,   ///< Not ASCII.
};

constexpr std::array<unsigned char, 256> make_bytes() {
  std::array<unsigned char, 256> bytes{};
  for (int c = 'a'; c <= 'z'; ++c) bytes[static_cast<std::size_t>(c)] = kLower;
  for (int c = '0'; c <= '9'; ++c) bytes[static_cast<std::size_t>(c)] = kLower;
  for (int c = 'A'; c <= 'Z'; ++c) bytes[static_cast<std::size_t>(c)] = kUpper;
  for (std::size_t c = 128; c < 256; ++c) bytes[c] = kHigh;
  bytes['\''] = bytes['&'] = bytes['_'] = bytes['+'] = kJoiner;
  bytes['.'] = bytes[','] = bytes[' '] = bytes['%'] = kDot;
  bytes['@'] = kSign;
  bytes['#'] = kSign | kJoiner;
  return bytes;
}
constexpr std::array<unsigned char, 256> kBytes = make_bytes();

/// May begin a token.
constexpr unsigned char kStart = kLower | kUpper | kSign | kHigh;

/// More marks on one character are no writing (UAX #15, stream-safe text), and sorting them takes
/// quadratic time.
constexpr int kMostMarks = 30;

constexpr char32_t kArabicComma = 0x66C;
constexpr char32_t kArabicPoint = 0x66B;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(CharClass kind) { return kind == CharClass::letter || kind == CharClass::digit; }
bool is_arabic(char32_t c) { return (c >= 0x600 && c < 0x780) || (c >= 0xFB50 && c < 0xFF00); }

/// One character of the text and what it is.
struct Seen {
  char32_t value = 0;
  std::uint32_t size = 0;  ///< 0 at the end of the text.
  Letter letter;
};

Seen look(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const CodePoint point = decode(text, at);
  return {point.value, point.size, letter_of(point.value)};
}

CharClass class_at(std::string_view text, std::size_t at) { return look(text, at).letter.kind; }

bool alnum_at(std::string_view text, std::size_t at) { return is_alnum(class_at(text, at)); }

/// Exactly three digits stand at \a at.
bool three_digits_at(std::string_view text, std::size_t at) {
  for (int i = 0; i < 3; ++i) {
    const Seen seen = look(text, at);
    if (seen.letter.kind != CharClass::digit) return false;
    at += seen.size;
  }
  return class_at(text, at) != CharClass::digit;
}

/// FNV-1a (Fowler, Noll, Vo), 64 bits.
std::uint64_t hash_of(std::string_view bytes) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash;
}

/// Cuts a long word to kMaxTermBytes: its beginning and the hash of the whole in hexadecimal.
void cut(std::string& word) {
  constexpr std::size_t kHashDigits = 16;
  const std::uint64_t hash = hash_of(word);
  word.resize(before(word, kMaxTermBytes - kHashDigits + 1));
  while (!word.empty() && (kBytes[static_cast<unsigned char>(word.back())] & (kLower | kHigh)) == 0)
    word.pop_back();
  for (std::size_t i = 0; i < kHashDigits; ++i)
    word += "0123456789abcdef"[(hash >> (60 - 4 * i)) & 15];
}

/// Normalises one character with its marks.  What would become several characters, and so several
/// tokens when read again, keeps its printed form.
void normalize_unit(std::string& unit) {
  const std::string printed = unit;
  normalize_word(unit);
  const Seen first = look(unit, 0);
  bool one = first.letter.kind == CharClass::unit;
  for (std::size_t at = first.size; one && at < unit.size();) {
    const Seen seen = look(unit, at);
    one = seen.letter.kind == CharClass::mark;
    at += seen.size;
  }
  if (!one) unit.assign(printed, 0, decode(printed, 0).size);
}

/// Whether the letters and digits that end at \a end are a whole word: nothing that follows can
/// belong to it.  Not sure is no.
bool stands_alone(const char* data, std::uint32_t end, std::uint32_t size) {
  const auto kind = [&](std::uint32_t at) -> unsigned {
    if (at >= size) return kBreak;
    return kBytes[static_cast<unsigned char>(data[at])];
  };
  const unsigned stop = kind(end);
  if (stop == kBreak) return true;
  if (stop != kDot) return false;
  const bool digit = is_digit(data[end - 1]);
  switch (data[end]) {
    case ' ':
      return !digit || end + 1 == size || (kind(end + 1) != kHigh && data[end + 1] != '%');
    case ',':
      return !digit || (kind(end + 1) & (kLower | kUpper | kHigh)) == 0;
    case '.':
      return (kind(end + 1) & (kLower | kUpper | kHigh)) == 0;
    default:  // %
      return !digit;
  }
}

}  // namespace

Tokenizer::Tokenizer(std::string_view text) : text_(text) {}

bool Tokenizer::next(Token& token) {
  const char* const data = text_.data();
  const auto size = static_cast<std::uint32_t>(text_.size());
  const auto byte = [data](std::uint32_t at) { return static_cast<unsigned char>(data[at]); };
  std::uint32_t begin = at_;
  for (;;) {
    while (begin < size && (kBytes[byte(begin)] & kStart) == 0) ++begin;
    if (begin == size) return false;
    std::uint32_t end = begin;
    unsigned char seen = 0;
    while (end < size && (kBytes[byte(end)] & (kLower | kUpper)) != 0) seen |= kBytes[byte(end++)];
    const bool plain = end > begin && stands_alone(data, end, size);
    if (plain && end - begin <= kMaxTermBytes) {
      token.span = {begin, end};
      token.capital = kBytes[byte(begin)] == kUpper;
      token.hyphened = joined(begin);
      token.kind = TokenKind::word;
      if (is_digit(data[begin]) && std::all_of(data + begin, data + end, is_digit))
        token.kind = TokenKind::number;
      token.term = text_.substr(begin, end - begin);
      if ((seen & kUpper) != 0) {
        buffer_.resize(end - begin);
        for (std::uint32_t i = 0; i < end - begin; ++i) {
          const char c = data[begin + i];
          buffer_[i] = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
        }
        token.term = buffer_;
      }
      at_ = end;
      after_unit_ = after_arabic_ = false;
      return true;
    }
    const Seen first = look(text_, begin);
    const CharClass kind = first.letter.kind;
    if (kind == CharClass::unit) {
      unit(begin, token);
      return true;
    }
    const bool sign = (first.value == '@' || first.value == '#') && !(at_ > 0 && begin == at_);
    if ((sign || is_alnum(kind)) && word(begin, token)) return true;
    begin += first.size;
  }
}

/// Whether a line's end, with the margin of the next one, is all that stands in [from, begin), and
/// a small letter follows: a word that was broken there.
bool Tokenizer::broken_line(std::uint32_t from, std::uint32_t begin) const {
  constexpr std::uint32_t kMaxMargin = 80;
  if (begin - from > kMaxMargin || (text_[begin] >= 'A' && text_[begin] <= 'Z')) return false;
  std::uint32_t lines = 0;
  for (std::uint32_t at = from; at < begin; ++at) {
    if (text_[at] == '\n')
      ++lines;
    else if (text_[at] != ' ' && text_[at] != '\t' && text_[at] != '\r')
      return false;
  }
  return lines == 1;
}

/// Whether the token that begins at \a begin hangs on the one before.
bool Tokenizer::joined(std::uint32_t begin) const {
  if (at_ == 0 || begin == at_) return false;
  if (begin == at_ + 1) return text_[at_] == '-';
  if (text_[at_] == '-') return broken_line(at_ + 1, begin);
  if (begin - at_ > 3 || static_cast<unsigned char>(text_[at_]) < 0x80) return false;
  const CodePoint between = decode(text_, at_);
  if (at_ + between.size != begin) return false;
  const CharClass kind = letter_of(between.value).kind;
  return kind == CharClass::hyphen || (kind == CharClass::non_joiner && after_arabic_);
}

/// Where a possessive 's that begins at \a at ends; \a at when there is none.
std::uint32_t Tokenizer::possessive(std::uint32_t at) const {
  const Seen mark = look(text_, at);
  if (mark.letter.kind != CharClass::apostrophe) return at;
  const std::uint32_t letter = at + mark.size;
  if (letter >= text_.size() || (text_[letter] | 0x20) != 's') return at;
  const CharClass after = class_at(text_, letter + 1);
  return is_alnum(after) || after == CharClass::mark ? at : letter + 1;
}

/// One character of a script without spaces, with its marks.
void Tokenizer::unit(std::uint32_t begin, Token& token) {
  const Seen first = look(text_, begin);
  std::uint32_t end = begin + first.size;
  buffer_.assign(first.letter.folded());
  bool normalise = first.letter.normalise;
  for (int marks = 0; marks < kMostMarks; ++marks) {
    const Seen seen = look(text_, end);
    if (seen.letter.kind != CharClass::mark) break;
    buffer_.append(seen.letter.folded());
    normalise |= seen.letter.normalise;
    end += seen.size;
  }
  if (normalise) normalize_unit(buffer_);
  if (buffer_.size() > kMaxTermBytes) buffer_.resize(before(buffer_, kMaxTermBytes + 1));
  token.term = buffer_;
  token.span = {begin, end};
  token.kind = TokenKind::word;
  token.capital = false;
  token.hyphened = (after_unit_ && begin == at_) || joined(begin);
  at_ = end;
  after_unit_ = true;
  after_arabic_ = false;
}

/// "U.S.", "u.s.a": single letters with dots between.
bool Tokenizer::acronym(std::uint32_t begin, Token& token) {
  constexpr int kMostLetters = 12;
  buffer_.clear();
  std::uint32_t at = begin;
  std::uint32_t end = begin;
  int letters = 0;
  while (letters < kMostLetters) {
    const Seen seen = look(text_, at);
    if (seen.letter.kind != CharClass::letter || seen.letter.normalise) break;
    const std::string_view folded = seen.letter.folded();
    if (folded.size() != (static_cast<unsigned char>(folded[0]) < 0x80 ? 1 : 2)) break;
    at += seen.size;
    const bool dot = at < text_.size() && text_[at] == '.';
    if (!dot) {
      const CharClass after = class_at(text_, at);
      if (letters == 0 || is_alnum(after) || after == CharClass::mark ||
          after == CharClass::ignorable)
        break;
    }
    buffer_.append(folded).push_back('.');
    ++letters;
    end = dot ? ++at : at;
    if (!dot) break;
  }
  if (letters < 2) return false;
  token.span.end = possessive(end);
  token.kind = TokenKind::acronym;
  return finish(token, false);
}

/// Any other word.  False when nothing is left of it after folding: then it is no word.
bool Tokenizer::word(std::uint32_t begin, Token& token) {
  const Seen first = look(text_, begin);
  token.span = {begin, begin};
  token.capital = first.letter.capital;
  token.hyphened = joined(begin);
  if (acronym(begin, token)) return true;

  const bool sign = first.value == '@' || first.value == '#';
  buffer_.clear();
  std::uint32_t at = begin;
  if (sign) {
    buffer_.push_back(text_[begin]);
    ++at;
  }
  bool normalise = false;
  bool digits_only = true;  ///< So far, separators inside numbers apart.
  bool point = false;
  bool comma = false;
  bool after_alnum = false;
  int letters = 0;
  int marks = 0;  ///< In a row.
  int group = 0;  ///< Digits since the beginning or the last comma.
  char32_t last = 0;
  CharClass last_kind = CharClass::separator;
  std::uint32_t end = at;
  for (;;) {
    while (at < text_.size() &&
           (kBytes[static_cast<unsigned char>(text_[at])] & (kLower | kUpper)) != 0) {
      const char c = text_[at];
      const bool digit = is_digit(c);
      buffer_.push_back(static_cast<char>(digit ? c : c | 0x20));
      digits_only &= digit;
      (digit ? group : letters) += 1;
      marks = 0;
      last = static_cast<char32_t>(c);
      last_kind = digit ? CharClass::digit : CharClass::letter;
      after_alnum = true;
      end = ++at;
    }
    const Seen seen = look(text_, at);
    const CharClass kind = seen.letter.kind;
    const std::uint32_t after = at + seen.size;
    char joiner = 0;
    if (is_alnum(kind)) {
      buffer_.append(seen.letter.folded());
      normalise |= seen.letter.normalise;
      if (kind == CharClass::letter) {
        digits_only = false;
        ++letters;
      } else {
        ++group;
      }
      marks = 0;
      last = seen.value;
      last_kind = kind;
      after_alnum = true;
    } else if (kind == CharClass::mark && end > (sign ? begin + 1 : begin) && marks < kMostMarks) {
      ++marks;
      if (seen.letter.size == 0) {
        add_mark(buffer_, seen.value);
      } else {
        buffer_.append(seen.letter.folded());
        normalise |= seen.letter.normalise;
      }
    } else if (kind == CharClass::ignorable ||
               (kind == CharClass::non_joiner && !is_arabic(last))) {
      if (end == begin) break;
      at = after;
      continue;
    } else if (seen.value == '_' && (sign || (after_alnum && alnum_at(text_, after)))) {
      joiner = '_';
    } else if (sign || !after_alnum) {
      break;
    } else if (kind == CharClass::apostrophe && class_at(text_, after) == CharClass::letter) {
      joiner = '\'';
    } else if (seen.value == '&' && alnum_at(text_, after)) {
      joiner = '&';
    } else if (last_kind == CharClass::digit && (seen.value == '.' || seen.value == kArabicPoint) &&
               class_at(text_, after) == CharClass::digit) {
      joiner = '.';
      point = true;
    } else if (digits_only && !point && (seen.value == ',' || seen.value == kArabicComma) &&
               (comma ? group == 3 : group <= 3) && three_digits_at(text_, after)) {
      comma = true;
      group = 0;
    } else {
      break;
    }
    if (joiner != 0) {
      buffer_.push_back(joiner);
      if (joiner != '.') digits_only = false;
      after_alnum = false;
    }
    at = end = after;
  }
  if (!after_alnum && !sign) return false;
  if (sign && (digits_only || letters == 0)) return false;
  token.kind = first.value == '@'   ? TokenKind::handle
               : first.value == '#' ? TokenKind::tag
                                    : TokenKind::word;
  if (digits_only && !sign) {
    token.kind = TokenKind::number;
    std::uint32_t percent = end;
    const Seen space = look(text_, end);
    if (space.value == ' ' || space.value == 0xA0 || space.value == 0x2009 || space.value == 0x202F)
      percent += space.size;
    const Seen seen = look(text_, percent);
    if (seen.letter.kind == CharClass::percent &&
        (percent == end || !alnum_at(text_, percent + seen.size))) {
      buffer_.push_back('%');
      token.kind = TokenKind::percent;
      end = percent + seen.size;
    }
  } else if (!sign && last_kind == CharClass::letter) {
    const std::string_view rest = text_.substr(end);
    if (rest.starts_with("++") && !rest.substr(2).starts_with('+') && !alnum_at(text_, end + 2)) {
      buffer_ += "++";
      end += 2;
    } else if (letters == 1 && buffer_.size() == 1 && rest.starts_with('#') &&
               !alnum_at(text_, end + 1)) {
      buffer_ += '#';
      end += 1;
    }
  }
  token.span.end = possessive(end);
  after_arabic_ = is_arabic(last);
  return finish(token, normalise);
}

/// Gives out the word in the buffer; false when it folded to nothing.
bool Tokenizer::finish(Token& token, bool normalise) {
  if (normalise) normalize_word(buffer_);
  while (buffer_.size() > 2 && buffer_.ends_with("'s")) buffer_.resize(buffer_.size() - 2);
  if (buffer_.size() > kMaxTermBytes) cut(buffer_);
  if (buffer_.empty()) return false;
  token.term = buffer_;
  at_ = token.span.end;
  after_unit_ = false;
  return true;
}

std::string fold_value(std::string_view value) {
  std::string folded;
  Tokenizer tokenizer(value);
  for (Token token; tokenizer.next(token);) {
    if (!folded.empty()) folded += ' ';
    folded += token.term;
  }
  return folded;
}

std::vector<std::string> terms_of(std::string_view text) {
  std::vector<std::string> terms;
  Tokenizer tokenizer(text);
  for (Token token; tokenizer.next(token);) terms.emplace_back(token.term);
  return terms;
}

std::vector<NameTerm> name_terms(std::string_view value) {
  std::vector<NameTerm> names;
  bool open = false;  // The last one is of initials, and may go on.
  Tokenizer tokenizer(value);
  for (Token token; tokenizer.next(token);) {
    const bool letter = token.kind == TokenKind::word && token.term.size() == 1 && !token.hyphened;
    if (!letter && token.kind != TokenKind::acronym) {
      names.push_back({std::string(token.term), {}});
      open = false;
      continue;
    }
    if (!open) names.emplace_back();
    open = true;
    NameTerm& initials = names.back();
    initials.parts.emplace_back(token.term);
    for (const char c : token.term)
      if (c != '.') initials.term += c;
  }
  for (NameTerm& name : names)
    if (name.parts.size() == 1 && name.parts[0] == name.term) name.parts.clear();
  return names;
}

namespace {
constexpr std::string_view kStopWords[] = {
    "a",     "about", "after", "all",    "also",  "am",   "an",    "and",   "any",   "are",
    "as",    "at",    "be",    "been",   "being", "but",  "by",    "can",   "could", "did",
    "do",    "does",  "for",   "from",   "had",   "has",  "have",  "he",    "her",   "hers",
    "him",   "his",   "how",   "i",      "if",    "in",   "into",  "is",    "it",    "its",
    "me",    "more",  "most",  "my",     "no",    "nor",  "not",   "of",    "on",    "or",
    "our",   "ours",  "she",   "should", "so",    "some", "such",  "than",  "that",  "the",
    "their", "them",  "then",  "there",  "these", "they", "this",  "those", "to",    "too",
    "very",  "was",   "we",    "were",   "what",  "when", "where", "which", "who",   "whom",
    "why",   "will",  "with",  "would",  "you",   "your",
};
static_assert(std::is_sorted(std::begin(kStopWords), std::end(kStopWords)));
}  // namespace

bool is_stop_word(std::string_view term) {
  return std::binary_search(std::begin(kStopWords), std::end(kStopWords), term);
}

}  // namespace onrecord::text
