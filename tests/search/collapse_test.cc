// Copies of one story as one hit: who stands for them, what is counted, what is never told.
#include <algorithm>

#include "tests/search/archive.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

/// Words that no other number gives, in a sentence about the ferry.
std::string body(int number) {
  std::string text = "The ferry sails.";
  for (int i = 0; i < 60; ++i) text += " w" + std::to_string(number) + "x" + std::to_string(i);
  return text;
}

Entry entry(std::string id, int number, std::string_view date, std::string outlet) {
  Entry made{story(std::move(id), "Ferry " + std::to_string(number), body(number), date)};
  if (!outlet.empty()) made.article.outlet = {std::move(outlet), Origin::given};
  return made;
}

const json::object& hit(const json::object& result, std::size_t index) {
  return result.at("hits").as_array().at(index).as_object();
}

std::int64_t before(const json::object& result) {
  return result.at("total_before").at("value").to_number<std::int64_t>();
}

}  // namespace

TEST_CASE("of copies the earliest stands for all, whatever the order") {
  const Archive archive({entry("late", 1, "2026-03-07", "Arlen Gazette"),
                         entry("early", 1, "2026-03-05", "Harbour Post"),
                         entry("undated", 1, "", ""),
                         entry("between", 1, "2026-03-06", "Arlen Gazette"),
                         entry("lone", 2, "2026-03-06", "Arlen Gazette")});
  Snapshot snapshot = archive.snapshot();
  for (const char* sort : {"relevance", "newest", "oldest"}) {
    CAPTURE(sort);
    const auto result = ask_ok(
        snapshot, "search",
        {{"query", "ferry"}, {"sort", sort}, {"collapse", "copies"}, {"facets", {"outlet"}}});
    Texts ids = column(result, "hits", "id");
    if (std::string_view(sort) == "newest") CHECK(ids == Texts{"lone", "early"});
    if (std::string_view(sort) == "oldest") CHECK(ids == Texts{"early", "lone"});
    std::sort(ids.begin(), ids.end());
    CHECK(ids == Texts{"early", "lone"});
    CHECK(json::serialize(result.at("total")) == R"({"value":2,"exact":true})");
    CHECK(json::serialize(result.at("total_before")) == R"({"value":5,"exact":true})");
    CHECK(json::serialize(result.at("facets").at("outlet").at(0)) ==
          R"({"value":"Arlen Gazette","count":3})");
  }
  const auto result =
      ask_ok(snapshot, "search", {{"query", "w1x3"}, {"collapse", "copies"}, {"sort", "oldest"}});
  CHECK(json::serialize(hit(result, 0).at("copies")) ==
        R"({"count":4,"outlets":[{"outlet":"Arlen Gazette","count":2},)"
        R"({"outlet":"Harbour Post","count":1},{"outlet":null,"count":1}],)"
        R"("articles":["harbour/early","harbour/between","harbour/late","harbour/undated"]})");
  // Of those that match: the earliest of the Gazette's.
  const auto gazette = ask_ok(snapshot, "search",
                              {{"query", "w1x3 outlet:\"Arlen Gazette\""}, {"collapse", "copies"}});
  CHECK(column(gazette, "hits", "id") == Texts{"between"});
  CHECK(before(gazette) == 2);
  // Not asked for: every article by itself.
  const auto all = ask_ok(snapshot, "search", {{"query", "ferry"}});
  CHECK(total_of(all) == 5);
  CHECK_FALSE(all.contains("total_before"));
}

TEST_CASE("pages of collapsed hits hold each story once") {
  Archive archive;
  std::vector<Entry> entries;
  for (int number = 0; number < 12; ++number)
    for (int copy = 0; copy < 3; ++copy)
      entries.push_back(entry("a" + std::to_string(number) + "-" + std::to_string(copy), number,
                              "2026-03-0" + std::to_string(1 + copy * 2 + number % 2), "Post"));
  archive.add(entries);
  Snapshot snapshot = archive.snapshot();
  for (const char* sort : {"relevance", "newest", "oldest"}) {
    CAPTURE(sort);
    json::object arguments{
        {"query", "ferry"}, {"sort", sort}, {"collapse", "copies"}, {"limit", 5}};
    Texts ids;
    for (int page = 0; page < 3; ++page) {
      const auto result = ask_ok(snapshot, "search", arguments);
      CHECK(total_of(result) == 12);
      CHECK(before(result) == 36);
      for (const std::string& id : column(result, "hits", "id")) ids.push_back(id);
      CHECK(result.contains("next_cursor") == (page < 2));
      if (page < 2) arguments["cursor"] = result.at("next_cursor");
    }
    CHECK(ids.size() == 12);
    std::sort(ids.begin(), ids.end());
    CHECK(std::unique(ids.begin(), ids.end()) == ids.end());
    for (const std::string& id : ids) CHECK(id.ends_with("-0"));
  }
  // A cursor of the search without collapsing is one of another question.
  const auto plain = ask_ok(snapshot, "search", {{"query", "ferry"}, {"limit", 5}});
  CHECK(ask_refused(snapshot, "search",
                    {{"query", "ferry"},
                     {"limit", 5},
                     {"collapse", "copies"},
                     {"cursor", plain.at("next_cursor")}})
            .code == Errc::invalid);
}

TEST_CASE("copies that nobody may see are not counted, named or shown") {
  Archive archive({entry("a", 1, "2026-03-05", "Secret Post"),
                   entry("b", 1, "2026-03-06", "Arlen Gazette"),
                   entry("c", 1, "2026-03-07", "Velm Courier")});
  Entry embargoed = entry("d", 1, "2026-03-04", "Tomorrow's Post");
  embargoed.article.embargo = 4'000'000'000;
  archive.add({embargoed});
  archive.withhold({"harbour", "a"});
  const auto seen = [&] {
    Snapshot snapshot = archive.snapshot();
    return ask_ok(snapshot, "search", {{"query", "ferry"}, {"collapse", "copies"}});
  };
  auto result = seen();
  CHECK(column(result, "hits", "id") == Texts{"b"});
  CHECK(before(result) == 2);
  CHECK(hit(result, 0).at("copies").at("count") == 2);
  CHECK(json::serialize(result).find("Secret") == std::string::npos);
  CHECK(json::serialize(result).find("Tomorrow") == std::string::npos);
  CHECK(json::serialize(result).find("harbour/a") == std::string::npos);
  // The same once the databases say it themselves.
  REQUIRE(archive.writer().apply_block_list(kNow).has_value());
  CHECK(json::serialize(seen().at("hits")) == json::serialize(result.at("hits")));

  archive.remove({"harbour", "c"});
  result = seen();
  CHECK(column(result, "hits", "id") == Texts{"b"});
  CHECK(before(result) == 1);
  CHECK_FALSE(hit(result, 0).contains("copies"));
}

TEST_CASE("statements are not collapsed: that is refused in words") {
  const Archive archive({entry("a", 1, "2026-03-05", "Post")});
  Snapshot snapshot = archive.snapshot();
  const Error refused =
      ask_refused(snapshot, "search", {{"target", "statements"}, {"collapse", "copies"}});
  CHECK(refused.code == Errc::invalid);
  CHECK(refused.message == "collapse: only articles have copies, got target 'statements'");
}
