// See names.h.
#include "indexer/statements/names.h"

#include <algorithm>

namespace onrecord::statements {

using namespace word_flag;

namespace {

// Within a run of capitalised words [begin, end): where the name proper begins, after titles and
// organisations.
int name_begin(Tokens tokens, int begin, int end) {
  int start = begin;
  for (int i = begin; i + 1 < end; ++i) {
    const Token& token = tokens[static_cast<std::size_t>(i)];
    const bool given = token.has(kGiven) && !token.has(kTitle);
    if ((token.has(kTitle) && !(token.has(kGiven) && i + 2 >= end && i > begin)) ||
        (token.has(kImpersonal) && !given))
      start = i + 1;
  }
  while (start < end &&
         tokens[static_cast<std::size_t>(start)].has(kAdverb | kDeterminer | kPronoun))
    ++start;
  return start;
}

// "Chancellor of the Exchequer Nina Low", "of Roads and Bridges Nina Low": where the given name
// begins that follows what the office is of; `begin` when the run is no such thing.
int complement_end(Tokens tokens, int begin, int end) {
  const auto at = [&](int k) -> const Token& { return tokens[static_cast<std::size_t>(k)]; };
  constexpr int kReach = 8;
  int i = begin - 1, steps = 0;
  while (i > 0 && steps++ < kReach &&
         (at(i).is("the"_w) || at(i).is("and"_w) || (at(i).capital && !at(i).has(kTitle))))
    --i;
  const bool office = i > 0 && (at(i).is("of"_w) || at(i).is("on"_w) || at(i).is("for"_w)) &&
                      at(i - 1).capital && at(begin - 1).word();
  if (!office || at(begin).has(kGiven)) return begin;
  for (int k = begin + 1; k + 1 < end; ++k)
    if (at(k).has(kGiven) && !at(k).has(kImpersonal | kTitle)) return k;
  return begin;
}

int name_end(Tokens tokens, int begin, int end) {
  while (end - begin > 2 && tokens[static_cast<std::size_t>(end - 1)].has(kSuffix)) --end;
  return end;
}

// Past the run of capitalised words that begins at `i`; particles inside a name belong to it.
int run_end(Tokens tokens, int i, int high) {
  const auto at = [&](int k) -> const Token& { return tokens[static_cast<std::size_t>(k)]; };
  int end = i + 1;
  while (end < high) {
    if (name_word(at(end)))
      ++end;
    else if (at(end).has(kParticle) && end + 1 < high && name_word(at(end + 1)))
      end += 2;
    else if (at(end).has(kParticle) && end + 2 < high && at(end + 1).has(kParticle) &&
             name_word(at(end + 2)))
      end += 3;
    else
      break;
  }
  return end;
}

}  // namespace

bool name_word(const Token& token) {
  if (!token.capital || token.has(kContracted | kModifier)) return false;  // "I'm"
  // "Brill Announces New Canal": a heading's verb.
  if (token.has(kCue) && token.has(kStrong) &&
      !token.has(kPlain | kParticiple | kNounLike | kGiven | kTitle))
    return false;
  if (token.has(kStop))
    return token.is("may"_w) || token.is("will"_w) || token.is("april"_w) || token.is("june"_w);
  return !token.possessive();
}

NameRun name_run(Tokens tokens, int begin, int high) {
  const int end = run_end(tokens, begin, high);
  if (end - begin > 1 && tokens[static_cast<std::size_t>(end - 1)].has(kFirm))
    return {{begin, end}, {end, end}};
  const int from = std::max(name_begin(tokens, begin, end), complement_end(tokens, begin, end));
  return {{begin, end}, {from, name_end(tokens, from, end)}};
}

bool is_personal(Tokens tokens, Range name) {
  const int begin = name.begin, end = name.end;
  if (begin >= end || end - begin > 6) return false;
  for (int i = begin; i < end; ++i) {
    const Token& token = tokens[static_cast<std::size_t>(i)];
    const bool given = token.has(kGiven) && i + 1 < end;
    const bool surname = i + 1 == end && end - begin >= 2 &&
                         tokens[static_cast<std::size_t>(begin)].has(kGiven) &&
                         !tokens[static_cast<std::size_t>(begin)].has(kImpersonal);
    if (token.has(kImpersonal) && !given && !surname) return false;
  }
  const Token& last = tokens[static_cast<std::size_t>(end - 1)];
  const bool capitals = std::all_of(tokens.begin() + begin, tokens.begin() + end,
                                    [](const Token& token) { return token.has(kCaps); });
  if (capitals && !tokens[static_cast<std::size_t>(begin)].has(kGiven))
    return false;  // USA, FULL TEXT, OKORO ISSUES STATEMENT
  const bool given = tokens[static_cast<std::size_t>(begin)].has(kGiven);
  if (last.has(kTitle) && !last.has(kGiven) && !given) return false;  // "Chief" of Staff
  if (last.has(kDay) || last.has(kPronoun) || (end - begin == 1 && last.has(kAdverb | kSuffix)))
    return false;
  if (end - begin == 1 && (last.end - last.begin == 1 || last.has(kFirm))) return false;  // S and P
  return !(end - begin == 1 && last.has(kTitle | kStop));
}

bool honorific(const Token& token) {
  return token.is("mr"_w) || token.is("mrs"_w) || token.is("ms"_w) || token.is("miss"_w) ||
         token.is("dr"_w) || token.is("sir"_w) || token.is("lord"_w) || token.is("lady"_w) ||
         token.is("dame"_w) || token.is("madam"_w);
}

Gender gender_in(WordFlags flags) {
  const bool male = (flags & kMale) != 0, female = (flags & kFemale) != 0;
  if (male == female) return Gender::unknown;
  return male ? Gender::male : Gender::female;
}

std::array<std::uint64_t, 2> role_keys(std::uint64_t role) {
  struct Role {
    std::uint64_t written, full, general;
  };
  static constexpr std::array kRoles = {
      Role{"prof"_w, "professor"_w, 0},
      Role{"cllr"_w, "councillor"_w, 0},
      Role{"dr"_w, "doctor"_w, 0},
      Role{"sen"_w, "senator"_w, "lawmaker"_w},
      Role{"senator"_w, "senator"_w, "lawmaker"_w},
      Role{"rep"_w, "representative"_w, "lawmaker"_w},
      Role{"representative"_w, "representative"_w, "lawmaker"_w},
      Role{"congressman"_w, "congressman"_w, "lawmaker"_w},
      Role{"congresswoman"_w, "congresswoman"_w, "lawmaker"_w},
      Role{"mp"_w, "mp"_w, "lawmaker"_w},
      Role{"hon"_w, "hon"_w, "lawmaker"_w},
      Role{"gov"_w, "governor"_w, 0},
      Role{"gen"_w, "general"_w, 0},
      Role{"justice"_w, "judge"_w, 0},
      Role{"capt"_w, "captain"_w, 0},
      Role{"lt"_w, "lieutenant"_w, 0},
      Role{"sgt"_w, "sergeant"_w, 0},
      Role{"col"_w, "colonel"_w, 0},
      Role{"rev"_w, "reverend"_w, "vicar"_w},
      Role{"insp"_w, "inspector"_w, "officer"_w},
      Role{"dci"_w, "detective"_w, "officer"_w},
      Role{"det"_w, "detective"_w, "officer"_w},
      Role{"striker"_w, "striker"_w, "player"_w},
  };
  for (const Role& known : kRoles)
    if (known.written == role) return {known.full, known.general};
  return {role, 0};
}

int role_head(Tokens tokens, Range phrase) {
  const auto at = [&](int i) -> const Token& { return tokens[static_cast<std::size_t>(i)]; };
  if (!at(phrase.begin).has(kDeterminer)) return -1;
  int head = -1;
  for (int i = phrase.begin + 1; i < phrase.end && at(i).word() && !at(i).has(kPreposition); ++i) {
    if (at(i).capital && at(i).has(kGiven)) return -1;
    head = i;
  }
  if (head < 0 || !at(head).has(kTitle)) return -1;
  if (!at(head).capital) return head;
  // "the Chief Minister": an office, as the English of many papers writes it.
  const bool office = at(phrase.begin).is("the"_w) && head + 1 == phrase.end &&
                      std::all_of(tokens.begin() + phrase.begin + 1, tokens.begin() + head + 1,
                                  [](const Token& word) { return word.capital; });
  return office ? head : -1;
}

std::optional<Range> firm_in(Tokens tokens, Range phrase) {
  const auto at = [&](int i) -> const Token& { return tokens[static_cast<std::size_t>(i)]; };
  if (phrase.size() < 2 || !at(phrase.end - 1).has(kFirm) || !at(phrase.end - 1).capital)
    return std::nullopt;
  int begin = phrase.end - 1;
  for (int i = begin - 1; i >= phrase.begin; --i) {
    const Token& word = at(i);
    if (word.possessive() && i > phrase.begin && at(i - 1).has(kFirm))
      break;  // "Ost Corp's Dam Co"
    const bool name = word.capital && !(word.has(kDeterminer) && i == phrase.begin);
    if (name) begin = i;
    if (!name && !word.comma() && !word.possessive() && !word.is("and"_w) && word.mark != '&')
      break;
  }
  return begin + 1 < phrase.end ? std::optional(Range{begin, phrase.end}) : std::nullopt;
}

std::optional<Range> name_in(Tokens tokens, Range phrase) {
  if (const auto firm = firm_in(tokens, phrase)) phrase.end = firm->begin;
  std::optional<Range> best;
  for (int i = phrase.begin; i < phrase.end;) {
    const Token& token = tokens[static_cast<std::size_t>(i)];
    if (!name_word(token) || (token.has(kStop) && i + 1 < phrase.end &&
                              !tokens[static_cast<std::size_t>(i + 1)].capital)) {
      // "Brill Securities (Ostwick) analyst Ann Example" goes on behind the bracket.
      const bool bracket =
          token.mark == '(' && std::none_of(tokens.begin() + i, tokens.begin() + phrase.end,
                                            [](const Token& later) { return later.mark == ')'; });
      const bool stops = token.comma() || token.mark == ';' || bracket;
      if (stops && best) break;
      // A name after "of", "for" or "from" belongs to the organisation, not to the speaker.
      if (best && token.has(kPreposition)) break;
      // "the governor of Ohio", "Clinton's campaign": what is named is not the head.
      ++i;
      continue;
    }
    const NameRun run = name_run(tokens, i, phrase.end);
    const int end = run.words.end;
    const bool owner = end < phrase.end && tokens[static_cast<std::size_t>(end)].possessive() &&
                       end + 1 < phrase.end;
    const bool the = i > phrase.begin && tokens[static_cast<std::size_t>(i - 1)].is("the"_w) &&
                     std::none_of(tokens.begin() + run.words.begin, tokens.begin() + run.name.begin,
                                  [](const Token& word) { return word.has(kTitle); });
    int before = the ? i - 2 : i - 1;  // "the Leader of the Opposition"
    while (before > phrase.begin && tokens[static_cast<std::size_t>(before)].has(kModifier))
      --before;  // "for Harrow-based Brill"
    const bool after_preposition =
        before >= phrase.begin && tokens[static_cast<std::size_t>(before)].has(kPreposition);
    // "Water officials": the name only modifies the head.
    const bool modifies =
        end < phrase.end && tokens[static_cast<std::size_t>(end)].word() &&
        !tokens[static_cast<std::size_t>(end)].has(kPreposition | kStop | kSubject) && !owner;
    // "Savings and Loan Association": one name, and nobody's.
    if (end + 1 < phrase.end && tokens[static_cast<std::size_t>(end)].is("and"_w) &&
        name_word(tokens[static_cast<std::size_t>(end) + 1])) {
      const NameRun joined = name_run(tokens, end + 1, phrase.end);
      if (joined.words.end == phrase.end &&
          tokens[static_cast<std::size_t>(phrase.end) - 1].has(kBody))
        return std::nullopt;
    }
    // "President of Ostwick Nina Low": past what the office is of, the name is the speaker's.
    const bool follows_office = run.name.size() > 1 && complement_end(tokens, i, end) > i &&
                                run.name.begin >= complement_end(tokens, i, end);
    // "an official at the port's Harbour Board"
    const bool of_owner =
        i > phrase.begin && tokens[static_cast<std::size_t>(i - 1)].possessive() &&
        std::any_of(tokens.begin() + phrase.begin, tokens.begin() + i,
                    [](const Token& word) { return word.has(kPreposition) && !word.capital; });
    const bool complement = (after_preposition || of_owner) && !best && !follows_office;
    if (!owner && !modifies && !complement && is_personal(tokens, run.name)) best = run.name;
    i = end;
  }
  return best;
}

}  // namespace onrecord::statements
