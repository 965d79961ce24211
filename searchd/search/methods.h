// The methods that answer() knows.  Each is one file; each runs once on one refreshed snapshot and
// may come back `stale`.
#pragma once

#include <boost/json.hpp>

#include "proto/result.h"
#include "proto/wire/messages.h"
#include "searchd/search/answer.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// May throw OutOfTime and Xapian's errors; answer() turns them into Errors.
using RunMethod = Result<boost::json::object>(const wire::Request&, Snapshot&, const Budget&);

RunMethod run_search;
RunMethod run_article;
RunMethod run_statement;
RunMethod run_facets;
RunMethod run_timeline;
RunMethod run_speakers;
RunMethod run_suggest;
RunMethod run_explain;
RunMethod run_similar;
RunMethod run_prior;
RunMethod run_status;
RunMethod run_verify;
RunMethod run_variants;
RunMethod run_compare;

boost::json::object run_hello();
boost::json::object run_describe();

}  // namespace onrecord::search
