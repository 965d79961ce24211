// See speaker.h.
#include "searchd/verify/speaker.h"

#include <algorithm>
#include <iterator>

#include "proto/text/tokens.h"

namespace onrecord::verify {
namespace {

constexpr float kResolved = .75F;

constexpr std::string_view kTitles[] = {"mr",
                                        "mrs",
                                        "ms",
                                        "miss",
                                        "dr",
                                        "prof",
                                        "professor",
                                        "sir",
                                        "dame",
                                        "lord",
                                        "lady",
                                        "president",
                                        "prime",
                                        "minister",
                                        "senator",
                                        "sen",
                                        "rep",
                                        "representative",
                                        "congressman",
                                        "congresswoman",
                                        "governor",
                                        "gov",
                                        "mayor",
                                        "secretary",
                                        "general",
                                        "gen",
                                        "colonel",
                                        "col",
                                        "captain",
                                        "capt",
                                        "major",
                                        "lieutenant",
                                        "lt",
                                        "sergeant",
                                        "sgt",
                                        "judge",
                                        "justice",
                                        "chancellor",
                                        "king",
                                        "queen",
                                        "prince",
                                        "princess",
                                        "pope",
                                        "bishop",
                                        "archbishop",
                                        "reverend",
                                        "rev",
                                        "father",
                                        "sister",
                                        "chairman",
                                        "chairwoman",
                                        "chair",
                                        "chief",
                                        "director",
                                        "ambassador",
                                        "commissioner",
                                        "councillor",
                                        "councilman",
                                        "councilwoman",
                                        "deputy",
                                        "vice",
                                        "foreign",
                                        "former",
                                        "acting",
                                        "the",
                                        "spokesman",
                                        "spokeswoman",
                                        "spokesperson",
                                        "coach",
                                        "inspector",
                                        "superintendent",
                                        "admiral",
                                        "commander",
                                        "officer",
                                        "attorney",
                                        "inspector"};
constexpr std::string_view kSuffixes[] = {"jr", "sr", "ii", "iii", "iv", "mp", "phd", "md"};
constexpr std::string_view kRoleFillers[] = {"the", "a",   "an", "of", "for",
                                             "to",  "and", "in", "at"};

template <std::size_t N>
bool among(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

using Name = std::vector<std::string>;

/// "j", "jk": what was printed as initials.
bool is_initial(const std::string& term) { return term.size() <= 2 && !among(kSuffixes, term); }

bool contains_all(const Name& all, const Name& some) {
  return std::all_of(some.begin(), some.end(), [&](const std::string& term) {
    return std::find(all.begin(), all.end(), term) != all.end();
  });
}

bool given_names_agree(const std::string& a, const std::string& b) {
  if (a == b) return true;
  return (is_initial(a) || is_initial(b)) && !a.empty() && !b.empty() && a[0] == b[0];
}

NameMatch compare_bare(const Name& a, const Name& b) {
  if (a.empty() || b.empty()) return NameMatch::none;
  if (a == b) return NameMatch::same;
  const Name& shorter = a.size() <= b.size() ? a : b;
  const Name& longer = a.size() <= b.size() ? b : a;
  if (shorter.size() == 1)
    return longer.back() == shorter.front() ? NameMatch::part : NameMatch::none;
  if (contains_all(longer, shorter)) return NameMatch::same;
  return a.back() == b.back() && given_names_agree(a.front(), b.front()) ? NameMatch::same
                                                                         : NameMatch::none;
}

Name terms(std::string_view name) {
  Name out;
  for (const text::NameTerm& term : text::name_terms(name)) out.push_back(term.term);
  return out;
}

/// "the foreign minister" asks for whoever has all the words of it in the role.
bool names_role(std::string_view asked, std::string_view role) {
  Name wanted = text::terms_of(asked);
  std::erase_if(wanted, [](const std::string& term) { return among(kRoleFillers, term); });
  return !wanted.empty() && contains_all(text::terms_of(role), wanted);
}

}  // namespace

Name bare_name(std::string_view name) {
  Name out = terms(name);
  while (out.size() > 1 && among(kSuffixes, out.back())) out.pop_back();
  auto first = out.begin();
  while (out.end() - first > 1 && among(kTitles, *first)) ++first;
  out.erase(out.begin(), first);
  return out;
}

NameMatch compare_names(std::string_view a, std::string_view b) {
  return compare_bare(bare_name(a), bare_name(b));
}

std::vector<std::string> distinct_people(const std::vector<std::string>& names) {
  std::vector<Name> people;
  for (const std::string& name : names) {
    const Name bare = bare_name(name);
    if (bare.size() < 2) continue;
    const bool known = std::any_of(people.begin(), people.end(), [&](const Name& person) {
      return compare_bare(person, bare) == NameMatch::same;
    });
    if (!known) people.push_back(bare);
  }
  std::vector<std::string> out;
  for (const Name& person : people) {
    std::string joined;
    for (const std::string& term : person) joined += (joined.empty() ? "" : " ") + term;
    out.push_back(std::move(joined));
  }
  return out;
}

std::string_view name_of(SpeakerFound found) {
  switch (found) {
    case SpeakerFound::stated:
      return "stated";
    case SpeakerFound::resolved:
      return "resolved";
    case SpeakerFound::uncertain:
      return "uncertain";
    case SpeakerFound::ambiguous:
      return "ambiguous";
    case SpeakerFound::other:
      return "other";
    case SpeakerFound::not_asked:
      break;
  }
  return "not_asked";
}

SpeakerFound find_speaker(const Asked& asked, const Statement& statement) {
  if (asked.name.empty()) return SpeakerFound::not_asked;
  if (statement.speaker.empty()) return SpeakerFound::uncertain;
  NameMatch match = compare_names(asked.name, statement.speaker);
  const Name name = bare_name(asked.name);
  for (const std::string& other : asked.also)
    if (match != NameMatch::same) match = std::max(match, compare_names(other, statement.speaker));
  if (match == NameMatch::none) {
    if (!names_role(asked.name, statement.role) &&
        !names_role(asked.name, statement.speaker_as_written))
      return SpeakerFound::other;
    return statement.speaker_confidence < kResolved ? SpeakerFound::uncertain
                                                    : SpeakerFound::resolved;
  }
  const Name speaker = bare_name(statement.speaker);
  if (match == NameMatch::part) {
    // "Lindqvist" may be anybody of that name; and where the article has only the surname, who
    // knows.
    if (asked.namesakes.size() > 1) return SpeakerFound::ambiguous;
    if (speaker.size() < name.size()) return SpeakerFound::uncertain;
  }
  if (statement.speaker_confidence < kResolved) return SpeakerFound::uncertain;
  const Name written = terms(statement.speaker_as_written);
  const bool whole = contains_all(written, speaker);
  const bool as_asked = match == NameMatch::part && contains_all(written, name);
  return whole || as_asked ? SpeakerFound::stated : SpeakerFound::resolved;
}

}  // namespace onrecord::verify
