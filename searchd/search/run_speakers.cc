// The method `speakers`: who speaks in what matches, as people where the authority knows them; by
// name, part of a name, spelling and sound.  Counted from what may be seen, so nobody else is
// listed.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "proto/store/authority.h"
#include "proto/text/name_sound.h"
#include "searchd/search/asked.h"
#include "searchd/search/deadline.h"
#include "searchd/search/matches.h"
#include "searchd/search/methods.h"
#include "searchd/search/speaker_match.h"
#include "searchd/search/speaker_tally.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

/// Most spellings that a row shows.
constexpr std::size_t kMostSpellings = 20;

struct Row {
  const Speaker* speaker = nullptr;
  NameMatch match;
  std::string found_by;  ///< The name that matched.
};

class Speakers {
 public:
  Speakers(const wire::Request& request, const store::Authority* authority,
           const SpeakerTally& tally, const Budget& budget)
      : request_(request), authority_(authority), tally_(tally), budget_(budget) {}

  void find() {
    const auto name = request_.text("name");
    if (!name) {
      for (const Speaker& speaker : tally_.speakers()) rows_.push_back({&speaker, {}, {}});
      return;
    }
    AskedName asked(*name);
    if (authority_ != nullptr) by_id_ = authority_->find_id(*name);
    const auto way = request_.text("way").value_or("any");
    std::size_t looked = 0;
    for (const Speaker& speaker : tally_.speakers()) {
      constexpr std::size_t kBetween = 1024;
      if (looked++ % kBetween == 0) check_time(budget_.deadline);
      auto row = match(speaker, asked);
      if (row && (way == "any" || way == name_of(row->match.way))) rows_.push_back(std::move(*row));
    }
  }

  void put_into(json::object& result) {
    const auto offset = static_cast<std::size_t>(*request_.integer("offset"));
    const auto limit = static_cast<std::size_t>(*request_.integer("limit"));
    const std::size_t end = std::min(rows_.size(), offset + limit);
    const std::size_t begin = std::min(offset, end);
    const std::string_view sort = *request_.text("sort");
    std::partial_sort(rows_.begin(), rows_.begin() + static_cast<std::ptrdiff_t>(end), rows_.end(),
                      [&](const Row& a, const Row& b) { return before(a, b, sort); });
    json::array people;
    for (std::size_t i = begin; i < end; ++i) people.push_back(shown(rows_[i]));
    result.emplace("total", json::object{{"value", rows_.size()}, {"exact", true}});
    result.emplace("unnamed", tally_.unnamed());
    result.emplace("people", std::move(people));
  }

 private:
  std::optional<Row> match(const Speaker& speaker, AskedName& asked) const {
    std::optional<Row> best;
    const auto consider = [&](NameMatch match, const std::string& name) {
      if (!best || match < best->match) best = Row{&speaker, match, name};
    };
    for (const Spelling& spelling : speaker.spelt)
      if (const auto found = asked.match(tally_.column().form(spelling.ordinal)))
        consider(*found, tally_.column().value(spelling.ordinal).text);
    if (!speaker.person) return best;
    const store::Person& person = authority_->persons()[*speaker.person];
    if (by_id_ == speaker.person) consider({NameWay::authority}, person.id);
    for (const store::PersonName& name : person.names) {
      const auto found = asked.match({name.key, text::name_sound(name.key)});
      if (!found) continue;
      // What the file says is said to be from there; the name that is shown needs no explanation.
      const bool other = found->way == NameWay::exact && name.kind != store::NameKind::name;
      consider(other ? NameMatch{NameWay::authority} : *found, name.fact.value);
    }
    return best;
  }

  bool before(const Row& a, const Row& b, std::string_view sort) const {
    if (a.match < b.match || b.match < a.match) return a.match < b.match;
    const Speaker &one = *a.speaker, &other = *b.speaker;
    const auto days = [](std::uint32_t day) { return day == 0 ? 99999999U : day; };
    if (sort == "articles" && one.articles != other.articles) return one.articles > other.articles;
    if (sort == "first" && one.first != other.first) return days(one.first) < days(other.first);
    if (sort == "last" && one.last != other.last) return one.last > other.last;
    if (sort != "name" && one.statements != other.statements)
      return one.statements > other.statements;
    if (const int order = tally_.key(one).compare(tally_.key(other)); order != 0) return order < 0;
    const int order = tally_.name(one).compare(tally_.name(other));
    return order != 0 ? order < 0 : one.person < other.person;
  }

  json::object shown(const Row& row) const {
    const Speaker& speaker = *row.speaker;
    json::object out{{"name", tally_.name(speaker)}};
    if (speaker.person) out.emplace("person", authority_->persons()[*speaker.person].id);
    out.emplace("statements", speaker.statements);
    out.emplace("articles", speaker.articles);
    if (speaker.retracted != 0) out.emplace("retracted", speaker.retracted);
    if (speaker.first != 0) out.emplace("first", printed_day(speaker.first));
    if (speaker.last != 0) out.emplace("last", printed_day(speaker.last));
    json::array names;
    for (const Spelling& spelling : speaker.spelt) {
      if (names.size() == kMostSpellings) break;
      names.push_back(json::object{{"value", tally_.column().value(spelling.ordinal).text},
                                   {"statements", spelling.statements}});
    }
    out.emplace("names", std::move(names));
    if (speaker.spelt.size() > kMostSpellings)
      out.emplace("more_names", speaker.spelt.size() - kMostSpellings);
    if (row.found_by.empty()) return out;
    out.emplace("way", name_of(row.match.way));
    out.emplace("found_by", row.found_by);
    if (row.match.way >= NameWay::spelling)
      out.emplace("distance",
                  static_cast<double>(static_cast<int>(row.match.distance * 100 + .5)) / 100);
    return out;
  }

  const wire::Request& request_;
  const store::Authority* authority_;
  const SpeakerTally& tally_;
  const Budget& budget_;
  std::optional<std::uint32_t> by_id_;
  std::vector<Row> rows_;
};

}  // namespace

Result<json::object> run_speakers(const wire::Request& request, Snapshot& snapshot,
                                  const Budget& budget) {
  const auto name = request.text("name");
  if (name && store::name_key(*name).empty())
    return Error{Errc::invalid,
                 "argument 'name': expected a letter or a digit, got '" + std::string(*name) + "'",
                 0};
  auto asked = ask(request, snapshot, budget);
  if (!asked) return asked.error();
  const store::Authority* const authority = asked->speakers->authority();
  const auto docids = every_match(snapshot.database(asked->kind), asked->visible, budget);
  const SpeakerTally tally(docids, authority, snapshot, budget);
  Speakers speakers(request, authority, tally, budget);
  speakers.find();

  json::object result;
  put_question(result, *asked);
  if (asked->excluded_undated)
    result.emplace("excluded_undated",
                   count_matches(snapshot.database(asked->kind), *asked->excluded_undated, budget));
  speakers.put_into(result);
  return result;
}

}  // namespace onrecord::search
