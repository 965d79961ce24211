// Finds the article that a correction or retraction names as its notice.  Knows keys, not why.
#pragma once

#include <boost/json.hpp>
#include <optional>

#include "proto/result.h"
#include "proto/store/records.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// The key of the article whose id (of the same source) or key the notice of \a article is, when
/// there is such a one and it may be seen.  May throw as the methods do.  Errors: `index`.  Cost:
/// none without a notice, else a term look-up or two.
Result<std::optional<ArticleKey>> notice_article(const Article& article, const Snapshot& snapshot);

/// Adds it to \a row as "notice_article".
Result<void> link_notice(boost::json::object& row, const Article& article,
                         const Snapshot& snapshot);

}  // namespace onrecord::search
