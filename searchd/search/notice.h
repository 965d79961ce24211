// Finds the article that a correction or retraction names as its notice.  Knows keys, not why.
#pragma once

#include <boost/json.hpp>

#include "proto/result.h"
#include "proto/store/records.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// Adds "notice_article", the key of the article whose id (of the same source) or key the notice
/// is, to \a row, when there is such a one and it may be seen.  May throw as the methods do.
/// Errors: `index`.  Cost: none without a notice, else a term look-up or two.
Result<void> link_notice(boost::json::object& row, const Article& article,
                         const Snapshot& snapshot);

}  // namespace onrecord::search
