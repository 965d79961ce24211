// See candidate.h.
#include "indexer/statements/candidate.h"

#include <algorithm>

#include "indexer/statements/context.h"
#include "indexer/statements/cues.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

const Token& at(Tokens tokens, int i) { return tokens[static_cast<std::size_t>(i)]; }

int cue_class(const Token& cue) {
  if (cue.has(kStrong)) return 1;
  if (cue.has(kWeak)) return 3;
  return cue.has(kCue) ? 2 : 4;
}

Head head_of(const Token& last) {
  if (last.capital) return Head::capital;
  if (last.has(kSpeechNoun | kClaimNoun | kTime | kNumber)) return Head::words;
  if (last.has(kTitle)) return Head::role;
  return last.has(kBody) ? Head::body : Head::noun;
}

Stands stands_after(const Token& previous) {
  if (previous.comma()) return Stands::opening;
  if (previous.quoted() || !previous.word()) return Stands::mark;
  if (previous.has(kPreposition)) return Stands::preposition;
  const bool verb = !previous.capital && previous.has(kCue | kFinite | kEd | kIng | kAuxiliary);
  return verb ? Stands::verb : Stands::word;
}

}  // namespace

CandidateContext describe(Tokens tokens, const Place& place, const Option& option) {
  CandidateContext c;
  c.rule = option.rule;
  c.same = option.same;
  const int first = place.paragraph.begin;
  const int quotation = first + place.quotation;
  const int begin = first + place.sentence.begin, end = first + place.sentence.end;
  const Range speaker = option.speaker.tokens;
  if (speaker.size() > 0) {
    c.phrase = kind_of(tokens, speaker);
    c.head = head_of(at(tokens, speaker.end - 1));
    if (speaker.begin > begin && speaker.begin <= end)
      c.stands = stands_after(at(tokens, speaker.begin - 1));
  }
  if (option.cue < 0) return c;
  const int cue = first + option.cue;
  c.cue = cue_class(at(tokens, cue));
  const int from = std::min(cue, quotation) + 1, to = std::max(cue, quotation);
  c.distance = distance_bucket(to - from + 1);
  const Tokens paragraph = tokens.subspan(static_cast<std::size_t>(first),
                                          static_cast<std::size_t>(place.paragraph.size()));
  const auto count = [](int& counted, bool one) { counted = std::min(2, counted + (one ? 1 : 0)); };
  for (int i = from; i < to; ++i) {
    const Token& word = at(tokens, i);
    count(c.between, word.quoted());
    count(c.cues_between, word.has(kCue) && is_cue(paragraph, i - first, true));
    if (word.capital) continue;
    count(c.verbs_between, word.has(kAuxiliary | kFinite | kEd));
    count(c.openers_between, word.has(kSubordinator) || word.is("who"_w) || word.is("which"_w));
  }
  return c;
}

}  // namespace onrecord::statements
