#include "proto/text/dates.h"

#include <ctime>
#include <random>

#include "tests/catch.h"

namespace onrecord::text {
namespace {

bool same(const Date& a, const Date& b) {
  return a.precision == b.precision && a.earliest == b.earliest && a.latest == b.latest &&
         a.has_offset == b.has_offset && a.offset_minutes == b.offset_minutes &&
         a.first_day == b.first_day && a.last_day == b.last_day;
}

TEST_CASE("every printed form means the same as its ISO form, which prints back") {
  struct Case {
    std::string_view printed, iso;
  };
  const auto c = GENERATE(values<Case>({
      // ISO 8601
      {"2026", "2026"},
      {"2026-03", "2026-03"},
      {"2026-03-05", "2026-03-05"},
      {"  2026-03-05\n", "2026-03-05"},
      {"2026-3-5", "2026-03-05"},
      {"2026/03/05", "2026-03-05"},
      {"2026.03.05", "2026-03-05"},
      {"20260305", "2026-03-05"},
      {"0001-01-01", "0001-01-01"},
      {"9999-12-31", "9999-12-31"},
      {"2024-02-29", "2024-02-29"},
      {"2026-03-05T15:04:05+03:30", "2026-03-05T15:04:05+03:30"},
      {"2026-03-05T15:04:05Z", "2026-03-05T15:04:05+00:00"},
      {"2026-03-05t15:04:05z", "2026-03-05T15:04:05+00:00"},
      {"2026-03-05T15:04:05", "2026-03-05T15:04:05"},
      {"2026-03-05T15:04", "2026-03-05T15:04"},
      {"2026-03-05T15", "2026-03-05T15"},
      {"2026-03-05 15:04:05 -0500", "2026-03-05T15:04:05-05:00"},
      {"2026-03-05T15:04:05.678901234567Z", "2026-03-05T15:04:05+00:00"},
      {"2026-03-05T15:04:05,6Z", "2026-03-05T15:04:05+00:00"},
      {"20260305T150405+0330", "2026-03-05T15:04:05+03:30"},
      {"20260305T1504Z", "2026-03-05T15:04+00:00"},
      {"20260305150405", "2026-03-05T15:04:05"},
      {"20260305150405Z", "2026-03-05T15:04:05+00:00"},
      {"20260305150405 +0330", "2026-03-05T15:04:05+03:30"},
      {"2026-03-05T15:04:05-00:00", "2026-03-05T15:04:05"},
      {"2026-03-05Z", "2026-03-05+00:00"},
      {"2026-03-05-05:00", "2026-03-05-05:00"},
      // RFC 2822
      {"Thu, 5 Mar 2026 15:04:05 +0330", "2026-03-05T15:04:05+03:30"},
      {"5 Mar 2026 15:04 GMT", "2026-03-05T15:04+00:00"},
      {"Thu, 05 Mar 26 15:04:05 EST", "2026-03-05T15:04:05-05:00"},
      {"05 Mar 87 15:04:05 UT", "1987-03-05T15:04:05+00:00"},
      {"Thu, 5 Mar 2026 15:04:05 +0000 (UTC)", "2026-03-05T15:04:05+00:00"},
      {"Fri, 5 Mar 2026 15:04:05 +0000",
       "2026-03-05T15:04:05+00:00"},  // a stamp whose program got the weekday wrong
      {"Thu Mar  5 15:04:05 2026", "2026-03-05T15:04:05"},
      {"Thu Mar 05 15:04:05 +0000 2026", "2026-03-05T15:04:05+00:00"},
      // Newspapers
      {"March 5, 2026", "2026-03-05"},
      {"MARCH 5 2026", "2026-03-05"},
      {"Mar. 5, 2026", "2026-03-05"},
      {"Sept. 11, 2001", "2001-09-11"},
      {"5 March 2026", "2026-03-05"},
      {"5th March 2026", "2026-03-05"},
      {"1st of May, 2026", "2026-05-01"},
      {"March 2nd, 2026", "2026-03-02"},
      {"5-Mar-2026", "2026-03-05"},
      {"5/Mar/2026", "2026-03-05"},
      {"Thursday, March 5, 2026", "2026-03-05"},
      {"Thurs., 5 March 2026", "2026-03-05"},
      {"March 2026", "2026-03"},
      {"March, 2026", "2026-03"},
      {"March 5, 2026 at 3:04 pm", "2026-03-05T15:04"},
      {"March 5, 2026, 3:04 p.m. EST", "2026-03-05T15:04-05:00"},
      {"March 5, 2026 3:04\u202FPM ET", "2026-03-05T15:04-05:00"},
      {"July 5, 2026 3:04 PM ET", "2026-07-05T15:04-04:00"},
      {"March 8, 2026 1:59 am PT", "2026-03-08T01:59-08:00"},
      {"March 8, 2026 3:00 am PT", "2026-03-08T03:00-07:00"},
      {"November 1, 2026 3:00 am PT", "2026-11-01T03:00-08:00"},
      {"3 pm March 5, 2026", "2026-03-05T15"},
      {"12 am, March 5, 2026", "2026-03-05T00"},
      {"12:30 pm, March 5, 2026", "2026-03-05T12:30"},
      {"15:04 GMT, Thursday 5 March 2026", "2026-03-05T15:04+00:00"},
      {"5 March 2026 - 15:04", "2026-03-05T15:04"},
      {"5 March 2026 15:04 UTC+3", "2026-03-05T15:04+03:00"},
      {"5 March 2026 15:04 GMT+03:30", "2026-03-05T15:04+03:30"},
      // Numbers that leave no doubt
      {"13/03/2026", "2026-03-13"},
      {"03/13/2026", "2026-03-13"},
      {"3/3/2026", "2026-03-03"},
      {"13.3.2026", "2026-03-13"},
      {"13-03-2026 15:04", "2026-03-13T15:04"},
  }));
  CAPTURE(c.printed);
  const auto date = parse_date(c.printed);
  REQUIRE(date);
  CHECK(format_date(*date) == c.iso);
  const auto again = parse_date(c.iso);
  REQUIRE(again);
  CHECK(same(*date, *again));
}

TEST_CASE("a date spans what it may mean, and no more") {
  struct Case {
    std::string_view printed;
    DatePrecision precision;
    std::int64_t earliest, latest;
    CivilDay first_day, last_day;
  };
  const auto c = GENERATE(values<Case>({
      {"1970", DatePrecision::year, 0, 365 * 86400 - 1, {1970, 1, 1}, {1970, 12, 31}},
      {"1970-02", DatePrecision::month, 31 * 86400, 59 * 86400 - 1, {1970, 2, 1}, {1970, 2, 28}},
      {"1970-01-02", DatePrecision::day, 86400, 2 * 86400 - 1, {1970, 1, 2}, {1970, 1, 2}},
      {"1970-01-02+02:00",
       DatePrecision::day,
       86400 - 7200,
       2 * 86400 - 7201,
       {1970, 1, 2},
       {1970, 1, 2}},
      {"1970-01-01T00:00:07Z", DatePrecision::instant, 7, 7, {1970, 1, 1}, {1970, 1, 1}},
      {"1970-01-01T00:01Z", DatePrecision::instant, 60, 119, {1970, 1, 1}, {1970, 1, 1}},
      {"1970-01-01T01", DatePrecision::instant, 3600, 7199, {1970, 1, 1}, {1970, 1, 1}},
      // The printed day, not the day in UTC.
      {"1970-01-01T23:30:00-05:00",
       DatePrecision::instant,
       102600,
       102600,
       {1970, 1, 1},
       {1970, 1, 1}},
      {"1970-01-01T00:30:00+03:30",
       DatePrecision::instant,
       -10800,
       -10800,
       {1970, 1, 1},
       {1970, 1, 1}},
  }));
  CAPTURE(c.printed);
  const auto date = parse_date(c.printed);
  REQUIRE(date);
  CHECK(date->precision == c.precision);
  CHECK(date->earliest == c.earliest);
  CHECK(date->latest == c.latest);
  CHECK(date->first_day == c.first_day);
  CHECK(date->last_day == c.last_day);
}

TEST_CASE("a refused date says where, and what was expected") {
  struct Case {
    std::string_view printed, message;
    int column;
  };
  const auto c = GENERATE(values<Case>({
      {"", "date '': expected a date, got nothing", 1},
      {"last Tuesday", "date 'last Tuesday': expected a month or a day of the week, got 'last'", 1},
      {"Tuesday", "date 'Tuesday': expected a year of four digits", 8},
      {"March 5", "date 'March 5': expected a year of four digits", 8},
      {"15:04", "date '15:04': expected a year of four digits", 6},
      {"5 2026", "date '5 2026': expected a month", 7},
      {"March 2026 15:04", "date 'March 2026 15:04': expected the day that the time belongs to",
       17},
      {"05/03/2026",
       "date '05/03/2026': may be 5 March 2026 or 3 May 2026; say which comes first, or print the "
       "month as a word",
       1},
      {"5 Mar 26", "date '5 Mar 26': expected a year of four digits", 7},
      {"3/3/26", "date '3/3/26': expected a year of four digits", 5},
      {"2026-02-29", "date '2026-02-29': expected a day from 1 to 28 in February 2026, got 29", 1},
      {"1900-02-29", "date '1900-02-29': expected a day from 1 to 28 in February 1900, got 29", 1},
      {"31 April 2026", "date '31 April 2026': expected a day from 1 to 30 in April 2026, got 31",
       1},
      {"2026-13-01", "date '2026-13-01': expected a month from 1 to 12, got 13", 1},
      {"2026-00-01", "date '2026-00-01': expected a month from 1 to 12, got 0", 1},
      {"2026-03-00", "date '2026-03-00': expected a day from 1 to 31, got 0", 1},
      {"20261301", "date '20261301': expected a month from 1 to 12, got 13", 9},
      {"0000-01-01", "date '0000-01-01': expected a year from 1 to 9999, got 0", 1},
      {"2026-03-05T24:00", "date '2026-03-05T24:00': expected a time from 00:00:00 to 23:59:59", 1},
      {"2016-12-31T23:59:60Z",
       "date '2016-12-31T23:59:60Z': expected a second from 0 to 59, got a leap second", 1},
      {"March 5, 2026 13 pm", "date 'March 5, 2026 13 pm': expected an hour from 1 to 12 before pm",
       18},
      {"Friday, March 5, 2026",
       "date 'Friday, March 5, 2026': 5 March 2026 is a Thursday, not a Friday", 1},
      {"5 March 2026 15:04 XYZ",
       "date '5 March 2026 15:04 XYZ': expected a zone like GMT, EST or +03:30, got 'xyz'", 20},
      {"2026-03-05T15:04+17:00",
       "date '2026-03-05T15:04+17:00': expected a zone less than 16 hours from UTC", 17},
      {"March 5, 1995 3 pm ET",
       "date 'March 5, 1995 3 pm ET': expected standard or summer time to be named, as EST or EDT",
       22},
      {"2026-W10-4", "date '2026-W10-4': expected a date like 2026-03-05 or March 5, 2026", 5},
      {"March 5, 2026 and more",
       "date 'March 5, 2026 and more': expected a month or a day of the week, got 'and'", 15},
      {"March 5, 2026 March", "date 'March 5, 2026 March': expected one month", 15},
      {"é 2026", "date 'é 2026': expected a date like 2026-03-05 or March 5, 2026", 1},
  }));
  CAPTURE(c.printed);
  const auto date = parse_date(c.printed);
  REQUIRE_FALSE(date);
  CHECK(date.error().code == Errc::invalid);
  CHECK(date.error().message == c.message);
  CHECK(date.error().column == c.column);
}

TEST_CASE("a stated order of day and month binds") {
  CHECK(format_date(*parse_date("05/03/2026", DateOrder::day_first)) == "2026-03-05");
  CHECK(format_date(*parse_date("05/03/2026", DateOrder::month_first)) == "2026-05-03");
  CHECK_FALSE(parse_date("13/03/2026", DateOrder::month_first));
  CHECK_FALSE(parse_date("03/13/2026", DateOrder::day_first));
  CHECK(format_date(*parse_date("2026-03-05", DateOrder::month_first)) == "2026-03-05");
}

TEST_CASE("a long text is refused, not read") {
  const auto date = parse_date(std::string(100000, '1'));
  REQUIRE_FALSE(date);
  CHECK(date.error().message.size() < 200);
}

TEST_CASE("spans for queries are built from days, months and years") {
  CHECK(format_date(*date_of({2026, 0, 0})) == "2026");
  CHECK(format_date(*date_of({2026, 3, 0})) == "2026-03");
  CHECK(format_date(*date_of({2026, 3, 5})) == "2026-03-05");
  CHECK_FALSE(date_of({2026, 2, 30}));
  CHECK_FALSE(date_of({2026, 0, 5}));
  CHECK_FALSE(date_of({0, 1, 1}));
  CHECK_FALSE(date_of({10000, 1, 1}));
  CHECK(format_date(Date{}).empty());
}

TEST_CASE("the calendar agrees with the C library") {
  std::mt19937_64 random(29);
  for (int round = 0; round < 20000; ++round) {
    const auto days =
        static_cast<std::int64_t>(random() % 3652059) - 719162;  // 0001-01-01 to 9999-12-31
    const CivilDay day = civil_from_days(days);
    const std::time_t instant = days * 86400;
    std::tm expected{};
    REQUIRE(gmtime_r(&instant, &expected) != nullptr);
    if (day != CivilDay{expected.tm_year + 1900, expected.tm_mon + 1, expected.tm_mday} ||
        days_from_civil(day) != days) {
      FAIL("day " << days);
    }
  }
}

TEST_CASE("random instants print and read back the same") {
  std::mt19937_64 random(31);
  for (int round = 0; round < 5000; ++round) {
    const CivilDay day = civil_from_days(static_cast<std::int64_t>(random() % 3652059) - 719162);
    char printed[64];
    const int zone = static_cast<int>(random() % 1919) - 959;
    std::snprintf(printed, sizeof printed, "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", day.year,
                  day.month, day.day, static_cast<int>(random() % 24),
                  static_cast<int>(random() % 60), static_cast<int>(random() % 60),
                  zone < 0 ? '-' : '+', std::abs(zone) / 60, std::abs(zone) % 60);
    if (std::string_view(printed).ends_with("-00:00")) continue;
    CAPTURE(printed);
    const auto date = parse_date(printed);
    REQUIRE(date);
    CHECK(format_date(*date) == printed);
  }
}

}  // namespace
}  // namespace onrecord::text
