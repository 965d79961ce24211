// A date from its parts, and the names of months and days.  Knows nothing of how dates are printed.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "proto/text/dates.h"

namespace onrecord::text {

inline constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
inline constexpr std::array<std::string_view, 7> kWeekdays = {
    "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

/// A time of day; the parts that were not printed are -1.
struct Clock {
  int hour = 0;
  int minute = -1;
  int second = -1;
};

/// The Date of a day (or month, or year), a time of that day and a zone in minutes east of UTC.
/// Errors: `invalid` for what no calendar or clock has; the message says what was expected.
Result<Date> make_date(CivilDay day, std::optional<Clock> clock, std::optional<int> offset);

/// 0 for Sunday.  REQUIRES: a full day.
std::size_t weekday_of(CivilDay day);

/// "5 March 2026".  REQUIRES: a full day.
std::string spoken(CivilDay day);

/// \a word with its first letter large.  REQUIRES: not empty, lower case, ASCII.
std::string capitalised(std::string_view word);

}  // namespace onrecord::text
