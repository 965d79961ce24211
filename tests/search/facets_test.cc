// Facets: counted exactly, spellings together, years and months by the printed day.
#include <map>
#include <random>

#include "tests/search/archive.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

using Counts = std::vector<std::pair<std::string, std::int64_t>>;

Counts counts_of(const json::object& result, std::string_view field) {
  Counts counts;
  for (const json::value& row : result.at("facets").at(field).as_array())
    counts.emplace_back(row.at("value").as_string(), row.at("count").to_number<std::int64_t>());
  return counts;
}

Entry note(int number, const std::string& outlet, std::string_view date = "") {
  Entry entry{story(std::to_string(number), "Note", "ferry", date)};
  entry.article.outlet = {outlet, Origin::given};
  return entry;
}

}  // namespace

TEST_CASE("spellings of one value count together, under the most frequent one") {
  Archive archive({note(1, "Harbour Post"), note(2, "HARBOUR POST"), note(3, "Harbour Post"),
                   note(4, "L\u00e1ntern"), note(5, "")});
  Snapshot snapshot = archive.snapshot();
  const json::object result = ask_ok(snapshot, "facets", {{"fields", {"outlet"}}});
  CHECK(counts_of(result, "outlet") == Counts{{"Harbour Post", 3}, {"L\u00e1ntern", 1}});
  CHECK(total_of(result) == 5);
}

TEST_CASE("each of several values counts once a document") {
  Entry one{story("1", "Note", "Yes, said Ann. No, said Ivo. Well, said Ann.")};
  one.statements = {said(one.article, "Yes", "Ann"), said(one.article, "No", "Ivo"),
                    said(one.article, "Well", "Ann")};
  Entry two{story("2", "Note", "Yes, said ANN.")};
  two.statements = {said(two.article, "Yes", "ANN")};
  Archive archive({one, two});
  Snapshot snapshot = archive.snapshot();
  CHECK(counts_of(ask_ok(snapshot, "facets", {{"fields", {"speaker"}}}), "speaker") ==
        Counts{{"ANN", 2}, {"Ivo", 1}});
  CHECK(counts_of(
            ask_ok(snapshot, "facets", {{"fields", {"speaker", "kind"}}, {"target", "statements"}}),
            "speaker") == Counts{{"Ann", 3}, {"Ivo", 1}});
}

TEST_CASE(
    "years and months are those of the printed day, the newest first; vague dates count where they "
    "surely are") {
  Archive archive({note(1, "A", "2026-01-01T00:30:00+03:00"),
                   note(2, "A", "2025-12-31T23:30:00-05:00"), note(3, "A", "2026"),
                   note(4, "A", "2026-01"), note(5, "A"), note(6, "A", "1999-07-04")});
  Snapshot snapshot = archive.snapshot();
  const json::object result = ask_ok(snapshot, "facets", {{"fields", {"year", "month"}}});
  CHECK(counts_of(result, "year") == Counts{{"2026", 3}, {"2025", 1}, {"1999", 1}});
  CHECK(counts_of(result, "month") == Counts{{"2026-01", 2}, {"2025-12", 1}, {"1999-07", 1}});
  const json::object two = ask_ok(snapshot, "facets", {{"fields", {"year"}}, {"facet_limit", 2}});
  CHECK(counts_of(two, "year") == Counts{{"2026", 3}, {"2025", 1}});
}

TEST_CASE(
    "facets of a search are over all matches, not over the page, and agree with a brute-force "
    "count") {
  std::mt19937 random(5);
  std::vector<Entry> entries;
  std::map<std::string, std::int64_t> expected;
  for (int i = 0; i < 300; ++i) {
    const std::string outlet = "Outlet " + std::to_string(random() % 12);
    entries.push_back(note(i, outlet, "2026-03-05"));
    entries.back().article.text = random() % 2 == 0 ? "ferry" : "bridge";
    entries.back().article.spans = {{SpanKind::lead, {0, 5}, ""}};
    entries.back().article.text_sha256 = store::sha256_hex(entries.back().article.text);
    if (entries.back().article.text == "ferry") ++expected[outlet];
  }
  Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  const json::object result = ask_ok(snapshot, "search",
                                     {{"query", "ferry"},
                                      {"limit", 3},
                                      {"facets", {"outlet"}},
                                      {"facet_limit", 100},
                                      {"count", "about"}});
  std::map<std::string, std::int64_t> counted;
  for (const auto& [value, count] : counts_of(result, "outlet")) counted[value] = count;
  CHECK(counted == expected);
  CHECK(result.at("total").at("exact") == true);
}

TEST_CASE("what has no facet is refused with what has one") {
  Archive archive({note(1, "A")});
  Snapshot snapshot = archive.snapshot();
  for (const std::string field : {"headline", "colour", "kind", "date", ""}) {
    if (field.empty()) continue;
    const Error error = ask_refused(snapshot, "facets", {{"fields", {field}}});
    CHECK(error.code == Errc::invalid);
    CHECK(error.message.starts_with("no facet '" + field +
                                    "': expected one of speaker, role, outlet,"));
    CHECK(error.message.ends_with("year, month"));
  }
}

TEST_CASE("a facet whose own filter is ignored counts what the other values would give") {
  std::vector<Entry> entries;
  const auto add = [&](const std::string& outlet, const std::string& desk, std::string_view date,
                       const std::string& text) {
    Entry entry = note(static_cast<int>(entries.size()), outlet, date);
    entry.article.desk = {desk, Origin::given};
    entry.article.text = text;
    entry.article.spans = {{SpanKind::lead, {0, static_cast<std::uint32_t>(text.size())}, ""}};
    entry.article.text_sha256 = store::sha256_hex(text);
    entries.push_back(std::move(entry));
  };
  add("Post", "Politics", "2025-01-01", "ferry");
  add("Post", "Sport", "2026-01-01", "ferry");
  add("Wire", "Politics", "2026-01-01", "ferry");
  add("Wire", "Sport", "2026-01-01", "bridge");
  add("Lantern", "Politics", "2026-01-01", "ferry");
  Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  struct Case {
    std::string query;
    Counts outlet;
    Counts desk;
    Counts year;
    std::int64_t total;
  };
  const auto c = GENERATE(values<Case>({
      {"ferry outlet:post",
       {{"Post", 2}, {"Lantern", 1}, {"Wire", 1}},
       {{"Politics", 1}, {"Sport", 1}},
       {{"2026", 1}, {"2025", 1}},
       2},
      {"ferry (outlet:post OR outlet:wire) desk:politics",
       {{"Lantern", 1}, {"Post", 1}, {"Wire", 1}},
       {{"Politics", 2}, {"Sport", 1}},
       {{"2026", 1}, {"2025", 1}},
       2},
      {"ferry -outlet:post",
       {{"Post", 2}, {"Lantern", 1}, {"Wire", 1}},
       {{"Politics", 2}},
       {{"2026", 2}},
       2},
      {"outlet:wire",
       {{"Post", 2}, {"Wire", 2}, {"Lantern", 1}},
       {{"Politics", 1}, {"Sport", 1}},
       {{"2026", 2}},
       2},
      {"date:2025 section:politics",
       {{"Post", 1}},
       {{"Politics", 1}},
       {{"2026", 2}, {"2025", 1}},
       1},
      // Beside other words in an OR it is no filter.
      {"bridge OR outlet:post",
       {{"Post", 2}, {"Wire", 1}},
       {{"Sport", 2}, {"Politics", 1}},
       {{"2026", 2}, {"2025", 1}},
       3},
  }));
  CAPTURE(c.query);
  const json::object arguments{
      {"query", c.query}, {"fields", {"outlet", "desk", "year"}}, {"own_filter", "ignored"}};
  const json::object result = ask_ok(snapshot, "facets", arguments);
  CHECK(counts_of(result, "outlet") == c.outlet);
  CHECK(counts_of(result, "desk") == c.desk);
  CHECK(counts_of(result, "year") == c.year);
  CHECK(total_of(result) == c.total);
  // The question is the same as ever.
  json::object kept = arguments;
  kept["own_filter"] = "kept";
  CHECK(ask_ok(snapshot, "facets", kept).at("parsed") == result.at("parsed"));
  const json::object search = ask_ok(
      snapshot, "search", {{"query", c.query}, {"facets", {"outlet"}}, {"own_filter", "ignored"}});
  CHECK(counts_of(search, "outlet") == c.outlet);
  CHECK(total_of(search) == c.total);
}
