// The method `compare`: two speakers or two outlets side by side.
#include <xapian.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "proto/store/authority.h"
#include "proto/store/reader.h"
#include "proto/text/tokens.h"
#include "proto/wire/nearest.h"
#include "searchd/search/asked.h"
#include "searchd/search/column_table.h"
#include "searchd/search/deadline.h"
#include "searchd/search/keyness.h"
#include "searchd/search/matches.h"
#include "searchd/search/methods.h"
#include "searchd/search/people_facet.h"
#include "searchd/search/timeline.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

using Docids = std::vector<Xapian::docid>;

/// Of each side the words of so many documents are counted, taken evenly from all.
constexpr std::size_t kMostRead = 3000;
/// Up to so many buckets are months.
constexpr std::int64_t kMostMonths = 36;

struct Side {
  std::string value;
  Docids docids;
};

/// The values of \a slot for \a docids, ascending, in their order; "" where there is none.
std::vector<std::string> values_of(const Xapian::Database& database, Xapian::valueno slot,
                                   const Docids& docids, const Budget& budget) {
  std::vector<std::string> values(docids.size());
  auto at = database.valuestream_begin(slot);
  const auto end = database.valuestream_end(slot);
  for (std::size_t i = 0; i < docids.size() && at != end; ++i) {
    if (i % 4096 == 0) check_time(budget.deadline);
    at.skip_to(docids[i]);
    if (at != end && at.get_docid() == docids[i]) values[i] = *at;
  }
  return values;
}

/// At most \a most of \a docids, evenly.
Docids sample_of(const Docids& docids, std::size_t most) {
  if (docids.size() <= most) return docids;
  Docids sample;
  for (std::size_t i = 0; i < most; ++i) sample.push_back(docids[i * docids.size() / most]);
  return sample;
}

class Comparison {
 public:
  Comparison(const wire::Request& request, Snapshot& snapshot, const Budget& budget, Asked& asked)
      : request_(request),
        snapshot_(snapshot),
        budget_(budget),
        asked_(asked),
        database_(snapshot.database(asked.kind)),
        by_(*request.text("by")),
        limit_(static_cast<std::size_t>(*request.integer("limit"))) {}

  Result<json::object> run() {
    if (auto found = find_sides(); !found) return found.error();
    find_columns();
    json::object result;
    put_question(result, asked_);
    result.emplace("by", by_);
    if (asked_.excluded_undated)
      result.emplace("excluded_undated",
                     count_matches(database_, *asked_.excluded_undated, budget_));
    result.emplace("sides", sides_json());
    result.emplace("both", both_json());
    result.emplace("timeline", timeline_json());
    result.emplace("facets", facets_json());
    return result;
  }

 private:
  Result<void> find_sides() {
    const Docids all = every_match(database_, asked_.visible, budget_);
    const auto values = request_.text_list("values");
    for (std::size_t i = 0; i < sides_.size(); ++i) {
      sides_[i].value = std::string(values[i]);
      if (sides_[i].value.find('"') != std::string::npos)
        return Error{Errc::invalid, "values: expected a name without quotation marks", 0};
      if (text::terms_of(sides_[i].value).empty())
        return Error{
            Errc::invalid,
            "values: expected a name, got '" + std::string(wire::shortened(values[i])) + "'", 0};
      auto parsed = query::parse_query(by_ + ":\"" + sides_[i].value + '"', asked_.target);
      if (!parsed) return Error{parsed.error().code, "values: " + parsed.error().message, 0};
      const auto query = compile_visible(*parsed->root, asked_, snapshot_, budget_);
      if (!query) return query.error();
      const Docids matching = every_match(database_, *query, budget_);
      std::set_intersection(all.begin(), all.end(), matching.begin(), matching.end(),
                            std::back_inserter(sides_[i].docids));
    }
    // What is one person's statement is not another's, nor one outlet's article another's.
    if (!sides_[0].docids.empty() && sides_[0].docids == sides_[1].docids &&
        (by_ == "outlet" || asked_.target == In::statements))
      return Error{Errc::invalid, "values: expected two, got one under two names", 0};
    return {};
  }

  /// The columns in memory, or made for this answer.
  void find_columns() {
    view_ = snapshot_.columns(asked_.kind);
    if (view_ != nullptr && view_->dates() != nullptr) return;
    ColumnTable table(asked_.target, {}, snapshot_.reader().settings.shards);
    while (!table.fill_some(database_)) check_time(budget_.deadline);
    made_.push_back(table.view());
    view_ = made_.back().get();
  }

  // ---- Words

  /// In how many of \a docids each word stands as it is printed.
  std::unordered_map<std::string, std::uint64_t> word_counts(const Docids& docids) {
    std::unordered_map<std::string, std::uint64_t> counts;
    for (const Xapian::docid docid : docids) {
      check_time(budget_.deadline);
      auto term = database_.termlist_begin(docid);
      const auto end = database_.termlist_end(docid);
      for (; term != end; ++term) {
        const std::string word = *term;
        // Terms with a prefix begin with a capital letter.
        if (word.front() >= 'A' && word.front() <= 'Z') continue;
        ++counts[word];
      }
    }
    return counts;
  }

  /// The names themselves tell nothing.
  std::unordered_set<std::string> names() const {
    std::unordered_set<std::string> words;
    for (const Side& side : sides_)
      for (std::string& word : text::terms_of(side.value)) words.insert(std::move(word));
    return words;
  }

  json::array sides_json() {
    std::array<Docids, 2> read;
    std::array<std::unordered_map<std::string, std::uint64_t>, 2> counts;
    for (std::size_t i = 0; i < sides_.size(); ++i) {
      read[i] = sample_of(sides_[i].docids, kMostRead);
      counts[i] = word_counts(read[i]);
    }
    const auto left_out = names();
    json::array list;
    for (std::size_t i = 0; i < sides_.size(); ++i) {
      const std::size_t other = 1 - i;
      json::array words;
      for (const KeyWord& word : key_words(counts[i], read[i].size(), counts[other],
                                           read[other].size(), left_out, limit_))
        words.push_back(json::object{{"word", word.word},
                                     {"count", word.here},
                                     {"other", word.there},
                                     {"score", word.score}});
      list.push_back(json::object{{"value", sides_[i].value},
                                  {"total", sides_[i].docids.size()},
                                  {"words_read", read[i].size()},
                                  {"words", std::move(words)}});
    }
    return list;
  }

  // ---- Both

  /// Of speakers the articles in which both are on record, of outlets the stories that both have a
  /// copy of.
  json::object both_json() {
    const bool speakers = by_ == "speaker";
    const Xapian::valueno slot = speakers ? slot::kKey : slot::kCluster;
    std::array<std::map<std::string, std::string>, 2> found;
    for (std::size_t i = 0; i < sides_.size(); ++i) {
      const auto shared = values_of(database_, slot, sides_[i].docids, budget_);
      const auto keys =
          speakers ? shared : values_of(database_, slot::kKey, sides_[i].docids, budget_);
      for (std::size_t n = 0; n < shared.size(); ++n)
        if (!shared[n].empty()) found[i].try_emplace(shared[n], keys[n]);
    }
    std::size_t count = 0;
    json::array list;
    for (const auto& [value, key] : found[0]) {
      const auto there = found[1].find(value);
      if (there == found[1].end()) continue;
      if (++count > limit_) continue;
      if (speakers)
        list.emplace_back(key);
      else
        list.push_back(json::array{key, there->second});
    }
    return {{"count", count}, {speakers ? "articles" : "copies", std::move(list)}};
  }

  // ---- Time and values

  json::object timeline_json() {
    const DateColumn& dates = *view_->dates();
    BucketRange range;
    range.level = DateLevel::month;
    for (const Side& side : sides_) widen(range, dates, side.docids);
    if (range.size() == 0 || range.size() > kMostMonths) {
      range = {DateLevel::year, 0, -1};
      for (const Side& side : sides_) widen(range, dates, side.docids);
    }
    json::array buckets;
    for (std::int64_t bucket = range.first; bucket <= range.last; ++bucket)
      buckets.emplace_back(range.printed(bucket));
    json::array counts, imprecise, undated;
    for (const Side& side : sides_) {
      const Series series = count_series(range, dates, side.docids);
      counts.push_back(json::array(series.counts.begin(), series.counts.end()));
      imprecise.push_back(series.imprecise);
      undated.push_back(series.undated);
    }
    return {{"by", range.level == DateLevel::month ? "month" : "year"},
            {"buckets", std::move(buckets)},
            {"counts", std::move(counts)},
            {"imprecise", std::move(imprecise)},
            {"undated", std::move(undated)}};
  }

  json::object facets_json() {
    json::object facets;
    for (const std::string_view name : {"speaker", "outlet", "desk", "kind"}) {
      const Field* const field = find_field(name);
      if (name == by_ || !lives_in(*field, asked_.target)) continue;
      facets.emplace(
          name, name == "speaker" && asked_.people() ? people_rows() : rows_of(column_of(*field)));
    }
    return facets;
  }

  /// The column in memory, or made for this answer where it had no room.
  const Column& column_of(const Field& field) {
    if (const Column* const column = view_->of(field)) return *column;
    ColumnTable table(asked_.target, {}, snapshot_.reader().settings.shards);
    table.keep_only(&field);
    while (!table.fill_some(database_)) check_time(budget_.deadline);
    made_.push_back(table.view());
    return *made_.back()->of(field);
  }

  /// The most frequent values of both sides together, with each side's count; spellings of one
  /// value are one.
  json::array rows_of(const Column& column) {
    std::vector<std::uint32_t> all(column.size());
    std::vector<std::array<std::uint64_t, 2>> of_group(column.size());
    for (std::size_t i = 0; i < sides_.size(); ++i)
      for (const Xapian::docid docid : sides_[i].docids)
        column.each(docid, [&](std::uint32_t ordinal) {
          ++all[ordinal];
          ++of_group[column.value(ordinal).group][i];
        });
    std::map<std::string_view, std::uint32_t> group_of;
    for (std::uint32_t ordinal = 0; ordinal < column.size(); ++ordinal)
      if (all[ordinal] > 0)
        group_of.emplace(column.value(ordinal).text, column.value(ordinal).group);
    json::array rows;
    for (const Counted& row : group_values(column, all, limit_)) {
      const auto& counts = of_group[group_of.at(row.value)];
      rows.push_back(json::object{{"value", row.value},
                                  {"counts", json::array(counts.begin(), counts.end())}});
    }
    return rows;
  }

  /// The same of people of the authority, and of names of everybody else.
  json::array people_rows() {
    std::map<std::string, json::object> rows;
    std::vector<Counted> order;
    for (std::size_t i = 0; i < sides_.size(); ++i)
      for (json::value& one :
           count_people(asked_, sides_[i].docids, SIZE_MAX, snapshot_, budget_)) {
        json::object& row = one.get_object();
        const std::string value(row.at("value").get_string());
        const auto count = row.at("count").to_number<std::uint64_t>();
        const json::value* const person = row.if_contains("person");
        const std::string key = person != nullptr ? "person " + std::string(person->get_string())
                                                  : "name " + store::name_key(value);
        row.erase("count");
        json::object& kept = rows.try_emplace(key, std::move(row)).first->second;
        if (!kept.contains("counts")) kept.emplace("counts", json::array{0, 0});
        kept.at("counts").get_array()[i] = count;
      }
    for (const auto& [key, row] : rows) {
      const json::array& counts = row.at("counts").get_array();
      order.push_back(
          {key, counts[0].to_number<std::uint64_t>() + counts[1].to_number<std::uint64_t>()});
    }
    keep_most_frequent(order, limit_);
    json::array list;
    for (const Counted& one : order) list.push_back(std::move(rows.at(one.value)));
    return list;
  }

  const wire::Request& request_;
  Snapshot& snapshot_;
  const Budget& budget_;
  Asked& asked_;
  Xapian::Database& database_;
  const std::string by_;
  const std::size_t limit_;
  std::array<Side, 2> sides_;
  const ColumnView* view_ = nullptr;
  std::vector<std::shared_ptr<const ColumnView>> made_;
};

}  // namespace

Result<json::object> run_compare(const wire::Request& request, Snapshot& snapshot,
                                 const Budget& budget) {
  auto asked = ask(request, snapshot, budget);
  if (!asked) return asked.error();
  return Comparison(request, snapshot, budget, *asked).run();
}

}  // namespace onrecord::search
