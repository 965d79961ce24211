// See speaker.h.
#include "searchd/verify/speaker.h"

#include <algorithm>

#include "proto/text/given_names.h"
#include "proto/text/name_sound.h"
#include "proto/text/tokens.h"
#include "searchd/verify/word_lists.h"

namespace onrecord::verify {
namespace {

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
                                        "inspector",
                                        "brother",
                                        "mother",
                                        "comrade",
                                        "constable",
                                        "detective",
                                        "sheriff",
                                        "marshal",
                                        "corporal",
                                        "commodore",
                                        "brigadier",
                                        "cardinal",
                                        "rabbi",
                                        "imam",
                                        "sheikh",
                                        "deacon",
                                        "abbot",
                                        "abbess",
                                        "baron",
                                        "baroness",
                                        "duke",
                                        "duchess",
                                        "count",
                                        "countess",
                                        "premier",
                                        "alderman",
                                        "alderwoman",
                                        "assemblyman",
                                        "assemblywoman",
                                        "delegate",
                                        "magistrate",
                                        "warden",
                                        "provost",
                                        "dean",
                                        "rector",
                                        "principal",
                                        "headmaster",
                                        "headmistress",
                                        "nurse",
                                        "engineer",
                                        "harbourmaster",
                                        "harbormaster",
                                        "speaker",
                                        "counsel",
                                        "clerk",
                                        "monsignor",
                                        "viscount"};
/// What tells father from son, as it is compared.
constexpr std::string_view kGenerations[] = {"jr", "sr", "junior", "senior", "ii", "iii", "iv"};
constexpr std::string_view kSuffixes[] = {"mp", "phd", "md",  "mep", "msp", "qc",
                                          "kc", "obe", "cbe", "mbe", "esq"};
constexpr std::string_view kRoleFillers[] = {"the", "a",   "an", "of", "for",
                                             "to",  "and", "in", "at"};
/// What stands behind these says whose somebody is, not who.
constexpr std::string_view kRelations[] = {"of", "for",  "to", "from", "at",
                                           "in", "with", "on", "by"};
/// Titles that are given names too.
constexpr std::string_view kNamelike[] = {"prince", "princess", "king",  "queen",   "pope",
                                          "lord",   "lady",     "major", "justice", "judge",
                                          "bishop", "father",   "sister"};
/// What says man or woman, in front of a name or instead of it.
constexpr std::string_view kOfMen[] = {"mr", "sir", "he"};
constexpr std::string_view kOfWomen[] = {"mrs", "ms", "miss", "dame", "she"};
/// Who is only nearly the bearer of a role.
constexpr std::string_view kNotQuite[] = {"former", "ex",        "deputy", "vice",     "acting",
                                          "shadow", "assistant", "under",  "designate"};

using Name = std::vector<std::string>;

bool contains_all(const Name& all, const Name& some) {
  return std::all_of(some.begin(), some.end(), [&](const std::string& term) {
    return std::find(all.begin(), all.end(), term) != all.end();
  });
}

/// A name taken apart.
struct Person {
  Name name;                          ///< Without titles before it and suffixes behind it.
  std::vector<std::string> initials;  ///< Of these words, those that are initials: "j", "jk".
  std::string generation;             ///< "jr", …; "" when none is given.
  std::size_t head = 0;               ///< Words before "of", "for", …; all of them without one.
  bool possessed = false;             ///< "Lindqvist's lawyer".
  bool one_word = false;              ///< "Solheim-Watt": printed without a space.

  bool initial(const std::string& term) const {
    return std::find(initials.begin(), initials.end(), term) != initials.end();
  }
};

bool has_possessive(std::string_view name) {
  for (const std::string_view mark : {"'s ", "’s ", "s' ", "s’ "})
    if (name.find(mark) != std::string_view::npos) return true;
  return false;
}

/// "JK", or "jk" of a folded name: two letters that no given name is made of.
bool printed_as_initials(std::string_view whole, const std::string& term) {
  if (term.size() == 1) return true;
  if (term.size() != 2 || among(kGenerations, term) || among(kSuffixes, term)) return false;
  if (term.find_first_of("aeiouy") == std::string::npos) return true;
  const bool shouted =
      std::none_of(whole.begin(), whole.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  std::string upper = term;
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return !shouted && whole.find(upper) != std::string_view::npos;
}

/// The name of "Mara Lindqvist, harbour master" and "Mara Lindqvist (Harbour Board)"; "Lindqvist,
/// Mara" and "Mara Lindqvist, Jr." stay whole.
std::string_view without_addition(std::string_view printed) {
  const std::string_view name = printed.substr(0, printed.find(" ("));
  const std::size_t comma = name.find(',');
  if (comma == std::string_view::npos) return name.empty() ? printed : name;
  const bool full = text::name_terms(name.substr(0, comma)).size() > 1;
  const auto addition = text::name_terms(name.substr(comma + 1));
  const bool generation = !addition.empty() && among(kGenerations, addition.front().term);
  return full && !generation ? name.substr(0, comma) : name;
}

Person person_of(std::string_view printed) {
  printed = without_addition(printed);
  Person person;
  for (text::NameTerm& term : text::name_terms(printed)) {
    if (!term.parts.empty() || printed_as_initials(printed, term.term))
      person.initials.push_back(term.term);
    person.name.push_back(std::move(term.term));
  }
  Name& name = person.name;
  while (name.size() > 1 && (among(kSuffixes, name.back()) || among(kGenerations, name.back()))) {
    if (among(kGenerations, name.back()))
      person.generation = name.back() == "junior"   ? "jr"
                          : name.back() == "senior" ? "sr"
                                                    : name.back();
    name.pop_back();
  }
  auto first = name.begin();
  while (name.end() - first > 1 && among(kTitles, *first) && !among(kRelations, *(first + 1)))
    ++first;
  name.erase(name.begin(), first);
  const auto relation = std::find_if(
      name.begin(), name.end(), [](const std::string& term) { return among(kRelations, term); });
  person.head = static_cast<std::size_t>(relation - name.begin());
  person.possessed = has_possessive(printed);
  const std::size_t last = printed.find_last_of(' ');
  person.one_word =
      name.size() > 1 && text::name_terms(printed.substr(last + 1)).size() == name.size();
  return person;
}

/// Whether two given names may be one: the same, or one of them initials of the other.
bool given_names_agree(const Person& a, const std::string& x, const Person& b,
                       const std::string& y) {
  if (x == y) return true;
  if (a.initial(x) && b.initial(y)) return x.starts_with(y) || y.starts_with(x);
  return (a.initial(x) || b.initial(y)) && x[0] == y[0];
}

/// Whether the second names of the one are among those of the other, in order.
bool second_names_agree(const Person& a, const Person& b) {
  const Person& shorter = a.name.size() <= b.name.size() ? a : b;
  const Person& longer = a.name.size() <= b.name.size() ? b : a;
  std::size_t at = 1;
  for (std::size_t i = 1; i + 1 < shorter.name.size(); ++i) {
    while (at + 1 < longer.name.size() &&
           !given_names_agree(shorter, shorter.name[i], longer, longer.name[at]))
      ++at;
    if (at + 1 >= longer.name.size()) return false;
    ++at;
  }
  return true;
}

/// A surname in two spellings.
bool sounds_alike(const std::string& a, const std::string& b) {
  constexpr std::size_t kLeast = 4;
  return a.size() >= kLeast && b.size() >= kLeast && a[0] == b[0] &&
         text::sound_alike(text::name_sound(a), text::name_sound(b));
}

bool rotated(const Name& a, Name b) {
  std::rotate(b.begin(), b.begin() + 1, b.end());
  return a == b;
}

NameMatch compare_words(const Person& a, const Person& b) {
  if (a.name.empty() || b.name.empty()) return NameMatch::none;
  if (a.name == b.name) return a.possessed == b.possessed ? NameMatch::same : NameMatch::none;
  // Whose lawyer somebody is does not make him that person; nor what he is the director of.
  if (a.possessed || b.possessed) return NameMatch::none;
  const bool relation_a = a.head < a.name.size();
  const bool relation_b = b.head < b.name.size();
  if (relation_a && relation_b) return NameMatch::none;
  if (relation_a || relation_b) {
    Person headed = relation_a ? a : b;
    if (headed.head < 2) return NameMatch::none;
    headed.name.resize(headed.head);
    return compare_words(headed, relation_a ? b : a);
  }
  const Person& shorter = a.name.size() <= b.name.size() ? a : b;
  const Person& longer = a.name.size() <= b.name.size() ? b : a;
  if (shorter.name.size() == 1) {
    if (longer.name.back() == shorter.name.front()) return NameMatch::part;
    // Some family names stand first.
    return longer.name.front() == shorter.name.front() ? NameMatch::perhaps : NameMatch::none;
  }
  if (shorter.one_word && longer.name.size() > shorter.name.size() &&
      std::equal(shorter.name.rbegin(), shorter.name.rend(), longer.name.rbegin()))
    return NameMatch::part;
  if (a.name.back() == b.name.back()) {
    if (given_names_agree(a, a.name.front(), b, b.name.front()))
      return second_names_agree(a, b) ? NameMatch::same : NameMatch::none;
    // "Elin Lindqvist" may go by her second name.
    const bool perhaps = contains_all(longer.name, shorter.name) ||
                         (!a.initial(a.name.front()) && !b.initial(b.name.front()) &&
                          text::given_names_alike(a.name.front(), b.name.front()));
    return perhaps ? NameMatch::perhaps : NameMatch::none;
  }
  if (given_names_agree(a, a.name.front(), b, b.name.front()) &&
      sounds_alike(a.name.back(), b.name.back()))
    return NameMatch::perhaps;
  if (a.name.size() == b.name.size() && (rotated(a.name, b.name) || rotated(b.name, a.name)))
    return a.name.size() > 2 ? NameMatch::same : NameMatch::perhaps;
  const bool goes_on = std::equal(shorter.name.begin(), shorter.name.end(), longer.name.begin()) &&
                       !among(kTitles, longer.name.back());
  return goes_on ? NameMatch::perhaps : NameMatch::none;
}

NameMatch compare_people(const Person& a, const Person& b) {
  const NameMatch match = compare_words(a, b);
  if (match != NameMatch::same || a.generation == b.generation)
    return !a.generation.empty() && !b.generation.empty() && a.generation != b.generation
               ? NameMatch::none
               : match;
  return a.generation.empty() || b.generation.empty() ? NameMatch::kin : NameMatch::none;
}

Name terms(std::string_view name) {
  Name out;
  for (const text::NameTerm& term : text::name_terms(name)) out.push_back(term.term);
  return out;
}

/// "the foreign minister" asks for whoever has all the words of it in the role; a name or a place
/// in a role ("spokesman for Lindqvist") does not ask for its bearer.
bool names_role(std::string_view asked, std::string_view role) {
  if (has_possessive(role)) return false;
  Name wanted = text::terms_of(asked);
  std::erase_if(wanted, [](const std::string& term) { return among(kRoleFillers, term); });
  const Name words = text::terms_of(role.substr(0, role.find(',')));
  const auto relation = std::find_if(
      words.begin(), words.end(), [](const std::string& term) { return among(kRelations, term); });
  if (wanted.empty() || relation == words.begin() || !contains_all(words, wanted)) return false;
  const auto asks = [&](const std::string& term) {
    return std::find(wanted.begin(), wanted.end(), term) != wanted.end();
  };
  return asks(*(relation - 1)) && std::all_of(words.begin(), relation, [&](const auto& term) {
           return !among(kNotQuite, term) || asks(term);
         });
}

/// "Prince Harwin" may be a given name with a surname: the title must stand there too.
bool title_is_missing(std::string_view asked, const Statement& statement) {
  const Name words = terms(asked);
  if (words.size() != 2 || !among(kNamelike, words[0])) return false;
  const Name role = text::terms_of(statement.role);
  return !contains_all(terms(statement.speaker_as_written), {words[0]}) &&
         !contains_all(role, {words[0]});
}

/// "Mrs Lindqvist" is not who "Mr Lindqvist" is, nor "he".
bool of_other_sex(std::string_view asked, std::string_view written) {
  const Name a = terms(asked);
  const Name b = terms(written);
  if (a.size() < 2 || b.empty()) return false;
  return (among(kOfMen, a.front()) && among(kOfWomen, b.front())) ||
         (among(kOfWomen, a.front()) && among(kOfMen, b.front()));
}

/// The speaker; "Jr." may stand only where the name was written.
Person speaker_of(const Statement& statement) {
  Person speaker = person_of(statement.speaker);
  const Person written = person_of(statement.speaker_as_written);
  if (speaker.generation.empty() && !written.name.empty() && !speaker.name.empty() &&
      written.name.back() == speaker.name.back())
    speaker.generation = written.generation;
  return speaker;
}

}  // namespace

std::vector<std::string> bare_name(std::string_view name) { return person_of(name).name; }

bool by_surname_only(std::string_view name, std::string_view written) {
  const Person person = person_of(name);
  const Name words = bare_name(written);
  return person.name.size() > 1 && !words.empty() && words.back() == person.name.back() &&
         std::none_of(words.begin(), words.end() - 1, [&](const std::string& word) {
           return std::any_of(person.name.begin(), person.name.end() - 1,
                              [&](const auto& given) { return given[0] == word[0]; });
         });
}

NameMatch compare_names(std::string_view a, std::string_view b) {
  return compare_people(person_of(a), person_of(b));
}

std::vector<std::string> distinct_people(const std::vector<std::string>& names) {
  std::vector<Person> people;
  for (const std::string& name : names) {
    const Person bare = person_of(name);
    if (bare.name.size() < 2) continue;
    const bool known = std::any_of(people.begin(), people.end(), [&](const Person& person) {
      return compare_people(person, bare) == NameMatch::same;
    });
    if (!known) people.push_back(bare);
  }
  std::vector<std::string> out;
  for (const Person& person : people) {
    std::string joined;
    for (const std::string& term : person.name) joined += (joined.empty() ? "" : " ") + term;
    if (!person.generation.empty()) joined += " " + person.generation;
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
  const Person said_by = speaker_of(statement);
  NameMatch match = compare_people(person_of(asked.name), said_by);
  const Name name = bare_name(asked.name);
  for (const std::string& other : asked.also)
    if (match != NameMatch::same)
      match = std::max(match, compare_people(person_of(other), said_by));
  if (match == NameMatch::none) {
    if (!names_role(asked.name, statement.role) &&
        !names_role(asked.name, statement.speaker_as_written))
      return SpeakerFound::other;
    return statement.speaker_confidence < kResolved ? SpeakerFound::uncertain
                                                    : SpeakerFound::resolved;
  }
  if (of_other_sex(asked.name, statement.speaker_as_written)) return SpeakerFound::other;
  const Name& speaker = said_by.name;
  if (match == NameMatch::kin) return SpeakerFound::ambiguous;
  if (match == NameMatch::perhaps) return SpeakerFound::uncertain;
  if (match == NameMatch::part) {
    if (title_is_missing(asked.name, statement)) return SpeakerFound::uncertain;
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
