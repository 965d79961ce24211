// See words.h.  Spells the forms of the verbs and fills the hash table; the words themselves are in
// lexicon_*.cc.
#include "indexer/statements/words.h"

#include <string>

namespace onrecord::statements {
namespace {

using namespace word_flag;

constexpr std::size_t kSlots =
    1 << 14;  // some thousands of words: sparse enough that a miss ends soon

template <class Visit>
void each_word(std::string_view words, Visit&& visit) {
  while (!words.empty()) {
    const std::size_t begin = words.find_first_not_of(" \n");
    if (begin == std::string_view::npos) return;
    words.remove_prefix(begin);
    const std::size_t end = std::min(words.find_first_of(" \n"), words.size());
    visit(words.substr(0, end));
    words.remove_prefix(end);
  }
}

bool is_vowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

std::string third_person(const std::string& base) {
  if (base.ends_with('y') && base.size() > 1 && !is_vowel(base[base.size() - 2]))
    return base.substr(0, base.size() - 1) + "ies";
  for (const std::string_view end : {"s", "x", "z", "ch", "sh", "go", "do"})
    if (base.ends_with(end)) return base + "es";
  return base + "s";
}

}  // namespace

const Lexicon& Lexicon::english() {
  static const Lexicon lexicon;
  return lexicon;
}

Lexicon::Lexicon() : slots_(kSlots), mask_(kSlots - 1) {
  for (const VerbList& list : cue_verb_lists())
    each_word(list.verbs, [&](std::string_view verb) { add_verb(verb, list.flags); });
  for (const auto& lists :
       {function_word_lists(), name_word_lists(), given_name_lists(), cue_word_lists()})
    for (const WordList& list : lists)
      each_word(list.words, [&](std::string_view word) { add(word, list.flags); });
}

void Lexicon::add(std::string_view word, WordFlags flags) {
  const std::uint64_t hash = word_hash(word);
  std::size_t at = hash & mask_;
  while (slots_[at].hash != 0 && slots_[at].hash != hash) at = (at + 1) & mask_;
  slots_[at].hash = hash;
  known_[(hash >> 32) % kKnownBits / 64] |= 1ULL << ((hash >> 32) % 64);
  slots_[at].flags |= flags;
}

void Lexicon::add_verb(std::string_view verb, WordFlags flags) {
  const std::size_t colon = verb.find(':');
  std::string base(verb.substr(0, colon));
  std::string past, participle;
  const bool doubles = base.ends_with('+');
  if (doubles) base.pop_back();
  std::string stem = doubles ? base + base.back() : base;
  if (stem.ends_with('e') && !stem.ends_with("ee") && !doubles) stem.pop_back();
  if (colon != std::string_view::npos) {
    const std::string_view forms = verb.substr(colon + 1);
    const std::size_t second = forms.find(':');
    past = forms.substr(0, second);
    participle = second == std::string_view::npos ? past : std::string(forms.substr(second + 1));
  } else if (base.ends_with('y') && !is_vowel(base[base.size() - 2])) {
    past = participle = base.substr(0, base.size() - 1) + "ied";
  } else {
    past = participle = stem + "ed";
  }
  add(base, flags | kPlain);
  add(third_person(base), flags);
  add(past, flags);
  add(participle, flags);
  if ((flags & kCue) != 0) add(stem + "ing", flags | kParticiple);
}

}  // namespace onrecord::statements
