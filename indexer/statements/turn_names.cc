// See turn_names.h.
#include "indexer/statements/turn_names.h"

#include <algorithm>

#include "indexer/statements/characters.h"

namespace onrecord::statements {
namespace {

constexpr float kByInitials = .93F;
constexpr float kBySurname = .93F;
constexpr float kByGuest = .85F;
constexpr std::size_t kMostInitials = 3;
constexpr std::size_t kMostLabels = 64;  // distinct ones; a transcript has a handful

// "NG" of "Nadia Gorse", "Nadia de Gorse" and "NADIA GORSE".
std::string initials_of(std::string_view name) {
  std::string initials;
  bool begins = true;
  for (std::size_t i = 0; i < name.size(); i += glyph_at(name, i).size) {
    if (begins && name[i] >= 'A' && name[i] <= 'Z') initials += name[i];
    begins = name[i] == ' ' || name[i] == '-';
  }
  return initials;
}

// "NG", "N.G.": the letters; "" when \a label is no initials.
std::string letters_of(std::string_view label) {
  std::string letters;
  for (const char c : label) {
    if (c == '.') continue;
    if (c < 'A' || c > 'Z') return {};
    letters += c;
  }
  return letters.size() >= 2 && letters.size() <= kMostInitials ? letters : std::string();
}

bool of_several_words(std::string_view name) { return name.find(' ') != std::string_view::npos; }

std::string_view trimmed(std::string_view words) {
  while (words.ends_with(' ')) words.remove_suffix(1);
  while (words.starts_with(' ')) words.remove_prefix(1);
  return words;
}

bool in_capitals(std::string_view label) {
  return std::none_of(label.begin(), label.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
         std::any_of(label.begin(), label.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_title(std::string_view word) {
  if (word.ends_with('.')) word.remove_suffix(1);
  return (Lexicon::english()[word_hash(word)] & word_flag::kTitle) != 0;
}

// "ANN NORTH" of "SEN. ANN NORTH (D), LUWEZI"; a title alone stays.
std::string_view name_in(std::string_view label) {
  label = trimmed(label.substr(0, std::min(label.find(" ("), label.find(','))));
  for (std::size_t space = label.find(' '); space != label.npos && is_title(label.substr(0, space));
       space = label.find(' '))
    label = trimmed(label.substr(space + 1));
  return label;
}

std::string_view last_word(std::string_view name) { return name.substr(name.rfind(' ') + 1); }

bool same_letters(std::string_view a, std::string_view b) { return word_hash(a) == word_hash(b); }

}  // namespace

TurnNames::TurnNames(const Article& article, const Document& document, const People& people)
    : people_(people) {
  std::vector<std::string_view> labels;
  for (const TextSpan& span : article.spans)
    if (span.kind == SpanKind::turn && labels.size() < kMostLabels &&
        std::find(labels.begin(), labels.end(), span.label) == labels.end())
      labels.push_back(span.label);
  if (labels.empty()) return;
  for (const std::string_view label : labels)
    if (in_capitals(label)) resolve_capitals(label, article);
  for (const std::string_view label : labels)
    if (find(label) == nullptr) read(label);
  for (const std::string_view label : labels)
    if (find(label) == nullptr) resolve_initials(label);
  const auto has = [&](std::string_view label) {
    return std::find(labels.begin(), labels.end(), label) != labels.end();
  };
  if (has("Q") && has("A")) resolve_answers(document);
}

const TurnNames::Name* TurnNames::find(std::string_view label) const {
  for (const Name& name : names_)
    if (name.label == label) return &name;
  return nullptr;
}

// "Willa North (WN)", "NADIA GORSE, ENGINEER": the name, and what goes with it.
void TurnNames::read(std::string_view label) {
  if (const std::size_t open = label.rfind(" ("); open != label.npos && label.ends_with(')')) {
    const std::string_view name = label.substr(0, open);
    const std::string_view inside = label.substr(open + 2, label.size() - open - 3);
    if (letters_of(inside).empty() || letters_of(inside) != initials_of(name)) return;
    names_.push_back({std::string(label), std::string(name), {}, 1});
    names_.push_back({std::string(inside), std::string(name), {}, 1});
  } else if (const std::size_t comma = label.find(','); comma != label.npos) {
    const std::string_view name = trimmed(label.substr(0, comma));
    const std::string_view role = trimmed(label.substr(comma + 1));
    if (of_several_words(name) && !role.empty())
      names_.push_back({std::string(label), std::string(name), std::string(role), 1});
  } else if (of_several_words(label) && !initials_of(label).empty()) {
    names_.push_back({std::string(label), std::string(label), {}, 1});
  }
}

// The one person of the article with that surname and a given name, or "".
std::string_view TurnNames::named_in_full(std::string_view surname) const {
  std::string_view only;
  for (std::size_t i = 0; i < people_.all().size(); ++i) {
    const std::string_view name = people_.name_of(static_cast<int>(i));
    if (people_.all()[i].first == 0 || !same_letters(last_word(name), surname)) continue;
    if (!only.empty() && !same_letters(only, name)) return {};
    only = name;
  }
  return only;
}

// "SEN. NORTH" is the article's own speaker of that surname, else somebody whom the text names in
// full, else "NORTH".
void TurnNames::resolve_capitals(std::string_view label, const Article& article) {
  const std::string_view name = name_in(label);
  if (name.size() <= kMostInitials) return;
  const auto add = [&](std::string_view who, float confidence) {
    const std::size_t comma = label.find(" (") == label.npos ? label.find(',') : label.npos;
    names_.push_back({std::string(label), std::string(who),
                      std::string(comma == label.npos ? "" : trimmed(label.substr(comma + 1))),
                      confidence});
  };
  const std::string_view given = article.speaker.value;
  if (same_letters(given, name)) return add(given, 1);
  if (!of_several_words(name)) {
    if (same_letters(last_word(given), name)) return add(given, kBySurname);
    if (const std::string_view who = named_in_full(name); !who.empty()) return add(who, kBySurname);
  }
  if (name != label) add(name, 1);
}

// The one whom a label names in full, else the one person of the article with these initials.
void TurnNames::resolve_initials(std::string_view label) {
  const std::string letters = letters_of(label);
  if (letters.empty()) return;
  std::string_view only;
  int fits = 0;
  for (const Name& name : names_)
    if (name.label.size() > label.size() && initials_of(name.name) == letters &&
        name.name != only) {
      only = name.name;
      ++fits;
    }
  if (fits == 0)
    for (std::size_t i = 0; i < people_.all().size(); ++i) {
      const std::string_view name = people_.name_of(static_cast<int>(i));
      if (people_.all()[i].first == 0 || initials_of(name) != letters || name == only) continue;
      only = name;
      ++fits;
    }
  if (fits == 1) names_.push_back({std::string(label), std::string(only), {}, kByInitials});
}

// "A:" is the guest, when the article names one person outside the turns.
void TurnNames::resolve_answers(const Document& document) {
  int only = -1;
  for (const Mention& mention : people_.mentions()) {
    const Person& who = people_[mention.person];
    if (document.paragraphs[static_cast<std::size_t>(mention.paragraph)].in_turn || !who.human ||
        who.first == 0)
      continue;
    if (only >= 0 && only != mention.person) return;
    only = mention.person;
  }
  if (only >= 0)
    names_.push_back({"A", std::string(people_.name_of(only)),
                      std::string(people_[only].role.of(document.text)), kByGuest});
}

}  // namespace onrecord::statements
