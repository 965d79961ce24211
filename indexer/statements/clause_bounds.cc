// See clause_bounds.h.
#include "indexer/statements/clause_bounds.h"

#include <algorithm>

#include "indexer/statements/phrases.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

constexpr int kTail = 9;          // tokens after a trailing cue: "…, Ann said in a statement."
constexpr int kCircumstance = 8;  // tokens of "in a statement Thursday night" before the clause
constexpr int kVerbReach = 30;    // tokens in which a clause shows its verb
constexpr int kSaid = 3;          // tokens after "said" that are a clause, whatever its verb

bool says(const Token& cue) {
  return cue.is("said"_w) || cue.is("says"_w) || cue.is("say"_w) || cue.is("saying"_w);
}

// "did not say whether …", "explained how …"
bool asks(const Token& word) {
  return word.is("whether"_w) || word.is("how"_w) || word.is("why"_w) || word.is("what"_w) ||
         word.is("which"_w) || word.is("who"_w) || word.is("when"_w) || word.is("where"_w);
}

// "said no to the war", "said nothing about it"
bool answers(const Token& word) {
  return word.is("no"_w) || word.is("yes"_w) || word.is("nothing"_w) || word.is("little"_w) ||
         word.is("something"_w) || word.is("so"_w) || word.is("goodbye"_w);
}

bool finite(const Token& word) {
  return word.word() && !word.capital && !word.possessive() &&
         (word.has(kAuxiliary) || (word.has(kFinite | kEd) && !word.has(kNounLike))) &&
         !word.is("not"_w) && !word.is("n't"_w);
}

}  // namespace

bool ClauseBounds::has_verb(int begin, int end) const {
  for (int i = begin; i < end; ++i) {
    const Token& word = token(i);
    if (word.capital || word.possessive()) continue;
    if ((word.has(kAuxiliary) && !word.is("not"_w)) || word.has(kContracted) ||
        (word.has(kFinite | kEd | kCue) && !word.has(kNounLike)))
      return true;
  }
  return false;
}

bool ClauseBounds::has_auxiliary(int begin, int end) const {
  for (int i = begin; i < end && !token(i).comma(); ++i)
    if (token(i).has(kAuxiliary) && !token(i).is("not"_w) && !token(i).possessive()) return true;
  return false;
}

bool ClauseBounds::has_past(int begin, int end) const {
  for (int i = begin; i < end && token(i).word(); ++i) {
    if (token(i).has(kPreposition) || token(i).is("who"_w) || token(i).is("that"_w)) return false;
    if (!token(i).capital && token(i).has(kFinite) && !token(i).has(kNounLike) && !token(i).has(kS))
      return true;
  }
  return false;
}

bool ClauseBounds::opens_subject(int at) const {
  const Token& word = token(at);
  return word.word() && !word.possessive() && !word.has(kDay) &&
         (word.capital || word.has(kDeterminer | kSubject | kNumber | kContracted));
}

bool ClauseBounds::may_open(int begin, int cue_at) const {
  const Token& first = token(begin);
  const Token& cue = token(cue_at);
  if (first.quoted() || first.has(kContracted)) return true;
  if (!first.word() || first.possessive()) return false;
  if (cue.has(kHearer) && begin > cue_at + 1 && begin + 2 < high_ &&
      (first.is("to"_w) || (first.is("not"_w) && token(begin + 1).is("to"_w))))
    return true;  // "told her to leave"
  // "a step that Ann said was wrong": the clause's subject stands before the attribution.
  const bool gap = cue.has(kStrong) && !cue.has(kThing | kHearer | kNounLike) &&
                   begin == cue_at + 1 && begin + 1 < high_;
  if (finite(first) && gap) return true;
  if (first.has(kAuxiliary)) return false;
  if (first.is("to"_w) && cue.has(kPromise)) return true;
  const bool having = first.is("having"_w) && cue.has(kStrong);
  if (first.has(kIng) && (having || cue.has(kDenial))) return true;  // "denied having signed"
  if (first.has(kSubject) && !first.is("who"_w) && !first.is("which"_w)) return begin + 1 < high_;
  if (asks(first)) return cue.has(kThat) && begin + 2 < high_;
  if (answers(first) && (begin + 2 >= high_ || token(begin + 1).has(kPreposition))) return false;
  const bool about = first.is("about"_w) && begin + 1 < high_ &&
                     token(begin + 1).has(kNumber | kDeterminer);  // "about a third of the vote"
  const bool opens = about || first.capital ||
                     first.has(kDeterminer | kSubject | kNumber | kFirstPerson | kAdverb) ||
                     first.is("there"_w) || first.is("if"_w) || first.is("not"_w) ||
                     first.is("in"_w);
  if (!opens && first.has(kStop | kPreposition | kPronoun) &&
      !(says(cue) && first.has(kSubordinator | kOpener)))
    return false;
  if (cue.has(kThing) && !first.has(kSubject))
    return has_auxiliary(begin + 1, std::min(high_, begin + 14)) ||
           (has_past(begin + 1, std::min(high_, begin + 8)));
  if (says(cue) && high_ - begin >= kSaid && !first.has(kPreposition)) return true;
  return has_verb(begin + 1, std::min(high_, begin + kVerbReach));
}

int ClauseBounds::past_hearer(int at) const {
  if (at < high_ && token(at).has(kPronoun) && !token(at).is("i"_w) && !token(at).is("he"_w) &&
      !token(at).is("they"_w))
    return at + 1;
  const auto hearer = phrase_beginning(tokens_, at, high_);
  return hearer ? hearer->end : at;
}

// "on Monday", "last week", "in a statement Thursday night": only where a subject follows.
int ClauseBounds::past_circumstance(int at) const {
  int after = at;
  for (int i = at; i < high_ && i < at + kCircumstance && token(i).word(); ++i) {
    const Token& word = token(i);
    const bool inside = word.has(kPreposition | kDeterminer | kTime | kDay | kSpeechNoun) ||
                        word.is("last"_w) || word.is("earlier"_w) || word.is("late"_w) ||
                        word.is("next"_w) || (i > at && !word.capital && !word.has(kPronoun));
    if (!inside || word.has(kAuxiliary | kSubject | kCue | kFinite)) {
      if (!word.has(kSpeechNoun)) break;
    }
    if (word.has(kTime | kDay | kSpeechNoun) && i + 1 < high_) after = i + 1;
  }
  if (after == at || after >= high_) return at;
  const int next = token(after).comma() && after + 1 < high_ ? after + 1 : after;
  if (token(after).possessive()) return at;  // "Thursday's speeches"
  const bool dated =
      token(at).has(kDay | kTime) || (token(at).is("on"_w) && token(at + 1).has(kDay));
  return dated || opens_subject(next) ? next : at;
}

ClauseBounds::Opening ClauseBounds::opening(int cue) const {
  const int first = cue + 1;
  const int reach = std::min(high_, first + 20);
  int m = first;
  while (m < reach && !token(m).is("that"_w) && token(m).mark != '.' && token(m).mark != ';' &&
         token(m).mark != ':' && !token(m).quoted() &&
         !(token(m).has(kAuxiliary) && !token(m).possessive()))
    ++m;
  const bool that = m < high_ && token(m).is("that"_w);
  if (token(cue).has(kHearer)) {
    if (that) return {m + 1, true};
    const int hearer = past_hearer(first);  // "told the paper last week she would stay"
    return {hearer > first && hearer < high_ ? past_circumstance(hearer) : hearer};
  }
  if (that && (m == first || token(first).comma() ||
               token(first).has(kStop | kPreposition | kTime | kAdverb | kOpener))) {
    const bool pronoun = m + 1 < high_ && token(m + 1).has(kAuxiliary);  // "said that was untrue"
    return {pronoun ? m : m + 1, true};
  }
  int at = first < high_ ? past_circumstance(first) : first;
  if (at < high_ && token(at).comma()) ++at;
  return {at};
}

// "…, which", "…, for whom", "…, one of the last", "…, double the number": the narrator's.
bool ClauseBounds::leaves(int at) const {
  const Token& word = token(at);
  const Token& next = token(at + 1);
  return word.is("which"_w) || word.is("after"_w) || word.is("whether"_w) || word.is("however"_w) ||
         word.is("double"_w) || word.is("twice"_w) || word.is("up"_w) || word.is("down"_w) ||
         (word.is("one"_w) && next.is("of"_w)) ||
         (word.has(kPreposition) && (next.is("whom"_w) || next.is("which"_w)));
}

int ClauseBounds::end(int begin, int end, Tie tie) const {
  const bool opens_low = token(begin).has(kOpener | kSubordinator);  // "if it rained, the dam …"
  bool first_comma = true;
  for (int i = begin + (tie == Tie::condition ? 1 : 2); i + 1 < end; ++i) {
    if (token(i).mark == ';') return i;
    if (!token(i).comma() && !token(i).dash()) continue;
    const Token& next = token(i + 1);
    const bool own_comma = first_comma && opens_low;
    first_comma = false;
    if (tie == Tie::subordinate && token(i).comma() && !own_comma &&
        (next.capital || next.has(kDeterminer | kSubject | kNumber)))
      return i;
    if (tie == Tie::condition && token(i).comma() && !own_comma && has_verb(i + 1, end)) return i;
    if (tie == Tie::relative && token(i).comma() && (finite(next) || next.has(kCue | kNegation)))
      return i;
    if (i - begin < 3 || own_comma) continue;
    if (token(i).comma() && (next.is("who"_w) || next.is("whose"_w) || next.is("whom"_w))) return i;
    if (token(i).dash()) {  // an aside that closes again, or the narrator's
      int close = i + 1;
      while (close < end && !token(close).dash()) ++close;
      if (close < end)
        i = close;
      else if (next.is("and"_w))
        return i;
      continue;
    }
    if ((next.is("while"_w) || next.is("though"_w) || next.is("although"_w)) && i + 2 < end &&
        opens_subject(i + 2))
      return i;
    if (next.is("compared"_w) || next.is("despite"_w) || next.has(kParticiple)) return i;
    if (token(i).comma() && i + 2 < end && leaves(i + 1)) return i;
    const bool joins = next.is("and"_w) || next.is("but"_w);
    if (joins && token(i).comma() && i + 3 < end &&
        (token(i + 2).has(kSubject) || (next.is("but"_w) && opens_subject(i + 2))) &&
        has_verb(i + 3, std::min(end, i + 9)))
      return i;
    if (joins && i + 2 < end && token(i + 2).is("when"_w)) return i;
    if (next.is("a"_w) || next.is("an"_w)) {
      const bool list =
          i + 3 < end && (token(i + 3).comma() || token(i + 3).is("and"_w) || token(i + 2).comma());
      if (!list) return i;
    }
  }
  return end;
}

int ClauseBounds::main_clause(int end) const {
  const Token& first = token(low_);
  for (int i = end - 5; i > low_ + 3;
       --i)  // "The pay is good, but it is hot, Ann said": the latter
    if (token(i).comma() && token(i + 1).is("but"_w) && opens_subject(i + 2) && has_verb(low_, i) &&
        has_verb(i + 2, end))
      return i + 2;
  const bool even_as = first.is("even"_w) && token(low_ + 1).is("as"_w);
  if (even_as || first.is("while"_w) || first.is("though"_w) || first.is("although"_w)) {
    for (int i = low_ + 3; i + 4 < end; ++i)
      if (token(i).comma() && opens_subject(i + 1)) return i + 1;
    return low_;
  }
  if (first.is("however"_w) && low_ + 1 < end && token(low_ + 1).comma()) return low_ + 2;
  const bool joiner = first.is("but"_w) || first.is("and"_w) || first.is("still"_w);
  return joiner && low_ + 1 < end ? low_ + 1 : low_;
}

bool ClauseBounds::only_circumstance(int from, int end, const Token& cue) const {
  if (from >= end) return true;
  if (end - from > kTail) return false;
  int first = from;
  if (token(first).comma() || token(first).dash()) ++first;
  if (first >= end) return true;
  const bool pause = first > from;
  const Token& opening = token(first);
  const bool hearer = !pause && (cue.has(kHearer) || opening.is("to"_w));
  if (!hearer &&
      !opening.has(kPreposition | kTime | kDay | kAdverb | kOpener | kParticiple | kIng) &&
      !opening.is("here"_w) && !opening.is("last"_w) && !opening.is("this"_w) &&
      opening.mark != '(')
    return false;
  for (int i = from; i < end; ++i) {
    const Token& word = token(i);
    if (word.quoted() || word.is("that"_w) ||
        (word.has(kSubject) && !word.is("who"_w) && !word.is("which"_w)))
      return false;
    // "at least six planes filled": a clause of its own.
    if (word.has(kAuxiliary) && !word.possessive()) return false;
    if (i > first && word.has(kEd | kFinite) && !word.capital && token(i - 1).has(kS)) return false;
  }
  return true;
}

}  // namespace onrecord::statements
