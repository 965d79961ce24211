// The method `facets`: counts over everything that matches, no hits.
#include <utility>

#include "searchd/search/asked.h"
#include "searchd/search/facets.h"
#include "searchd/search/methods.h"

namespace onrecord::search {
namespace json = boost::json;

Result<json::object> run_facets(const wire::Request& request, Snapshot& snapshot,
                                const Budget& budget) {
  auto asked = ask(request, snapshot, budget);
  if (!asked) return asked.error();
  auto facets = FacetCounter::open(request, "fields", asked->target);
  if (!facets) return facets.error();
  const auto total = facets->count(*asked, snapshot, budget);
  if (!total) return total.error();

  json::object result;
  put_question(result, *asked);
  result.emplace("total", json::object{{"value", *total}, {"exact", true}});
  if (asked->excluded_undated)
    result.emplace("excluded_undated",
                   count_matches(asked->database(snapshot), *asked->excluded_undated, budget));
  result.emplace("facets", facets->take_counted());
  return result;
}

}  // namespace onrecord::search
