// Dates as printed: earliest and latest instant, precision, offset.  Never guesses what the text
// does not say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "proto/result.h"

namespace onrecord::text {

enum class DatePrecision : std::uint8_t { unknown, year, month, day, instant };

/// A calendar day in the printed zone.  Month and day are 0 where the precision does not reach
/// them.
struct CivilDay {
  int year = 0;
  int month = 0;
  int day = 0;
  friend auto operator<=>(const CivilDay&, const CivilDay&) = default;
};

/// When something was published, as exactly as it was printed.
struct Date {
  DatePrecision precision = DatePrecision::unknown;
  std::int64_t earliest =
      0;  ///< Seconds since 1970-01-01T00:00:00Z; the first that the printed form may mean.
  std::int64_t latest = 0;          ///< The last second that it may mean (inclusive).
  bool has_offset = false;          ///< The printed form named a zone.
  std::int16_t offset_minutes = 0;  ///< East of UTC.
  CivilDay first_day;  ///< The printed local day of `earliest`; full date whatever the precision.
  CivilDay last_day;   ///< The printed local day of `latest`.

  bool known() const { return precision != DatePrecision::unknown; }
};

/// Which of "03/04/2026" is the day.  `unsaid`: refused, with both readings in the message.
enum class DateOrder : std::uint8_t { unsaid, day_first, month_first };

/// Reads one date that is the whole of \a printed (white space around it apart).
/// - ISO 8601: "2026", "2026-03", "2026-03-05", "20260305", and with a time
/// "2026-03-05T15:04:05.6+03:30", "20260305T1504Z", "20260305150405",
///   "2026-03-05 15:04"; also "2026/03/05".
/// - RFC 2822: "Thu, 5 Mar 2026 15:04:05 +0330"; only here, with time and zone, a year of two
/// digits, by its section 4.3.
/// - English newspapers: "March 5, 2026", "5 March 2026", "5th of March 2026", "5-Mar-2026", "Mar.
/// 5, 2026", "Thursday, March 5,
///   2026", "March 2026", "2026", each with a time ("3:04 pm", "3 p.m.", "15:04") before or after,
///   and zones as "GMT", "EST", "ET" (since 2007), "UTC+3", "+0330".
/// - Numbers: "5/3/2026", "5-3-2026", "5.3.2026".  Which is the day is never guessed: it follows
/// from a number above 12, from both
///   being equal, or from \a order (which then binds); otherwise the date is refused with both
///   readings.
/// A time without a zone is taken as UTC, and `has_offset` is false.  Hours and minutes without
/// seconds span what they may mean. Fractions of a second are not kept.  Years 1 to 9999. Errors:
/// `invalid` says what was expected and in which column: no such day, no such time (24:00 and leap
/// seconds included), a year of two digits, a day of the week that contradicts the date
/// (not looked at in a stamp with time and zone: programs that print it wrong have the number
/// right).
Result<Date> parse_date(std::string_view printed, DateOrder order = DateOrder::unsaid);

/// A date of the given civil span, for building ranges in queries: whole year (month = day = 0),
/// month (day = 0) or day.
Result<Date> date_of(CivilDay day);

/// Prints with as much as is known: "2026", "2026-03", "2026-03-05", "2026-03-05T15:04:05+03:30";
/// "" when unknown. parse_date(format_date(d)) gives d again.
std::string format_date(const Date& date);

/// Days since 1970-01-01 of a full civil day (proleptic Gregorian).
std::int64_t days_from_civil(CivilDay day);
CivilDay civil_from_days(std::int64_t days);

}  // namespace onrecord::text
