// What holds for every method: answers under a writer, deadlines, and what the daemon says of
// itself.
#include <atomic>
#include <mutex>
#include <random>
#include <thread>

#include "searchd/query/parse.h"
#include "searchd/search/deadline.h"
#include "tests/search/archive.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

TEST_CASE("readers answer right while a writer commits") {
  // Every commit replaces all ten articles at once: any whole answer shows ten of one round, with
  // ten statements.
  constexpr int kArticles = 10;
  const auto batch = [](int round) {
    std::vector<Entry> entries;
    for (int i = 0; i < kArticles; ++i) {
      const std::string text = "ferry round" + std::to_string(round) + " said Ann Berg";
      entries.push_back({story(std::to_string(i), "Note", text, "2026-03-05")});
      entries.back().statements = {
          said(entries.back().article, "ferry round" + std::to_string(round), "Ann Berg")};
      entries.back().article.outlet = {"Round " + std::to_string(round), Origin::given};
    }
    return entries;
  };
  Archive archive(batch(0));
  std::atomic<bool> stop{false};
  std::atomic<int> answers{0};
  std::atomic<int> wrong{0};
  std::atomic<int> failed{0};
  std::mutex noting;
  std::string first_wrong;
  const auto read = [&](const char* target) {
    auto snapshot = Snapshot::open(archive.folder());
    if (!snapshot) {
      ++failed;
      return;
    }
    while (!stop) {
      const auto response = answer(
          request_of(
              "search",
              {{"query", "ferry"}, {"target", target}, {"limit", 100}, {"facets", {"outlet"}}}),
          *snapshot);
      ++answers;
      if (response.error) {
        ++failed;
        continue;
      }
      const json::array& hits = response.result.at("hits").as_array();
      const json::array& outlets = response.result.at("facets").at("outlet").as_array();
      const bool whole = hits.size() == kArticles && outlets.size() == 1 &&
                         outlets[0].at("count") == kArticles &&
                         total_of(response.result) == kArticles;
      bool one_round = true;
      for (const json::value& hit : hits)
        one_round = one_round && hit.at("outlet") == hits[0].at("outlet");
      if (whole && one_round) continue;
      ++wrong;
      const std::lock_guard lock(noting);
      if (first_wrong.empty()) first_wrong = json::serialize(response.result);
    }
  };
  std::thread articles(read, "articles");
  std::thread statements(read, "statements");
  for (int round = 1; round <= 150; ++round) archive.add(batch(round));
  stop = true;
  articles.join();
  statements.join();
  CAPTURE(answers.load(), first_wrong);
  CHECK(answers > 50);
  CHECK(failed == 0);
  CHECK(wrong == 0);
}

TEST_CASE("a request ends at its deadline and names its limit") {
  std::vector<Entry> entries;
  std::string text;
  for (int i = 0; i < 3000; ++i) text += i % 2 == 0 ? "of the " : "the of ";
  for (int i = 0; i < 400; ++i) entries.push_back({story(std::to_string(i), "Note", text)});
  Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  const wire::Request slow = request_of(
      "search", {{"query", "\"of of of the the the of of the the of the of of the of\""}});
  using Clock = std::chrono::steady_clock;

  SECTION("in the middle of a match") {
    const auto whole_began = Clock::now();
    REQUIRE_FALSE(answer(slow, snapshot).error.has_value());
    const auto whole = Clock::now() - whole_began;
    const auto began = Clock::now();
    const auto response = answer(slow, snapshot, {began + whole / 10});
    REQUIRE(response.error.has_value());
    CHECK(response.error->code == Errc::deadline);
    CHECK(response.error->message.starts_with("the request did not finish within its limit of "));
    CHECK(Clock::now() - began < whole / 2);
  }
  SECTION("before it began") {
    const auto response = answer(slow, snapshot, {Clock::now() - std::chrono::seconds(1)});
    REQUIRE(response.error.has_value());
    CHECK(response.error->code == Errc::deadline);
  }
  SECTION("or not at all when it is early enough: the answer is the same as without") {
    for (const char* query : {"of the", "\"of the\"", "-of", "*", "of OR the"}) {
      const wire::Request request =
          request_of("search", {{"query", query}, {"facets", {"language"}}});
      auto with = answer(request, snapshot, {Clock::now() + std::chrono::hours(1)});
      auto without = answer(request, snapshot);
      REQUIRE_FALSE(with.error.has_value());
      with.result.erase("took_ms");
      without.result.erase("took_ms");
      CHECK(with.result == without.result);
    }
  }
}

TEST_CASE("every operator that is described is one that parses") {
  Archive archive;
  Snapshot snapshot = archive.snapshot();
  const json::object described = ask_ok(snapshot, "describe");
  for (const json::value& row : described.at("operators").as_array()) {
    const std::string syntax(row.at("syntax").as_string());
    CAPTURE(syntax);
    CHECK(query::parse_query(syntax).has_value());
  }
  for (const json::value& row : described.at("fields").as_array()) {
    const std::string example(row.at("example").as_string());
    CAPTURE(example);
    const In target = row.at("targets").at(0) == "articles" ? In::articles : In::statements;
    CHECK(query::parse_query(example, target).has_value());
  }
  CHECK(described.at("methods").as_array().size() == wire::methods().size());
}

TEST_CASE("hello names the protocol and its limits") {
  Archive archive;
  Snapshot snapshot = archive.snapshot();
  const json::object hello = ask_ok(snapshot, "hello");
  CHECK(hello.at("name") == "onrecord-searchd");
  CHECK(hello.at("protocol") == wire::kProtocolVersion);
  CHECK(hello.at("methods").as_array().size() == wire::methods().size());
  CHECK(hello.at("limits").at("window") == wire::kMaxWindow);
}

TEST_CASE("status counts what may be seen") {
  Entry entry{story("1", "Note", "ferry, said Ann")};
  entry.statements = {said(entry.article, "ferry", "Ann")};
  Archive archive({entry, {story("2", "Note", "bridge")}});
  Snapshot snapshot = archive.snapshot();
  const json::object status = ask_ok(snapshot, "status");
  CHECK(status.at("articles") == 2);
  CHECK(status.at("statements") == 1);
  CHECK(status.at("generation") == "gen-1");
  CHECK(status.at("extractor") == "1");
  CHECK(status.at("format") == 1);
  CHECK(status.at("bytes").to_number<std::int64_t>() > 0);
}

TEST_CASE("an empty index answers everything with nothing") {
  Archive archive;
  Snapshot snapshot = archive.snapshot();
  CHECK(ids_of(snapshot, {{"query", "ferry"}}).empty());
  CHECK(ids_of(snapshot, json::object()).empty());
  CHECK(ids_of(snapshot, {{"target", "statements"}, {"query", "ferry date:2026"}}).empty());
  CHECK(ask_ok(snapshot, "status").at("articles") == 0);
  CHECK(ask_ok(snapshot, "facets", {{"fields", {"outlet", "year"}}})
            .at("facets")
            .at("year")
            .as_array()
            .empty());
}

TEST_CASE("a method that streams is not answered in one piece") {
  Archive archive;
  Snapshot snapshot = archive.snapshot();
  CHECK(ask_refused(snapshot, "export").code == Errc::unsupported);
}

TEST_CASE("there is no index where there is none") {
  const auto none = Snapshot::open("/nonexistent/onrecord");
  REQUIRE(none.has_error());
  CHECK(none.error().code == Errc::not_found);
}
