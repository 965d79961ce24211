// See phrases.h.  Linear walks over the token array, each bounded.
#include "indexer/statements/phrases.h"

#include "indexer/statements/name_lists.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

// A paragraph's tokens with plain indices.
struct Line {
  Tokens tokens;
  const Token& operator[](int i) const { return tokens[static_cast<std::size_t>(i)]; }
};

bool skippable(const Token& token) { return token.has(kAuxiliary | kAdverb | kNegation); }

int skip_back(Line line, int i, int low) {
  while (i >= low && skippable(line[i]) && !line[i].capital) --i;
  return i;
}

bool relative(const Token& token) {
  return token.is("who"_w) || token.is("which"_w) || token.is("that"_w);
}
bool pause(const Token& token) { return token.comma() || token.dash(); }

// May this word stand before "of", "for", "from", "at", "with" inside a noun phrase?
bool noun_like(const Token& token) {
  return token.word() && !token.has(kStop | kAuxiliary) &&
         (!token.has(kCue) || token.capital || token.has(kNounLike));
}
bool binds(const Token& token) {
  return token.is("of"_w) || token.is("for"_w) || token.is("from"_w) || token.is("at"_w) ||
         token.is("with"_w);
}
bool quantity(const Token& token) {
  return token.is("some"_w) || token.is("many"_w) || token.is("others"_w) || token.is("one"_w) ||
         token.is("another"_w) || token.is("several"_w) || token.is("most"_w) ||
         token.is("both"_w) || token.is("few"_w) || token.is("two"_w) || token.is("three"_w) ||
         token.is("four"_w) || token.is("five"_w) || token.is("ten"_w);
}

// "Brill & Sons"
bool ampersand(Line line, int i, int low, int high) {
  return line[i].mark == '&' && i > low && i + 1 < high && line[i - 1].capital &&
         line[i + 1].capital;
}

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

std::optional<Range> if_names_somebody(Line line, Range range) {
  const Token& first = line[range.begin];
  const bool cut =
      range.size() == 1 && first.has(kTitle) && first.has(kAbbreviation);  // "said Rep."
  return cut || names_nobody(line, range) ? std::nullopt : std::optional(range);
}

// "Smith on Tuesday said", "Smith last week said", "Smith yesterday said": the last word before the
// time that ends at `last`; `last` itself when there is none.
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

// "a source close to him", "people familiar with the talks": the whole phrase, seen from its end.
std::optional<Range> close_to(Tokens tokens, int last, int low) {
  const Line line{tokens};
  constexpr int kReach = 6;
  for (int i = last - 1; i > low + 1 && i > last - kReach && line[i].word(); --i) {
    const bool source = (line[i].is("to"_w) && line[i - 1].is("close"_w)) ||
                        (line[i].is("with"_w) && line[i - 1].is("familiar"_w)) ||
                        (line[i].is("on"_w) && line[i - 1].is("briefed"_w));
    if (!source) continue;
    const auto head = phrase_ending(tokens, i - 2, low);
    return head ? std::optional(Range{head->begin, last + 1}) : std::nullopt;
  }
  return std::nullopt;
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

// "Sears, Roebuck and Co": where the names before the comma at `begin` - 1 begin.
int partners_begin(Line line, int begin, int last, int low) {
  if (!line[last].has(kFirm) || !line[last].capital) return begin;
  bool joined = false;
  for (int i = begin; i < last; ++i) joined = joined || line[i].is("and"_w);
  int first = begin;
  while (joined && first - 2 >= low && line[first - 1].comma() && line[first - 2].capital &&
         !line[first - 2].has(kStop)) {
    first -= 2;
    while (first > low && line[first - 1].capital && !line[first - 1].has(kStop)) --first;
  }
  const bool place =
      first > low && line[first - 1].has(kPreposition);  // "In Ostwick, Brill and Co"
  return place ? begin : first;
}

// Past "PORT ARLEN, March 3 (Agency) —".
int after_dateline(Line line, int low, int high) {
  constexpr int kReach = 14;
  if (low >= high || !line[low].has(kCaps)) return low;
  for (int i = low + 1; i < high - 1 && i < low + kReach; ++i)
    if (line[i].dash()) return i + 1;
  return low;
}

}  // namespace

std::optional<Range> phrase_ending(Tokens tokens, int last, int low) {
  const Line line{tokens};
  if (const auto source = close_to(tokens, last, low)) return source;
  if (last < low || !line[last].word()) return std::nullopt;
  const Token& end = line[last];
  if (end.has(kSubject | kContracted)) return Range{last, last + 1};
  if (end.has(kSuffix) && end.capital && last - 2 >= low && line[last - 1].comma())
    return phrase_ending(tokens, last - 2, low);  // "Ada Brill, Jr."
  if (const int i = before_time(line, last, low); i < last) {
    if (i < low || !line[i].word() || line[i].has(kStop)) return std::nullopt;
    return phrase_ending(tokens, i, low);
  }
  if (end.is("them"_w) && last - 2 >= low && line[last - 1].is("of"_w) &&
      line[last - 2].has(kDeterminer))
    return Range{last - 2, last + 1};
  if (last - 3 >= low && line[last - 1].is("of"_w) && line[last - 2].is("out"_w) &&
      line[last - 3].has(kDeterminer | kNumber) && end.has(kDeterminer | kNumber))
    return Range{last - 3, last + 1};
  const bool share = last - 2 >= low && line[last - 1].is("in"_w) &&
                     line[last - 2].has(kDeterminer | kNumber) && end.has(kDeterminer | kNumber);
  if (share) return Range{last - 2, last + 1};  // "one in five"
  const bool may_surname =
      end.capital && last > low && line[last - 1].capital && !line[last - 1].has(kStop);
  if (end.has(kStop) && !may_surname) return std::nullopt;
  if (end.has(kDeterminer) && !end.capital && !quantity(end)) return std::nullopt;

  int i = last, lower = 0;
  while (i >= low) {
    const Token& token = line[i];
    if (!token.word()) {
      const bool joins = (token.dash() || token.mark == '/') && i < last && i - 1 >= low &&
                         line[i - 1].word() && line[i - 1].end == token.begin;
      if (!joins && !ampersand(line, i, low, last + 1)) break;
      --i;
      continue;
    }
    if (token.possessive() && i < last) {
      --i;
      continue;
    }
    if (token.has(kDeterminer)) {
      // The determiner begins the phrase, unless "NOUN of/for" stands before it.
      if (i - 2 >= low && binds(line[i - 1]) && noun_like(line[i - 2])) {
        i -= 2;
        lower = 0;
        continue;
      }
      if (token.is("that"_w)) break;
      --i;
      if (i >= low && (line[i].is("all"_w) || line[i].is("one"_w))) --i;
      break;
    }
    if (i < last && !token.capital && binds(token) && i - 1 >= low && noun_like(line[i - 1])) {
      --i;
      continue;
    }
    if (token.is("and"_w) && i < last && i - 1 >= low && line[i - 1].capital &&
        line[i + 1].capital && !line[i - 1].has(kStop)) {
      --i;
      continue;
    }
    const bool inside_name = token.capital && i > low && line[i - 1].capital && i < last &&
                             line[i + 1].capital && token.has(kAuxiliary);  // "Ostwick Can Co"
    if (token.has(kStop) && !inside_name &&
        !(token.capital && i > low && (line[i - 1].capital || i < last) && token.has(kTime)))
      break;
    if (token.has(kPronoun)) break;
    if (token.has(kCue) && i < last && !token.capital && !token.has(kNounLike | kSpeechNoun)) break;
    if (token.has(kAuxiliary) && !inside_name) break;
    if (!token.capital && ++lower > 5) break;
    --i;
  }
  ++i;
  const auto first_of_name = [&](int at) {  // "First Ostwick Bank"
    return line[at].is("first"_w) && line[at].capital && at < last && line[at + 1].capital;
  };
  while (i <= last && (line[i].has(kStop | kAdverb) || line[i].possessive() || !line[i].word()) &&
         !(line[i].capital && i == last && may_surname) && !first_of_name(i))
    ++i;
  if (i > last) return std::nullopt;
  return if_names_somebody(line, {partners_begin(line, i, last, low), last + 1});
}

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

// "Brill Securities (Ostwick) vice president Ann Example": the bracket's end, where it opens at `i`
// between a firm's name and a role; `i` when it does not.
int firms_bracket(Line line, int i, int first, int high) {
  constexpr int kInside = 4, kRole = 5;
  if (line[i].mark != '(' || i == first || !line[i - 1].capital) return i;
  int close = i + 1;
  while (close < high && close < i + kInside && line[close].word()) ++close;
  if (close + 2 >= high || line[close].mark != ')') return i;
  bool role = false;
  for (int k = close + 1; k < high && k < close + kRole && line[k].word(); ++k) {
    if (line[k].capital && role) return close;
    role = !line[k].capital && line[k].has(kTitle);
  }
  return i;
}

std::optional<Range> phrase_beginning(Tokens tokens, int first, int high) {
  const Line line{tokens};
  while (first < high && line[first].has(kAdverb) && !line[first].capital) ++first;
  if (first >= high || !line[first].word()) return std::nullopt;
  const Token& head = line[first];
  const bool kin = (head.is("her"_w) || head.is("his"_w)) && first + 1 < high &&
                   line[first + 1].word() && !line[first + 1].has(kStop);  // "said her husband"
  if (head.has(kPronoun) && !kin) {
    const bool third = head.is("he"_w) || head.is("she"_w) || head.is("they"_w);
    return third ? std::optional(Range{first, first + 1}) : std::nullopt;
  }
  const bool name_follows = head.capital && first + 1 < high && line[first + 1].capital;
  if (head.has(kStop) && !name_follows && !kin) return std::nullopt;

  int i = kin ? first + 1 : first;
  for (int words = 0; i < high && words < 14; ++i, ++words) {
    const Token& token = line[i];
    if (const int close = firms_bracket(line, i, first, high); close > i) {
      i = close;
      continue;
    }
    if (!token.word()) {
      const bool joins = (token.dash() || token.mark == '/') && i > first && i + 1 < high &&
                         line[i - 1].end == token.begin && line[i + 1].begin == token.end;
      if (!joins && !ampersand(line, i, first, high)) break;
      continue;
    }
    if (token.has(kDay)) break;
    if (binds(token) && !token.capital && i > first && i + 1 < high && line[i + 1].word()) continue;
    if (token.is("and"_w) && i > first && line[i - 1].capital && i + 1 < high &&
        line[i + 1].capital)
      continue;
    if (token.has(kStop) && !token.capital) break;
    if (token.has(kAuxiliary) && !token.possessive()) break;
    if (token.has(kPronoun)) break;
    if (token.has(kDeterminer) && !token.capital && i > first && !line[i - 1].has(kPreposition))
      break;
    if (token.has(kCue) && !token.capital && i > first && !token.has(kPlain | kNounLike)) break;
    if (token.has(kAdverb) && !token.capital && i > first && !token.has(kTitle)) break;
  }
  while (i > first && (line[i - 1].has(kPreposition | kDeterminer) || !line[i - 1].word()) &&
         !line[i - 1].capital)
    --i;
  if (i <= first) return std::nullopt;
  return if_names_somebody(line, with_names_behind(tokens, {first, i}, high));
}

std::optional<Range> according_to(Tokens tokens, int at, int high) {
  const Line line{tokens};
  if (at + 2 >= high || !line[at].is("according"_w) || !line[at + 1].is("to"_w))
    return std::nullopt;
  int i = at + 2;
  while (i < high && i < at + 18 && !line[i].quoted() && !relative(line[i])) {
    const Token& token = line[i];
    if (token.mark == ',' || token.mark == '.' || token.mark == ';' || token.mark == ':' ||
        token.dash() || token.mark == '!' || token.mark == '?')
      break;
    ++i;
  }
  if (i <= at + 2) return std::nullopt;
  return if_names_somebody(line, {at + 2, i});
}

std::optional<Range> clause_subject(Tokens tokens, int low, int high, bool any_person) {
  const Line line{tokens};
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
    if (i >= high) return std::nullopt;
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
  if (end <= i) return std::nullopt;
  return if_names_somebody(line, {i, end});
}

PhraseKind kind_of(Tokens tokens, Range phrase) {
  const Line line{tokens};
  const Token& first = line[phrase.begin];
  const Token& head = line[phrase.end - 1];
  if (phrase.size() == 1 && first.has(kSubject)) {
    if (first.is("he"_w) || first.is("she"_w)) return PhraseKind::he_she;
    if (first.is("they"_w)) return PhraseKind::they;
    if (first.is("it"_w)) return PhraseKind::it;
    if (first.is("who"_w) || first.is("which"_w)) return PhraseKind::relative;
    return PhraseKind::first_person;
  }
  if (phrase.size() == 1 && (first.is("him"_w) || first.is("his"_w) || first.is("her"_w)))
    return PhraseKind::he_she;  // "according to him", "her claim that …"
  if (phrase.size() == 1 && first.is("their"_w)) return PhraseKind::they;
  if (head.has(kTime) && !head.capital) return PhraseKind::time;
  if (head.has(kDay)) return PhraseKind::time;
  for (int i = phrase.begin; i < phrase.end; ++i)
    if (line[i].capital && !line[i].has(kDeterminer))
      return head.capital ? PhraseKind::name : PhraseKind::name_modified;
  return first.has(kDeterminer) ? PhraseKind::determined : PhraseKind::bare;
}

}  // namespace onrecord::statements
