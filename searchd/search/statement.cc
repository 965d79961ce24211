// The method `statement`: one statement by its id.
#include <xapian.h>

#include "proto/store/reader.h"
#include "searchd/search/hit.h"
#include "searchd/search/methods.h"
#include "searchd/search/render.h"

namespace onrecord::search {
namespace json = boost::json;

Result<json::object> run_statement(const wire::Request& request, Snapshot& snapshot,
                                   const Budget&) {
  const std::string_view id = *request.text("id");
  const Error none{Errc::not_found, "no such statement: '" + std::string(id) + "'", 0};

  Xapian::Enquire enquire(snapshot.statements());
  enquire.set_query(snapshot.visible(Xapian::Query(store::make_term(prefix::kStatementId, id))));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  const Xapian::MSet found = enquire.get_mset(0, 1);
  if (found.empty()) return none;

  HitMaker maker(snapshot, offset_unit(*request.text("offsets")));
  auto statement = maker.statement(found.begin().get_document());
  if (!statement) return statement.error();
  if (!statement->has_value()) return none;
  return std::move(**statement);
}

}  // namespace onrecord::search
