#include "proto/text/dates.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "proto/text/calendar.h"

namespace onrecord::text {
namespace {

constexpr std::int64_t kDaySeconds = 86400;

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in(int year, int month) {
  constexpr std::array<int, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap(year) ? 29 : kDays[static_cast<std::size_t>(month - 1)];
}

}  // namespace

std::string capitalised(std::string_view word) {
  std::string out(word);
  out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

std::string spoken(CivilDay day) {
  return std::to_string(day.day) + ' ' +
         capitalised(kMonths[static_cast<std::size_t>(day.month - 1)]) + ' ' +
         std::to_string(day.year);
}

std::size_t weekday_of(CivilDay day) {
  return static_cast<std::size_t>(((days_from_civil(day) % 7) + 11) % 7);
}

Result<Date> make_date(CivilDay day, std::optional<Clock> clock, std::optional<int> offset) {
  if (day.year < 1 || day.year > 9999) {
    return Error{Errc::invalid, "expected a year from 1 to 9999, got " + std::to_string(day.year)};
  }
  if (day.month < 0 || day.month > 12 || (day.month == 0 && day.day != 0)) {
    return Error{Errc::invalid, "expected a month from 1 to 12, got " + std::to_string(day.month)};
  }
  if (day.day < 0 || (day.day > 0 && day.day > days_in(day.year, day.month))) {
    return Error{Errc::invalid,
                 "expected a day from 1 to " + std::to_string(days_in(day.year, day.month)) +
                     " in " + capitalised(kMonths[static_cast<std::size_t>(day.month - 1)]) + ' ' +
                     std::to_string(day.year) + ", got " + std::to_string(day.day)};
  }
  Date date;
  date.precision = day.month == 0 ? DatePrecision::year
                   : day.day == 0 ? DatePrecision::month
                                  : DatePrecision::day;
  date.first_day = {day.year, std::max(day.month, 1), std::max(day.day, 1)};
  date.last_day = {day.year, day.month == 0 ? 12 : day.month, 0};
  date.last_day.day = day.day == 0 ? days_in(day.year, date.last_day.month) : day.day;
  date.earliest = days_from_civil(date.first_day) * kDaySeconds;
  date.latest = days_from_civil(date.last_day) * kDaySeconds + kDaySeconds - 1;
  if (clock) {
    if (clock->second == 60)
      return Error{Errc::invalid, "expected a second from 0 to 59, got a leap second"};
    if (clock->hour > 23 || clock->minute > 59 || clock->second > 59) {
      return Error{Errc::invalid, "expected a time from 00:00:00 to 23:59:59"};
    }
    date.precision = DatePrecision::instant;
    date.earliest +=
        clock->hour * 3600 + std::max(clock->minute, 0) * 60 + std::max(clock->second, 0);
    date.latest = date.earliest + (clock->minute < 0 ? 3599 : clock->second < 0 ? 59 : 0);
  }
  if (offset) {
    date.has_offset = true;
    date.offset_minutes = static_cast<std::int16_t>(*offset);
    date.earliest -= *offset * 60;
    date.latest -= *offset * 60;
  }
  return date;
}

Result<Date> date_of(CivilDay day) { return make_date(day, std::nullopt, std::nullopt); }

std::string format_date(const Date& date) {
  if (!date.known()) return {};
  char buffer[64];
  const CivilDay day = date.first_day;
  std::snprintf(buffer, sizeof buffer, "%04d", day.year);
  std::string out = buffer;
  if (date.precision == DatePrecision::year) return out;
  std::snprintf(buffer, sizeof buffer, "-%02d", day.month);
  out += buffer;
  if (date.precision == DatePrecision::month) return out;
  std::snprintf(buffer, sizeof buffer, "-%02d", day.day);
  out += buffer;
  if (date.precision == DatePrecision::instant) {
    const std::int64_t local =
        date.earliest + date.offset_minutes * 60 - days_from_civil(day) * kDaySeconds;
    const int second = static_cast<int>(local);
    std::snprintf(buffer, sizeof buffer, "T%02d", second / 3600);
    out += buffer;
    if (date.latest - date.earliest < 3599) {
      std::snprintf(buffer, sizeof buffer, ":%02d", second / 60 % 60);
      out += buffer;
    }
    if (date.latest == date.earliest) {
      std::snprintf(buffer, sizeof buffer, ":%02d", second % 60);
      out += buffer;
    }
  }
  if (date.has_offset) {
    const int minutes = std::abs(static_cast<int>(date.offset_minutes));
    std::snprintf(buffer, sizeof buffer, "%c%02d:%02d", date.offset_minutes < 0 ? '-' : '+',
                  minutes / 60, minutes % 60);
    out += buffer;
  }
  return out;
}

// Both from Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years that begin in
// March, eras of 400 years.
std::int64_t days_from_civil(CivilDay day) {
  const std::int64_t year = day.month <= 2 ? day.year - 1 : day.year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year =
      (153 * (day.month + (day.month > 2 ? -3 : 9)) + 2) / 5 + day.day - 1;
  return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year -
         719468;
}

CivilDay civil_from_days(std::int64_t days) {
  days += 719468;
  const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t shifted = (5 * day_of_year + 2) / 153;
  const auto month = static_cast<int>(shifted < 10 ? shifted + 3 : shifted - 9);
  const auto year = static_cast<int>(year_of_era + era * 400 + (month <= 2 ? 1 : 0));
  return {year, month, static_cast<int>(day_of_year - (153 * shifted + 2) / 5 + 1)};
}

}  // namespace onrecord::text
