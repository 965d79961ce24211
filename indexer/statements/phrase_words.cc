// See phrase_words.h.
#include "indexer/statements/phrase_words.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

// "the", "previously", "week": words that name nobody by themselves.
bool names_nobody(Line line, Range range) {
  for (int i = range.begin; i < range.end; ++i) {
    const Token& word = line[i];
    if (word.has(kSubject) || quantity(word) || word.is("these"_w) || word.is("those"_w) ||
        word.is("most"_w) || word.is("each"_w) || word.is("both"_w) || word.has(kTitle))
      return false;
    const bool empty = !word.word() || word.is("below"_w) || word.is("pm"_w) || word.is("am"_w) ||
                       word.has(kDeterminer | kPreposition | kAdverb | kFirm | kOpener | kDigits) ||
                       (word.has(kTime) && !word.capital) || word.possessive();
    if (!empty) return false;
  }
  return true;
}

}  // namespace

bool ampersand(Line line, int i, int low, int high) {
  return line[i].mark == '&' && i > low && i + 1 < high && line[i - 1].capital &&
         line[i + 1].capital;
}

std::optional<Range> if_names_somebody(Line line, Range range) {
  const Token& first = line[range.begin];
  const bool cut =
      range.size() == 1 && first.has(kTitle) && first.has(kAbbreviation);  // "said Rep."
  return cut || names_nobody(line, range) ? std::nullopt : std::optional(range);
}

int before_time(Line line, int last, int low) {
  const Token& end = line[last];
  int i = last;
  if (end.has(kDay)) {
    --i;
    if (i >= low && (line[i].is("on"_w) || line[i].is("late"_w) || line[i].is("last"_w))) --i;
  } else if (end.is("yesterday"_w) || end.is("today"_w) || end.is("tonight"_w)) {
    --i;
  } else if (end.has(kTime) && !end.capital && last > low &&
             (line[last - 1].is("last"_w) || line[last - 1].is("this"_w) ||
              line[last - 1].is("earlier"_w) || line[last - 1].is("next"_w))) {
    i -= 2;
    if (i >= low && (line[i].is("earlier"_w) || line[i].is("late"_w))) --i;
  }
  return i;
}

}  // namespace onrecord::statements
