// Matches once for all facets, and once more for each whose own filter is ignored.
#include "searchd/search/facets.h"

#include <string>
#include <utility>

#include "proto/wire/nearest.h"
#include "searchd/search/deadline.h"
#include "searchd/search/matches.h"
#include "searchd/search/own_filter.h"
#include "searchd/search/people_facet.h"
#include "searchd/search/slow_facets.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

Error no_facet(std::string_view name, In target) {
  std::string message = "no facet '" + std::string(wire::shortened(name)) + "': expected one of ";
  for (const Field& field : kFields)
    if (field.facet && lives_in(field, target)) message += std::string(field.name) + ", ";
  return {Errc::invalid, message + "year, month", 0};
}

json::array rows_json(const std::vector<Counted>& rows) {
  json::array list;
  for (const Counted& row : rows)
    list.push_back(json::object{{"value", row.value}, {"count", row.count}});
  return list;
}

}  // namespace

Result<Facet> find_facet(std::string_view name, In target) {
  if (name == "year") return Facet{name, nullptr, DateLevel::year};
  if (name == "month") return Facet{name, nullptr, DateLevel::month};
  const Field* field = find_field(name);
  if (field == nullptr || !field->facet || !lives_in(*field, target)) return no_facet(name, target);
  return Facet{name, field, DateLevel::year};
}

Result<FacetCounter> FacetCounter::open(const wire::Request& request, std::string_view list,
                                        In target) {
  FacetCounter counter;
  counter.limit_ = static_cast<std::size_t>(*request.integer("facet_limit"));
  counter.ignores_own_filter_ = *request.text("own_filter") == "ignored";
  for (const std::string_view name : request.text_list(list)) {
    const auto facet = find_facet(name, target);
    if (!facet) return facet.error();
    counter.facets_.push_back(*facet);
  }
  return counter;
}

void FacetCounter::count_all(const std::vector<Facet>& facets,
                             const std::vector<Xapian::docid>& docids, const Xapian::Query& query,
                             const Asked& asked, Snapshot& snapshot, const Budget& budget) {
  Xapian::Database& database = asked.database(snapshot);
  const ColumnView* const columns = asked.columns(snapshot);
  std::vector<const Field*> without_column;
  std::vector<std::string_view> names;
  for (const Facet& facet : facets) {
    check_time(budget.deadline);
    json::value& rows = counted_[facet.name];
    if (facet.field == nullptr) {
      const DateColumn* const dates = columns != nullptr ? columns->dates() : nullptr;
      rows = rows_json(dates != nullptr
                           ? count_dates(*dates, docids, facet.level, limit_)
                           : count_date_terms(database, query, facet.level, limit_, budget));
    } else if (facet.field->name == "speaker" && asked.people()) {
      rows = count_people(asked, docids, limit_, snapshot, budget);
    } else if (facet.field->name == "status") {
      rows = rows_json(count_statuses(database, docids, limit_));
    } else if (const Column* column = columns != nullptr ? columns->of(*facet.field) : nullptr) {
      rows = rows_json(count_values(*column, docids, limit_));
    } else {
      without_column.push_back(facet.field);
      names.push_back(facet.name);
    }
  }
  if (without_column.empty()) return;
  const auto counted = count_slots(database, query, without_column, limit_, budget);
  for (std::size_t i = 0; i < names.size(); ++i) counted_[names[i]] = rows_json(counted[i]);
}

Result<std::uint64_t> FacetCounter::count(Asked& asked, Snapshot& snapshot, const Budget& budget) {
  Xapian::Database& database = asked.database(snapshot);
  std::vector<Facet> together;
  for (const Facet& facet : facets_) {
    counted_[facet.name] = json::array();  // In the order in which they were asked for.
    if (!ignores_own_filter_) {
      together.push_back(facet);
      continue;
    }
    const WithoutOwnFilter without(*asked.parsed.root, facet.name);
    if (!without.any()) {
      together.push_back(facet);
      continue;
    }
    const auto query = compile_visible(*asked.parsed.root, asked, snapshot, budget);
    if (!query) return query.error();
    count_all({facet}, every_match(database, *query, budget), *query, asked, snapshot, budget);
  }
  const auto docids = every_match(database, asked.visible, budget);
  count_all(together, docids, asked.visible, asked, snapshot, budget);
  return docids.size();
}

}  // namespace onrecord::search
