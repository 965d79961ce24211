// Reads printed dates: ISO 8601, RFC 2822 and what English newspapers print.  Knows no calendar
// beyond the names.
#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "proto/text/calendar.h"
#include "proto/text/dates.h"
#include "proto/text/utf8.h"

namespace onrecord::text {
namespace {

struct Zone {
  std::string_view name;
  int minutes;
};
constexpr Zone kZones[] = {
    {"z", 0},      {"ut", 0},      {"utc", 0},     {"gmt", 0},    {"wet", 0},    {"west", 60},
    {"bst", 60},   {"cet", 60},    {"cest", 120},  {"eet", 120},  {"eest", 180}, {"sast", 120},
    {"msk", 180},  {"trt", 180},   {"irst", 210},  {"pkt", 300},  {"hkt", 480},  {"sgt", 480},
    {"awst", 480}, {"jst", 540},   {"kst", 540},   {"aest", 600}, {"aedt", 660}, {"nzst", 720},
    {"nzdt", 780}, {"nst", -210},  {"ndt", -150},  {"ast", -240}, {"adt", -180}, {"est", -300},
    {"edt", -240}, {"cst", -360},  {"cdt", -300},  {"mst", -420}, {"mdt", -360}, {"pst", -480},
    {"pdt", -420}, {"akst", -540}, {"akdt", -480}, {"hst", -600},
};

/// "ET" and the like: standard or summer time as the United States keeps them.
constexpr Zone kAmericanZones[] = {{"et", -300}, {"ct", -360}, {"mt", -420}, {"pt", -480}};

/// A piece of a printed date.
struct Piece {
  enum class Kind : std::uint8_t { number, word, sign, end } kind = Kind::end;
  std::size_t begin = 0;
  std::size_t digits = 0;  ///< How many, of a number.
  int value = 0;           ///< Of a number; the character of a sign.
  std::string word;        ///< In lower case, without full stops.
  bool spaced = false;     ///< White space before it.
};

constexpr std::size_t kMostPieces = 40;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// "20260305150405", as programs stamp: the pieces of "20260305T150405".  Empty when it is none.
std::vector<Piece> stamp_pieces(std::string_view printed, std::size_t at, bool spaced) {
  constexpr std::size_t kDay = 8, kClock = 6;
  std::size_t end = at;
  while (end < printed.size() && is_digit(printed[end])) ++end;
  if (end - at != kDay + kClock) return {};
  const auto number = [&](std::size_t begin, std::size_t digits) {
    Piece piece{Piece::Kind::number, begin, digits, 0, "", false};
    for (const char c : printed.substr(begin, digits)) piece.value = piece.value * 10 + (c - '0');
    return piece;
  };
  Piece day = number(at, kDay);
  day.spaced = spaced;
  return {day, {Piece::Kind::word, at + kDay, 0, 0, "t", false}, number(at + kDay, kClock)};
}

/// Cuts \a printed into pieces; the last one is `end`.  Empty when it is too long or holds what no
/// date holds.
std::vector<Piece> pieces_of(std::string_view printed) {
  std::vector<Piece> pieces;
  bool spaced = true;
  std::size_t at = 0;
  while (at < printed.size()) {
    const CodePoint point = decode(printed, at);
    if (point.value == ' ' || (point.value >= '\t' && point.value <= '\r') || point.value == 0xA0 ||
        point.value == 0x2009 || point.value == 0x202F) {
      spaced = true;
      at += point.size;
      continue;
    }
    if (const auto stamp = stamp_pieces(printed, at, spaced); !stamp.empty()) {
      pieces.insert(pieces.end(), stamp.begin(), stamp.end());
      if (pieces.size() > kMostPieces) return {};
      for (spaced = false; at < printed.size() && is_digit(printed[at]);) ++at;
      continue;
    }
    Piece piece;
    piece.begin = at;
    piece.spaced = spaced;
    spaced = false;
    if (is_digit(printed[at])) {
      piece.kind = Piece::Kind::number;
      for (; at < printed.size() && is_digit(printed[at]); ++at) {
        if (++piece.digits > 9) break;
        piece.value = piece.value * 10 + (printed[at] - '0');
      }
    } else if (is_letter(printed[at])) {
      piece.kind = Piece::Kind::word;
      for (; at < printed.size() && (is_letter(printed[at]) || printed[at] == '.'); ++at) {
        if (printed[at] != '.') piece.word += static_cast<char>(printed[at] | 0x20);
      }
    } else {
      piece.kind = Piece::Kind::sign;
      piece.value = point.value == 0x2212 ? '-' : static_cast<int>(point.value);
      at += point.size;
    }
    pieces.push_back(std::move(piece));
    if (pieces.size() > kMostPieces) return {};
  }
  Piece end;
  end.begin = printed.size();
  end.spaced = spaced;
  pieces.push_back(std::move(end));
  return pieces;
}

/// Reads the pieces of one date, in any order that leaves no doubt.
class DateReader {
 public:
  DateReader(std::string_view printed, DateOrder order)
      : printed_(printed), order_(order), pieces_(pieces_of(printed)) {}

  Result<Date> read() {
    if (pieces_.empty()) return refuse(0, "expected a date, got a long text");
    if (pieces_.size() == 1) return refuse(0, "expected a date, got nothing");
    while (!failed_ && here().kind != Piece::Kind::end) step();
    if (failed_) return *failed_;
    return finish();
  }

 private:
  const Piece& here(std::size_t ahead = 0) const {
    return pieces_[std::min(at_ + ahead, pieces_.size() - 1)];
  }
  bool is_sign(std::size_t ahead, char sign) const {
    return here(ahead).kind == Piece::Kind::sign && here(ahead).value == sign;
  }
  bool is_number(std::size_t ahead, std::size_t fewest, std::size_t most) const {
    return here(ahead).kind == Piece::Kind::number && here(ahead).digits >= fewest &&
           here(ahead).digits <= most;
  }
  bool is_word(std::size_t ahead, std::string_view word) const {
    return here(ahead).kind == Piece::Kind::word && here(ahead).word == word;
  }

  Error refuse(std::size_t begin, const std::string& why) const {
    int column = 1;
    for (std::size_t at = 0; at < begin && at < printed_.size(); at += decode(printed_, at).size)
      ++column;
    constexpr std::size_t kMostShown = 60;
    std::string shown(printed_.substr(
        0, printed_.size() > kMostShown ? before(printed_, kMostShown + 1) : printed_.size()));
    if (shown.size() < printed_.size()) shown += "…";
    return Error{Errc::invalid, "date '" + shown + "': " + why, column};
  }
  void fail(const std::string& why) {
    if (!failed_) failed_ = refuse(here().begin, why);
  }
  void fail_unexpected() { fail("expected a date like 2026-03-05 or March 5, 2026"); }

  /// Reads one part: a name, a number and what hangs on it, a zone.
  void step() {
    const Piece& piece = here();
    if (piece.kind == Piece::Kind::number) return number();
    if (piece.kind == Piece::Kind::word) return word();
    if (piece.value == ',' || (piece.value == '|' && piece.spaced)) {
      ++at_;
    } else if (piece.value == '(') {
      comment();
    } else if ((piece.value == '+' || piece.value == '-') && zone_may_follow()) {
      numeric_zone();
    } else if (piece.value == '-' && piece.spaced && here(1).spaced && !clock_) {
      ++at_;
    } else {
      fail_unexpected();
    }
  }

  /// "(UTC)" after a numeric zone, as RFC 2822 allows.
  void comment() {
    if (!offset_ || !(here(1).kind == Piece::Kind::word && is_sign(2, ')')))
      return fail_unexpected();
    at_ += 3;
  }

  void word() {
    const std::string& name = here().word;
    if (name == "at" || name == "on" || name == "of") {
      ++at_;
    } else if (name == "t" && has_day() && !clock_ && here(1).kind == Piece::Kind::number &&
               !here(1).spaced) {
      ++at_;
      clock_at_t();
    } else if (const auto month = find(kMonths, name)) {
      if (month_) return fail("expected one month");
      month_ = static_cast<int>(*month) + 1;
      ++at_;
      day_before_month_ = day_.has_value();
      if ((is_sign(0, '-') || is_sign(0, '/')) && here(1).kind == Piece::Kind::number) ++at_;
    } else if (const auto weekday = find(kWeekdays, name)) {
      if (weekday_) return fail("expected one day of the week");
      weekday_ = weekday;
      ++at_;
    } else {
      zone_name();
    }
  }

  template <std::size_t N>
  static std::optional<std::size_t> find(const std::array<std::string_view, N>& names,
                                         std::string_view name) {
    if (name.size() < 3) return std::nullopt;
    for (std::size_t i = 0; i < N; ++i) {
      if (names[i].starts_with(name)) return i;
    }
    return std::nullopt;
  }

  void number() {
    if (is_sign(1, ':') && !here(1).spaced) return clock_with_colons();
    if (is_half_of_day(1)) return clock_hour_only();
    const bool joined = here(1).kind == Piece::Kind::sign && !here(1).spaced &&
                        (here(1).value == '-' || here(1).value == '/' || here(1).value == '.');
    if (joined && here(2).kind == Piece::Kind::number && !here(2).spaced && !year_ && !month_ &&
        !day_)
      return numeric_date();
    if (is_number(0, 8, 8) && !year_ && !month_ && !day_) {
      const int value = here().value;
      year_ = value / 10000;
      month_ = value / 100 % 100;
      day_ = value % 100;
      ++at_;
      iso_ = true;
      return check_month_and_day();
    }
    if (is_number(0, 4, 4) && !year_) {
      year_ = here().value;
      ++at_;
      return;
    }
    if (is_number(0, 1, 2) && !day_) return day_number();
    if (is_number(0, 2, 2) && !year_ && month_ && day_before_month_) {
      short_year_ = here().value;
      short_year_at_ = at_;
      // RFC 2822, 4.3
      year_ = here().value + (here().value < 50 ? 2000 : 1900);
      ++at_;
      return;
    }
    fail("expected a year of four digits, a day, or a time like 15:04");
  }

  /// "5", "5th"
  void day_number() {
    day_ = here().value;
    if (*day_ == 0) return fail("expected a day from 1 to 31, got 0");
    ++at_;
    if (here().kind == Piece::Kind::word && !here().spaced) {
      const std::string& suffix = here().word;
      if (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th") ++at_;
    }
    if ((is_sign(0, '-') || is_sign(0, '/')) && !here().spaced && here(1).kind == Piece::Kind::word)
      ++at_;
  }

  /// Numbers with - / or . between: year first, or day and month in an order that must be clear.
  void numeric_date() {
    const int separator = here(1).value;
    const bool third = here(3).kind == Piece::Kind::sign && here(3).value == separator &&
                       !here(3).spaced && here(4).kind == Piece::Kind::number && !here(4).spaced;
    if (is_number(0, 4, 4)) {
      if (!is_number(2, 1, 2) || (third && !is_number(4, 1, 2)) || (!third && separator == '.'))
        return fail_unexpected();
      year_ = here().value;
      month_ = here(2).value;
      if (third) day_ = here(4).value;
      iso_ = third;
      check_month_and_day();
      at_ += third ? 5 : 3;
      return;
    }
    if (!third || !is_number(0, 1, 2) || !is_number(2, 1, 2)) return fail_unexpected();
    if (!is_number(4, 4, 4)) {
      at_ += 4;
      return fail("expected a year of four digits");
    }
    year_ = here(4).value;
    if (!order_day_and_month(here().value, here(2).value)) return;
    at_ += 5;
  }

  bool order_day_and_month(int first, int second) {
    const bool day_first = second >= 1 && second <= 12;
    const bool month_first = first >= 1 && first <= 12;
    if (order_ == DateOrder::unsaid && day_first && month_first && first != second) {
      fail("may be " + spoken({*year_, second, first}) + " or " + spoken({*year_, first, second}) +
           "; say which comes first, or print the month as a word");
      return false;
    }
    const bool take_day_first =
        order_ == DateOrder::day_first || (order_ == DateOrder::unsaid && day_first);
    day_ = take_day_first ? first : second;
    month_ = take_day_first ? second : first;
    check_month_and_day();
    return !failed_;
  }

  void check_month_and_day() {
    if (month_ && (*month_ < 1 || *month_ > 12)) {
      return fail("expected a month from 1 to 12, got " + std::to_string(*month_));
    }
    if (day_ && *day_ == 0) fail("expected a day from 1 to 31, got 0");
  }

  bool has_day() const { return year_ && month_ && day_; }

  bool is_half_of_day(std::size_t ahead) const {
    return is_word(ahead, "am") || is_word(ahead, "pm");
  }

  /// "15:04", "15:04:05.678", "3:04 pm"
  void clock_with_colons() {
    if (clock_) return fail("expected one time");
    if (!is_number(0, 1, 2) || !is_number(2, 2, 2)) return fail("expected a time like 15:04");
    Clock clock{here().value, here(2).value, -1};
    at_ += 3;
    if (is_sign(0, ':') && !here().spaced) {
      if (!is_number(1, 2, 2)) return fail("expected seconds of two digits");
      clock.second = here(1).value;
      at_ += 2;
      skip_fraction();
    }
    finish_clock(clock);
  }

  /// What follows the T of ISO 8601: "15", "15:04", "150405".
  void clock_at_t() {
    if (is_sign(1, ':')) return clock_with_colons();
    const Piece& piece = here();
    const std::size_t digits = piece.digits;
    if (digits != 2 && digits != 4 && digits != 6)
      return fail("expected a time like T15:04:05 or T150405");
    Clock clock{piece.value, -1, -1};
    if (digits == 4) clock = {piece.value / 100, piece.value % 100, -1};
    if (digits == 6) clock = {piece.value / 10000, piece.value / 100 % 100, piece.value % 100};
    ++at_;
    if (digits == 6) skip_fraction();
    clock_ = clock;
  }

  /// Fractions of a second are not kept.
  void skip_fraction() {
    if ((is_sign(0, '.') || is_sign(0, ',')) && here(1).kind == Piece::Kind::number &&
        !here().spaced && !here(1).spaced) {
      ++at_;
      while (here().kind == Piece::Kind::number && !here().spaced) ++at_;
    }
  }

  /// "3 pm"
  void clock_hour_only() {
    if (clock_) return fail("expected one time");
    if (!is_number(0, 1, 2)) return fail("expected an hour before am or pm");
    const Clock clock{here().value, -1, -1};
    ++at_;
    finish_clock(clock);
  }

  void finish_clock(Clock clock) {
    if (is_half_of_day(0)) {
      if (clock.hour < 1 || clock.hour > 12)
        return fail("expected an hour from 1 to 12 before " + here().word);
      clock.hour = clock.hour % 12 + (here().word == "pm" ? 12 : 0);
      ++at_;
    }
    clock_ = clock;
  }

  bool zone_may_follow() const {
    return !offset_ && (clock_ || (iso_ && has_day() && !here().spaced)) &&
           here(1).kind == Piece::Kind::number && !here(1).spaced;
  }

  /// "+0330", "-05:00", "+3"
  void numeric_zone() {
    const int sign = here().value == '-' ? -1 : 1;
    const Piece& number = here(1);
    int minutes = 0;
    std::size_t used = 2;
    if (number.digits == 4) {
      minutes = number.value / 100 * 60 + number.value % 100;
      if (number.value % 100 > 59) return fail("expected a zone like +03:30");
    } else if (number.digits <= 2) {
      minutes = number.value * 60;
      if (is_sign(2, ':')) {
        if (!is_number(3, 2, 2) || here(3).value > 59) return fail("expected a zone like +03:30");
        minutes += here(3).value;
        used = 4;
      }
    } else {
      return fail("expected a zone like +03:30");
    }
    if (minutes >= 16 * 60) return fail("expected a zone less than 16 hours from UTC");
    at_ += used;
    // RFC 3339, 4.3: -00:00 is a time in UTC that does not say where.
    if (sign < 0 && minutes == 0) return;
    offset_ = sign * minutes;
  }

  void zone_name() {
    const std::string& name = here().word;
    const auto named = [&name](const Zone& zone) { return zone.name == name; };
    const auto* zone = std::find_if(std::begin(kZones), std::end(kZones), named);
    const auto* american =
        std::find_if(std::begin(kAmericanZones), std::end(kAmericanZones), named);
    const bool may_stand =
        !offset_ && !american_zone_ && (clock_ || (iso_ && has_day() && name == "z"));
    if (!may_stand || (zone == std::end(kZones) && american == std::end(kAmericanZones))) {
      return fail(clock_ && !offset_ ? "expected a zone like GMT, EST or +03:30, got '" + name + "'"
                                     : "expected a month or a day of the week, got '" + name + "'");
    }
    ++at_;
    if (american != std::end(kAmericanZones)) {
      american_zone_ = american->minutes;
    } else if ((name == "utc" || name == "gmt") && (is_sign(0, '+') || is_sign(0, '-')) &&
               zone_may_follow()) {
      numeric_zone();
    } else {
      offset_ = zone->minutes;
    }
  }

  /// The n-th Sunday of a month, 1 for the first.
  static int sunday(int year, int month, int n) {
    return 1 + static_cast<int>((7 - weekday_of({year, month, 1})) % 7) + 7 * (n - 1);
  }

  /// Summer time in the United States since 2007 (Energy Policy Act of 2005, section 110): from
  /// 2:00 on the second Sunday of March to 2:00 on the first Sunday of November.
  static bool american_summer(CivilDay day, const Clock& clock) {
    const auto after = [&](int month, int sunday_day) {
      const CivilDay turn{day.year, month, sunday_day};
      return day > turn || (day == turn && clock.hour >= 2);
    };
    return after(3, sunday(day.year, 3, 2)) && !after(11, sunday(day.year, 11, 1));
  }

  Result<Date> finish() {
    if (!year_) return refuse(printed_.size(), "expected a year of four digits");
    if (day_ && !month_) return refuse(printed_.size(), "expected a month");
    if (clock_ && !day_)
      return refuse(printed_.size(), "expected the day that the time belongs to");
    if (weekday_ && !day_) return refuse(printed_.size(), "expected the day of the month");
    if (short_year_ && !(clock_ && offset_)) {
      return refuse(pieces_[short_year_at_].begin, "expected a year of four digits");
    }
    const CivilDay day{*year_, month_.value_or(0), day_.value_or(0)};
    if (american_zone_) {
      if (day.year < 2007)
        return refuse(printed_.size(),
                      "expected standard or summer time to be named, as EST or EDT");
      if (const auto plain = make_date(day, clock_, std::nullopt); plain) {
        offset_ = *american_zone_ + (american_summer(day, *clock_) ? 60 : 0);
      }
    }
    Result<Date> date = make_date(day, clock_, offset_);
    if (!date) return refuse(0, date.error().message);
    const bool stamped = clock_ && offset_;
    if (weekday_ && !stamped && weekday_of(day) != *weekday_) {
      return refuse(0, spoken(day) + " is a " + capitalised(kWeekdays[weekday_of(day)]) +
                           ", not a " + capitalised(kWeekdays[*weekday_]));
    }
    return date;
  }

  std::string_view printed_;
  DateOrder order_;
  std::vector<Piece> pieces_;
  std::size_t at_ = 0;
  std::optional<Error> failed_;
  std::optional<int> year_;
  std::optional<int> month_;
  std::optional<int> day_;
  std::optional<int> short_year_;
  std::size_t short_year_at_ = 0;
  std::optional<std::size_t> weekday_;
  std::optional<Clock> clock_;
  std::optional<int> offset_;
  std::optional<int> american_zone_;  ///< Standard time.
  bool day_before_month_ = false;
  bool iso_ = false;  ///< A whole day of digits, to which T and a zone may be joined.
};

}  // namespace

Result<Date> parse_date(std::string_view printed, DateOrder order) {
  return DateReader(printed, order).read();
}

}  // namespace onrecord::text
