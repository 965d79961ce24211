// See turn_names.h.
#include "indexer/statements/turn_names.h"

#include <algorithm>

#include "indexer/statements/characters.h"

namespace onrecord::statements {
namespace {

constexpr float kByInitials = .93F;
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

}  // namespace

TurnNames::TurnNames(const Article& article, const Document& document, const People& people)
    : people_(people) {
  std::vector<std::string_view> labels;
  for (const TextSpan& span : article.spans)
    if (span.kind == SpanKind::turn && labels.size() < kMostLabels &&
        std::find(labels.begin(), labels.end(), span.label) == labels.end())
      labels.push_back(span.label);
  if (labels.empty()) return;
  for (const std::string_view label : labels) read(label);
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
