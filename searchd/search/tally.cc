// An array of counts by ordinal.
#include "searchd/search/tally.h"

#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>

namespace onrecord::search {

void keep_most_frequent(std::vector<Counted>& rows, std::size_t limit) {
  const auto before = [](const Counted& a, const Counted& b) {
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  };
  const std::size_t kept = std::min(limit, rows.size());
  std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(kept), rows.end(),
                    before);
  rows.resize(kept);
}

std::vector<Counted> count_values(const Column& column, std::span<const std::uint32_t> docids,
                                  std::size_t limit) {
  std::vector<std::uint32_t> counts(column.size());
  for (const std::uint32_t docid : docids)
    column.each(docid, [&](std::uint32_t ordinal) { ++counts[ordinal]; });
  return group_values(column, counts, limit);
}

std::vector<Counted> group_values(const Column& column, std::span<const std::uint32_t> counts,
                                  std::size_t limit) {
  // Of each group the sum, and which spelling is shown.
  struct Group {
    std::uint64_t sum = 0;
    std::uint32_t shown = 0;
  };
  std::vector<Group> groups(column.size());
  for (std::uint32_t ordinal = 0; ordinal < counts.size(); ++ordinal) {
    if (counts[ordinal] == 0) continue;
    Group& group = groups[column.value(ordinal).group];
    const bool first = group.sum == 0;
    group.sum += counts[ordinal];
    const std::uint32_t most = first ? 0 : counts[group.shown];
    if (first || counts[ordinal] > most ||
        (counts[ordinal] == most && column.value(ordinal).text < column.value(group.shown).text))
      group.shown = ordinal;
  }

  // Text is made only of what can be among the first.
  std::vector<std::uint64_t> sums;
  for (const Group& group : groups)
    if (group.sum > 0) sums.push_back(group.sum);
  std::uint64_t least = 1;
  if (sums.size() > limit && limit > 0) {
    const auto last = sums.begin() + static_cast<std::ptrdiff_t>(limit - 1);
    std::nth_element(sums.begin(), last, sums.end(), std::greater<>());
    least = *last;
  }
  std::vector<Counted> rows;
  for (const Group& group : groups)
    if (group.sum >= least) rows.push_back({column.value(group.shown).text, group.sum});
  keep_most_frequent(rows, limit);
  return rows;
}

std::uint32_t bucket_of(const ColumnDay& day, DateLevel level) {
  const std::uint32_t year = day.year;
  switch (level) {
    case DateLevel::year:
      return year;
    case DateLevel::month:
      return day.month == 0 ? 0 : year * 100 + day.month;
    case DateLevel::day:
      return day.day == 0 ? 0 : (year * 100 + day.month) * 100 + day.day;
  }
  return 0;
}

std::string printed_bucket(std::uint32_t bucket, DateLevel level) {
  // As a day, whatever the level.
  if (level == DateLevel::year) bucket *= 100;
  if (level != DateLevel::day) bucket *= 100;
  char text[32];
  std::snprintf(text, sizeof text, "%04u-%02u-%02u", bucket / 10'000, bucket / 100 % 100,
                bucket % 100);
  constexpr std::size_t kSizes[] = {4, 7, 10};
  return {text, kSizes[static_cast<std::size_t>(level)]};
}

std::vector<Counted> count_dates(const DateColumn& dates, std::span<const std::uint32_t> docids,
                                 DateLevel level, std::size_t limit) {
  std::map<std::uint32_t, std::uint64_t> counts;
  auto last = counts.end();
  for (const std::uint32_t docid : docids) {
    const std::uint32_t bucket = bucket_of(dates[docid], level);
    if (bucket == 0) continue;
    if (last == counts.end() || last->first != bucket) last = counts.try_emplace(bucket).first;
    ++last->second;
  }
  std::vector<Counted> rows;
  for (auto at = counts.rbegin(); at != counts.rend() && rows.size() < limit; ++at)
    rows.push_back({printed_bucket(at->first, level), at->second});
  return rows;
}

}  // namespace onrecord::search
