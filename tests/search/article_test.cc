// `article` and `statement`: by id and key, versions, units, damage.
#include "tests/search/archive.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

TEST_CASE("an article comes whole: text, spans, origins, hashes, statements in text order") {
  Entry entry{story("a-1", "Ferry fares to rise",
                    "Zo\u00eb said \U0001f6a2 yes.\n\n\u201cNo,\u201d said Ivo.",
                    "2026-03-05T15:04:05+03:30")};
  entry.article.meta = {{"edition", "late"}, {"tag", "sea"}, {"tag", "fares"}};
  entry.article.warnings = {"a warning"};
  entry.statements = {said(entry.article, "No,", "Ivo"), said(entry.article, "yes", "Zo\u00eb")};
  Archive archive({entry});
  Snapshot snapshot = archive.snapshot();
  const json::object article = ask_ok(snapshot, "article", {{"id", "a-1"}});
  CHECK(article.at("text").as_string() == entry.article.text);
  CHECK(article.at("key") == "harbour/a-1");
  CHECK(article.at("version") == 1);
  CHECK(article.at("date") == "2026-03-05T15:04:05+03:30");
  CHECK(article.at("origins").at("headline") == "given");
  CHECK(article.at("meta") == json::value({{"edition", "late"}, {"tag", {"sea", "fares"}}}));
  CHECK(article.at("warnings").at(0) == "a warning");
  CHECK(article.at("text_sha256").as_string() == store::sha256_hex(entry.article.text));
  CHECK(article.at("provenance").at("path") == "a-1.txt");
  CHECK(article.at("spans").at(0).at("kind") == "lead");
  CHECK(column(article, "statements", "speaker") == Texts{"Zo\u00eb", "Ivo"});
  CHECK(article.at("versions") == json::value({{{"version", 1}}}));
  CHECK_FALSE(
      ask_ok(snapshot, "article", {{"id", "a-1"}, {"statements", false}}).contains("statements"));

  // Before "yes": two bytes for one letter, four for a ship.
  const auto begin = [&](std::string_view unit) {
    return ask_ok(snapshot, "article", {{"id", "a-1"}, {"offsets", unit}})
        .at("statements")
        .at(0)
        .at("begin")
        .to_number<int>();
  };
  CHECK(begin("bytes") == 15);
  CHECK(begin("codepoints") == 11);
  CHECK(begin("utf16") == 12);
  const json::object statement =
      ask_ok(snapshot, "statement", {{"id", "harbour/a-1@1:15-18"}, {"offsets", "utf16"}});
  CHECK(statement.at("begin") == 12);
  CHECK(statement.at("text") == "yes");
}

TEST_CASE("an id that two sources have is refused with both keys; each key answers") {
  Archive archive(
      {{story("1", "One", "ferry", "", "lantern")}, {story("1", "Two", "ferry", "", "har/bour")}});
  Snapshot snapshot = archive.snapshot();
  const Error error = ask_refused(snapshot, "article", {{"id", "1"}});
  CHECK(error.code == Errc::conflict);
  CHECK(error.message ==
        "several articles have the id '1': ask by key, one of har%2Fbour/1, lantern/1");
  CHECK(ask_ok(snapshot, "article", {{"key", "lantern/1"}}).at("headline") == "One");
  CHECK(ask_ok(snapshot, "article", {{"key", "har%2Fbour/1"}}).at("headline") == "Two");
}

TEST_CASE("what names no article is refused in words") {
  Archive archive({{story("1", "One", "ferry")}});
  Snapshot snapshot = archive.snapshot();
  struct Case {
    json::object arguments;
    Errc code;
    std::string message;
  };
  const std::vector<Case> cases = {
      {{{"id", "2"}}, Errc::not_found, "no such article: '2'"},
      {{{"id", "harbour/1"}}, Errc::not_found, "no such article: 'harbour/1'"},
      {{{"key", "harbour/2"}}, Errc::not_found, "no such article: 'harbour/2'"},
      {{{"key", "harbour"}}, Errc::invalid, "argument 'key': expected SOURCE/ID"},
      {{}, Errc::invalid, "article needs one of the arguments 'id' and 'key'"},
      {{{"id", "1"}, {"key", "harbour/1"}},
       Errc::invalid,
       "article needs one of the arguments 'id' and 'key'"},
      {{{"id", "1"}, {"version", 2}}, Errc::not_found, "article 'harbour/1' has no version 2"},
  };
  for (const Case& c : cases) {
    const Error error = ask_refused(snapshot, "article", c.arguments);
    CHECK(error.code == c.code);
    CHECK(error.message == c.message);
  }
  CHECK(ask_refused(snapshot, "statement", {{"id", "harbour/1@1:0-5"}}).message ==
        "no such statement: 'harbour/1@1:0-5'");
}

TEST_CASE("older versions are reachable, and the newest is what search finds") {
  Archive archive({{story("1", "One", "ferry")}});
  archive.add({{story("1", "One again", "bridge")}});
  Snapshot snapshot = archive.snapshot();
  const json::object now = ask_ok(snapshot, "article", {{"id", "1"}});
  CHECK(now.at("version") == 2);
  CHECK(now.at("text") == "bridge");
  CHECK(now.at("versions").as_array().size() == 2);
  CHECK(now.at("versions").at(1).at("version") == 1);
  CHECK(now.at("versions").at(1).at("superseded") == "2026-05-28T20:26:40Z");
  const json::object then = ask_ok(snapshot, "article", {{"id", "1"}, {"version", 1}});
  CHECK(then.at("text") == "ferry");
  CHECK(ids_of(snapshot, {{"query", "ferry"}}).empty());
  CHECK(ids_of(snapshot, {{"query", "bridge"}}) == Texts{"1"});
}

TEST_CASE("stored text that is not what was stored is never shown") {
  Entry damaged{story("bad", "Damaged", "The ferry sank in the fog.")};
  damaged.article.text_sha256 = store::sha256_hex("The ferry sank in the gale.");
  Archive archive({damaged, {story("good", "Whole", "The ferry came.")}});
  Snapshot snapshot = archive.snapshot();
  CHECK(ask_refused(snapshot, "article", {{"id", "bad"}}).code == Errc::index);
  const json::object result = ask_ok(snapshot, "search", {{"query", "ferry"}});
  REQUIRE(result.at("hits").as_array().size() == 2);
  for (const json::value& hit : result.at("hits").as_array()) {
    const bool is_bad = hit.at("id") == "bad";
    CHECK(hit.as_object().contains("damaged") == is_bad);
    CHECK(hit.as_object().contains("snippet") == !is_bad);
  }
  CHECK(json::serialize(result).find("fog") == std::string::npos);
}
