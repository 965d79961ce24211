// Lines → facts → persons, and whom a name means.
#include "proto/store/authority.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "proto/store/records.h"
#include "proto/text/dates.h"
#include "proto/text/tokens.h"
#include "proto/text/utf8.h"

namespace onrecord::store {
namespace {

constexpr std::size_t kMostMistakes = 100;
constexpr std::size_t kMaxValueBytes = 1000;
constexpr std::array<std::string_view, 9> kKinds = {
    "name", "alias", "surname", "role", "org", "gender", "wikidata", "not-same-as", ""};
constexpr std::size_t kColumns = 7;

std::string listed_kinds() {
  std::string list;
  for (const std::string_view kind : kKinds)
    if (!kind.empty()) list += (list.empty() ? "" : ", ") + std::string(kind);
  return list;
}

std::string quoted(std::string_view text) {
  constexpr std::size_t kMost = 60;
  if (text.size() > kMost) {
    std::size_t cut = kMost;
    while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80) --cut;
    return "'" + std::string(text.substr(0, cut)) + "…'";
  }
  return "'" + std::string(text) + "'";
}

bool is_id(std::string_view id) {
  const auto letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  };
  return !id.empty() && id.size() <= 64 && letter(id.front()) &&
         std::all_of(id.begin(), id.end(),
                     [&](char c) { return letter(c) || c == '-' || c == '_' || c == '.'; });
}

}  // namespace

bool holds(const Fact& fact, const NamePlace& place) {
  if (!fact.article.empty() && fact.article != place.article) return false;
  if (fact.days.open()) return true;
  return place.earliest && place.latest && *place.earliest >= fact.days.first &&
         *place.latest <= fact.days.last;
}

std::string name_key(std::string_view name) {
  std::string key;
  for (const text::NameTerm& word : text::name_terms(name)) {
    if (!key.empty()) key += ' ';
    key += word.term;
  }
  return key;
}

std::string_view name_of(NameKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::string print(const Mistake& mistake) {
  return "line " + std::to_string(mistake.line) + ", column " + std::to_string(mistake.column) +
         ": " + mistake.message;
}

std::string_view Person::role_at(std::optional<std::int64_t> earliest,
                                 std::optional<std::int64_t> latest) const {
  std::string_view role;
  for (const Fact& fact : roles)
    if (holds(fact, {{}, earliest, latest})) role = fact.value;
  return role;
}

std::optional<std::uint32_t> Authority::find_id(std::string_view id) const {
  const auto at = ids_.find(std::string(id));
  if (at == ids_.end()) return std::nullopt;
  return at->second;
}

std::vector<std::uint32_t> Authority::named(const std::string& key) const {
  std::vector<std::uint32_t> people;
  const auto at = claims_.find(key);
  if (at == claims_.end()) return people;
  for (const Claim& claim : at->second)
    if (people.empty() || people.back() != claim.person) people.push_back(claim.person);
  return people;
}

Authority::Who Authority::who(const std::string& key) const {
  const auto at = claims_.find(key);
  if (at == claims_.end()) return {};
  const auto everywhere = [this](const Claim& claim) {
    const Fact& fact = persons_[claim.person].names[claim.name].fact;
    return fact.days.open() && fact.article.empty();
  };
  const bool same = at->second.front().person == at->second.back().person;
  if (!std::all_of(at->second.begin(), at->second.end(), everywhere))
    return {Meaning::by_place, at->second.front().person};
  // Claims are in order of person.
  if (!same) return {};
  return {Meaning::person, at->second.front().person};
}

std::optional<std::uint32_t> Authority::who_at(const std::string& key,
                                               const NamePlace& place) const {
  const auto at = claims_.find(key);
  if (at == claims_.end()) return std::nullopt;
  std::optional<std::uint32_t> found;
  bool here = false;  // By a line for this very article.
  bool shared = false;
  for (const Claim& claim : at->second) {
    const Fact& fact = persons_[claim.person].names[claim.name].fact;
    if (!holds(fact, place)) continue;
    const bool is_here = !fact.article.empty();
    if (here && !is_here) continue;
    if (is_here && !here) {
      found.reset();
      shared = false;
      here = true;
    }
    shared = shared || (found && *found != claim.person);
    found = claim.person;
  }
  return shared ? std::nullopt : found;
}

bool Authority::apart(std::uint32_t one, std::uint32_t other) const {
  const auto& list = persons_[one].apart_from;
  return std::find(list.begin(), list.end(), other) != list.end();
}

/// One pass over the lines, then what only the whole file shows.
class AuthorityReader {
 public:
  AuthorityRead read(std::string_view text) {
    if (text.size() > Authority::kMaxBytes) {
      line_ = 1;
      error(1, "expected at most " + std::to_string(Authority::kMaxBytes) + " bytes, got " +
                   std::to_string(text.size()));
      return std::move(out_);
    }
    if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (line.ends_with('\r')) line.remove_suffix(1);
      ++line_;
      read_line(line);
    }
    finish();
    sort(out_.errors);
    sort(out_.warnings);
    return std::move(out_);
  }

 private:
  static void sort(std::vector<Mistake>& list) {
    std::stable_sort(list.begin(), list.end(),
                     [](const Mistake& a, const Mistake& b) { return a.line < b.line; });
  }
  void note(std::vector<Mistake>& list, std::size_t line, int column, std::string message) {
    if (list.size() < kMostMistakes) list.push_back({line, column, std::move(message)});
  }
  void error(int column, std::string message) {
    note(out_.errors, line_, column, std::move(message));
  }
  void warning(std::size_t line, int column, std::string message) {
    note(out_.warnings, line, column, std::move(message));
  }

  void read_line(std::string_view line) {
    if (const std::size_t bad = text::first_invalid(line);
        bad != std::string_view::npos && bad < line.size())
      return error(column_of(line, bad), "expected UTF-8");
    if (line.empty() || line.front() == '#') return;
    std::array<std::string_view, kColumns> fields{};
    std::array<int, kColumns> columns{};
    std::size_t count = 0;
    for (std::size_t at = 0;; ++count) {
      if (count == kColumns)
        return error(column_of(line, at),
                     "expected at most 7 columns: id, kind, value, from, to, "
                     "source, article");
      const std::size_t end = std::min(line.find('\t', at), line.size());
      fields[count] = line.substr(at, end - at);
      columns[count] = column_of(line, at);
      if (end == line.size()) break;
      at = end + 1;
    }
    for (std::size_t i = 0; i < kColumns; ++i)
      if (fields[i] != trimmed(fields[i]))
        return error(columns[i], "expected no spaces at the ends");
    if (!is_id(fields[0]))
      return error(1,
                   "expected an id of letters, digits, '-', '_' and '.', got " + quoted(fields[0]));
    const auto kind = std::find(kKinds.begin(), kKinds.end() - 1, fields[1]);
    if (kind == kKinds.end() - 1)
      return error(std::max(columns[1], 1),
                   "expected one of " + listed_kinds() + ", got " + quoted(fields[1]));
    if (fields[2].empty()) return error(std::max(columns[2], 1), "expected a value");
    if (fields[2].size() > kMaxValueBytes)
      return error(columns[2], "expected a value of at most " + std::to_string(kMaxValueBytes) +
                                   " bytes, got " + std::to_string(fields[2].size()));
    Fact fact{std::string(fields[2]), {}, std::string(fields[5]), std::string(fields[6]), line_};
    if (!read_days(fields, columns, fact.days)) return;
    if (!fact.article.empty() && !ArticleKey::parse(fact.article))
      return error(columns[6], "expected an article's key, SOURCE/ID, got " + quoted(fact.article));
    add(fields[0], static_cast<std::size_t>(kind - kKinds.begin()), std::move(fact), columns);
  }

  static std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
  }

  static int column_of(std::string_view line, std::size_t at) {
    return 1 + static_cast<int>(std::count_if(
                   line.begin(), line.begin() + static_cast<std::ptrdiff_t>(at),
                   [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
  }

  bool read_days(const std::array<std::string_view, kColumns>& fields,
                 const std::array<int, kColumns>& columns, FactDays& days) {
    const auto read = [&](std::size_t i, std::string& printed) -> std::optional<text::Date> {
      printed = fields[i];
      if (fields[i].empty()) return text::Date{};
      auto date = text::parse_date(fields[i]);
      const bool plain = fields[i].find_first_not_of("0123456789-") == std::string_view::npos;
      if (date && plain && date->precision <= text::DatePrecision::day) return *date;
      error(columns[i], "expected a date as 2019, 2019-03 or 2019-03-05, got " + quoted(fields[i]));
      return std::nullopt;
    };
    const auto from = read(3, days.from);
    const auto to = read(4, days.to);
    if (!from || !to) return false;
    if (from->known()) days.first = from->earliest;
    if (to->known()) days.last = to->latest;
    if (days.first <= days.last) return true;
    error(columns[4], "expected a date not before " + days.from + ", got " + quoted(days.to));
    return false;
  }

  Person& person(std::string_view id) {
    const auto [at, added] = out_.authority.ids_.try_emplace(
        std::string(id), static_cast<std::uint32_t>(out_.authority.persons_.size()));
    if (added) {
      out_.authority.persons_.emplace_back();
      out_.authority.persons_.back().id = id;
      out_.authority.persons_.back().line = line_;
    }
    return out_.authority.persons_[at->second];
  }

  void add(std::string_view id, std::size_t kind, Fact fact,
           const std::array<int, kColumns>& columns) {
    const std::string_view name = kKinds[kind];
    if (kind > static_cast<std::size_t>(NameKind::surname) && !fact.article.empty())
      return error(columns[6], "expected no article: only name, alias and surname hold in one");
    const bool undated = name == "gender" || name == "wikidata" || name == "not-same-as";
    if (undated && !fact.days.open())
      return error(columns[fact.days.from.empty() ? 4 : 3],
                   "expected no date for " + std::string(name));
    Person& who = person(id);
    if (kind <= static_cast<std::size_t>(NameKind::surname))
      return add_name(who, static_cast<NameKind>(kind), std::move(fact), columns);
    if (name == "role") return who.roles.push_back(std::move(fact));
    if (name == "org") return who.orgs.push_back(std::move(fact));
    if (name == "not-same-as") return apart_.emplace_back(who.id, std::move(fact)), void();
    std::string& single = name == "gender" ? who.gender : who.wikidata;
    if (!single.empty())
      return error(columns[1], "expected one " + std::string(name) + " of " + quoted(id) +
                                   ", which has " + quoted(single));
    single = fact.value;
  }

  void add_name(Person& who, NameKind kind, Fact fact, const std::array<int, kColumns>& columns) {
    std::string key = name_key(fact.value);
    if (key.empty())
      return error(columns[2], "expected a name with a letter, got " + quoted(fact.value));
    if (kind == NameKind::name && !who.name.empty())
      return error(columns[1], quoted(who.id) + " has a name, " + quoted(who.name) +
                                   ": make this one an alias");
    if (kind == NameKind::name && !(fact.days.open() && fact.article.empty()))
      return error(columns[1],
                   "expected no date and no article for a name: it is what answers "
                   "show; make what holds for a time an alias");
    for (const PersonName& other : who.names)
      if (other.key == key && other.fact.article == fact.article &&
          other.fact.days.from == fact.days.from && other.fact.days.to == fact.days.to)
        return warning(line_, columns[2], "the same as line " + std::to_string(other.fact.line));
    if (who.names.size() == Authority::kMaxNames)
      return error(columns[1], "expected at most " + std::to_string(Authority::kMaxNames) +
                                   " names of " + quoted(who.id));
    if (kind == NameKind::name) who.name = fact.value;
    who.names.push_back({kind, std::move(key), std::move(fact)});
  }

  void finish() {
    Authority& all = out_.authority;
    for (std::uint32_t i = 0; i < all.persons_.size(); ++i) {
      const Person& who = all.persons_[i];
      if (who.name.empty()) note(out_.errors, who.line, 1, quoted(who.id) + " has no name");
      for (std::uint32_t n = 0; n < who.names.size(); ++n)
        all.claims_[who.names[n].key].push_back({i, n});
    }
    for (const auto& [id, fact] : apart_) part(id, fact);
    for (const Person& who : all.persons_) {
      check_id(who);
      for (const PersonName& name : who.names) check_shared(who, name);
    }
    std::map<std::string_view, const Person*> known;
    for (const Person& who : all.persons_) {
      if (who.wikidata.empty()) continue;
      const auto [at, added] = known.try_emplace(who.wikidata, &who);
      if (!added)
        warning(who.line, 1,
                quoted(who.id) + " and " + quoted(at->second->id) +
                    " have the same wikidata: are they one person?");
    }
  }

  void part(const std::string& id, const Fact& fact) {
    Authority& all = out_.authority;
    const std::uint32_t one = all.ids_.at(id);
    const auto other = all.find_id(fact.value);
    if (!other || *other == one)
      return note(out_.errors, fact.line, static_cast<int>(id.size()) + 14,
                  "expected the id of another person, got " + quoted(fact.value));
    for (const auto& [a, b] : {std::pair(one, *other), std::pair(*other, one)})
      if (!all.apart(a, b)) all.persons_[a].apart_from.push_back(b);
  }

  /// In a query an id stands where a name does.
  void check_id(const Person& who) {
    const Authority& all = out_.authority;
    for (const std::uint32_t other : all.named(name_key(who.id)))
      if (all.persons_[other].id != who.id)
        note(out_.errors, who.line, 1,
             "the id " + quoted(who.id) + " is a name of " + quoted(all.persons_[other].id));
  }

  void check_shared(const Person& who, const PersonName& name) {
    Authority& all = out_.authority;
    const std::uint32_t own = all.ids_.at(who.id);
    int looked = 0;
    for (const Authority::Claim& claim : all.claims_.at(name.key)) {
      constexpr int kMostLooked = 100;
      if (claim.person >= own || ++looked > kMostLooked) break;
      const Person& other = all.persons_[claim.person];
      const Fact& theirs = other.names[claim.name].fact;
      const int column = static_cast<int>(who.id.size() + name_of(name.kind).size()) + 3;
      if (!name.fact.article.empty() && name.fact.article == theirs.article &&
          name.fact.days.first <= theirs.days.last && theirs.days.first <= name.fact.days.last) {
        note(out_.errors, name.fact.line, column,
             quoted(name.fact.value) + " is " + quoted(other.id) + " in this article, by line " +
                 std::to_string(theirs.line));
      } else if (name.kind != NameKind::surname && !all.apart(own, claim.person)) {
        warning(name.fact.line, column,
                quoted(name.fact.value) + " is a name of " + quoted(other.id) + " too (line " +
                    std::to_string(theirs.line) + "): one person, or not-same-as?");
      }
    }
  }

  AuthorityRead out_;
  std::size_t line_ = 0;
  std::vector<std::pair<std::string, Fact>> apart_;
};

AuthorityRead read_authority(std::string_view text) { return AuthorityReader().read(text); }

}  // namespace onrecord::store
