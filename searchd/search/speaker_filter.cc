// Phrases of all names find the candidates; a posting source looks at each one's whole values.
#include "searchd/search/speaker_filter.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "proto/store/fields.h"
#include "proto/store/terms.h"
#include "proto/text/tokens.h"
#include "searchd/query/compile_words.h"
#include "searchd/query/spelling.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

using store::Authority;
using Meaning = Authority::Meaning;

const Field& speaker_field() { return *find_field("speaker"); }

std::optional<std::int64_t> seconds_in(const Xapian::Document& document, Xapian::valueno slot) {
  const std::string value = document.get_value(slot);
  if (value.empty()) return std::nullopt;
  return static_cast<std::int64_t>(Xapian::sortable_unserialise(value));
}

/// Whether the words of \a key stand in \a value one after the other.
bool has_words(const std::string& value, const std::string& key) {
  for (std::size_t at = value.find(key); at != std::string::npos; at = value.find(key, at + 1)) {
    const std::size_t end = at + key.size();
    if ((at == 0 || value[at - 1] == ' ') && (end == value.size() || value[end] == ' '))
      return true;
  }
  return false;
}

/// What is looked for in the values of a document.
struct Looked {
  std::shared_ptr<const Authority> authority;
  std::uint32_t person = 0;
  /// "": documents with a value that is the person's.  Else: documents without values that have
  /// these words and are all of somebody apart from the person.
  std::string but_of_others;
  /// Of the person's documents only such as hold for this fact.
  const store::Fact* role = nullptr;
};

/// Lets by the documents that fit.  In an AND with the phrases it is asked last, about few.
class SpeakerSource : public Xapian::PostingSource {
 public:
  explicit SpeakerSource(Looked looked) : looked_(std::move(looked)) {}

  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }
  void next(double) override { advance(at_ + 1); }
  void skip_to(Xapian::docid docid, double) override {
    if (docid > at_) advance(docid);
  }
  bool check(Xapian::docid docid, double) override {
    if (docid <= at_) return fits_;
    fits_ = fits(docid);
    // Where nothing is, the place before: the matcher takes the current place for a hit.
    at_ = fits_ ? docid : docid - 1;
    return fits_;
  }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }
  PostingSource* clone() const override { return new SpeakerSource(looked_); }
  std::string name() const override { return {}; }
  void init(const Xapian::Database& shard) override {
    shard_ = shard;
    documents_ = shard.get_doccount();
    last_ = shard.get_lastdocid();
    at_ = 0;
    values_ = shard.valuestream_begin(speaker_field().slot);
    memory_.clear();
  }
  std::string get_description() const override { return "Speaker"; }

 private:
  struct Value {
    std::string key;
    Authority::Who who;
    bool has_words = false;
  };

  void advance(Xapian::docid docid) {
    for (at_ = docid; at_ <= last_; ++at_)
      if (fits(at_)) break;
    fits_ = at_ <= last_;
  }

  const Value& value_of(const std::string& text) {
    const auto [at, added] = memory_.try_emplace(text);
    if (added) {
      Value& value = at->second;
      value.key = store::name_key(text);
      value.who = looked_.authority->who(value.key);
      value.has_words =
          !looked_.but_of_others.empty() && has_words(value.key, looked_.but_of_others);
    }
    return at->second;
  }

  std::optional<std::uint32_t> person_of(const Value& value, Xapian::docid docid) const {
    if (value.who.meaning == Meaning::nobody) return std::nullopt;
    if (value.who.meaning == Meaning::person) return value.who.person;
    const DocumentPlace place(shard_.get_document(docid));
    return looked_.authority->who_at(value.key, place.name_place());
  }

  bool in_role(Xapian::docid docid) const {
    if (looked_.role == nullptr || looked_.role->days.open()) return true;
    const DocumentPlace place(shard_.get_document(docid));
    return store::holds(*looked_.role, place.name_place());
  }

  bool fits(Xapian::docid docid) {
    const bool by_words = !looked_.but_of_others.empty();
    if (values_ != shard_.valuestream_end(speaker_field().slot)) values_.skip_to(docid);
    if (values_ == shard_.valuestream_end(speaker_field().slot) || values_.get_docid() != docid)
      return by_words;
    bool of_others = false;
    for (const std::string& text : store::decode_list(*values_)) {
      const Value& value = value_of(text);
      if (!by_words && value.who.meaning == Meaning::nobody) continue;
      const auto person = person_of(value, docid);
      if (person == looked_.person) return in_role(docid);
      if (!value.has_words) continue;
      if (!person || !looked_.authority->apart(looked_.person, *person)) return true;
      of_others = true;
    }
    return by_words && !of_others;
  }

  Looked looked_;
  Xapian::Database shard_;
  Xapian::doccount documents_ = 0;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
  bool fits_ = false;
  Xapian::ValueIterator values_;
  std::unordered_map<std::string, Value> memory_;
};

Xapian::Query looked_at(const Xapian::Query& candidates, Looked looked) {
  return {Xapian::Query::OP_FILTER, candidates,
          Xapian::Query((new SpeakerSource(std::move(looked)))->release())};
}

Xapian::Query any_name(const store::Person& person) {
  std::vector<std::string> keys;
  for (const store::PersonName& name : person.names) keys.push_back(name.key);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::vector<Xapian::Query> phrases;
  for (const std::string& key : keys) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < key.size();) {
      const std::size_t end = std::min(key.find(' ', at), key.size());
      words.push_back(key.substr(at, end - at));
      at = end + 1;
    }
    phrases.push_back(query::phrase(speaker_field().prefix, words));
  }
  return {Xapian::Query::OP_OR, phrases.begin(), phrases.end()};
}

/// Most people that a row lists.
constexpr std::size_t kMostListed = 20;

/// Where and when a fact holds, and who says so.
void put_bounds(json::object& row, const store::Fact& fact) {
  if (!fact.days.from.empty()) row.emplace("from", fact.days.from);
  if (!fact.days.to.empty()) row.emplace("to", fact.days.to);
  if (!fact.article.empty()) row.emplace("article", fact.article);
  if (!fact.source.empty()) row.emplace("source", fact.source);
}

json::object name_json(const store::PersonName& name) {
  json::object row{{"value", name.fact.value}, {"kind", name_of(name.kind)}};
  put_bounds(row, name.fact);
  return row;
}

}  // namespace

DocumentPlace::DocumentPlace(const Xapian::Document& document)
    : article_(document.get_value(slot::kKey)),
      earliest_(seconds_in(document, slot::kDateEarliest)),
      latest_(seconds_in(document, slot::kDateLatest)) {}

bool SpeakerFilter::note(Expanded expanded) {
  const auto same = [&](const Expanded& other) {
    return other.column == expanded.column && other.asked == expanded.asked;
  };
  if (std::any_of(expanded_.begin(), expanded_.end(), same)) return false;
  expanded_.push_back(std::move(expanded));
  return true;
}

Result<std::optional<Xapian::Query>> SpeakerFilter::expand(std::string_view value, int column,
                                                           const Xapian::Query& as_it_says) {
  if (!authority_) return std::nullopt;
  const auto by_id = authority_->find_id(value);
  const std::string key = store::name_key(value);
  const std::vector<std::uint32_t> persons =
      by_id ? std::vector<std::uint32_t>{*by_id} : authority_->named(key);
  if (persons.empty()) return std::nullopt;
  Expanded expanded{column, std::string(value), persons, "id", {}};
  if (persons.size() > 1) {
    note(std::move(expanded));
    return std::nullopt;
  }
  const store::Person& person = authority_->persons()[persons[0]];
  if (!by_id) {
    const auto name = std::find_if(person.names.begin(), person.names.end(),
                                   [&](const store::PersonName& n) { return n.key == key; });
    expanded.matched = name_of(name->kind);
  }
  if (note(std::move(expanded))) names_ += person.names.size();
  if (names_ > kMaxNames)
    return query::error_at(
        column, Errc::limit,
        "the speakers asked for have more than " + std::to_string(kMaxNames) + " names together");
  const Xapian::Query own = looked_at(any_name(person), {authority_, persons[0], {}});
  if (by_id) return own;
  const Xapian::Query said =
      person.apart_from.empty() ? as_it_says : looked_at(as_it_says, {authority_, persons[0], key});
  return Xapian::Query(Xapian::Query::OP_OR, said, own);
}

Result<std::optional<Xapian::Query>> SpeakerFilter::expand_role(std::string_view value, int column,
                                                                const Xapian::Query& as_it_says) {
  if (!authority_) return std::nullopt;
  const std::string key = store::name_key(value);
  if (key.empty()) return std::nullopt;
  Expanded expanded{column, std::string(value), {}, "role", {}};
  std::vector<Xapian::Query> said{as_it_says};
  std::size_t names = 0;
  const auto persons = authority_->persons();
  for (std::uint32_t i = 0; i < persons.size(); ++i)
    for (const store::Fact& role : persons[i].roles) {
      if (!has_words(store::name_key(role.value), key)) continue;
      expanded.persons.push_back(i);
      expanded.roles.push_back(&role);
      names += persons[i].names.size();
      if (names_ + names > kMaxNames) break;
      said.push_back(looked_at(any_name(persons[i]), {authority_, i, {}, &role}));
    }
  if (expanded.persons.empty()) return std::nullopt;
  if (note(std::move(expanded))) names_ += names;
  if (names_ > kMaxNames)
    return query::error_at(column, Errc::limit,
                           "the people who had that role have more than " +
                               std::to_string(kMaxNames) + " names together");
  return Xapian::Query(Xapian::Query::OP_OR, said.begin(), said.end());
}

json::object speaker_row(const Authority& authority, std::string_view asked,
                         std::span<const std::uint32_t> persons, std::string_view matched) {
  json::object row{{"asked", asked}};
  if (persons.size() > 1) {
    json::array people;
    for (const std::uint32_t index : persons) {
      const store::Person& person = authority.persons()[index];
      people.push_back(json::object{{"person", person.id}, {"name", person.name}});
      if (people.size() == kMostListed) break;
    }
    row.emplace("shared_by", std::move(people));
    return row;
  }
  const store::Person& person = authority.persons()[persons[0]];
  row.emplace("person", person.id);
  row.emplace("name", person.name);
  row.emplace("matched", matched);
  json::array names;
  for (const store::PersonName& name : person.names) names.push_back(name_json(name));
  row.emplace("names", std::move(names));
  if (!person.apart_from.empty()) {
    json::array apart;
    for (const std::uint32_t other : person.apart_from)
      apart.push_back(json::string(authority.persons()[other].id));
    row.emplace("apart_from", std::move(apart));
  }
  return row;
}

json::array SpeakerFilter::told() const {
  json::array rows;
  for (const Expanded& expanded : expanded_) {
    json::object row{{"column", expanded.column}};
    if (expanded.roles.empty()) {
      for (auto& [name, value] :
           speaker_row(*authority_, expanded.asked, expanded.persons, expanded.matched))
        row.emplace(name, std::move(value));
      rows.push_back(std::move(row));
      continue;
    }
    row.emplace("asked", expanded.asked);
    row.emplace("field", "role");
    json::array people;
    for (std::size_t i = 0; i < expanded.roles.size() && people.size() < kMostListed; ++i) {
      const store::Person& person = authority_->persons()[expanded.persons[i]];
      const store::Fact& role = *expanded.roles[i];
      json::object one{{"person", person.id}, {"name", person.name}, {"role", role.value}};
      put_bounds(one, role);
      people.push_back(std::move(one));
    }
    row.emplace("people", std::move(people));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace onrecord::search
