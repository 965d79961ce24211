// Runs something on a snapshot until the index holds still for it.  The wall where exceptions end.
#pragma once

#include <boost/json.hpp>
#include <functional>

#include "proto/result.h"
#include "searchd/search/answer.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// Refreshes \a snapshot and calls \a fn; when the index moved on meanwhile, refreshes and calls it
/// again, three times at most. Never throws.  Errors: those of \a fn; `deadline` names the limit;
/// `stale` after three times; `index` and `internal` for what was thrown.
Result<boost::json::object> attempt(Snapshot& snapshot, const Budget& budget,
                                    const std::function<Result<boost::json::object>()>& fn);

}  // namespace onrecord::search
