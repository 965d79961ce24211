// See phrases.h.  Linear walks over the token array, each bounded.
#include "indexer/statements/phrases.h"

#include "indexer/statements/name_lists.h"
#include "indexer/statements/phrase_words.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

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

bool lends_words(Tokens tokens, int verb) {
  constexpr int kReach = 16;
  const Line line{tokens};
  const Token& cue = line[verb];
  const bool quotes = cue.is("quoted"_w) || cue.is("quotes"_w) || cue.is("quoting"_w) ||
                      cue.is("cited"_w) || cue.is("cites"_w) || cue.is("citing"_w);
  if (!quotes && !cue.is("accused"_w) && !cue.is("accuses"_w) && !cue.is("accusing"_w))
    return false;
  const int size = static_cast<int>(tokens.size());
  for (int i = verb + 1; i + 1 < size && i < verb + kReach && !line[i].quoted(); ++i) {
    if (line[i].mark == '.' || line[i].mark == ';') break;
    if (line[i + 1].is("saying"_w) && (quotes ? line[i].is("as"_w) : line[i].is("of"_w)))
      return true;
  }
  return false;
}

std::optional<Lent> lent_words(Tokens tokens, int low, int high) {
  const Line line{tokens};
  for (int i = low; i < high; ++i) {
    if (!lends_words(tokens, i)) continue;
    int before = i - 1;
    while (before >= low && line[before].has(kAdverb)) --before;
    if (before >= low && line[before].has(kBe)) continue;
    int saying = i + 1;
    while (saying < high && !line[saying].is("saying"_w)) ++saying;
    if (saying == high) return std::nullopt;
    const bool as = line[saying - 1].is("as"_w);
    return Lent{saying, as ? phrase_beginning(tokens, i + 1, saying - 1) : std::nullopt};
  }
  return std::nullopt;
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
