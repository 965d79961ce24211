// What is recent counts for more: an addition to the scores of a match.  Knows dates, no words.
#pragma once

#include <xapian.h>

#include <cstdint>

namespace onrecord::search {

/// \a query, each match of which gains \a most · 2^(-age / half-life), by its publication date.
/// Ages are whole days before the day of \a now (seconds since the epoch), so that scores hold for
/// a day; what is dated later is 0 days old, what is undated gains nothing.  Not for remote shards.
Xapian::Query with_recency(const Xapian::Query& query, double most, std::int64_t half_life_days,
                           std::int64_t now);

}  // namespace onrecord::search
