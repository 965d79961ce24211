// `said:(…)` on articles: those of which one statement matches.  Knows both databases.
#pragma once

#include <xapian.h>

#include <span>

#include "proto/result.h"
#include "searchd/query/compile.h"
#include "searchd/search/answer.h"
#include "searchd/search/snapshot.h"
#include "searchd/search/speaker_filter.h"

namespace onrecord::search {

/// Most articles that one said:(…) may stand for.
inline constexpr Xapian::doccount kMaxSaidArticles = 10000;

/// The articles of which one visible statement matches all of \a conditions, as a query for
/// articles; nothing matches an empty one.  Errors: those of the compiler; `limit` beyond
/// kMaxSaidArticles.
/// \a speakers: what its speakers' names stand for.
Result<Xapian::Query> articles_that_said(std::span<const query::Node* const> conditions,
                                         const std::shared_ptr<SpeakerFilter>& speakers,
                                         Snapshot& snapshot, const Budget& budget);

}  // namespace onrecord::search
