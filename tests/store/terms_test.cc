#include "proto/store/terms.h"

#include <random>
#include <set>

#include "tests/catch.h"
#include "tests/store/samples.h"

using namespace onrecord;
using namespace onrecord::store;

namespace {

// Every day of a stretch of years, written out one by one: slow and plain.
struct Calendar {
  std::vector<text::CivilDay> days;
  Calendar(int first_year, int last_year) {
    for (int year = first_year; year <= last_year; ++year)
      for (int month = 1; month <= 12; ++month) {
        const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        int last = month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        if (month == 2) last = leap ? 29 : 28;
        for (int day = 1; day <= last; ++day) days.push_back({year, month, day});
      }
  }
};

text::Date span(text::DatePrecision precision, text::CivilDay first, text::CivilDay last) {
  text::Date date;
  date.precision = precision;
  date.first_day = first;
  date.last_day = last;
  return date;
}

bool meets(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const std::set<std::string> in(a.begin(), a.end());
  return std::any_of(b.begin(), b.end(),
                     [&](const std::string& term) { return in.count(term) != 0; });
}

}  // namespace

TEST_CASE("no term is longer than Xapian takes, and long ones stay apart") {
  const std::string long_body(300, 'x');
  const std::string a = make_term("O", long_body + "a");
  const std::string b = make_term("O", long_body + "b");
  CHECK(a.size() <= 245);
  CHECK(b.size() <= 245);
  CHECK(a != b);
  CHECK(make_term("O", std::string(244, 'y')) == "O" + std::string(244, 'y'));
  CHECK(make_term("O", std::string(245, 'y')).size() <= 245);
}

TEST_CASE("a long term is cut between code points") {
  for (std::size_t lead = 0; lead < 4; ++lead) {
    std::string body(lead, 'a');
    for (int i = 0; i < 120; ++i) body += "é€";
    const std::string term = make_term("O", body);
    CHECK(term.size() <= 245);
    const std::string kept = term.substr(1, term.rfind('#') - 1);
    CHECK(body.substr(0, kept.size()) == kept);
    CHECK((static_cast<unsigned char>(body[kept.size()]) & 0xc0) != 0x80);
  }
}

TEST_CASE("a term has no NUL, and what differs only by one stays apart") {
  const std::string with("a\0b", 3);
  CHECK(make_term("H:", with).find('\0') == std::string::npos);
  CHECK(make_term("H:", with) != make_term("H:", "ab"));
  CHECK(make_term("H:", with) != make_term("H:", std::string("ab\0", 3)));
}

TEST_CASE("a value that begins with a capital or a colon is kept off its prefix") {
  CHECK(make_term("Q", "reuters/1") == "Qreuters/1");
  CHECK(make_term("Q", "Reuters/1") == "Q:Reuters/1");
  CHECK(make_term("Q", ":x") == "Q::x");
  CHECK(make_term("H:", "X") == "H:X");
  CHECK(make_term("", "Word") == "Word");
  CHECK(make_term("XS", "") == "XS");
}

TEST_CASE("stems, pairs and values have terms of their own") {
  CHECK(stem_term("", "talk") == "Ztalk");
  CHECK(stem_term("S", "talk") == "ZStalk");
  CHECK(pair_term("of", "the") == "Jof the");
  CHECK(value_term(*find_field("outlet"), "Harbour  POST") == "Oharbour post");
  CHECK(value_term(*find_field("outlet"), " - ") == "");
  CHECK(value_term(*find_field("id"), "Hp-04 12") == "H:Hp-04 12");
  CHECK(value_term(*find_field("quoted"), "Yes") == "XQ:yes");
  CHECK(meta_term("Edition", "Late City") == "M:edition=late city");
  CHECK(meta_term("a=b", "c") != meta_term("a", "b=c"));
  CHECK(part_prefix("Why it matters") == part_prefix("WHY IT MATTERS:"));
  CHECK(part_prefix("Why it matters") != part_prefix("Go deeper"));
  CHECK(part_prefix("x").size() == 9);
  CHECK(key_term({"Samples", "1"}) == "Q:Samples/1");
  CHECK(version_term({"samples", "1"}, 2) == "XVsamples/1@2");
}

TEST_CASE("no prefix of the table runs into another") {
  std::vector<std::string_view> all = {prefix::kHeadline, prefix::kLead, prefix::kContext,
                                       prefix::kPair,     prefix::kKey,  prefix::kStatementId,
                                       prefix::kDate,     prefix::kStem, "I"};
  for (const Field& field : kFields)
    if (!field.prefix.empty() && field.name != "headline" && field.name != "lead" &&
        field.name != "date")
      all.push_back(field.prefix);
  std::set<std::string_view> distinct(all.begin(), all.end());
  CHECK(distinct.size() == all.size());
  std::set<std::uint32_t> slots;
  for (const Field& field : kFields)
    if (field.facet) CHECK(slots.insert(field.slot).second);
}

TEST_CASE("a range of days finds exactly the dates that lie in it") {
  const Calendar calendar(1897, 2131);
  std::mt19937 random(11);
  const auto any_day = [&] { return calendar.days[random() % calendar.days.size()]; };
  std::size_t longest = 0;
  for (int round = 0; round < 400; ++round) {
    text::CivilDay first = any_day();
    text::CivilDay last = any_day();
    if (last < first) std::swap(first, last);
    if (round % 4 == 0) first = {first.year / 10 * 10, 1, 1};
    if (round % 8 == 0) last = {last.year / 10 * 10 + 9, 12, 31};
    const std::vector<std::string> range = date_range_terms(first, last);
    longest = std::max(longest, range.size());
    // No block twice.
    REQUIRE(std::set<std::string>(range.begin(), range.end()).size() == range.size());
    for (int probe = 0; probe < 60; ++probe) {
      text::CivilDay day = any_day();
      if (probe < 4) day = probe % 2 ? first : last;
      const text::Date exact = span(text::DatePrecision::day, day, day);
      const bool in = first <= day && day <= last;
      REQUIRE(meets(range, date_terms(exact)) == in);
      const int end = day.month == 2 ? 28 : 30;  // A month's true last day is found below.
      text::CivilDay month_last{day.year, day.month, end};
      for (int d = 31; d > end; --d)
        if (std::binary_search(calendar.days.begin(), calendar.days.end(),
                               text::CivilDay{day.year, day.month, d})) {
          month_last.day = d;
          break;
        }
      const text::CivilDay month_first{day.year, day.month, 1};
      REQUIRE(meets(range, date_terms(span(text::DatePrecision::month, month_first, month_last))) ==
              (first <= month_first && month_last <= last));
      const text::CivilDay year_first{day.year, 1, 1};
      const text::CivilDay year_last{day.year, 12, 31};
      REQUIRE(meets(range, date_terms(span(text::DatePrecision::year, year_first, year_last))) ==
              (first <= year_first && year_last <= last));
    }
  }
  CHECK(longest <= 110);
}

TEST_CASE("every day of a range is in one of its blocks, counted day by day") {
  const Calendar calendar(1995, 2031);
  const text::CivilDay first{1999, 12, 30};
  const text::CivilDay last{2024, 2, 29};
  const std::vector<std::string> range = date_range_terms(first, last);
  for (const text::CivilDay& day : calendar.days)
    REQUIRE(meets(range, date_terms(span(text::DatePrecision::day, day, day))) ==
            (first <= day && day <= last));
  CHECK(date_range_terms({2026, 1, 1}, {2026, 12, 31}) == std::vector<std::string>{"Dy2026"});
  CHECK(date_range_terms({2000, 1, 1}, {2099, 12, 31}) == std::vector<std::string>{"Dc20"});
  CHECK(date_range_terms({1, 1, 1}, {9999, 12, 31}).size() <= 130);
  CHECK(date_range_terms({2026, 2, 1}, {2026, 1, 1}).empty());
}

TEST_CASE("an unknown date has its own term and no other") {
  CHECK(date_terms({}) == std::vector<std::string>{unknown_date_term()});
}

TEST_CASE("lists in a slot come back") {
  struct Case {
    std::vector<std::string> values;
  };
  const auto c = GENERATE(values<Case>({{{}},
                                        {{"Mara Lindqvist"}},
                                        {{"a", "b"}},
                                        {{"", "x"}},
                                        {{""}},
                                        {{"\x01odd"}},
                                        {{std::string(500, 'n'), std::string("\0", 1)}}}));
  CHECK(decode_list(encode_list(c.values)) == c.values);
}

TEST_CASE("a slot of any bytes decodes to something") {
  std::mt19937 random(3);
  for (int i = 0; i < 2000; ++i) {
    std::string slot(random() % 20, '\x01');
    for (std::size_t at = 1; at < slot.size(); ++at) slot[at] = static_cast<char>(random());
    std::size_t bytes = 0;
    for (const std::string& value : decode_list(slot)) bytes += value.size();
    REQUIRE(bytes <= slot.size());
  }
}

TEST_CASE("names that sound alike have one key") {
  CHECK(sound_key("Baghaei") == sound_key("Baqaei"));
  CHECK(sound_key("Khatib") == sound_key("Qatib"));
  CHECK(sound_key("Mara Lindqvist") == "mr lndkvst");
  CHECK(sound_key("Ali Moss") == "l ms");
  CHECK(sound_key("Aia") == "");
}

TEST_CASE("stems unite forms of a word and leave the rest alone") {
  Stemmer en("en-GB");
  CHECK(en("negotiations") == en("negotiating"));
  CHECK(en("2026") == "2026");
  CHECK(en("u.s.") == "u.s.");
  CHECK(en("@mara") == "@mara");
  Stemmer fr("fr");
  CHECK(fr("maisons") == fr("maison"));
  Stemmer none("fa");
  CHECK(none("talks") == "talks");
}
