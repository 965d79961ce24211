// The docids of everything that matches.  Knows no order, no page.
#pragma once

#include <xapian.h>

#include <vector>

#include "searchd/search/answer.h"

namespace onrecord::search {

/// Every document that \a query matches, ascending, exactly.  Throws OutOfTime and Xapian's errors.
/// Cost: that of a match without weights and a few ns a hit.  Of several shards the list of hits,
/// about 100 bytes each while it runs.
std::vector<Xapian::docid> every_match(Xapian::Database& database, const Xapian::Query& query,
                                       const Budget& budget);

}  // namespace onrecord::search
