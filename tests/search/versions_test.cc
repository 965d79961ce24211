// The versions of an article: what changed between them, and which of them nobody may see.
#include <chrono>

#include "tests/search/archive.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

std::int64_t seconds_now() {
  return std::chrono::duration_cast<std::chrono::seconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

Entry of(std::string headline, std::string text) {
  return {story("a", std::move(headline), std::move(text))};
}

json::array versions_of(Snapshot& snapshot, json::object more = {}) {
  json::object arguments{{"id", "a"}, {"versions", true}, {"statements", false}};
  for (const auto& [name, value] : more) arguments[name] = value;
  return ask_ok(snapshot, "article", arguments).at("versions").as_array();
}

}  // namespace

TEST_CASE("versions tell what changed, word by word") {
  Archive archive({of("Ferry figures", "Café talk.\n\nThe subsidy is 4 million a year.")});
  Entry second = of("Ferry figures", "Café talk.\n\nThe subsidy is 3 million a year.");
  second.article.status = Status::corrected;
  second.article.notice = {"The figure was wrong.", Origin::given};
  archive.add({second});
  archive.add({of("Ferry figures, corrected", "Café talk.\n\nThe subsidy is 3 million a year.")});
  Snapshot snapshot = archive.snapshot();

  const json::array versions = versions_of(snapshot);
  REQUIRE(versions.size() == 3);
  CHECK(versions.at(0).at("version") == 3);
  CHECK(versions.at(0).at("headline") == "Ferry figures, corrected");
  CHECK(versions.at(0).at("changes") == json::parse(R"({"since": 2, "fields": [
          {"name": "headline", "removed": "Ferry figures", "added": "Ferry figures, corrected"},
          {"name": "status", "removed": "corrected", "added": "usable"},
          {"name": "notice", "removed": "The figure was wrong.", "added": ""}],
          "text": [], "removed_words": 0, "added_words": 0})"));
  CHECK(versions.at(1).at("status") == "corrected");
  CHECK(versions.at(1).at("changes").at("text") ==
        json::parse(R"([{"begin": 28, "end": 29, "before_begin": 28, "before_end": 29,
          "removed": "4", "added": "3",
          "words_before": "The subsidy is ", "words_behind": " million a year."}])"));
  CHECK(versions.at(1).at("changes").at("since") == 1);
  CHECK_FALSE(versions.at(2).as_object().contains("changes"));

  const json::array in_code_points = versions_of(snapshot, {{"offsets", "codepoints"}});
  CHECK(in_code_points.at(1).at("changes").at("text").at(0).at("begin") == 27);
  // Without being asked for they are only named.
  CHECK(ask_ok(snapshot, "article", {{"id", "a"}}).at("versions").at(0) ==
        json::value({{"version", 3}}));
}

TEST_CASE("what changed in very large versions is told in a bounded answer") {
  std::string text;
  std::string other;
  for (int line = 0; line < 40'000; ++line) {
    text += "Line " + std::to_string(line) + " of the annals, as printed.\n\n";
    other += "Line " + std::to_string(line) + " of the annals, as " +
             (line % 2 ? "printed.\n\n" : "corrected by hand in the margin.\n\n");
  }
  Archive archive({of("Annals", text)});
  archive.add({of("Annals", other)});
  archive.add({of("Annals", std::string(3'000'000, 'x') + " end")});
  Snapshot snapshot = archive.snapshot();
  const json::array versions = versions_of(snapshot);
  CHECK(versions.at(1).at("changes").at("added_words") == 20'000 * 6);
  CHECK(versions.at(1).at("changes").as_object().contains("left_out"));
  CHECK(versions.at(0).at("changes").at("text").at(0).at("cut") == true);
  CHECK(json::serialize(versions).size() < 4u << 20);
}

TEST_CASE("no version of an article is told while its current one is hidden") {
  const std::string how = GENERATE(as<std::string>(), "block list", "applied", "withheld",
                                   "canceled", "embargo", "expiry", "removed");
  CAPTURE(how);
  Archive archive({of("Ferry", "The first words.")});
  archive.add({of("Ferry", "The second words.")});
  Entry last = of("Ferry", "The third words.");
  if (how == "withheld") last.article.status = Status::withheld;
  if (how == "canceled") last.article.status = Status::canceled;
  if (how == "embargo") last.article.embargo = seconds_now() + 3600;
  if (how == "expiry") last.article.expiry = seconds_now() - 1;
  archive.add({last});
  if (how == "block list" || how == "applied") archive.withhold(last.article.key);
  if (how == "applied") REQUIRE(archive.writer().apply_block_list(kNow).has_value());
  if (how == "removed") archive.remove(last.article.key);
  Snapshot snapshot = archive.snapshot();
  for (const json::object& name : {json::object{{"id", "a"}}, json::object{{"key", "harbour/a"}}}) {
    for (int version = 0; version <= 4; ++version) {
      for (const bool versions : {false, true}) {
        json::object arguments = name;
        arguments["versions"] = versions;
        if (version > 0) arguments["version"] = version;
        const Error error = ask_refused(snapshot, "article", arguments);
        CHECK(error.code == Errc::not_found);
        CHECK(error.message.starts_with("no such article: '"));
      }
    }
  }
  CHECK(ids_of(snapshot, {{"query", "words"}}).empty());
}

TEST_CASE("an old version that its source withheld, embargoed or took down stays out of reach") {
  const std::string how = GENERATE(as<std::string>(), "withheld", "canceled", "embargo", "expiry");
  CAPTURE(how);
  Archive archive({of("Ferry", "The first words.")});
  Entry held = of("Ferry", "The secret words.");
  if (how == "withheld") held.article.status = Status::withheld;
  if (how == "canceled") held.article.status = Status::canceled;
  if (how == "embargo") held.article.embargo = seconds_now() + 3600;
  if (how == "expiry") held.article.expiry = seconds_now() - 1;
  archive.add({held});
  archive.add({of("Ferry", "The third words.")});
  Snapshot snapshot = archive.snapshot();
  CHECK(ask_refused(snapshot, "article", {{"id", "a"}, {"version", 2}}).message ==
        "article 'harbour/a' has no version 2");
  const json::array versions = versions_of(snapshot);
  REQUIRE(versions.size() == 2);
  CHECK(versions.at(0).at("changes").at("since") == 1);
  CHECK(json::serialize(versions).find("secret") == std::string::npos);
  CHECK(ask_ok(snapshot, "article", {{"id", "a"}, {"version", 1}}).at("text") ==
        "The first words.");
}

TEST_CASE("what the house withheld and shows again has its old versions again") {
  Archive archive({of("Ferry", "The first words.")});
  const ArticleKey key{"harbour", "a"};
  archive.withhold(key);
  REQUIRE(archive.writer().apply_block_list(kNow).has_value());
  archive.add({of("Ferry", "The second words.")});
  Snapshot snapshot = archive.snapshot();
  CHECK(ask_refused(snapshot, "article", {{"id", "a"}, {"version", 1}}).code == Errc::not_found);
  REQUIRE(store::append_decisions(archive.folder(), std::span(&key, 1), store::Decision::none, kNow)
              .has_value());
  REQUIRE(archive.writer().apply_block_list(kNow).has_value());
  CHECK(ask_ok(snapshot, "article", {{"id", "a"}, {"version", 1}}).at("text") ==
        "The first words.");
  CHECK(versions_of(snapshot).size() == 2);
}

TEST_CASE("what was corrected or retracted is found, and says so with its notice") {
  const Status status = GENERATE(Status::corrected, Status::retracted);
  Entry entry = of("Ferry", "The ferry sank, said Ann Berg.");
  entry.article.status = status;
  entry.article.notice = {"The ferry did not sink.", Origin::given};
  entry.statements = {said(entry.article, "The ferry sank", "Ann Berg")};
  Archive archive({entry});
  Snapshot snapshot = archive.snapshot();
  for (const char* target : {"articles", "statements"}) {
    const json::object found = ask_ok(snapshot, "search", {{"query", "ferry"}, {"target", target}});
    REQUIRE(found.at("hits").as_array().size() == 1);
    const json::value& hit = found.at("hits").at(0);
    CHECK(hit.at("status").as_string() == name_of(status));
    CHECK(hit.at("notice") == "The ferry did not sink.");
  }
  const json::object statement = ask_ok(snapshot, "statement", {{"id", "harbour/a@1:0-14"}});
  CHECK(statement.at("status").as_string() == name_of(status));
  CHECK(statement.at("notice") == "The ferry did not sink.");
  CHECK(ask_ok(snapshot, "article", {{"id", "a"}}).at("notice") == "The ferry did not sink.");
}

TEST_CASE("a notice that is an article of its own is linked, while that may be seen") {
  const std::string notice = GENERATE(as<std::string>(), "b", "harbour/b");
  Entry entry = of("Ferry", "The ferry sank, said Ann Berg.");
  entry.article.status = Status::retracted;
  entry.article.notice = {notice, Origin::given};
  entry.statements = {said(entry.article, "The ferry sank", "Ann Berg")};
  const Entry correction{story("b", "Correction", "It did not.")};
  Archive archive({entry, correction});
  Snapshot snapshot = archive.snapshot();
  const auto answers = [&] {
    std::vector<json::value> rows;
    for (const char* target : {"articles", "statements"})
      for (const int snippet : {0, 100})
        rows.push_back(ask_ok(snapshot, "search",
                              {{"query", "ferry"}, {"target", target}, {"snippet", snippet}})
                           .at("hits")
                           .at(0));
    rows.emplace_back(ask_ok(snapshot, "article", {{"id", "a"}}));
    rows.emplace_back(ask_ok(snapshot, "statement", {{"id", "harbour/a@1:0-14"}}));
    return rows;
  };
  for (const json::value& row : answers()) CHECK(row.at("notice_article") == "harbour/b");
  archive.withhold(correction.article.key);
  for (const json::value& row : answers()) {
    CHECK_FALSE(row.as_object().contains("notice_article"));
    CHECK(row.at("notice").as_string() == notice);
  }
}
