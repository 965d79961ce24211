// What a date filter leaves out although it might belong in.  Knows date terms and trees.
#pragma once

#include <xapian.h>

#include <functional>

#include "proto/result.h"
#include "searchd/query/tree.h"

namespace onrecord::search {

/// Of a query with date filters: what would match without them and does not match with them,
/// because its date is unknown, or known by the year or the month only and partly outside.  \a
/// with_dates is \a root compiled; \a compile compiles \a root, which is changed for the time of
/// the call.  Errors: those of \a compile.
Result<Xapian::Query> left_out_by_dates(
    query::Node& root, const Xapian::Query& with_dates,
    const std::function<Result<Xapian::Query>(const query::Node&)>& compile);

}  // namespace onrecord::search
