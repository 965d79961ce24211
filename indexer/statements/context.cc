// See context.h.
#include "indexer/statements/context.h"

#include <algorithm>

#include "indexer/statements/characters.h"
#include "indexer/statements/cues.h"

namespace onrecord::statements {

using namespace word_flag;

namespace {

constexpr int kNoCue = 7;      // of cue_distance
constexpr int kWorkReach = 6;  // tokens before the quotation in which "book" or "song" counts

const Token& at(Tokens tokens, int i) { return tokens[static_cast<std::size_t>(i)]; }

int length_bucket(int words) {
  return words <= 1 ? 0 : words == 2 ? 1 : words <= 5 ? 2 : words <= 10 ? 3 : 4;
}

int last_code(char mark) {
  return mark == ','   ? 0
         : mark == '.' ? 1
         : mark == '?' ? 2
         : mark == '!' ? 3
         : mark == '-' ? 4
                       : 5;
}

// The shape of a quotation's words: how many, and whether they are written like a title.
struct Shape {
  int words = 0;
  bool title_case = false;
  bool capital = false;
  bool first_person = false;  // I, we, my …
  bool verb = false;          // an auxiliary
};
Shape shape_of(std::string_view text, Span inner) {
  const Lexicon& lexicon = Lexicon::english();
  Shape shape;
  bool title = true, in_word = false;
  std::size_t begin = inner.begin;
  for (std::size_t i = inner.begin; i <= inner.end && shape.words < 24;) {
    const auto byte = i < inner.end ? static_cast<unsigned char>(text[i]) : std::uint8_t{' '};
    const Glyph glyph =
        byte < 0x80 ? Glyph{byte > ' ' ? Char::letter : Char::space, 1} : glyph_at(text, i);
    const bool inside = glyph.kind != Char::space;
    if (inside && !in_word) begin = i;
    if (!inside && in_word) {
      ++shape.words;
      const bool capital = is_upper(text, begin) ||
                           ascii_glyph(static_cast<unsigned char>(text[begin])).kind == Char::digit;
      if (shape.words == 1) shape.capital = is_upper(text, begin);
      if (!capital && i - begin > 4) title = false;
      const WordFlags flags = lexicon[word_hash(text.substr(begin, i - begin))];
      shape.first_person = shape.first_person || (flags & kFirstPerson) != 0;
      shape.verb = shape.verb || (flags & kAuxiliary) != 0;
    }
    in_word = inside;
    i += glyph.size;
  }
  shape.title_case = title && shape.capital && shape.words <= 9;
  return shape;
}

Before before_kind(Tokens tokens, Range sentence, int quotation) {
  if (quotation == sentence.begin) return Before::start;
  const Token& previous = at(tokens, quotation - 1);
  if (previous.quoted()) return Before::quotation;
  if (!previous.word()) {
    switch (previous.mark) {
      case ',':
        return Before::comma;
      case ':':
        return Before::colon;
      case '-':
        return Before::dash;
      case '(':
      case '[':
        return Before::open_bracket;
      case '.':
      case '?':
      case '!':
      case '~':
        return Before::stop;
      default:
        return Before::other_mark;
    }
  }
  if (previous.is("that"_w)) return Before::that;
  if (previous.possessive()) return Before::possessive;
  if (previous.has(kCue) && !previous.capital) return Before::cue;
  if (previous.has(kPreposition)) return Before::preposition;
  if (previous.has(kDeterminer)) return Before::determiner;
  if (previous.is("and"_w) || previous.is("but"_w) || previous.is("or"_w)) return Before::joiner;
  return Before::word;
}

After after_kind(Tokens tokens, Range sentence, int quotation) {
  if (quotation + 1 >= sentence.end) return After::end;
  const Token& next = at(tokens, quotation + 1);
  if (next.quoted()) return After::quotation;
  if (!next.word())
    return next.comma()       ? After::comma
           : next.dash()      ? After::dash
           : next.mark == '.' ? After::stop
                              : After::other_mark;
  if (next.has(kCue) && !next.capital) return After::cue;
  if (next.has(kSubject)) return After::pronoun;
  if (next.capital) return After::capital;
  return next.has(kStop) ? After::function_word : After::word;
}

/// How far from a quotation a cue is looked for, in tokens: a "sentence" may be a whole file.
constexpr int kCueReach = 250;

int strongest_cue(Tokens tokens, Range sentence, int quotation) {
  int strongest = 0;
  const int end = std::min(sentence.end, quotation + kCueReach);
  for (int i = std::max(sentence.begin, quotation - kCueReach); i < end && strongest < 2; ++i)
    if (at(tokens, i).has(kCue))
      strongest = std::max(strongest, at(tokens, i).has(kStrong) ? 2 : 1);
  return strongest;
}

}  // namespace

int distance_bucket(int n) {
  return n <= 0 ? 0 : n == 1 ? 1 : n == 2 ? 2 : n <= 5 ? 3 : n <= 9 ? 4 : n <= 15 ? 5 : 6;
}

QuotationContext describe(std::string_view text, Tokens tokens, Range sentence, int quotation,
                          const Quotation& words, int low) {
  const Shape shape = shape_of(text, words.inner);
  QuotationContext context;
  context.words = shape.words;
  context.before = before_kind(tokens, sentence, quotation);
  context.after = after_kind(tokens, sentence, quotation);
  context.last = last_code(at(tokens, quotation).last);
  context.length = length_bucket(shape.words);
  context.title_case = shape.title_case;
  context.capital = shape.capital;
  context.content = shape.first_person ? 2 : shape.verb ? 1 : 0;
  context.closed = words.closed;
  context.opens_sentence = quotation == sentence.begin;
  context.opens_paragraph = quotation == 0;
  context.cues = strongest_cue(tokens, sentence, quotation);
  context.cue_distance = kNoCue;
  const int reach = std::max(low, quotation - kCueReach);
  for (int i = quotation - 1; i >= reach && context.cue_distance == kNoCue; --i)
    if (at(tokens, i).has(kCue) && is_cue(tokens, i, true))
      context.cue_distance = distance_bucket(quotation - i);
  for (int i = std::max(sentence.begin, quotation - kWorkReach); i < quotation; ++i)
    if (at(tokens, i).has(kWork)) context.work_near = true;
  return context;
}

}  // namespace onrecord::statements
