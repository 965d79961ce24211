// `search`: what a hit shows, orders, pages, totals.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>
#include <set>

#include "tests/search/archive.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

std::vector<Entry> small_archive() {
  Entry ferry{
      story("f-1", "Ferry fares to rise",
            "The ferry fares rise in May, the harbour board said.\n\n"
            "\u201cWe have no choice,\u201d said Mara Lindqvist. The board met in Port Arlen.",
            "2026-03-05")};
  ferry.article.outlet = {"Harbour Post", Origin::given};
  ferry.article.desk = {"Transport", Origin::given};
  ferry.statements = {said(ferry.article, "We have no choice,", "Mara Lindqvist")};
  ferry.statements[0].role = "chair of the harbour board";
  Entry bridge{story("b-1", "Bridge tolls to fall",
                     "Bridge tolls fall in June.\n\nThe ferry stays as it is, said Tomas Okoro.",
                     "2026-02-11")};
  bridge.article.outlet = {"Northern Wire", Origin::given};
  bridge.article.status = Status::retracted;
  bridge.article.notice = {"The tolls do not fall.", Origin::given};
  bridge.statements = {said(bridge.article, "The ferry stays as it is", "Tomas Okoro")};
  bridge.statements[0].kind = StatementKind::indirect;
  Entry undated{story("u-1", "Old ferry found", "An old ferry was found on the sea bed.")};
  return {ferry, bridge, undated};
}

}  // namespace

TEST_CASE("an article hit shows its fields, and a snippet that is a slice of the text") {
  Archive archive(small_archive());
  Snapshot snapshot = archive.snapshot();
  const json::object result = ask_ok(snapshot, "search", {{"query", "fares"}});
  CHECK(total_of(result) == 1);
  CHECK(result.at("total").at("exact") == true);
  CHECK(result.at("parsed") == "fares");
  CHECK(result.at("hints").as_array().empty());
  CHECK(result.at("revision").as_string() == snapshot.revision());
  REQUIRE(result.at("hits").as_array().size() == 1);
  const json::object& hit = result.at("hits").as_array()[0].as_object();
  CHECK(hit.at("id") == "f-1");
  CHECK(hit.at("source") == "harbour");
  CHECK(hit.at("key") == "harbour/f-1");
  CHECK(hit.at("headline") == "Ferry fares to rise");
  CHECK(hit.at("date") == "2026-03-05");
  CHECK(hit.at("date_precision") == "day");
  CHECK(hit.at("outlet") == "Harbour Post");
  CHECK(hit.at("desk") == "Transport");
  CHECK(hit.at("speaker").is_null());
  CHECK(hit.at("status") == "usable");
  CHECK(hit.at("score").to_number<double>() > 0);
  const json::object& snippet = hit.at("snippet").as_object();
  const std::string text(snippet.at("text").as_string());
  const auto begin = snippet.at("begin").to_number<std::size_t>();
  CHECK(small_archive()[0].article.text.substr(begin, text.size()) == text);
  REQUIRE(snippet.at("highlights").as_array().size() == 1);
  const json::array& mark = snippet.at("highlights").as_array()[0].as_array();
  const auto from = mark[0].to_number<std::size_t>();
  CHECK(text.substr(from, mark[1].to_number<std::size_t>() - from) == "fares");
}

TEST_CASE("a retracted article is found, marked, and brings its notice; its statements too") {
  Archive archive(small_archive());
  Snapshot snapshot = archive.snapshot();
  const json::object article = ask_ok(snapshot, "search", {{"query", "tolls"}});
  CHECK(article.at("hits").at(0).at("status") == "retracted");
  CHECK(article.at("hits").at(0).at("notice") == "The tolls do not fall.");
  const json::object statement =
      ask_ok(snapshot, "search", {{"query", "stays"}, {"target", "statements"}});
  CHECK(statement.at("hits").at(0).at("status") == "retracted");
  CHECK(statement.at("hits").at(0).at("notice") == "The tolls do not fall.");
}

TEST_CASE("a statement hit shows who, how sure, where, and what it matched in") {
  Archive archive(small_archive());
  Snapshot snapshot = archive.snapshot();
  const Article ferry = small_archive()[0].article;
  const auto hit_of = [&](json::object arguments) {
    arguments["target"] = "statements";
    const json::object result = ask_ok(snapshot, "search", std::move(arguments));
    REQUIRE(result.at("hits").as_array().size() == 1);
    return result.at("hits").at(0).as_object();
  };
  const json::object hit = hit_of({{"query", "choice"}});
  const auto begin = hit.at("begin").to_number<std::size_t>();
  const auto end = hit.at("end").to_number<std::size_t>();
  CHECK(ferry.text.substr(begin, end - begin) == "We have no choice,");
  CHECK(hit.at("id").as_string() ==
        "harbour/f-1@1:" + std::to_string(begin) + "-" + std::to_string(end));
  CHECK(hit.at("article") == "f-1");
  CHECK(hit.at("speaker") == "Mara Lindqvist");
  CHECK(hit.at("role") == "chair of the harbour board");
  CHECK(hit.at("kind") == "direct");
  CHECK(hit.at("confidence").at("word") == "stated");
  CHECK(hit.at("confidence").at("speaker") == 0.95);
  CHECK(hit.at("text_sha256").as_string() == ferry.text_sha256);
  CHECK(hit.at("source_sha256").as_string() == ferry.provenance.source_sha256);
  CHECK(hit.at("matched_in") == "statement");
  CHECK(hit.at("headline") == "Ferry fares to rise");
  CHECK(hit.at("date") == "2026-03-05");
  CHECK(hit_of({{"query", "arlen"}}).at("matched_in") == "sentence");
  CHECK(hit_of({{"query", "rise"}}).at("matched_in") == "headline");

  // Typographic marks before it: 3 bytes, 1 code point, 1 unit.
  const auto shift = 2;
  CHECK(hit_of({{"query", "choice"}, {"offsets", "codepoints"}}).at("begin") ==
        static_cast<std::int64_t>(begin) - shift);
  CHECK(hit_of({{"query", "choice"}, {"offsets", "utf16"}}).at("pieces").at(0).at(1) ==
        static_cast<std::int64_t>(end) - shift);
}

TEST_CASE("newest and oldest are by date, undated last in both; relevance breaks ties by date") {
  Archive archive(small_archive());
  Snapshot snapshot = archive.snapshot();
  CHECK(ids_of(snapshot, {{"query", "ferry"}, {"sort", "newest"}}) == Texts{"f-1", "b-1", "u-1"});
  CHECK(ids_of(snapshot, {{"query", "ferry"}, {"sort", "oldest"}}) == Texts{"b-1", "f-1", "u-1"});
  CHECK(ids_of(snapshot, json::object()) == Texts{"f-1", "b-1", "u-1"});
}

TEST_CASE("words that stand side by side, as in the query, rank higher; pages agree on it") {
  std::vector<Entry> entries;
  for (int i = 0; i < 30; ++i)
    entries.push_back({story("x" + std::to_string(i), "Other things", "Other words stand here.")});
  entries.push_back({story("apart", "Note", "The board of the harbour met again at noon.")});
  entries.push_back({story("turned", "Note", "The board harbour of the met again at noon.")});
  entries.push_back({story("together", "Note", "The harbour board of the met again at noon.")});
  Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  const auto match = GENERATE(values<std::string>({"all", "any"}));
  const json::object result =
      ask_ok(snapshot, "search", {{"query", "harbour board"}, {"match", match}});
  const auto score = [&](std::size_t at) {
    return result.at("hits").at(at).at("score").to_number<double>();
  };
  CHECK(column(result, "hits", "id") == Texts{"together", "apart", "turned"});
  CHECK(score(0) > score(1));
  CHECK(score(1) == Approx(score(2)));
  CHECK(ids_of(snapshot, {{"query", "harbour board"}, {"match", match}, {"limit", 1}}) ==
        Texts{"together"});
  CHECK(ids_of(snapshot, {{"query", "harbour board"}, {"match", match}, {"offset", 1}}) ==
        Texts{"apart", "turned"});
}

TEST_CASE("recent: a match of today gains half the best score, and half of that a half-life ago") {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  const auto days_ago = [&](int days) {
    const std::chrono::year_month_day day(today - std::chrono::days(days));
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(day.year()),
                  static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
    return std::string(text);
  };
  std::vector<Entry> entries;
  for (const auto& [id, date] : {std::pair{"undated", std::string()},
                                 {"old", days_ago(4000)},
                                 {"new", days_ago(0)},
                                 {"middle", days_ago(10)}})
    entries.push_back({story(id, "Note", "The ferry waits.", date)});
  Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  const json::object plain = ask_ok(snapshot, "search", {{"query", "ferry"}});
  const double best = plain.at("hits").at(0).at("score").to_number<double>();
  json::object question{{"query", "ferry"}, {"sort", "recent"}, {"half_life", 10}};
  const json::object result = ask_ok(snapshot, "search", question);
  CHECK(column(result, "hits", "id") == Texts{"new", "middle", "old", "undated"});
  const auto score = [&](std::size_t at) {
    return result.at("hits").at(at).at("score").to_number<double>();
  };
  CHECK(score(0) == Approx(1.5 * best));
  CHECK(score(1) == Approx(1.25 * best));
  CHECK(score(2) == Approx(best));
  CHECK(score(3) == Approx(best));

  question["limit"] = 1;
  Texts paged;
  for (;;) {
    const json::object page = ask_ok(snapshot, "search", question);
    for (std::string& id : column(page, "hits", "id")) paged.push_back(std::move(id));
    if (!page.contains("next_cursor")) break;
    question["cursor"] = page.at("next_cursor");
    REQUIRE(paged.size() < 5);
  }
  CHECK(paged == Texts{"new", "middle", "old", "undated"});
}

TEST_CASE("an error of the query comes back with its column, never as an empty result") {
  Archive archive(small_archive());
  Snapshot snapshot = archive.snapshot();
  const Error error = ask_refused(snapshot, "search", {{"query", "ferry colour:red"}});
  CHECK(error.code == Errc::invalid);
  CHECK(error.column == 7);
  CHECK(ask_refused(snapshot, "search", {{"query", "\"ferry"}}).column > 0);
  CHECK(ask_refused(snapshot, "search", {{"query", "kind:direct"}}).code == Errc::invalid);
}

TEST_CASE("pages and cursors go through all hits once, in one order, however long the pages") {
  std::vector<Entry> entries;
  std::mt19937 random(7);
  for (int i = 0; i < 150; ++i) {
    const std::string day =
        "2026-0" + std::to_string(1 + random() % 3) + "-1" + std::to_string(random() % 3);
    std::string text = "ferry crew";
    for (auto n = random() % 3; n > 0; --n) text += " ferry";
    for (auto n = random() % 5; n > 0; --n) text += " water";
    entries.push_back({story("a" + std::to_string(i), "Note", text, i % 10 == 0 ? "" : day)});
    entries.back().statements = {said(entries.back().article, "ferry", "Mara Lindqvist"),
                                 said(entries.back().article, text, "Mara Lindqvist")};
  }
  Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  const auto target = GENERATE(values<std::string>({"articles", "statements"}));
  const auto sort = GENERATE(values<std::string>({"relevance", "newest", "oldest"}));
  const auto limit = GENERATE(1, 7, 40);
  // Two words that stand side by side: what that adds is looked for in the best hits only.
  const auto query = GENERATE(values<std::string>({"ferry", "ferry crew"}));
  CAPTURE(target, sort, limit, query);
  const json::object question{{"query", query}, {"target", target}, {"sort", sort}, {"snippet", 0}};
  json::object whole = question;
  whole["limit"] = 1000;
  const json::object all = ask_ok(snapshot, "search", whole);
  const Texts expected = column(all, "hits", "id");
  REQUIRE(expected.size() == (target == "articles" ? 150 : 300));
  REQUIRE(std::set<std::string>(expected.begin(), expected.end()).size() == expected.size());
  CHECK_FALSE(all.contains("next_cursor"));

  Texts by_offset;
  Texts by_cursor;
  json::object page = question;
  page["limit"] = limit;
  for (std::size_t offset = 0; offset < expected.size();
       offset += static_cast<std::size_t>(limit)) {
    json::object at = page;
    at["offset"] = static_cast<std::int64_t>(offset);
    for (std::string& id : ids_of(snapshot, at)) by_offset.push_back(std::move(id));
  }
  for (;;) {
    const json::object result = ask_ok(snapshot, "search", page);
    CHECK(total_of(result) == static_cast<std::int64_t>(expected.size()));
    for (std::string& id : column(result, "hits", "id")) by_cursor.push_back(std::move(id));
    if (!result.contains("next_cursor")) break;
    page["cursor"] = result.at("next_cursor");
    REQUIRE(by_cursor.size() <= expected.size());
  }
  CHECK(by_offset == expected);
  CHECK(by_cursor == expected);
}

TEST_CASE("a cursor by date goes on behind its hit although the index changed meanwhile") {
  std::vector<Entry> entries;
  for (int i = 10; i < 30; ++i)
    entries.push_back(
        {story("a" + std::to_string(i), "Note", "ferry", "2026-03-" + std::to_string(i))});
  Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  json::object page{{"query", "ferry"}, {"sort", "oldest"}, {"limit", 5}};
  const json::object first = ask_ok(snapshot, "search", page);
  CHECK(column(first, "hits", "id") == Texts{"a10", "a11", "a12", "a13", "a14"});
  // Before the cursor one goes and one comes; behind it one is replaced and one comes.
  archive.remove({"harbour", "a11"});
  archive.add({{story("b0", "Note", "ferry", "2026-03-09")},
               {story("a15", "Note", "ferry again", "2026-03-15")},
               {story("b1", "Note", "ferry", "2026-03-16")}});
  page["cursor"] = first.at("next_cursor");
  CHECK(ids_of(snapshot, page) == Texts{"a15", "a16", "b1", "a17", "a18"});
}

TEST_CASE("what pages cannot do is refused by name") {
  Archive archive(small_archive());
  Snapshot snapshot = archive.snapshot();
  CHECK(ask_refused(snapshot, "search", {{"query", "ferry"}, {"offset", 9500}, {"limit", 501}})
            .message ==
        "offset and limit: at most 10000 together; go on with next_cursor, or export");
  const json::object first = ask_ok(snapshot, "search", {{"query", "ferry"}, {"limit", 1}});
  const std::string cursor(first.at("next_cursor").as_string());
  CHECK(ask_refused(snapshot, "search", {{"query", "bridge"}, {"limit", 1}, {"cursor", cursor}})
            .code == Errc::invalid);
  CHECK(ask_refused(snapshot, "search",
                    {{"query", "ferry"}, {"limit", 1}, {"cursor", cursor}, {"sort", "newest"}})
            .code == Errc::invalid);
  CHECK(ask_refused(snapshot, "search", {{"query", "ferry"}, {"offset", 1}, {"cursor", cursor}})
            .message == "cursor and offset: expected one of them, not both");
  CHECK(ask_refused(snapshot, "search", {{"query", "ferry"}, {"cursor", "next"}}).code ==
        Errc::invalid);
}

TEST_CASE("a date filter says how many it left out for want of a date, or of a precise one") {
  Archive archive({{story("d1", "Note", "ferry", "2026-03-05")},
                   {story("d2", "Note", "ferry", "2026-04-05")},
                   {story("m3", "Note", "ferry", "2026-03")},
                   {story("m4", "Note", "ferry", "2026-04")},
                   {story("y26", "Note", "ferry", "2026")},
                   {story("y25", "Note", "ferry", "2025")},
                   {story("none", "Note", "ferry")},
                   {story("other", "Note", "bridge")}});
  Snapshot snapshot = archive.snapshot();
  struct Case {
    std::string query;
    Texts ids;
    int left_out;
  };
  const auto c = GENERATE(values<Case>({
      {"ferry date:2026-03-01..2026-03-20", {"d1"}, 3},         // m3, y26, none
      {"ferry date:2026-03", {"d1", "m3"}, 2},                  // y26, none
      {"ferry date:2026", {"d1", "d2", "m3", "m4", "y26"}, 1},  // none
      {"ferry date:2025-12-31..2026-03-31", {"d1", "m3"}, 3},   // y25, y26, none
      {"ferry after:2026-03", {"d2", "m4"}, 2},                 // y26, none
      {"date:2026-04-05", {"d2"}, 4},                           // m4, y26, none, other
      {"ferry -date:2026-04-05", {"d1", "m3", "m4", "none", "y25", "y26"}, 0},
  }));
  CAPTURE(c.query);
  const json::object result = ask_ok(snapshot, "search", {{"query", c.query}});
  Texts ids = column(result, "hits", "id");
  std::sort(ids.begin(), ids.end());
  CHECK(ids == c.ids);
  CHECK(result.at("excluded_undated") == c.left_out);
  CHECK_FALSE(ask_ok(snapshot, "search", {{"query", "ferry"}}).contains("excluded_undated"));
}

TEST_CASE("speaker and said hold in one statement") {
  Entry both{story("both", "Note", "Fares rise, said Ann Berg.\n\nTolls fall, said Ivo Katz.")};
  both.statements = {said(both.article, "Fares rise", "Ann Berg"),
                     said(both.article, "Tolls fall", "Ivo Katz")};
  Entry swapped{
      story("swapped", "Note", "Tolls fall, said Ann Berg.\n\nFares rise, said Ivo Katz.")};
  swapped.statements = {said(swapped.article, "Tolls fall", "Ann Berg"),
                        said(swapped.article, "Fares rise", "Ivo Katz")};
  Archive archive({both, swapped});
  Snapshot snapshot = archive.snapshot();
  CHECK(ids_of(snapshot, {{"query", "speaker:berg fares"}}).size() == 2);
  CHECK(ids_of(snapshot, {{"query", "speaker:berg said:(fares)"}}) == Texts{"both"});
  CHECK(ids_of(snapshot, {{"query", "speaker:katz said:(fares rise)"}}) == Texts{"swapped"});
  CHECK(ids_of(snapshot, {{"query", "speaker:berg said:(ferry)"}}).empty());
}

TEST_CASE("a statement whose article version is not the current one is not shown") {
  Entry entry{story("a", "Note", "Fares rise, she said.")};
  entry.statements = {said(entry.article, "Fares rise", "Ann Berg")};
  Archive archive({entry});
  Snapshot snapshot = archive.snapshot();
  const std::string id =
      column(ask_ok(snapshot, "search", {{"target", "statements"}}), "hits", "id")[0];
  archive.add({{story("a", "Note", "Fares fall, she said.")}});
  CHECK(ids_of(snapshot, {{"target", "statements"}}).empty());
  CHECK(ask_refused(snapshot, "statement", {{"id", id}}).code == Errc::not_found);
}

TEST_CASE("totals are those of a brute-force count") {
  const Texts words = {"ferry", "harbour", "bridge", "toll", "fog", "gale", "crew", "port"};
  const Texts outlets = {"Harbour Post", "Northern Wire", "The Lantern"};
  std::mt19937 random(99);
  const auto pick = [&](const Texts& from) { return from[random() % from.size()]; };
  struct Plain {
    std::vector<std::string> words;
    std::string outlet, month;
  };
  std::vector<Plain> plain(400);
  std::vector<Entry> entries;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    std::string text;
    for (auto n = 3 + random() % 6; n > 0; --n) {
      plain[i].words.push_back(pick(words));
      text += plain[i].words.back() + " ";
    }
    plain[i].outlet = pick(outlets);
    plain[i].month = "2026-0" + std::to_string(1 + random() % 6);
    entries.push_back({story(std::to_string(i), "Untitled", text, plain[i].month + "-15")});
    entries.back().article.outlet = {plain[i].outlet, Origin::given};
  }
  Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  const auto has = [](const Plain& p, const std::string& word) {
    return std::find(p.words.begin(), p.words.end(), word) != p.words.end();
  };
  const auto has_phrase = [](const Plain& p, const std::string& a, const std::string& b) {
    for (std::size_t i = 1; i < p.words.size(); ++i)
      if (p.words[i - 1] == a && p.words[i] == b) return true;
    return false;
  };
  const auto check = [&](const std::string& query, const auto& matches) {
    const auto expected = std::count_if(plain.begin(), plain.end(), matches);
    CAPTURE(query);
    const json::object result = ask_ok(snapshot, "search", {{"query", query}, {"limit", 1}});
    CHECK(total_of(result) == expected);
    CHECK(result.at("total").at("exact") == true);
  };
  for (int round = 0; round < 200; ++round) {
    const std::string a = pick(words), b = pick(words), c = pick(words), outlet = pick(outlets);
    const std::string month = "2026-0" + std::to_string(1 + random() % 6);
    check(a + " " + b, [&](const Plain& p) { return has(p, a) && has(p, b); });
    check(a + " OR " + b + " OR " + c,
          [&](const Plain& p) { return has(p, a) || has(p, b) || has(p, c); });
    check("\"" + a + " " + b + "\"", [&](const Plain& p) { return has_phrase(p, a, b); });
    check("outlet:\"" + outlet + "\" (" + a + " OR " + b + ") -" + c, [&](const Plain& p) {
      return p.outlet == outlet && (has(p, a) || has(p, b)) && !has(p, c);
    });
    check("date:" + month + " " + a + " -outlet:\"" + outlet + "\"",
          [&](const Plain& p) { return p.month == month && has(p, a) && p.outlet != outlet; });
  }
}

TEST_CASE("a term that every article has is found and counted after articles were replaced") {
  std::vector<Entry> entries;
  for (int i = 0; i < 2500; ++i)
    entries.push_back({story("n" + std::to_string(i), "Note", "ferry", "2026-03-05")});
  Archive archive(entries);
  archive.add({entries[20], entries[2100]});
  archive.remove({"harbour", "n7"});
  Snapshot snapshot = archive.snapshot();
  for (const char* query : {"source:harbour", "ferry", "source:harbour OR id:n3", "*", "-bridge",
                            "date:2026 source:harbour", "language:en ferry"}) {
    CAPTURE(query);
    const json::object result = ask_ok(
        snapshot, "search", {{"query", query}, {"facets", {"source", "year"}}, {"limit", 1}});
    CHECK(total_of(result) == 2499);
    CHECK(result.at("facets").at("source").at(0).at("count") == 2499);
    CHECK(result.at("facets").at("year").at(0).at("count") == 2499);
  }
}

TEST_CASE("a headline, a byline and each paragraph are paragraphs; sentences end as in print") {
  Article article = story("a", "Ferry keeps subsidy",
                          "By Ann Okoro\n\nThe U.S. envoy spoke. Pilots waited.\n\nFares rose.");
  article.spans[0].kind = SpanKind::byline;
  Archive archive({Entry{article}});
  Snapshot snapshot = archive.snapshot();
  const auto found = [&](const char* query) {
    return ids_of(snapshot, {{"query", query}}).size() == 1;
  };
  CHECK(found("ferry w/p subsidy"));
  CHECK_FALSE(found("ferry w/p okoro"));
  CHECK_FALSE(found("okoro w/p envoy"));
  CHECK(found("envoy w/p pilots"));
  CHECK_FALSE(found("envoy w/s pilots"));
  CHECK(found("u.s. w/s spoke"));
  CHECK_FALSE(found("pilots w/p fares"));
}

TEST_CASE("words that stand together too often are refused by the cap, and end in time") {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += "tax plan ";
  Archive archive({Entry{story("a", "Long", text)}});
  Snapshot snapshot = archive.snapshot();
  const json::object query{
      {"query", "(tax NEAR/255 plan) ADJ/255 ((tax NEAR/255 plan) ADJ/1 absurd*)"}};
  CHECK(ids_of(snapshot, query).empty());
  const json::object many{{"query", "(tax NEAR/255 plan) ADJ/255 (tax NEAR/255 plan)"}};
  const Error refused = ask_refused(snapshot, "search", many);
  CHECK(refused.code == Errc::limit);
  CHECK(refused.message ==
        "NEAR inside NEAR: more than 100000 places in one text; ask for smaller distances");
  Budget spent;
  spent.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(1);
  const auto late = answer(request_of("search", {{"query", "tax w/p ((plan w/s plan) OR tax)"}}),
                           snapshot, spent);
  REQUIRE(late.error);
  CHECK(late.error->code == Errc::deadline);
}
