// Buckets as numbers, so that none is forgotten between two.
#include "searchd/search/timeline.h"

#include <algorithm>

#include "proto/text/dates.h"

namespace onrecord::search {

void BucketRange::take_in(std::int64_t bucket) {
  if (size() == 0) {
    first = last = bucket;
  } else {
    first = std::min(first, bucket);
    last = std::max(last, bucket);
  }
}

std::string BucketRange::printed(std::int64_t bucket) const {
  const auto part = [](std::int64_t number) { return static_cast<std::uint32_t>(number); };
  switch (level) {
    case DateLevel::year:
      return printed_bucket(part(bucket), level);
    case DateLevel::month:
      return printed_bucket(part(bucket / 12 * 100 + bucket % 12 + 1), level);
    case DateLevel::day:
      break;
  }
  const text::CivilDay day = text::civil_from_days(bucket);
  return printed_bucket(part((std::int64_t{day.year} * 100 + day.month) * 100 + day.day), level);
}

std::optional<std::int64_t> bucket_number(const ColumnDay& day, DateLevel level) {
  if (bucket_of(day, level) == 0) return std::nullopt;
  switch (level) {
    case DateLevel::year:
      return day.year;
    case DateLevel::month:
      return std::int64_t{day.year} * 12 + day.month - 1;
    case DateLevel::day:
      break;
  }
  return text::days_from_civil({day.year, day.month, day.day});
}

void widen(BucketRange& range, const DateColumn& dates, std::span<const std::uint32_t> docids) {
  for (const std::uint32_t docid : docids)
    if (const auto bucket = bucket_number(dates[docid], range.level)) range.take_in(*bucket);
}

Series count_series(const BucketRange& range, const DateColumn& dates,
                    std::span<const std::uint32_t> docids) {
  Series series;
  series.counts.resize(static_cast<std::size_t>(range.size()));
  series.total = docids.size();
  for (const std::uint32_t docid : docids) {
    const ColumnDay& day = dates[docid];
    if (const auto bucket = bucket_number(day, range.level))
      ++series.counts[static_cast<std::size_t>(*bucket - range.first)];
    else
      ++(day.dated ? series.imprecise : series.undated);
  }
  return series;
}

std::vector<std::uint32_t> at_end(const DateColumn& dates, DateLevel level,
                                  std::span<const std::uint32_t> docids, End end) {
  // What is not known comes behind what is, whichever end is looked for.
  const std::uint32_t unknown = end == End::first ? 99 : 0;
  const auto order = [&](const ColumnDay& day) {
    const auto part = [&](std::uint32_t value) { return value == 0 ? unknown : value; };
    return (day.year * 100U + part(day.month)) * 100 + part(day.day);
  };
  std::vector<std::uint32_t> found;
  std::uint32_t best = 0;
  for (const std::uint32_t docid : docids) {
    if (bucket_of(dates[docid], level) == 0) continue;
    const std::uint32_t here = order(dates[docid]);
    if (found.empty() || (end == End::first ? here < best : here > best)) {
      found.clear();
      best = here;
    }
    if (here == best) found.push_back(docid);
  }
  return found;
}

}  // namespace onrecord::search
