// See name_lists.h.
#include "indexer/statements/name_lists.h"

#include <algorithm>

#include "indexer/statements/names.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

const Token& at(Tokens tokens, int i) { return tokens[static_cast<std::size_t>(i)]; }

// Is [begin, end) a person's given name and surname, perhaps behind titles?
bool full_name(Tokens tokens, Range words) {
  if (words.size() < 2) return false;
  for (int i = words.begin; i < words.end; ++i)
    if (!name_word(at(tokens, i)) && !at(tokens, i).has(kParticle)) return false;
  const NameRun run = name_run(tokens, words.begin, words.end);
  return run.words.end == words.end && run.name.size() >= 2 && is_personal(tokens, run.name) &&
         !at(tokens, words.end - 1).has(kSuffix | kFirm | kDay);
}

// The full name that ends before `end`, and at what its left neighbour is no part of it.
Range name_before(Tokens tokens, int end, int low) {
  int begin = end;
  while (begin > low && (name_word(at(tokens, begin - 1)) ||
                         (at(tokens, begin - 1).has(kParticle) && begin < end)))
    --begin;
  return {begin, end};
}

Range name_from(Tokens tokens, int begin, int high) {
  int end = begin;
  while (end < high &&
         (name_word(at(tokens, end)) || (at(tokens, end).has(kParticle) && end > begin &&
                                         end + 1 < high && name_word(at(tokens, end + 1)))))
    ++end;
  return {begin, end};
}

}  // namespace

Range with_names_before(Tokens tokens, Range phrase, int low) {
  int joint = phrase.begin;
  while (joint < phrase.end && !at(tokens, joint).is("and"_w)) ++joint;
  if (joint == phrase.end || !full_name(tokens, {phrase.begin, joint}) ||
      !full_name(tokens, {joint + 1, phrase.end}))
    return phrase;
  Range list = phrase;
  while (list.begin - 2 > low && at(tokens, list.begin - 1).comma()) {
    const Range name = name_before(tokens, list.begin - 1, low);
    if (!full_name(tokens, name)) break;
    list.begin = name.begin;
  }
  const bool opens = list.begin == low || !at(tokens, list.begin - 1).word() ||
                     at(tokens, list.begin - 1).has(kSubordinator);
  return opens ? list : phrase;
}

Range with_names_behind(Tokens tokens, Range phrase, int high) {
  if (!full_name(tokens, phrase)) return phrase;
  Range list = phrase;
  while (list.end + 2 < high && at(tokens, list.end).comma()) {
    int begin = list.end + 1;
    const bool last = at(tokens, begin).is("and"_w);
    if (last) ++begin;
    const Range name = name_from(tokens, begin, high);
    if (!full_name(tokens, name)) return phrase;
    list.end = name.end;
    const bool joined = !last && list.end + 2 < high && at(tokens, list.end).is("and"_w);
    if (!last && !joined) continue;
    if (joined) {
      const Range other = name_from(tokens, list.end + 1, high);
      if (!full_name(tokens, other)) return phrase;
      list.end = other.end;
    }
    const bool ends = list.end >= high || !at(tokens, list.end).word() ||
                      at(tokens, list.end).has(kPreposition | kDay | kTime);
    return ends ? list : phrase;
  }
  return phrase;
}

Range bearer_of(Tokens tokens, Range phrase, int low) {
  constexpr int kRole = 4;  // tokens in which the office is named
  if (phrase.begin - 2 <= low || !at(tokens, phrase.begin - 1).comma()) return phrase;
  // "Ann Example, Superintendent, Ostwick Department of Canals stated"
  if (at(tokens, phrase.begin).capital && at(tokens, phrase.begin - 2).has(kTitle)) {
    int role = phrase.begin - 1;
    while (role > low && at(tokens, role - 1).word() && phrase.begin - role <= kRole) --role;
    const Range name = name_before(tokens, std::max(role - 1, low), low);
    const bool titles = std::none_of(
        tokens.begin() + role, tokens.begin() + phrase.begin - 1, [](const Token& word) {
          return word.has(kGiven | kCue | kAuxiliary) && !word.has(kTitle);
        });
    const bool opens = name.begin == low || !at(tokens, name.begin - 1).word();
    if (titles && opens && role > low && at(tokens, role - 1).comma() && full_name(tokens, name) &&
        !full_name(tokens, phrase))
      return name;
  }
  const bool one = at(tokens, phrase.begin).is("one"_w);
  bool office = one, of = false;
  for (int i = phrase.begin; i < phrase.end; ++i) {
    const Token& word = at(tokens, i);
    of = of || (word.has(kPreposition) && i > phrase.begin);
    office = office || (!of && word.has(kTitle) && i < phrase.begin + kRole);
  }
  if (!office || !of) return phrase;
  if (const Range last = name_before(tokens, phrase.end, phrase.begin);
      full_name(tokens, last) && last.begin > phrase.begin &&
      !at(tokens, last.begin - 1).has(kPreposition | kDeterminer))
    return phrase;  // "Chief of Staff Ben Low"
  const Range name = name_before(tokens, phrase.begin - 1, low);
  const bool opens = name.begin == low || !at(tokens, name.begin - 1).word();
  return opens && full_name(tokens, name) ? name : phrase;
}

}  // namespace onrecord::statements
