// What `explain` tells of a query and of one document.
#include "tests/search/archive.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

Entry entry_of(const std::string& id, const std::string& text) {
  Entry entry{story(id, "Harbour news", text, "2026-03-05")};
  entry.article.outlet = {"Harbour Post", Origin::given};
  entry.statements = {said(entry.article, text.substr(0, text.find('.')), "Ann Berg")};
  return entry;
}

Archive archive_of_two() {
  return Archive({entry_of("a", "The night ferry keeps its subsidy. Pilots asked for more."),
                  entry_of("b", "The ferries wait. The subsidised bridge is open.")});
}

/// "clause: documents, holds" a line.
std::string clauses_of(const json::object& answer) {
  std::string out;
  for (const json::value& value : answer.at("clauses").as_array()) {
    const json::object& row = value.as_object();
    out += std::string(static_cast<std::size_t>(row.at("depth").as_int64()), ' ');
    out += std::string(row.at("clause").as_string()) + ": " + json::serialize(row.at("documents"));
    if (row.contains("holds")) out += row.at("holds").as_bool() ? " yes" : " no";
    out += "\n";
  }
  return out;
}

}  // namespace

TEST_CASE("a query is told clause by clause with its counts") {
  Archive archive = archive_of_two();
  Snapshot snapshot = archive.snapshot();
  const json::object told =
      ask_ok(snapshot, "explain", {{"query", "ferry (subsid* OR bridge) -pilots"}});
  CHECK(told.at("parsed") == "ferry (subsid* OR bridge) -pilots");
  CHECK(clauses_of(told) ==
        "ferry (subsid* OR bridge) -pilots: 1\n"
        " ferry (subsid* OR bridge): 2\n"
        "  ferry: 2\n"
        "  subsid* OR bridge: 2\n"
        "   subsid*: 2\n"
        "   bridge: 1\n"
        " -pilots: 1\n");
  CHECK(json::serialize(told.at("expanded")) ==
        R"([{"column":8,"word":"subsid*","count":2,"words":["subsidised","subsidy"]}])");
  CHECK(json::serialize(told.at("tokens").at(0)) == R"({"column":1,"kind":"word","text":"ferry"})");
  CHECK(told.at("tokens").as_array().size() == 8);
  CHECK(told.at("query").as_string().starts_with("Query("));
  CHECK_FALSE(told.contains("matches"));
  bool stem = false;
  for (const json::value& term : told.at("terms").as_array())
    stem = stem || json::serialize(term) == R"({"term":"Zferri","documents":2})";
  CHECK(stem);
}

TEST_CASE("of one article each clause is told, whether it holds") {
  Archive archive = archive_of_two();
  Snapshot snapshot = archive.snapshot();
  const json::object told =
      ask_ok(snapshot, "explain", {{"query", "ferry w/s subsidy -pilots"}, {"id", "harbour/a"}});
  CHECK_FALSE(told.at("matches").as_bool());
  CHECK(clauses_of(told) ==
        "ferry w/s subsidy -pilots: 0 no\n ferry w/s subsidy: 1 yes\n -pilots: 1 no\n");
  CHECK(json::serialize(told.at("clauses").at(1).at("found")) == R"(["ferry","subsidy"])");
  CHECK(ask_ok(snapshot, "explain", {{"query", "ferries"}, {"id", "b"}}).at("matches").as_bool());
}

TEST_CASE("speaker: and said:(…) beside it are told of one statement") {
  Entry entry = entry_of("a", "The ferry sails.\n\nThe bridge is open.");
  entry.statements.push_back(said(entry.article, "The bridge is open", "Jon Vale"));
  Archive archive({entry});
  Snapshot snapshot = archive.snapshot();
  const json::object told =
      ask_ok(snapshot, "explain", {{"query", "speaker:vale said:(ferry)"}, {"id", "a"}});
  CHECK(clauses_of(told) ==
        "speaker:vale said:(ferry): 0 no\n speaker:vale: 1 yes\n said:(ferry): 0 no\n");
}

TEST_CASE("a statement is explained by its id") {
  Archive archive = archive_of_two();
  Snapshot snapshot = archive.snapshot();
  const json::object told = ask_ok(
      snapshot, "explain",
      {{"query", "ferry speaker:okoro"}, {"target", "statements"}, {"id", "harbour/b@1:0-16"}});
  CHECK(clauses_of(told) == "ferry speaker:okoro: 0 no\n ferry: 2 yes\n speaker:okoro: 0 no\n");
  CHECK(ask_refused(snapshot, "explain",
                    {{"query", "ferry"}, {"target", "statements"}, {"id", "harbour/b"}})
            .message == "no such statement: 'harbour/b'");
}

TEST_CASE("what is hidden is explained as if it were not there") {
  Archive archive = archive_of_two();
  Snapshot snapshot = archive.snapshot();
  archive.withhold({"harbour", "b"});
  const json::object told = ask_ok(snapshot, "explain", {{"query", "subsid* OR ferry"}});
  CHECK(clauses_of(told) == "subsid* OR ferry: 1\n subsid*: 1\n ferry: 1\n");
  CHECK(json::serialize(told).find("subsidised") == std::string::npos);
  for (const char* name : {"b", "harbour/b"})
    CHECK(ask_refused(snapshot, "explain", {{"query", "ferry"}, {"id", name}}).message ==
          "no such article: '" + std::string(name) + "'");
  CHECK(ask_refused(snapshot, "explain", {{"query", "(ferry"}}).column == 1);
}
