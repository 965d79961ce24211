// Stock value-count spies for fields, date terms for years and months.
#include "searchd/search/facets.h"

#include <algorithm>
#include <map>
#include <string>

#include "proto/store/terms.h"
#include "proto/text/tokens.h"
#include "proto/wire/nearest.h"
#include "searchd/search/deadline.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

constexpr std::string_view kYear = "year";
constexpr std::string_view kMonth = "month";

Error no_facet(std::string_view name, In target) {
  std::string message = "no facet '" + std::string(wire::shortened(name)) + "': expected one of ";
  for (const Field& field : kFields)
    if (field.facet && lives_in(field, target)) message += std::string(field.name) + ", ";
  return {Errc::invalid, message + "year, month", 0};
}

/// One folded value in its spellings.
struct Tally {
  std::uint64_t count = 0;
  std::map<std::string, std::uint64_t> spellings;
};

struct Row {
  std::string value;
  std::uint64_t count = 0;
};

json::array rows_json(const std::vector<Row>& rows) {
  json::array list;
  for (const Row& row : rows)
    list.push_back(json::object{{"value", row.value}, {"count", row.count}});
  return list;
}

std::string_view most_frequent(const Tally& tally) {
  auto best = tally.spellings.begin();
  for (auto at = best; at != tally.spellings.end(); ++at)
    if (at->second > best->second) best = at;
  return best->first;
}

/// The values of one slot, folded and without doubles within the document.
std::vector<std::pair<std::string, std::string>> values_in(const Field& field,
                                                           const std::string& slot) {
  std::vector<std::pair<std::string, std::string>> values;
  const auto add = [&](const std::string& value) {
    std::string folded = text::fold_value(value);
    if (folded.empty()) folded = value;
    const auto same = [&](const auto& other) { return other.first == folded; };
    if (std::none_of(values.begin(), values.end(), same))
      values.emplace_back(std::move(folded), value);
  };
  if (!field.multi)
    add(slot);
  else
    for (const std::string& value : store::decode_list(slot)) add(value);
  return values;
}

json::array counted_field(const Field& field, const Xapian::ValueCountMatchSpy& spy,
                          std::size_t limit) {
  std::map<std::string, Tally> tallies;
  for (auto at = spy.values_begin(); at != spy.values_end(); ++at) {
    const std::uint64_t documents = at.get_termfreq();
    for (auto& [folded, value] : values_in(field, *at)) {
      Tally& tally = tallies[folded];
      tally.count += documents;
      tally.spellings[value] += documents;
    }
  }
  std::vector<Row> rows;
  for (const auto& [folded, tally] : tallies)
    rows.push_back({std::string(most_frequent(tally)), tally.count});
  const auto more_frequent = [](const Row& a, const Row& b) {
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  };
  std::sort(rows.begin(), rows.end(), more_frequent);
  if (rows.size() > limit) rows.resize(limit);
  return rows_json(rows);
}

std::uint64_t count_of(Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire.get_mset(0, 0, database.get_doccount()).get_matches_estimated();
}

/// The date terms of one level, newest first: 'y' gives 2026, 'm' gives 202603.
std::vector<std::string> date_terms_of(Xapian::Database& database, char level) {
  const std::string start = std::string(prefix::kDate) + level;
  std::vector<std::string> terms(database.allterms_begin(start), database.allterms_end(start));
  std::reverse(terms.begin(), terms.end());
  return terms;
}

/// "Dy2026" → "2026", "Dm202603" → "2026-03".
std::string printed_date(const std::string& term) {
  std::string printed = term.substr(prefix::kDate.size() + 1);
  if (printed.size() > 4) printed.insert(4, 1, '-');
  return printed;
}

json::array counted_dates(Xapian::Database& database, const Xapian::Query& query, char level,
                          std::size_t limit, const Budget& budget) {
  std::vector<Row> rows;
  for (const std::string& term : date_terms_of(database, level)) {
    if (rows.size() == limit) break;
    check_time(budget.deadline);
    const Xapian::Query within(Xapian::Query::OP_FILTER, query, Xapian::Query(term));
    if (const std::uint64_t count = count_of(database, with_deadline(within, budget.deadline)))
      rows.push_back({printed_date(term), count});
  }
  return rows_json(rows);
}

}  // namespace

Result<FacetCounter> FacetCounter::open(std::span<const std::string_view> fields, In target) {
  FacetCounter counter;
  for (const std::string_view name : fields) {
    Asked asked{name, nullptr, nullptr};
    if (name != kYear && name != kMonth) {
      asked.field = find_field(name);
      if (asked.field == nullptr || !asked.field->facet || !lives_in(*asked.field, target))
        return no_facet(name, target);
      asked.spy = std::make_unique<Xapian::ValueCountMatchSpy>(asked.field->slot);
    }
    counter.asked_.push_back(std::move(asked));
  }
  return counter;
}

void FacetCounter::watch(Xapian::Enquire& enquire) {
  for (Asked& asked : asked_)
    if (asked.spy != nullptr) enquire.add_matchspy(asked.spy.get());
}

json::object FacetCounter::counted(Xapian::Database& database, const Xapian::Query& visible_query,
                                   std::size_t limit, const Budget& budget) {
  json::object facets;
  for (const Asked& asked : asked_) {
    json::array rows = asked.spy != nullptr
                           ? counted_field(*asked.field, *asked.spy, limit)
                           : counted_dates(database, visible_query, asked.name == kYear ? 'y' : 'm',
                                           limit, budget);
    facets[asked.name] = std::move(rows);
  }
  return facets;
}

}  // namespace onrecord::search
