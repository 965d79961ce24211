// Documents counted by date: every bucket from the first to the last, empty ones too.  Knows
// columns, no query.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "proto/result.h"
#include "searchd/search/column.h"
#include "searchd/search/tally.h"

namespace onrecord::search {

/// Most buckets of one timeline, and most counts of all its series together.
inline constexpr std::int64_t kMostBuckets = 5000;
inline constexpr std::int64_t kMostCounts = 50'000;

/// Buckets one after the other, as numbers: years, months since year 0, days since 1970.
struct BucketRange {
  DateLevel level = DateLevel::month;
  std::int64_t first = 0;
  std::int64_t last = -1;  ///< Before first: none.

  std::int64_t size() const { return last < first ? 0 : last - first + 1; }
  void take_in(std::int64_t bucket);
  /// "2026-03".
  std::string printed(std::int64_t bucket) const;
};

/// The bucket that \a day surely lies in; nothing when its date is not known so exactly.
std::optional<std::int64_t> bucket_number(const ColumnDay& day, DateLevel level);

/// The counts of one series.
struct Series {
  std::vector<std::uint64_t> counts;  ///< One a bucket.
  std::uint64_t total = 0;            ///< With those that are in no bucket.
  std::uint64_t imprecise = 0;        ///< The date is known, but not as exactly as a bucket.
  std::uint64_t undated = 0;
};

/// Takes the buckets of \a docids into \a range.
void widen(BucketRange& range, const DateColumn& dates, std::span<const std::uint32_t> docids);

/// Counts \a docids by the buckets of \a range, which holds all of them.
Series count_series(const BucketRange& range, const DateColumn& dates,
                    std::span<const std::uint32_t> docids);

enum class End { first, last };

/// Those of \a docids that are in a bucket and have the earliest (or the latest) day; of an
/// imprecise date only where nothing more exact is in its year or month.
std::vector<std::uint32_t> at_end(const DateColumn& dates, DateLevel level,
                                  std::span<const std::uint32_t> docids, End end);

}  // namespace onrecord::search
