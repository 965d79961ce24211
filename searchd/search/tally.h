// Counts of values over a list of documents.  Knows columns, no query.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "searchd/search/column.h"

namespace onrecord::search {

struct Counted {
  std::string value;
  std::uint64_t count = 0;
  friend bool operator==(const Counted&, const Counted&) = default;
};

/// Sorts by count, then value, and keeps the first \a limit.
void keep_most_frequent(std::vector<Counted>& rows, std::size_t limit);

/// The \a limit most frequent values of \a docids, ties by value.  Spellings of one folded value
/// count together under the most frequent one, ties by spelling.  O(docids + values of the column).
std::vector<Counted> count_values(const Column& column, std::span<const std::uint32_t> docids,
                                  std::size_t limit);

/// The same of \a counts by ordinal.
std::vector<Counted> group_values(const Column& column, std::span<const std::uint32_t> counts,
                                  std::size_t limit);

enum class DateLevel { year, month, day };

/// What a bucket of \a level holds \a day, as a number that sorts: 2026, 202603, 20260305; 0 when
/// the date is not known so exactly.
std::uint32_t bucket_of(const ColumnDay& day, DateLevel level);
/// "2026", "2026-03", "2026-03-05".
std::string printed_bucket(std::uint32_t bucket, DateLevel level);

/// The \a limit newest buckets that hold any of \a docids, the newest first.
std::vector<Counted> count_dates(const DateColumn& dates, std::span<const std::uint32_t> docids,
                                 DateLevel level, std::size_t limit);

}  // namespace onrecord::search
