// See tokens.h.  One pass over the bytes; ASCII words take a fast path.
#include "indexer/statements/tokens.h"

#include <array>
#include <bit>
#include <cstring>

#include "indexer/statements/characters.h"

namespace onrecord::statements {
namespace {

constexpr std::array<bool, 256> kAsciiWord = [] {
  std::array<bool, 256> table{};
  for (int c = 0; c < 128; ++c)
    table[static_cast<std::size_t>(c)] = is_word(ascii_glyph(static_cast<unsigned char>(c)).kind);
  return table;
}();

// How many of the eight bytes at `bytes` are ASCII letters and digits before the first that is
// none.
std::size_t word_bytes(const char* bytes) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
  constexpr std::uint64_t kTops = 0x80 * kOnes;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, 8);
  const std::uint64_t low = word & ~kTops;
  // The top bit of each byte from `first` to `last`: no sum reaches the next byte.
  const auto between = [&](std::uint64_t value, unsigned char first, unsigned char last) {
    return (value + (0x80U - first) * kOnes) & ~(value + (0x7FU - last) * kOnes);
  };
  const std::uint64_t letters = between(low | 0x20 * kOnes, 'a', 'z');
  const std::uint64_t others = ~((letters | between(low, '0', '9')) & ~word) & kTops;
  return others == 0 ? 8 : static_cast<std::size_t>(std::countr_zero(others)) / 8;
}

class Tokenizer {
 public:
  Tokenizer(std::string_view text, std::vector<Token>& out) : text_(text), out_(out) {}

  void run(std::size_t begin, std::size_t end) {
    end_ = end;
    for (std::size_t i = begin; i < end;) {
      const auto byte = static_cast<unsigned char>(text_[i]);
      if (kAsciiWord[byte]) {
        i = word(i);
        continue;
      }
      if (byte == ' ') {
        ++i;
        continue;
      }
      const Glyph glyph = glyph_at(text_, i);
      if (glyph.kind == Char::space) {
        i += glyph.size;
      } else if (is_word(glyph.kind)) {
        i = word(i);
      } else {
        mark(i, glyph);
        i += glyph.size;
      }
    }
  }

 private:
  // Past the letters and digits from `i`, and what joins them: U.S, o'clock, co-founder, AT&T.
  std::size_t word_end(std::size_t i) {
    plain_ = true;
    for (;;) {
      while (i + 8 <= end_) {
        const std::size_t more = word_bytes(text_.data() + i);
        i += more;
        if (more < 8) break;
      }
      while (i < end_ && kAsciiWord[static_cast<unsigned char>(text_[i])]) ++i;
      if (i >= end_ || text_[i] == ' ') return i;
      plain_ = plain_ && static_cast<unsigned char>(text_[i]) < 0x80;
      const Glyph glyph = glyph_at(text_, i);
      if (is_word(glyph.kind)) {
        i += glyph.size;
        continue;
      }
      const char c = text_[i];
      const bool joins =
          c == '.' || c == '\'' || c == '&' || c == '-' || glyph.kind == Char::right_single;
      const std::size_t next = i + glyph.size;
      if (c == ',' && digit(i - 1) && next < end_ && digit(next)) {  // 1,100
        i = next;
        continue;
      }
      if (!joins || next >= end_ || !is_word(glyph_at(text_, next).kind)) return i;
      if (c == '.' && lost_blank(i)) return i;
      i = next;
    }
  }

  // "the war.Senator Brill": a sentence ended at the stop at `i`.  Not "Ostwick.Com".
  bool lost_blank(std::size_t i) const {
    const auto lower = [&](std::size_t at) { return text_[at] >= 'a' && text_[at] <= 'z'; };
    if (text_.substr(i + 1).starts_with("\xC3\x82 ")) return true;  // a blank, decoded wrongly
    if (i < 3 || i + 4 >= end_ || !lower(i - 1) || !lower(i - 2) || !lower(i - 3)) return false;
    if (text_[i + 1] < 'A' || text_[i + 1] > 'Z' || !lower(i + 2)) return false;
    const std::string_view behind = text_.substr(i + 1, 3);
    return behind != "Com" && behind != "Net" && behind != "Org";
  }

  bool digit(std::size_t i) const { return text_[i] >= '0' && text_[i] <= '9'; }

  // "Sen.Tom": where the title ends that lacks its blank; `end` for any other word.
  std::size_t title_end(std::size_t begin, std::size_t end) const {
    constexpr std::size_t kLongest = 5;
    if (text_[begin] < 'A' || text_[begin] > 'Z') return end;
    const std::size_t dot = text_.substr(begin, std::min(end - begin, kLongest)).find('.');
    if (dot == std::string_view::npos || dot < 2 || begin + dot + 2 >= end) return end;
    const bool name = is_upper(text_, begin + dot + 1) && !is_upper(text_, begin + dot + 2) &&
                      text_[begin + dot + 2] != '.';
    const WordFlags flags = lexicon_[word_hash(text_.substr(begin, dot))];
    const bool title = (flags & word_flag::kTitle) != 0 && (flags & word_flag::kAbbreviation) != 0;
    return name && title ? begin + dot : end;
  }

  std::size_t word(std::size_t begin) {
    std::size_t end = title_end(begin, word_end(begin));
    if (plain_ && end < end_ && text_[end] == ' ' && text_[end - 1] != 's') {
      push_word(begin, end);
      return end;
    }
    const std::size_t possessive = possessive_begin(begin, end);
    if (possessive != end) {
      push_word(begin, possessive);
      push_word(possessive, end);
      return end;
    }
    if (const std::size_t owner = plural_possessive(begin, end); owner != end) {
      push_word(begin, end);
      push_word(end, owner);
      out_.back().hash = "'s"_w;
      out_.back().flags = lexicon_["'s"_w];
      return owner;
    }
    if (end < end_ && text_[end] == '%' && digit(end - 1)) ++end;  // 26%
    push_word(begin, end);
    if (end < end_ && text_[end] == '.' && keeps_stop(out_.back()))
      ++end;  // the stop belongs to the abbreviation
    out_.back().end = static_cast<std::uint32_t>(end);
    return end;
  }

  std::size_t possessive_begin(std::size_t begin, std::size_t end) const {
    const std::string_view word = text_.substr(begin, end - begin);
    if (word.size() > 2 && (word.ends_with("'s") || word.ends_with("'S"))) return end - 2;
    if (word.size() > 4 && (word.ends_with("\xE2\x80\x99s") || word.ends_with("\xE2\x80\x99S")))
      return end - 4;
    return end;
  }

  // Past the apostrophe of "the workers' pay"; `end` when there is none.
  std::size_t plural_possessive(std::size_t begin, std::size_t end) const {
    if (end - begin < 4 || end >= end_ || text_[end - 1] != 's') return end;
    const Glyph glyph = glyph_at(text_, end);
    if (glyph.kind != Char::apostrophe && glyph.kind != Char::right_single) return end;
    const std::size_t next = end + glyph.size;
    return next + 1 < end_ && text_[next] == ' ' && is_word(glyph_at(text_, next + 1).kind) ? next
                                                                                            : end;
  }

  bool keeps_stop(const Token& token) const {
    if (token.has(word_flag::kAbbreviation)) {
      // "no." ends a sentence unless a number follows.
      if (!token.capital && token.is("no"_w)) {
        const std::size_t next = token.end + 2U;
        return next < end_ && glyph_at(text_, next).kind == Char::digit;
      }
      return true;
    }
    const std::string_view word = token.of(text_);
    if (word.size() == 1) return token.capital;
    // U.S.A, R-Ky
    bool dotted = word.size() >= 3;
    for (std::size_t i = 1; i < word.size() && dotted; i += 2) dotted = word[i] == '.';
    if (dotted) return true;
    return party(word);
  }

  void push_word(std::size_t begin, std::size_t end) {
    Token& token = out_.emplace_back();
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(end);
    token.kind = TokenKind::word;
    const std::string_view word = text_.substr(begin, end - begin);
    token.hash = !plain_ ? word_hash(word)
                 : word.size() < 8 && begin + 8 <= text_.size()
                     ? short_word_hash(word.data(), word.size())
                     : ascii_word_hash(word);
    token.flags = lexicon_[token.hash];
    token.capital = is_upper(text_, begin) || article_name(word);
    if (!token.capital)
      token.flags |= shape(word, token.flags);
    else if (acronym(word))
      token.flags = (token.is("us"_w) ? 0 : token.flags) | word_flag::kCaps;  // "US" is no pronoun
    else if (token.is("will"_w) && inside_sentence())
      token.flags = word_flag::kGiven | word_flag::kMale;
    else if (word.size() > 5 && word.ends_with("ing"))
      token.flags |= word_flag::kGerund;
    else if (party(word))
      token.flags |= word_flag::kSuffix;
    else if (word.size() > 7 && adverb(word))
      token.flags |= word_flag::kAdverb;
    else if (word.find('-') != std::string_view::npos)
      token.flags |= compound(word);
  }

  // "al-Lunt", "el-Lunt": a surname with its article.
  static bool article_name(std::string_view word) {
    return word.size() > 4 && word[1] == 'l' && word[2] == '-' &&
           (word[0] == 'a' || word[0] == 'e') && is_upper(word, 3);
  }

  // "Harrow-based" tells of a noun, "Co-author" is what its last part is.
  WordFlags compound(std::string_view word) const {
    constexpr std::size_t kShortestTitle = 5;  // "-son" and "-king" end given names
    const std::string_view last = word.substr(word.rfind('-') + 1);
    if (last.empty() || is_upper(last, 0)) return 0;
    for (const std::string_view adjective :
         {"based", "born", "led", "old", "backed", "owned", "run", "trained", "raised", "educated",
          "controlled", "headquartered"})
      if (last == adjective) return word_flag::kModifier;
    return last.size() < kShortestTitle ? 0 : lexicon_[word_hash(last)] & word_flag::kTitle;
  }

  // Does the last token follow a word in lower case, a comma or a quotation?  "said Will Brill"
  bool inside_sentence() const {
    if (out_.size() < 2) return false;
    const Token &here = out_.back(), &previous = out_[out_.size() - 2];
    const bool same_line = here.begin - previous.end <= 1;
    return same_line && ((previous.word() && !previous.capital) || previous.pauses());
  }

  // "R-Ga", "D-Conn": behind a name, and no name.
  static bool party(std::string_view word) {
    return word.size() >= 4 && word[1] == '-' &&
           (word[0] == 'R' || word[0] == 'D' || word[0] == 'I') && is_upper(word, 2);
  }

  // "Specifically": no surname ends so.
  static bool adverb(std::string_view word) {
    return word.ends_with("cally") || word.ends_with("ously") || word.ends_with("ently") ||
           word.ends_with("ively") || word.ends_with("antly") || word.ends_with("tely") ||
           word.ends_with("onally") || word.ends_with("ingly");
  }

  // USA, F.B.I., WASHINGTON; not an initial, not "McGee".
  static bool acronym(std::string_view word) {
    if (word.size() < 2) return false;
    if (word[1] == '.') return word.size() >= 3 && is_upper(word, 2);
    return is_upper(word, 1) && (word.size() == 2 || is_upper(word, 2));
  }

  static WordFlags shape(std::string_view word, WordFlags known) {
    using namespace word_flag;
    if (word[0] >= '0' && word[0] <= '9')
      return word.find_first_not_of("0123456789.,") == std::string_view::npos ? kNumber | kDigits
                                                                              : kNumber;
    if ((known & kNoun) != 0 || word.size() < 4) return 0;
    if (word.ends_with("ed")) return kEd;
    if (word.ends_with("ing")) return kIng;
    if (word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")) return kS;
    return known == 0 && word.size() > 4 && word.ends_with("ly") ? kAdverb : 0;
  }

  void mark(std::size_t begin, Glyph glyph) {
    Token& token = out_.emplace_back();
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(begin + glyph.size);
    token.mark = glyph.kind == Char::dash       ? '-'
                 : glyph.kind == Char::ellipsis ? '~'
                 : glyph.size == 1              ? text_[begin]
                                                : '*';
  }

  std::string_view text_;
  std::vector<Token>& out_;
  const Lexicon& lexicon_ = Lexicon::english();
  std::size_t end_ = 0;
  bool plain_ = true;  // the word at hand is ASCII
};

}  // namespace

char last_mark(std::string_view text, Span inner) {
  std::size_t end = inner.end;
  while (end > inner.begin) {
    const std::size_t at = before(text, end);
    const Glyph glyph = glyph_at(text, at);
    switch (glyph.kind) {
      case Char::space:
      case Char::straight:
      case Char::apostrophe:
      case Char::right_single:
      case Char::right_double:
      case Char::right_angle:
        end = at;
        continue;
      case Char::dash:
        return '-';
      case Char::ellipsis:
        return '.';
      case Char::mark: {
        const char c = text[at];
        return c == ',' || c == '.' || c == '?' || c == '!' || c == '-' ? c : 'w';
      }
      default:
        return 'w';
    }
  }
  return 'w';
}

void append_tokens(std::string_view text, Span part, std::span<const Quotation> quotations,
                   std::uint32_t first_index, std::vector<Token>& out) {
  Tokenizer tokenizer(text, out);
  std::uint32_t at = part.begin;
  std::uint32_t index = first_index;
  for (std::size_t i = 0; i < quotations.size(); ++i) {
    const Span outer = quotations[i].outer;
    if (at < outer.begin) tokenizer.run(at, outer.begin);
    if (quotations[i].nickname) {
      at = outer.end;
      continue;
    }
    Token& token = out.emplace_back();
    token.begin = outer.begin;
    token.end = outer.end;
    token.kind = TokenKind::quotation;
    token.quotation = index++;
    token.last = last_mark(text, quotations[i].inner);
    at = outer.end;
    // British printers set the comma and the stop after the mark: “so”, he said.
    const bool outside = at < part.end && (text[at] == ',' || text[at] == '.') &&
                         (at + 1 >= part.end || text[at + 1] != text[at]);
    if (outside && token.last == 'w' && quotations[i].closed) {
      token.last = text[at];
      token.end = ++at;
    }
  }
  if (at < part.end) tokenizer.run(at, part.end);
}

}  // namespace onrecord::statements
