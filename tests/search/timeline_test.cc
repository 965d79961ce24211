// Timelines against counts made from the dates as they were written.
#include <map>
#include <random>
#include <set>

#include "tests/search/archive.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

std::vector<std::int64_t> counts_of(const json::object& series) {
  std::vector<std::int64_t> counts;
  for (const json::value& count : series.at("counts").as_array())
    counts.push_back(count.to_number<std::int64_t>());
  return counts;
}

Texts texts_of(const json::value& list) {
  Texts texts;
  for (const json::value& text : list.as_array()) texts.emplace_back(text.as_string());
  return texts;
}

Entry dated(int number, std::string_view date, const std::string& outlet = "Post",
            const std::string& text = "ferry") {
  Entry entry{story(std::to_string(number), "Note", text, date)};
  entry.article.outlet = {outlet, Origin::given};
  return entry;
}

}  // namespace

TEST_CASE("empty buckets are kept; imprecise and unknown dates are counted apart") {
  Archive archive({dated(1, "2025-11-30"), dated(2, "2026-02-01"), dated(3, "2026-02-28"),
                   dated(4, "2026"), dated(5, ""), dated(6, "2026-01")});
  Snapshot snapshot = archive.snapshot();
  const json::object month = ask_ok(snapshot, "timeline", {{"query", "ferry"}});
  CHECK(texts_of(month.at("buckets")) == Texts{"2025-11", "2025-12", "2026-01", "2026-02"});
  CHECK(counts_of(month) == std::vector<std::int64_t>{1, 0, 1, 2});
  CHECK(month.at("imprecise") == 1);
  CHECK(month.at("undated") == 1);
  CHECK(month.at("total") == 6);
  CHECK(month.at("first").at("id") == "1");
  CHECK(month.at("last").at("id") == "3");

  const json::object year = ask_ok(snapshot, "timeline", {{"by", "year"}});
  CHECK(texts_of(year.at("buckets")) == Texts{"2025", "2026"});
  CHECK(counts_of(year) == std::vector<std::int64_t>{1, 4});
  CHECK(year.at("imprecise") == 0);

  const json::object day = ask_ok(snapshot, "timeline", {{"by", "day"}});
  CHECK(day.at("buckets").as_array().size() == 91);
  CHECK(day.at("imprecise") == 2);

  const json::object nothing = ask_ok(snapshot, "timeline", {{"query", "bridge"}});
  CHECK(nothing.at("buckets").as_array().empty());
  CHECK(nothing.at("first").is_null());
}

TEST_CASE("a date filter's whole range is shown") {
  Archive archive({dated(1, "2026-02-10"), dated(2, "2019-01-01")});
  Snapshot snapshot = archive.snapshot();
  const json::object result =
      ask_ok(snapshot, "timeline", {{"query", "ferry date:2026-01..2026-04"}});
  CHECK(texts_of(result.at("buckets")) == Texts{"2026-01", "2026-02", "2026-03", "2026-04"});
  CHECK(counts_of(result) == std::vector<std::int64_t>{0, 1, 0, 0});
}

TEST_CASE("what was retracted is never first nor last") {
  std::vector<Entry> entries = {dated(1, "2024-01-01"), dated(2, "2025-01-01"),
                                dated(3, "2026-01-01")};
  for (Entry& entry : entries) entry.statements = {said(entry.article, "ferry", "Ann Berg")};
  entries[0].article.status = Status::retracted;
  entries[2].article.status = Status::retracted;
  Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  for (const char* target : {"articles", "statements"}) {
    CAPTURE(target);
    const json::object result = ask_ok(snapshot, "timeline", {{"by", "year"}, {"target", target}});
    CHECK(counts_of(result) == std::vector<std::int64_t>{1, 1, 1});
    CHECK(result.at("first").at("date") == "2025-01-01");
    CHECK(result.at("last").at("date") == "2025-01-01");
  }
}

TEST_CASE("series by field and by query agree with a count by hand, with columns and without") {
  std::mt19937 random(11);
  static const char* const kDates[] = {"",           "2024",    "2025-11",   "2025-11-30",
                                       "2026-02-28", "2026-02", "2026-02-01"};
  std::vector<Entry> entries;
  std::map<std::string, std::map<std::string, std::int64_t>> by_outlet;
  std::map<std::string, std::map<std::string, std::int64_t>> by_query;
  std::map<std::string, std::int64_t> undated, imprecise;
  for (int i = 0; i < 150; ++i) {
    const std::string date = kDates[random() % 7];
    const std::string outlet = "Outlet " + std::to_string(random() % 3);
    const std::string text = random() % 2 == 0 ? "ferry harbour" : "ferry bridge";
    entries.push_back(dated(i, date, outlet, text));
    if (date.empty()) ++undated[outlet];
    if (date.size() == 4) ++imprecise[outlet];
    if (date.size() < 7) continue;
    ++by_outlet[outlet][date.substr(0, 7)];
    ++by_query[text.substr(6)][date.substr(0, 7)];
  }
  Archive archive(entries);
  Snapshot with = archive.snapshot();
  auto without = Snapshot::open(archive.folder(), std::make_shared<Columns>(0));
  REQUIRE(without.has_value());
  for (Snapshot* snapshot : {&with, &*without}) {
    const auto check = [&](const json::object& result, const auto& expected) {
      const Texts buckets = texts_of(result.at("buckets"));
      CHECK(buckets == Texts{"2025-11", "2025-12", "2026-01", "2026-02"});
      for (const json::value& series : result.at("series").as_array()) {
        const std::string name(series.at("value").as_string());
        const auto counts = counts_of(series.as_object());
        for (std::size_t i = 0; i < buckets.size(); ++i) {
          const auto& row = expected.at(name);
          const auto at = row.find(buckets[i]);
          CHECK(counts[i] == (at == row.end() ? 0 : at->second));
        }
      }
    };
    const json::object outlets =
        ask_ok(*snapshot, "timeline", {{"query", "ferry"}, {"split", "outlet"}});
    CHECK(outlets.at("series").as_array().size() == 3);
    check(outlets, by_outlet);
    for (const json::value& series : outlets.at("series").as_array()) {
      const std::string name(series.at("value").as_string());
      CHECK(series.at("undated") == undated[name]);
      CHECK(series.at("imprecise") == imprecise[name]);
    }
    check(ask_ok(*snapshot, "timeline", {{"query", "ferry"}, {"queries", {"harbour", "bridge"}}}),
          by_query);
  }
}

TEST_CASE("a timeline that would be too long, or is asked two ways, is refused") {
  Archive archive({dated(1, "1900-01-01"), dated(2, "2026-01-01")});
  Snapshot snapshot = archive.snapshot();
  const Error days = ask_refused(snapshot, "timeline", {{"by", "day"}});
  CHECK(days.code == Errc::limit);
  CHECK(days.message.find("46022 buckets from 1900-01-01 to 2026-01-01") != std::string::npos);
  CHECK(ask_refused(snapshot, "timeline", {{"split", "outlet"}, {"queries", {"a"}}}).code ==
        Errc::invalid);
  CHECK(ask_refused(snapshot, "timeline", {{"split", "colour"}}).code == Errc::invalid);
  CHECK(ask_refused(snapshot, "timeline", {{"split", "year"}}).code == Errc::invalid);
  CHECK(ask_refused(snapshot, "timeline", {{"queries", {"a ("}}}).code == Errc::invalid);
}
