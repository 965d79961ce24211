// The method `facets`: counts over everything that matches, no hits.
#include <xapian.h>

#include "searchd/search/asked.h"
#include "searchd/search/deadline.h"
#include "searchd/search/facets.h"
#include "searchd/search/methods.h"

namespace onrecord::search {
namespace json = boost::json;

Result<json::object> run_facets(const wire::Request& request, Snapshot& snapshot,
                                const Budget& budget) {
  const auto asked = ask(request, snapshot, budget);
  if (!asked) return asked.error();
  auto facets = FacetCounter::open(request.text_list("fields"), asked->target);
  if (!facets) return facets.error();

  Xapian::Database& database = snapshot.database(asked->kind);
  Xapian::Enquire enquire(database);
  const Xapian::Query unweighted(Xapian::Query::OP_SCALE_WEIGHT, asked->visible, 0);
  enquire.set_query(with_deadline(unweighted, budget.deadline));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  facets->watch(enquire);
  const Xapian::MSet all = enquire.get_mset(0, 0, database.get_doccount());

  json::object result;
  put_question(result, *asked);
  result.emplace("total", json::object{{"value", all.get_matches_estimated()}, {"exact", true}});
  if (asked->excluded_undated)
    result.emplace("excluded_undated", count_matches(database, *asked->excluded_undated, budget));
  result.emplace(
      "facets", facets->counted(database, asked->visible,
                                static_cast<std::size_t>(*request.integer("facet_limit")), budget));
  return result;
}

}  // namespace onrecord::search
