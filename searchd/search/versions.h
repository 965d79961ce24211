// The versions of an article and what changed between them, as JSON.  Knows records and how texts
// differ, not who asks.
#pragma once

#include <boost/json.hpp>

#include "proto/result.h"
#include "proto/store/records.h"
#include "proto/text/utf8.h"
#include "searchd/search/answer.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// How much is told of each version.
enum class VersionDetail { names, changes };

/// The versions that may be seen, the newest first: [{"version", "superseded"}], and with `changes`
/// also {"ingested", "status", "headline", "changes": {"since", "fields", "text", "removed_words",
/// "added_words", "left_out"}} for each of the newest 100 but the first version.  Offsets are in
/// \a unit.  The words that are told take 1 MiB at most; beyond, changes are only counted.
/// REQUIRES that the current version may be seen.  May throw as the methods do.
/// Errors: `index`.  Cost: reading every version; see text::compare.
Result<boost::json::array> versions_json(Snapshot& snapshot, const ArticleKey& key,
                                         VersionDetail detail, text::OffsetUnit unit,
                                         const Budget& budget);

}  // namespace onrecord::search
