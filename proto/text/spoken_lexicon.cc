// The tables of spoken_lexicon.h and their look-ups.
#include "proto/text/spoken_lexicon.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "proto/text/spoken_words.h"

namespace onrecord::text {
namespace {

struct WordList {
  std::uint16_t roles;
  std::uint8_t group;
  std::string_view words;  ///< Separated by single spaces.
};

constexpr WordList kLists[] = {
    {kFunction, 0,
     "a an the this that these those of to in on at for from by as and or so than then there here "
     "it "
     "its itself such into onto upon about around between among amongst through across along "
     "toward "
     "towards within with during over under above below up down out off before after since am is "
     "are "
     "was were be been being have has had having do does did doing done who whom whose which what "
     "where why how also too very really just even well um uh er ah oh yeah quite rather indeed "
     "actually simply basically like again per via own 's 'd"},
    {kFunction | kModal, 1, "will would shall"},
    {kFunction | kModal, 2, "can could"},
    {kFunction | kModal, 3, "may might"},
    {kFunction | kModal, 4, "must should ought"},
    {kFunction | kPerson, 1, "i me my mine myself"},
    {kFunction | kPerson, 2, "we our ours ourselves us"},
    {kFunction | kPerson, 3, "you your yours yourself yourselves"},
    {kFunction | kPerson, 4, "he him his himself"},
    {kFunction | kPerson, 5, "she her hers herself"},
    {kFunction | kPerson, 6, "they them their theirs themselves"},
    {kNegation, 0,
     "not no never none nobody nothing nowhere neither nor without hardly barely scarcely"},
    {kCondition, 0, "if unless until till except provided"},
    {kFunction | kContrast, 0,
     "but because while when whereas although though however yet whenever"},
};

struct ShortForm {
  std::string_view word;
  std::uint8_t bits;
};
constexpr ShortForm kShortForms[] = {
    {"is", kIsBit},
    {"has", kHasBit},
    {"us", kUsBit},
    {"would", kWouldBit},
    {"had", kHadBit},
    {"did", kDidBit},
    {"'s", kIsBit | kHasBit | kUsBit},
    {"'d", kWouldBit | kHadBit | kDidBit},
};

struct Named {
  std::string_view word;
  double value;
};
constexpr Named kCardinals[] = {
    {"zero", 0},     {"one", 1},      {"two", 2},        {"three", 3},     {"four", 4},
    {"five", 5},     {"six", 6},      {"seven", 7},      {"eight", 8},     {"nine", 9},
    {"ten", 10},     {"eleven", 11},  {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
    {"fifteen", 15}, {"sixteen", 16}, {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
    {"twenty", 20},  {"thirty", 30},  {"forty", 40},     {"fifty", 50},    {"sixty", 60},
    {"seventy", 70}, {"eighty", 80},  {"ninety", 90},
};
constexpr Named kScales[] = {
    {"hundred", 1e2}, {"thousand", 1e3},  {"million", 1e6},
    {"billion", 1e9}, {"trillion", 1e12}, {"dozen", 12},
};
constexpr Named kOrdinals[] = {
    {"first", 1},        {"second", 2},      {"third", 3},       {"fourth", 4},
    {"fifth", 5},        {"sixth", 6},       {"seventh", 7},     {"eighth", 8},
    {"ninth", 9},        {"tenth", 10},      {"eleventh", 11},   {"twelfth", 12},
    {"thirteenth", 13},  {"fourteenth", 14}, {"fifteenth", 15},  {"sixteenth", 16},
    {"seventeenth", 17}, {"eighteenth", 18}, {"nineteenth", 19}, {"twentieth", 20},
    {"thirtieth", 30},
};
constexpr std::string_view kMonths[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
constexpr std::string_view kShortMonths[] = {"jan", "feb", "mar", "apr", "",    "jun",
                                             "jul", "aug", "sep", "oct", "nov", "dec"};

struct Pair {
  std::string_view first, second;
};
constexpr Pair kNegatedAuxiliaries[] = {
    {"don't", "do"},       {"doesn't", "does"},   {"didn't", "did"},       {"isn't", "is"},
    {"aren't", "are"},     {"wasn't", "was"},     {"weren't", "were"},     {"won't", "will"},
    {"wouldn't", "would"}, {"couldn't", "could"}, {"shouldn't", "should"}, {"can't", "can"},
    {"cannot", "can"},     {"haven't", "have"},   {"hasn't", "has"},       {"hadn't", "had"},
    {"mustn't", "must"},   {"mightn't", "might"}, {"needn't", "need"},     {"shan't", "shall"},
    {"ain't", "is"},       {"dont", "do"},        {"doesnt", "does"},      {"didnt", "did"},
    {"isnt", "is"},        {"arent", "are"},      {"wasnt", "was"},        {"werent", "were"},
    {"wouldnt", "would"},  {"couldnt", "could"},  {"shouldnt", "should"},  {"havent", "have"},
    {"hasnt", "has"},      {"hadnt", "had"},      {"wont", "will"},        {"cant", "can"},
    {"mustnt", "must"},
};
/// Contractions without their apostrophe that are no other words.
constexpr struct {
  std::string_view word, first, second;
} kUnmarked[] = {
    {"thats", "that", "'s"},  {"whats", "what", "'s"},   {"theres", "there", "'s"},
    {"heres", "here", "'s"},  {"wheres", "where", "'s"}, {"whos", "who", "'s"},
    {"hes", "he", "'s"},      {"shes", "she", "'s"},     {"im", "i", "am"},
    {"youre", "you", "are"},  {"theyre", "they", "are"}, {"ive", "i", "have"},
    {"youve", "you", "have"}, {"weve", "we", "have"},    {"theyve", "they", "have"},
    {"whove", "who", "have"}, {"youll", "you", "will"},  {"theyll", "they", "will"},
    {"itll", "it", "will"},   {"theyd", "they", "'d"},   {"youd", "you", "'d"},
};
/// Short names of countries, as tokens end that are no other word.
constexpr struct {
  std::string_view word, first, second;
} kCountries[] = {
    {"us.", "united", "states"}, {"uk.", "united", "kingdom"}, {"un.", "united", "nations"}};
/// British and American beginnings of words.
constexpr Pair kSpellings[] = {
    {"colour", "color"},       {"honour", "honor"},        {"favour", "favor"},
    {"labour", "labor"},       {"humour", "humor"},        {"rumour", "rumor"},
    {"neighbour", "neighbor"}, {"harbour", "harbor"},      {"behaviour", "behavior"},
    {"armour", "armor"},       {"vigour", "vigor"},        {"flavour", "flavor"},
    {"endeavour", "endeavor"}, {"splendour", "splendor"},  {"tumour", "tumor"},
    {"centre", "center"},      {"theatre", "theater"},     {"metre", "meter"},
    {"litre", "liter"},        {"kilometre", "kilometer"}, {"fibre", "fiber"},
    {"travell", "travel"},     {"cancell", "cancel"},      {"labell", "label"},
    {"modell", "model"},       {"signall", "signal"},      {"fuell", "fuel"},
    {"counsell", "counsel"},   {"defence", "defense"},     {"offence", "offense"},
    {"licence", "license"},    {"practise", "practice"},   {"pretence", "pretense"},
    {"programme", "program"},  {"grey", "gray"},           {"judgement", "judgment"},
    {"sceptic", "skeptic"},    {"dialogue", "dialog"},     {"catalogue", "catalog"},
    {"analys", "analyz"},      {"paralys", "paralyz"},     {"ageing", "aging"},
};
constexpr Pair kOpposites[] = {
    {"to", "from"},      {"into", "from"},   {"for", "against"}, {"before", "after"},
    {"over", "under"},   {"above", "below"}, {"up", "down"},     {"in", "out"},
    {"on", "off"},       {"or", "and"},      {"above", "under"}, {"since", "before"},
    {"since", "in"},     {"since", "on"},    {"since", "by"},    {"before", "on"},
    {"after", "on"},     {"before", "in"},   {"after", "in"},    {"before", "during"},
    {"after", "during"}, {"by", "to"},
};

/// A table of words that most words asked for are not in: these are turned away by their first
/// letter and length.
template <class Entry>
class WordTable {
 public:
  Entry& operator[](std::string_view word) {
    lengths_[row(word)] |= bit(word);
    return entries_[word];
  }
  /// nullptr when it is not there.
  const Entry* find(std::string_view word) const {
    if (word.empty() || (lengths_[row(word)] & bit(word)) == 0) return nullptr;
    const auto at = entries_.find(word);
    return at == entries_.end() ? nullptr : &at->second;
  }

 private:
  static std::size_t row(std::string_view word) { return static_cast<unsigned char>(word[0]); }
  static std::uint32_t bit(std::string_view word) {
    return std::uint32_t{1} << std::min<std::size_t>(word.size(), 31);
  }
  std::array<std::uint32_t, 256> lengths_{};
  std::unordered_map<std::string_view, Entry> entries_;
};

const WordTable<LexiconEntry>& lexicon() {
  static const auto kLexicon = [] {
    WordTable<LexiconEntry> table;
    for (const WordList& list : kLists)
      for (std::string_view left = list.words; !left.empty();) {
        const auto end = std::min(left.find(' '), left.size());
        table[left.substr(0, end)] = {list.roles, list.group, 0};
        left.remove_prefix(std::min(end + 1, left.size()));
      }
    for (const ShortForm& form : kShortForms) table[form.word].stands_for = form.bits;
    return table;
  }();
  return kLexicon;
}

/// The spelling that \a word begins with, or nullptr.
const Pair* spelling_of(std::string_view word) {
  constexpr std::size_t kLetters = 26;
  const auto row = [](std::string_view beginning) {
    const auto first = static_cast<unsigned char>(beginning[0] - 'a');
    const auto second = static_cast<unsigned char>(beginning[1] - 'a');
    return first < kLetters && second < kLetters ? first * kLetters + second : kLetters * kLetters;
  };
  static const auto kBeginnings = [&row] {
    std::array<bool, kLetters * kLetters + 1> known{};
    for (const Pair& pair : kSpellings) known[row(pair.first)] = true;
    return known;
  }();
  if (word.size() < 2 || !kBeginnings[row(word)]) return nullptr;
  for (const Pair& pair : kSpellings)
    if (word.starts_with(pair.first)) return &pair;
  return nullptr;
}

/// Where the \a letter of "realise" and "realisation" stands, behind four letters or more and an i;
/// npos for other words.
std::size_t letter_of_ise(std::string_view word, char letter) {
  constexpr std::string_view kBehind[] = {"e", "ed", "es", "ing", "ation", "ations"};
  constexpr std::size_t kLeastBefore = 4;
  for (const std::string_view ending : kBehind) {
    if (word.size() < kLeastBefore + 2 + ending.size() || word.back() != ending.back() ||
        !word.ends_with(ending))
      continue;
    const std::size_t at = word.size() - ending.size() - 1;
    if (word[at] == letter && word[at - 1] == 'i') return at;
  }
  return word.npos;
}

}  // namespace

LexiconEntry lexicon_entry(std::string_view word) {
  const LexiconEntry* const entry = lexicon().find(word);
  return entry == nullptr ? LexiconEntry() : *entry;
}

std::optional<NumberWord> number_word(std::string_view word) {
  static const auto kNumbers = [] {
    WordTable<NumberWord> table;
    for (const Named& one : kCardinals) table[one.word] = {one.value, false, false};
    for (const Named& one : kScales) table[one.word] = {one.value, true, false};
    for (const Named& one : kOrdinals) table[one.word] = {one.value, false, true};
    return table;
  }();
  const NumberWord* const number = kNumbers.find(word);
  if (number == nullptr) return std::nullopt;
  return *number;
}

int month_number(std::string_view word) {
  for (std::size_t i = 0; i < std::size(kMonths); ++i)
    if (word == kMonths[i] || (!kShortMonths[i].empty() && word == kShortMonths[i]))
      return static_cast<int>(i) + 1;
  return word == "sept" ? 9 : 0;
}

std::string_view negated_auxiliary(std::string_view word) {
  if (!word.ends_with('t')) return {};  // As most do.
  for (const Pair& pair : kNegatedAuxiliaries)
    if (pair.first == word) return pair.second;
  return {};
}

std::optional<TwoWords> two_words(std::string_view word) {
  if (word.ends_with('.')) {
    for (const auto& [shape, first, second] : kCountries)
      if (shape == word) return TwoWords{first, second};
    return std::nullopt;
  }
  static const auto kWords = [] {
    WordTable<TwoWords> table;
    for (const auto& [shape, first, second] : kUnmarked) table[shape] = {first, second};
    return table;
  }();
  const TwoWords* const found = kWords.find(word);
  if (found == nullptr) return std::nullopt;
  return *found;
}

std::string plain_spelling(std::string_view word) {
  if (const Pair* const pair = spelling_of(word))
    return std::string(pair->second) + std::string(word.substr(pair->first.size()));
  std::string plain(word);
  if (const std::size_t at = letter_of_ise(word, 's'); at != word.npos) plain[at] = 'z';
  return plain;
}

std::string other_spelling(std::string_view word) {
  std::string other = plain_spelling(word);
  if (other != word) return other;
  for (const Pair& pair : kSpellings)
    if (word.starts_with(pair.second))
      return std::string(pair.first) + std::string(word.substr(pair.second.size()));
  const std::size_t at = letter_of_ise(word, 'z');
  if (at == word.npos) return {};
  other[at] = 's';
  return other;
}

bool are_opposites(std::string_view a, std::string_view b) {
  for (const Pair& pair : kOpposites)
    if ((a == pair.first && b == pair.second) || (b == pair.first && a == pair.second)) return true;
  return false;
}

}  // namespace onrecord::text
