// Every name against the names with a like-sounding or the same surname; the best partner wins.
#include "indexer/build/speakers_suggest.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <optional>
#include <set>
#include <string_view>

#include "indexer/statements/words.h"
#include "proto/store/files.h"
#include "proto/text/dates.h"
#include "proto/text/name_sound.h"

namespace onrecord::build {
namespace {

using store::Authority;

/// Names that are compared by sound: the most frequent ones.
constexpr std::size_t kMostBySound = 20'000;
constexpr std::size_t kMostOutlets = 3;

/// A name taken apart.
struct Name {
  const CountedName* counted = nullptr;
  std::vector<std::string> words;   ///< Of the key, without titles before them.
  std::vector<std::string> sounds;  ///< Of those words.
  bool titled = false;
  Authority::Who who;

  const std::string& surname() const { return words.back(); }
};

bool is_title(std::string_view word) {
  using namespace statements;
  return (Lexicon::english()[word_hash(word)] & word_flag::kTitle) != 0;
}

/// Whether a name may be a person's as it is printed: "the EIU", "officials" and "Harbour Corp" are
/// nobody's.
bool may_be_personal(std::string_view printed) {
  using namespace statements;
  constexpr std::string_view kParticles[] = {"al", "el",  "bin", "ibn", "ben", "da",  "das",
                                             "de", "der", "den", "di",  "do",  "dos", "du",
                                             "la", "le",  "van", "von", "zu",  "y"};
  std::size_t capitals = 0;
  while (!printed.empty()) {
    const std::size_t end = std::min(printed.find(' '), printed.size());
    const std::string_view word = printed.substr(0, end);
    printed.remove_prefix(std::min(end + 1, printed.size()));
    if (word.empty()) continue;
    const WordFlags flags = Lexicon::english()[word_hash(word)];
    if ((flags & (word_flag::kFirm | word_flag::kBody | word_flag::kTrade)) != 0) return false;
    const bool low = word.front() >= 'a' && word.front() <= 'z';
    const bool particle = std::find(std::begin(kParticles), std::end(kParticles),
                                    word.substr(0, word.find('-'))) != std::end(kParticles);
    if (low && !particle) return false;
    constexpr std::size_t kAcronym = 5;
    const bool acronym =
        word.size() > 2 && word.size() <= kAcronym &&
        std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    if (acronym && printed.empty()) return false;
    if (!low) ++capitals;
  }
  return capitals > 0;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

Name taken_apart(const CountedName& counted, const Authority& authority) {
  Name name;
  name.counted = &counted;
  name.words = words_of(counted.key);
  while (name.words.size() > 1 && is_title(name.words.front())) {
    name.words.erase(name.words.begin());
    name.titled = true;
  }
  for (const std::string& word : name.words) name.sounds.push_back(text::name_sound(word));
  name.who = authority.who(counted.key);
  return name;
}

/// Initials as name_key unites them: "j", "jk".
bool are_initials(std::string_view word) {
  return word.size() == 1 ||
         (word.size() == 2 && word.find_first_of("aeiouy") == std::string_view::npos);
}

enum class Ground : std::uint8_t { initials, title, surname, sound };
constexpr std::string_view kGrounds[] = {"initials for a name", "a title and the name",
                                         "the surname alone", "sounds alike"};

/// Why \a name, the less told one, may be \a fuller.
struct Reason {
  Ground ground;
  double likely;  ///< Before anything is known of where they speak: 0 to 1.
};

bool has_digit(std::string_view word) {
  return word.find_first_of("0123456789") != std::string_view::npos;
}

std::optional<Reason> alike_in_words(const Name& name, const Name& fuller) {
  const bool same_surname = name.surname() == fuller.surname();
  if (name.words.size() == 1)
    return same_surname && fuller.words.size() > 1 && !are_initials(fuller.words.front())
               ? std::optional(name.titled ? Reason{Ground::title, .75}
                                           : Reason{Ground::surname, .65})
               : std::nullopt;
  if (name.words.size() < 2 || fuller.words.size() < 2) return std::nullopt;
  const std::string &first = name.words.front(), &other = fuller.words.front();
  if (same_surname && are_initials(first) && !are_initials(other) && first[0] == other[0])
    return Reason{Ground::initials, .85};
  if (name.words == fuller.words)
    return name.titled && !fuller.titled ? std::optional(Reason{Ground::title, .9}) : std::nullopt;
  if (name.words.size() != fuller.words.size()) return std::nullopt;
  double distance = 0;
  for (std::size_t i = 0; i < name.words.size(); ++i) {
    if (name.words[i] == fuller.words[i]) continue;
    if (are_initials(name.words[i]) || are_initials(fuller.words[i])) return std::nullopt;
    // "The 12th Amendment" is not the 14th: a number has no sound.
    if (has_digit(name.words[i]) || has_digit(fuller.words[i])) return std::nullopt;
    if (!text::sound_alike(name.sounds[i], fuller.sounds[i])) return std::nullopt;
    distance += text::sound_distance(name.sounds[i], fuller.sounds[i]);
  }
  return Reason{Ground::sound, std::max(.3, .9 - distance / 2)};
}

/// A name and the one that it may be.
struct Candidate {
  const Name* name = nullptr;
  const Name* fuller = nullptr;
  Reason reason;
  std::size_t together = 0;  ///< Articles in which both speak.
  std::size_t others = 0;    ///< Other names that it fits as well.
  bool overlap = false;      ///< The times in which they speak.
  std::vector<std::string> outlets;
  double score = 0;
};

std::size_t common(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
  std::vector<std::uint32_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both.size();
}

void weigh(Candidate& one) {
  const CountedName &a = *one.name->counted, &b = *one.fuller->counted;
  one.together = common(a.articles, b.articles);
  one.overlap = a.first <= b.last && b.first <= a.last && a.first <= a.last && b.first <= b.last;
  for (const auto& [outlet, count] : a.outlets)
    if (std::any_of(b.outlets.begin(), b.outlets.end(),
                    [&name = outlet](const auto& other) { return other.first == name; }))
      one.outlets.push_back(outlet);
  one.score = one.reason.likely;
  // Two people of one article are seldom one, unless most of it is one name for the other.
  if (one.together > 0) one.score *= .2;
  if (one.overlap) one.score += (1 - one.score) * .2;
  if (!one.outlets.empty()) one.score += (1 - one.score) * .2;
}

std::string day(std::int64_t seconds) {
  const std::int64_t days = seconds / 86'400 - (seconds % 86'400 < 0 ? 1 : 0);
  const text::CivilDay civil = text::civil_from_days(days);
  char text[32];
  const int size = std::snprintf(text, sizeof text, "%04d-%02d-%02d", static_cast<int>(civil.year),
                                 static_cast<int>(civil.month), static_cast<int>(civil.day));
  return {text, static_cast<std::size_t>(size)};
}

std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

/// No control character may end a comment's line.
std::string plain(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return out;
}

std::string told(const CountedName& name) {
  std::string out = plain(name.text) + ": " + counted(name.statements, "statement") + " in " +
                    counted(name.articles.size(), "article");
  if (name.first <= name.last) out += ", " + day(name.first) + " to " + day(name.last);
  for (std::size_t i = 0; i < name.outlets.size() && i < kMostOutlets; ++i)
    out += (i == 0 ? "; " : ", ") + plain(name.outlets[i].first) + " " +
           std::to_string(name.outlets[i].second);
  return out;
}

std::string evidence(const Candidate& one) {
  char score[16];
  std::snprintf(score, sizeof score, "%.2f", one.score);
  std::string out = std::string(score) + ", " +
                    std::string(kGrounds[static_cast<std::size_t>(one.reason.ground)]) + ": ";
  if (one.together > 0)
    out += "both speak in " + counted(one.together, "article") + ", which speaks against it";
  else
    out += "never in one article";
  out += one.overlap ? "; in the same time" : "; not in the same time, as far as is known";
  for (std::size_t i = 0; i < one.outlets.size() && i < kMostOutlets; ++i)
    out += (i == 0 ? "; both in " : ", ") + plain(one.outlets[i]);
  if (one.others > 0) out += "; it fits " + counted(one.others, "other name");
  return out;
}

class Suggester {
 public:
  Suggester(std::span<const CountedName> names, const Authority& authority)
      : authority_(authority) {
    for (const CountedName& name : names) {
      if (name.text.find_first_of("\t\n\r") != std::string::npos) continue;
      if (!may_be_personal(name.text)) continue;
      Name apart = taken_apart(name, authority);
      // What depends on the place has been decided by an editor already.
      if (apart.who.meaning != Authority::Meaning::by_place && authority.named(name.key).size() < 2)
        names_.push_back(std::move(apart));
    }
  }

  std::string run(std::size_t limit) {
    find_by_surname();
    find_by_sound();
    choose();
    return printed(limit);
  }

 private:
  bool is_known(const Name& name) const { return name.who.meaning == Authority::Meaning::person; }

  void consider(const Name& a, const Name& b) {
    if (is_known(a) && is_known(b)) return;  // One person, or two: the file says.
    if (is_apart(a, b)) return;
    // The one that is known, or is told more fully, or is said more often, is who the other may be.
    std::optional<Reason> reason = alike_in_words(a, b);
    const Name *name = &a, *fuller = &b;
    const bool turned = !reason || (reason->ground == Ground::sound && stands_for(a, b));
    if (turned) {
      reason = alike_in_words(b, a);
      std::swap(name, fuller);
    }
    if (!reason) return;
    if (is_known(*name)) std::swap(name, fuller);
    Candidate one{name, fuller, *reason, 0, 0, false, {}, 0};
    weigh(one);
    by_name_[name].push_back(std::move(one));
  }

  /// Whether of two names that sound alike the first is the better one to go by.
  bool stands_for(const Name& a, const Name& b) const {
    if (is_known(a) != is_known(b)) return is_known(a);
    return a.counted->statements > b.counted->statements;
  }

  /// Whether one of the two is a person of the file, and the other may be somebody who is not.
  bool is_apart(const Name& a, const Name& b) const {
    const auto fits_another = [this](const Name& name, const Name& known) {
      if (!is_known(known)) return false;
      for (const std::uint32_t other : authority_.persons()[known.who.person].apart_from)
        for (const store::PersonName& of_other : authority_.persons()[other].names) {
          CountedName counted;
          counted.key = of_other.key;
          if (alike_in_words(name, taken_apart(counted, authority_))) return true;
        }
      return false;
    };
    return fits_another(a, b) || fits_another(b, a);
  }

  void find_by_surname() {
    std::map<std::string_view, std::vector<const Name*>> bearers;
    for (const Name& name : names_) bearers[name.surname()].push_back(&name);
    for (const auto& [surname, list] : bearers)
      for (std::size_t i = 0; i < list.size(); ++i)
        for (std::size_t j = i + 1; j < list.size(); ++j) consider(*list[i], *list[j]);
  }

  void find_by_sound() {
    std::vector<const Name*> often;
    for (const Name& name : names_)
      if (name.words.size() > 1) often.push_back(&name);
    std::stable_sort(often.begin(), often.end(), [](const Name* a, const Name* b) {
      return a->counted->statements > b->counted->statements;
    });
    if (often.size() > kMostBySound) often.resize(kMostBySound);
    // Given names are compared first: few of them are alike, and each pair of them once.
    std::map<std::string_view, std::vector<const Name*>> by_given;
    for (const Name* name : often) by_given[name->words.front()].push_back(name);
    for (auto a = by_given.begin(); a != by_given.end(); ++a) {
      const std::string& sound = a->second.front()->sounds.front();
      for (auto b = a; b != by_given.end(); ++b) {
        if (a != b && !text::sound_alike(sound, b->second.front()->sounds.front())) continue;
        for (std::size_t i = 0; i < a->second.size(); ++i)
          for (std::size_t j = a == b ? i + 1 : 0; j < b->second.size(); ++j)
            // The same surname has been looked at.
            if (a->second[i]->surname() != b->second[j]->surname())
              consider(*a->second[i], *b->second[j]);
      }
    }
  }

  /// Of each name the best partner; the more there are, the less sure.
  void choose() {
    for (auto& [name, list] : by_name_) {
      std::stable_sort(list.begin(), list.end(), [](const Candidate& a, const Candidate& b) {
        if (a.score != b.score) return a.score > b.score;
        return a.fuller->counted->key < b.fuller->counted->key;
      });
      Candidate best = std::move(list.front());
      best.others = list.size() - 1;
      best.score /= static_cast<double>(list.size());
      chosen_.push_back(std::move(best));
    }
    std::sort(chosen_.begin(), chosen_.end(), [](const Candidate& a, const Candidate& b) {
      if (a.score != b.score) return a.score > b.score;
      if (a.name->counted->statements != b.name->counted->statements)
        return a.name->counted->statements > b.name->counted->statements;
      return a.name->counted->key < b.name->counted->key;
    });
  }

  /// "mara-lindqvist", with a number where that is taken.
  std::string new_id(const CountedName& name) {
    constexpr std::size_t kMostBytes = 50;
    std::string stem;
    for (const char c : name.key) {
      const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (plain)
        stem += c;
      else if (!stem.empty() && stem.back() != '-')
        stem += '-';
      if (stem.size() == kMostBytes) break;
    }
    while (!stem.empty() && stem.back() == '-') stem.pop_back();
    if (stem.empty()) stem = "person";
    std::string id = stem;
    for (int number = 2; authority_.find_id(id) || ids_.count(id) > 0; ++number)
      id = stem + "-" + std::to_string(number);
    ids_.insert(id);
    return id;
  }

  /// Nobody is both somebody's other name and a person with other names.
  void drop_chains() {
    std::set<const Name*> names, people;
    std::erase_if(chosen_, [&](const Candidate& one) {
      if (people.count(one.name) > 0 || names.count(one.fuller) > 0) return true;
      names.insert(one.name);
      people.insert(one.fuller);
      return false;
    });
  }

  std::string printed(std::size_t limit) {
    drop_chains();
    if (chosen_.size() > limit) chosen_.resize(limit);
    std::set<const Name*> done;
    std::string out;
    for (const Candidate& first : chosen_) {
      if (!done.insert(first.fuller).second) continue;
      const CountedName& person = *first.fuller->counted;
      const bool known = is_known(*first.fuller);
      const std::string id =
          known ? authority_.persons()[first.fuller->who.person].id : new_id(person);
      out += (out.empty() ? "# " : "\n# ") + told(person) + "\n";
      if (!known) out += "#? " + id + "\tname\t" + person.text + "\n";
      for (const Candidate& one : chosen_) {
        if (one.fuller != first.fuller) continue;
        const bool surname = one.name->words.size() == 1 && !one.name->titled;
        out += "# " + told(*one.name->counted) + "\n#   " + evidence(one) + "\n";
        out += "#? " + id + (surname ? "\tsurname\t" : "\talias\t") + one.name->counted->text +
               "\t\t\tsuggested: " +
               std::string(kGrounds[static_cast<std::size_t>(one.reason.ground)]) + "\n";
      }
    }
    return out;
  }

  const Authority& authority_;
  std::vector<Name> names_;
  std::map<const Name*, std::vector<Candidate>> by_name_;
  std::vector<Candidate> chosen_;
  std::set<std::string> ids_;
};

}  // namespace

std::string suggest_people(std::span<const CountedName> names, const Authority& authority,
                           std::size_t limit) {
  return Suggester(names, authority).run(limit);
}

Result<std::string> suggest_speakers(const std::filesystem::path& index,
                                     const std::filesystem::path& file, std::size_t limit) {
  store::AuthorityRead read;
  if (!file.empty()) {
    const auto text = store::read_file(file);
    if (!text) return text.error();
    read = store::read_authority(*text);
    if (!read.errors.empty())
      return Error{Errc::invalid, file.string() + ": " + print(read.errors.front()), 0};
  }
  const auto names = count_names(index);
  if (!names) return names.error();
  return suggest_people(*names, read.authority, limit);
}

}  // namespace onrecord::build
