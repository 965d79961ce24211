// How a query was read, and why a document does or does not match it.  Knows no ranking, no page.
#pragma once

#include <boost/json.hpp>
#include <string_view>

#include "proto/result.h"
#include "searchd/search/answer.h"
#include "searchd/search/asked.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// The lexemes of \a query with their columns: what the parser saw.  Empty when it cannot be read.
boost::json::array tokens_json(std::string_view query);

/// Every clause of \a asked, each before what it is made of: {"clause", "depth", "documents"}, and
/// for a document, which the one index term \a only names, "holds" and "found", the query's terms
/// in it.  "documents" counts what may be seen, of a clause behind a NOT what is not left out by
/// it.  \a only: "" for none.  Errors: those of the compiler.  Cost: a match a clause.
Result<boost::json::array> clauses_json(const Asked& asked, std::string_view only,
                                        Snapshot& snapshot, const Budget& budget);

}  // namespace onrecord::search
