// See meaning.h.
#include "searchd/verify/meaning.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace onrecord::verify {
namespace {

using text::SpokenWord;

/// The word without the endings of tense and number.
std::string_view without_ending(std::string_view word) {
  for (const std::string_view ending : {"ing", "ied", "ies", "ed", "es", "s", "d", "e", "y"})
    if (word.size() >= ending.size() + 3 && word.ends_with(ending))
      return word.substr(0, word.size() - ending.size());
  return word;
}

/// Forms of verbs that say when, or whether one does or is done to.  The first four may go without
/// a change where none comes for them.
constexpr std::string_view kVerbForms[] = {" am is are ", " have has ", " do does ", " be ",
                                           " was were ",  " had ",      " did ",     " been ",
                                           " being ",     " having ",   " doing ",   " done "};
constexpr int kMayGo = 4;

/// The form of \a word; -1 for other words.
int verb_form(std::string_view word) {
  const std::string whole = " " + std::string(word) + " ";
  for (int i = 0; i < static_cast<int>(std::size(kVerbForms)); ++i)
    if (kVerbForms[i].find(whole) != std::string_view::npos) return i;
  return -1;
}

/// Words said in direct speech are the speaker's: "would" is not "will", "must" is not "should".
constexpr int kOther = 10;
int strength_of(const SpokenWord& word, Speech speech) {
  const bool other = word.key == "would" || word.key == "could" || word.key == "must";
  return word.group + (other && speech == Speech::direct ? kOther : 0);
}

std::set<int> of_any_tense(const std::set<int>& modals) {
  std::set<int> out;
  for (const int one : modals) out.insert(one % kOther);
  return out;
}

/// What words say, counted by what they do.
struct Said {
  std::vector<std::string> negations, numbers, conditions;
  std::set<int> modals, persons, verbs;
  std::map<std::string, int> contents;
  bool names = false;
  bool one = false;
  bool shortened = false;  ///< Some verb is: "'s", "'d".
  bool perhaps_would = false;

  Said(Words words, Speech speech) {
    for (const SpokenWord& word : words) {
      if (word.has(text::kNegation)) negations.push_back(word.key);
      if (word.has(text::kCondition)) conditions.push_back(word.key == "till" ? "until" : word.key);
      if (word.has(text::kModal)) modals.insert(strength_of(word, speech));
      if (const int form = verb_form(word.key); form >= 0) verbs.insert(form);
      shortened = shortened || word.shortened;
      perhaps_would = perhaps_would || word.key == "'d";
      if (word.has(text::kPerson)) persons.insert(word.group);
      if (word.has(text::kNumber)) {
        if (word.has(text::kFunction))
          one = true;
        else
          numbers.push_back(word.key);
      } else if (word.content() && !word.has(text::kCondition)) {
        ++contents[speech == Speech::reported ? std::string(without_ending(word.key)) : word.key];
        names = names || word.has(text::kName);
      }
    }
    std::sort(negations.begin(), negations.end());
    std::sort(numbers.begin(), numbers.end());
    std::sort(conditions.begin(), conditions.end());
  }
};

bool have_opposites(Words claim, Words said) {
  for (const SpokenWord& a : claim)
    for (const SpokenWord& b : said)
      if (text::are_opposites(a.key, b.key)) return true;
  return false;
}

/// The printed letters in a row: equal for "co-operation" and "cooperation".
std::string letters_of(Words words) {
  std::string letters;
  Span last;
  for (const SpokenWord& word : words) {
    if (word.span == last) continue;  // "don't" is two words printed once
    letters += word.printed;
    last = word.span;
  }
  letters.erase(std::remove(letters.begin(), letters.end(), '.'), letters.end());
  return letters;
}

/// "23:15" → "2315", "23.15" and "2315" too; "" for anything that is no hour of two digits with its
/// minutes.
std::string hour_of(std::string_view printed) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const bool parted = printed.size() == 5 && (printed[2] == ':' || printed[2] == '.');
  if (!parted && printed.size() != 4) return {};
  std::string hour(printed.substr(0, 2));
  hour += printed.substr(printed.size() - 2);
  const bool whole = std::all_of(hour.begin(), hour.end(), digit);
  return whole && hour < "2400" && hour[2] < '6' ? hour : std::string();
}

/// Persons may shift in brackets as in indirect speech: "[he]" for "I", "[they]" for "we".
bool other_person_in_bracket(const std::set<int>& claimed, const std::set<int>& said) {
  constexpr int kWe = 2;
  constexpr int kYou = 3;
  constexpr int kThey = 6;
  if (claimed.empty() || said.empty() || claimed == said) return false;
  if (*claimed.begin() <= kYou || *said.rbegin() > kYou) return true;
  return said.contains(kWe) && claimed != std::set<int>{kThey};
}

/// "Was" for "is", or "robbed" for "was robbed by".
bool other_verb_form(const Said& claimed, const Said& said) {
  if (claimed.shortened || said.shortened || claimed.verbs == said.verbs) return false;
  if (!claimed.verbs.empty() && !said.verbs.empty()) return true;
  const std::set<int>& verbs = claimed.verbs.empty() ? said.verbs : claimed.verbs;
  return *verbs.rbegin() >= kMayGo;
}

bool other_modal(const std::set<int>& claimed, const std::set<int>& said) {
  const std::set<int> future{1};
  return claimed != said && !(claimed.empty() && said == future) &&
         !(said.empty() && claimed == future);
}

}  // namespace

bool printed_alike(Words claim, Words said) {
  if (claim.empty() || said.empty()) return false;
  constexpr int says = text::kNumber | text::kNegation | text::kModal | text::kPerson |
                       text::kCondition | text::kContrast;
  for (const Words words : {claim, said})
    for (const SpokenWord& word : words)
      if ((word.roles & says) != 0 || word.key == "a" || word.key == "an") return false;
  return letters_of(claim) == letters_of(said);
}

bool same_hour(std::string_view claim, std::string_view said) {
  const std::string hour = hour_of(claim);
  return !hour.empty() && hour == hour_of(said) &&
         (claim.find(':') != claim.npos || said.find(':') != said.npos);
}

std::uint16_t changes_between(Words claim, Words words, Speech speech) {
  const Said claimed(claim, speech);
  const Said said(words, speech);
  std::uint16_t changed = 0;
  if (claimed.negations.size() != said.negations.size())
    changed |= kNegationChanged;
  else if (claimed.negations != said.negations)
    changed |= kContentChanged;
  const bool one = claimed.one != said.one && !(claimed.numbers.empty() && said.numbers.empty());
  if (claimed.numbers != said.numbers || one) changed |= kNumberChanged;
  if (claimed.conditions != said.conditions) changed |= kConditionChanged;
  const std::set<int> future{1};
  const bool would = (claimed.perhaps_would && said.modals == future) ||
                     (said.perhaps_would && claimed.modals == future);
  if (other_modal(claimed.modals, said.modals) || (would && speech == Speech::direct))
    changed |= kModalChanged;
  const bool other_person = speech == Speech::direct && !claimed.persons.empty() &&
                            !said.persons.empty() && claimed.persons != said.persons;
  if (other_person) changed |= kPersonChanged;
  if (claimed.contents != said.contents)
    changed |= claimed.names || said.names ? kNameChanged : kContentChanged;
  else if (!said.contents.empty() && speech == Speech::direct)
    changed |= kOrderChanged;
  if (speech == Speech::direct && (have_opposites(claim, words) || other_verb_form(claimed, said)))
    changed |= kContentChanged;
  return changed;
}

std::uint16_t changes_in_brackets(Words in_claim, Words in_text, Speech speech,
                                  const KnownWords& known) {
  const Said claim(in_claim, speech);
  const Said words(in_text, speech);
  std::uint16_t changed = 0;
  if (claim.negations != words.negations) changed |= kNegationChanged;
  if (claim.numbers != words.numbers) changed |= kNumberChanged;
  if (claim.conditions != words.conditions) changed |= kConditionChanged;
  // Who quotes may shift the tense: "[would]" for "will".
  if (other_modal(of_any_tense(claim.modals), of_any_tense(words.modals))) changed |= kModalChanged;
  if (other_person_in_bracket(claim.persons, words.persons)) changed |= kPersonChanged;
  if (!words.contents.empty()) changed |= kContentChanged;
  for (const auto& [word, times] : claim.contents)
    if (!known.contains(word)) changed |= kContentChanged;
  return changed;
}

}  // namespace onrecord::verify
