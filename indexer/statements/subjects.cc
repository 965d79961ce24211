// See subjects.h.  Linear walks over the token array, each bounded.
#include "indexer/statements/subjects.h"

#include "indexer/statements/name_lists.h"
#include "indexer/statements/phrase_words.h"
#include "indexer/statements/phrases.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

bool skippable(const Token& token) { return token.has(kAuxiliary | kAdverb | kNegation); }

int skip_back(Line line, int i, int low) {
  while (i >= low && skippable(line[i]) && !line[i].capital) --i;
  return i;
}

bool pause(const Token& token) { return token.comma() || token.dash(); }

bool good_phrase(Line line, Range range) {
  const Token& first = line[range.begin];
  if (first.has(kDeterminer | kSubject)) return true;
  for (int i = range.begin; i < range.end; ++i)
    if (line[i].capital && !line[i].has(kStop)) return true;
  return false;
}

// Does this word open an apposition or an aside between the subject and its verb?
bool opens_aside(const Token& token) {
  return token.capital || token.has(kDeterminer | kTitle | kOpener | kParticiple) ||
         token.is("who"_w) || token.is("whose"_w) || token.is("which"_w) || token.is("now"_w) ||
         token.is("then"_w) || token.is("also"_w) || token.is("himself"_w) ||
         token.is("herself"_w) || token.is("during"_w) || token.has(kIng | kNumber);
}

// The name that fills the space between the comma at `close` and the comma before it, after a
// phrase without a name.
std::optional<Range> apposed_name(Line line, int close, int low) {
  int begin = close;
  while (begin > low && line[begin - 1].word() &&
         (line[begin - 1].capital || line[begin - 1].has(kParticle)) && close - begin < 5)
    --begin;
  if (close - begin < 2 || begin - 2 < low || !line[begin - 1].comma()) return std::nullopt;
  for (int i = begin; i < close; ++i)
    if (line[i].has(kImpersonal | kStop | kAbbreviation) && !line[i].has(kTitle))
      return std::nullopt;
  const Token& head = line[begin - 2];
  return head.word() && !head.capital && !head.has(kStop) ? std::optional(Range{begin, close})
                                                          : std::nullopt;
}

// "in Ostwick": what follows a preposition is nobody's subject.
bool follows_preposition(Line line, Range phrase, int low) {
  if (phrase.begin - 1 < low) return false;
  const Token& before = line[phrase.begin - 1];
  // "During the storm, Ann left, saying …", "After the vote, …"
  if (before.is("during"_w) ||
      (before.capital && (before.has(kPreposition) || before.is("after"_w) ||
                          before.is("before"_w) || before.is("despite"_w) || before.is("amid"_w))))
    return true;
  return before.word() && !before.capital &&
         (before.is("in"_w) || before.is("at"_w) || before.is("near"_w) || before.is("from"_w) ||
          before.is("with"_w) || before.is("of"_w));
}

int bracket_start(Line line, int close, int low, int reach) {
  int i = close;
  while (i > low && line[i].mark != '(' && close - i < reach) --i;
  return i;
}

// Past "PORT ARLEN, March 3 (Agency) —".
int after_dateline(Line line, int low, int high) {
  constexpr int kReach = 14;
  if (low >= high || !line[low].has(kCaps)) return low;
  for (int i = low + 1; i < high - 1 && i < low + kReach; ++i)
    if (line[i].dash()) return i + 1;
  return low;
}

// "people who attended the meeting", "half of the delegates in the state": the noun phrase whose
// modifier ends at `last`; nothing when none is seen.
std::optional<Range> modified_head(Line line, int last, int low) {
  constexpr int kReach = 12;
  for (int j = last - 1; j > low && j >= last - kReach; --j) {
    const Token& word = line[j];
    if (!word.word() || word.is("that"_w) || (word.has(kSubject) && !word.is("who"_w))) break;
    if (word.has(kCue) && word.has(kStrong) && !word.has(kNounLike)) break;
    if (!word.is("who"_w)) continue;
    const auto head = phrase_ending(line.tokens, j - 1, low);
    return head && !line[j + 1].has(kSubject | kDeterminer) ? head : std::nullopt;
  }
  const auto place = phrase_ending(line.tokens, last, low);
  if (!place || place->begin - 2 < low) return std::nullopt;
  const Token& in = line[place->begin - 1];
  const Token& noun = line[place->begin - 2];
  const bool where = in.is("in"_w) || in.is("at"_w) || in.is("across"_w) || in.is("on"_w) ||
                     in.is("near"_w) || in.is("inside"_w) || in.is("behind"_w);
  if (!where || in.capital || !noun_like(noun) || noun.capital ||
      noun.has(kFinite | kEd | kIng | kAuxiliary | kPreposition | kTime | kParticiple))
    return std::nullopt;
  const auto head = phrase_ending(line.tokens, place->begin - 2, low);
  const bool opens = head && (head->begin == low || line[head->begin].has(kDeterminer | kTitle) ||
                              line[head->begin].capital);
  return opens && good_phrase(line, *head) ? head : std::nullopt;
}

// "Union members and leaders say": both, where nothing stands before them.
Range with_partner(Line line, Range phrase, int low) {
  const int joint = phrase.begin - 1;
  if (joint - 1 < low || !line[joint].is("and"_w) || !noun_like(line[joint - 1]) ||
      line[joint - 1].has(kFinite | kEd | kIng))
    return phrase;
  const auto partner = phrase_ending(line.tokens, joint - 1, low);
  const bool opens = partner && (partner->begin == low || line[partner->begin - 1].pauses());
  return opens ? Range{partner->begin, phrase.end} : phrase;
}

// "Ann Example, in a speech at Ostwick Hall said": who stands before the aside that `place` is the
// end of.
std::optional<Range> before_aside(Line line, std::optional<Range> place, int low) {
  constexpr int kReach = 24;
  const auto where = [](const Token& word) {
    return word.is("in"_w) || word.is("at"_w) || word.is("on"_w) || word.is("during"_w) ||
           word.is("near"_w) || word.is("before"_w) || word.is("after"_w);
  };
  if (!place || place->begin - 1 <= low || !where(line[place->begin - 1])) return std::nullopt;
  int comma = place->begin - 1;
  while (comma > low && place->end - comma < kReach && !line[comma].comma() &&
         !line[comma].has(kSubject | kAuxiliary | kFinite | kCue))
    --comma;
  if (comma <= low + 1 || !line[comma].comma() || line[comma + 1].capital ||
      !(where(line[comma + 1]) || line[comma + 1].has(kIng | kParticiple)))
    return std::nullopt;
  const auto name = phrase_ending(line.tokens, comma - 1, low);
  if (!name || name->size() < 2 || !line[name->end - 1].capital ||
      (name->begin > low && line[name->begin - 1].word()))
    return std::nullopt;
  return name;
}

// "Ann Example of Ostwick, N.D. said", "at a club in Ostwick, N.D. saying": past the rest of a
// place, whose name ends at the token returned; `i` when there is none.
int before_state(Line line, int i, int low) {
  const bool state = line[i].capital && line[i].has(kAbbreviation) &&
                     !line[i].has(kTitle | kSuffix | kFirm) && i - 2 > low && line[i - 1].comma() &&
                     line[i - 2].capital;
  return state ? i - 2 : i;
}

// Where the clause [low, high) begins to tell: past its conjunctions and its opening phrases, each
// up to its comma.
int after_openings(Line line, int low, int high) {
  constexpr int kPlace = 6;  // "Ostwick, day two: Ann was late and …"
  for (int i = low; i + 1 < high && i < low + kPlace; ++i)
    if (line[i].mark == ':') low = i + 1;
  int i = after_dateline(line, low, high);
  for (int round = 0; round < 4; ++round) {
    while (i < high && (line[i].is("and"_w) || line[i].is("but"_w) || line[i].is("or"_w) ||
                        line[i].is("so"_w) || line[i].is("yet"_w) || line[i].is("however"_w) ||
                        line[i].is("moreover"_w) || pause(line[i]) || line[i].mark == '~' ||
                        (line[i].has(kAdverb) && line[i].word())))
      ++i;
    if (i >= high) return i;
    const bool gerund = line[i].has(kGerund) && i + 1 < high && line[i + 1].word() &&
                        !line[i + 1].capital && !line[i + 1].has(kAuxiliary | kCue | kFinite);
    if (gerund || line[i].has(kOpener | kDay | kIng) ||
        (line[i].has(kParticiple) && line[i].capital)) {
      int j = i;
      while (j < high && !line[j].pauses()) ++j;
      if (j < high - 1) {
        i = j + 1;
        continue;
      }
      if (line[i].has(kSubordinator) && i + 1 < high) ++i;  // "While Ann calls it "bad" …"
    }
    // "In Harrow, N.H., X …": the rest of a place.
    if (i > low && i + 1 < high && line[i].capital && line[i + 1].comma() &&
        line[i].has(kAbbreviation | kImpersonal | kDay) && !line[i].has(kTitle)) {
      i += 2;
      continue;
    }
    // "One month into the job, X …"
    if (i + 1 < high && (quantity(line[i]) || line[i].has(kNumber)) && line[i + 1].has(kTime)) {
      int comma = i + 2;
      while (comma < high && comma < i + kPlace + 2 && line[comma].word()) ++comma;
      if (comma + 1 < high && line[comma].comma()) {
        i = comma + 1;
        continue;
      }
    }
    // "Last week, X …", "Two days later, X …"
    int j = i;
    while (j < high && j < i + 5 && line[j].word()) ++j;
    if (j < high && j > i && line[j].comma() && line[j - 1].has(kTime)) {
      i = j + 1;
      continue;
    }
    if (i + 1 < high &&
        (line[i].is("last"_w) || line[i].is("this"_w) || line[i].is("earlier"_w) ||
         line[i].is("next"_w)) &&
        line[i + 1].has(kTime)) {
      i += 2;
      continue;
    }
    break;
  }
  if (i + 1 < high && line[i].capital && line[i].has(kPreposition) &&
      (line[i + 1].capital || (line[i].is("about"_w) && line[i + 1].has(kNumber | kDeterminer))))
    ++i;  // "From Chairwoman X:", "About 200 people"
  return i;
}

// Where the subject that begins at `i` ends, before `high`; `i` when it is none.
int subject_end(Line line, int i, int high) {
  int end = i;
  for (int words = 0; end < high && words < 10; ++end, ++words) {
    const Token& token = line[end];
    if (!token.word() && !ampersand(line, end, i, high)) break;
    if (token.has(kAuxiliary) && !token.possessive()) break;
    const bool inside = end > i;
    const bool bound = inside && binds(token);
    if (token.has(kStop) && inside && !bound) break;
    if (inside && token.has(kPronoun)) break;
    if (inside && !token.capital && token.has(kCue | kFinite | kEd) &&
        !(token.has(kNounLike | kSpeechNoun | kTitle)))
      break;
    const bool acts = inside && !token.capital && line[end - 1].capital && !bound &&
                      !token.has(kTitle | kNounLike) && end + 1 < high &&
                      line[end + 1].has(kDeterminer | kPronoun);  // "Ann shook her head"
    if (acts) break;
    if (inside && !bound && token.has(kPreposition)) break;
    if (inside && token.has(kAdverb) && !token.capital) break;
  }
  while (end > i &&
         (line[end - 1].has(kPreposition) || (line[end - 1].has(kDeterminer) && end - 1 > i)) &&
         !line[end - 1].capital)
    --end;
  return end;
}

}  // namespace

int chain_head(Tokens tokens, int verb, int low) {
  const Line line{tokens};
  const int to = verb - 1;
  if (to - 1 < low || !line[to].is("to"_w)) return verb;
  const Token& leads = line[to - 1];
  if (leads.is("on"_w) && to - 2 >= low)  // "went on to say"
    return line[to - 2].is("went"_w) || line[to - 2].is("goes"_w) ? to - 2 : verb;
  const bool chains = leads.is("continues"_w) || leads.is("continued"_w) ||
                      leads.is("declined"_w) || leads.is("declines"_w) || leads.is("refused"_w) ||
                      leads.is("refuses"_w) || leads.is("hastened"_w) || leads.is("proceeded"_w) ||
                      leads.is("seemed"_w) || leads.is("seems"_w) || leads.is("appeared"_w) ||
                      leads.is("appears"_w) || leads.is("continuing"_w) || leads.is("continue"_w) ||
                      leads.is("began"_w);
  return chains ? to - 1 : verb;
}

std::optional<Range> subject_before(Tokens tokens, int verb, int low) {
  const Line line{tokens};
  int i = skip_back(line, chain_head(tokens, verb, low) - 1, low);
  if (i < low) return std::nullopt;
  if (const int t = before_time(line, i, low);  // "Brill (Greens) today said"
      t < i && t >= low && (line[t].mark == ')' || pause(line[t])))
    i = t;
  if (line[i].mark == ')') {
    i = bracket_start(line, i, low, 12) - 1;
    if (i < low) return std::nullopt;
  }
  if (line[i].word() && relative(line[i])) {
    int antecedent = i - 1;
    if (antecedent >= low && line[antecedent].comma()) --antecedent;
    return phrase_ending(tokens, antecedent, low);
  }
  if (line[i].quoted()) {  // "Ann, who calls it “a mess,” said"
    for (int j = i - 1; j > low + 1 && i - j < 12; --j) {
      if (line[j].quoted() || (!line[j].word() && !line[j].comma())) break;
      if ((line[j].is("who"_w) || line[j].has(kIng)) && line[j - 1].comma())
        return phrase_ending(tokens, j - 2, low);
    }
    return std::nullopt;
  }
  if (const int place = before_state(line, i, low); place < i) {
    const auto phrase = phrase_ending(tokens, place, low);
    return line[verb].has(kParticiple) ? std::nullopt : phrase;
  }
  if (line[i].word() && !line[i].has(kSubject)) {
    auto last = phrase_ending(tokens, i, low);
    if (const auto name = before_aside(line, last, low)) return name;
    if (const auto head = modified_head(line, i, low)) return head;
    // "a source speaking to the Herald said": whose participle the last noun belongs to.
    if (last) last = with_names_before(tokens, with_partner(line, *last, low), low);
    if (last) last = bearer_of(tokens, *last, low);
    if (!last || last->begin - 3 < low) return last;
    const Token& bind = line[last->begin - 1];
    const Token& participle = line[last->begin - 2];
    if (!bind.has(kPreposition) || bind.capital || participle.capital ||
        !participle.has(kIng | kEd | kParticiple) || participle.has(kAuxiliary) ||
        !line[last->begin - 3].word() || line[last->begin - 3].has(kAuxiliary | kSubject))
      return last;
    const auto head = phrase_ending(tokens, last->begin - 3, low);
    return head && good_phrase(line, *head) ? head : last;
  }
  if (!pause(line[i])) return phrase_ending(tokens, i, low);

  // "Gov. Ann Example (Greens), said"
  if (line[i].comma() && i - 1 > low && line[i - 1].mark == ')') {
    const auto phrase = phrase_ending(tokens, bracket_start(line, i - 1, low, 10) - 1, low);
    if (phrase && line[phrase->end - 1].capital && !follows_preposition(line, *phrase, low))
      return phrase;
  }
  // "the director, Ann Example, said": the name in apposition says who.
  if (const auto name = apposed_name(line, i, low)) return name;
  // "X, apposition, said": find the mark that opens the apposition.
  for (int j = i - 1, steps = 0; j >= low && steps < 40; --j, ++steps) {
    const Token& token = line[j];
    if (token.mark == '.' || token.mark == ';' || token.mark == ':' || token.mark == '!' ||
        token.mark == '?')
      return std::nullopt;
    if (!pause(token)) continue;
    int end = j - 1;
    if (end >= low && line[end].mark == ')') end = bracket_start(line, end, low, 10) - 1;
    const auto phrase = phrase_ending(tokens, end, low);
    // ", 22, of Flint, Mich.,": still inside the aside
    if (phrase && phrase->begin - 2 > low && line[phrase->begin - 1].is("of"_w) &&
        pause(line[phrase->begin - 2]))
      continue;
    const bool office =
        phrase && (line[phrase->begin].is("a"_w) || line[phrase->begin].is("an"_w) ||
                   (line[phrase->begin].has(kTitle) && !line[phrase->begin].capital));
    const bool apposition =
        office && phrase->begin - 2 >= low && pause(line[phrase->begin - 1]) &&
        (line[phrase->begin - 2].capital || line[phrase->begin - 2].mark == ')');
    if (apposition || (phrase && follows_preposition(line, *phrase, low))) continue;
    const int aside = line[j + 1].dash() ? j + 2 : j + 1;  // "Ann -- who left --"
    if (phrase && opens_aside(line[aside]) && good_phrase(line, *phrase)) return phrase;
  }
  return std::nullopt;
}

std::optional<Range> clause_subject(Tokens tokens, int low, int high, bool any_person) {
  const Line line{tokens};
  const int i = after_openings(line, low, high);
  if (i >= high || !line[i].word()) return std::nullopt;
  const Token& head = line[i];
  if (head.has(kSubject) && !head.is("which"_w) && !head.is("it"_w)) {
    const bool first_person = head.is("i"_w) || head.is("we"_w) || head.is("you"_w);
    return any_person || !first_person ? std::optional(Range{i, i + 1}) : std::nullopt;
  }
  if (head.is("it"_w) || head.is("which"_w) || head.is("there"_w) || head.is("here"_w) ||
      head.is("this"_w) || head.is("what"_w) || (head.is("that"_w)))
    return std::nullopt;
  if (head.has(kStop) && (!head.capital || head.has(kPreposition))) return std::nullopt;
  const int end = subject_end(line, i, high);
  if (end <= i) return std::nullopt;
  return if_names_somebody(line, {i, end});
}

}  // namespace onrecord::statements
