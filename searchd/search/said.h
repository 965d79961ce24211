// `said:(…)` on articles: those of which one statement matches.  Knows both databases.
#pragma once

#include <xapian.h>

#include <span>

#include "proto/result.h"
#include "searchd/query/tree.h"
#include "searchd/search/answer.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// Most articles that one said:(…) may stand for.
inline constexpr Xapian::doccount kMaxSaidArticles = 10000;

/// The articles of which one visible statement matches all of \a conditions, as a query for
/// articles; nothing matches an empty one.  Errors: those of the compiler; `limit` beyond
/// kMaxSaidArticles.
Result<Xapian::Query> articles_that_said(std::span<const query::Node* const> conditions,
                                         Snapshot& snapshot, const Budget& budget);

}  // namespace onrecord::search
