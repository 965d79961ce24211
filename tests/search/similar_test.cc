// `similar` and `prior`.
#include "tests/search/archive.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

std::vector<Entry> coverage() {
  std::vector<Entry> entries;
  for (int i = 0; i < 40; ++i)
    entries.push_back({story("other" + std::to_string(i), "Weather",
                             "Rain is expected over the hills tonight.", "2026-01-01")});
  entries.push_back(
      {story("before", "Dredging of the basin begins",
             "The dredger Maud began to deepen the inner basin of Port Arlen.", "2026-02-01")});
  entries.push_back(
      {story("subject", "Basin is deeper",
             "The inner basin of Port Arlen is deeper: the dredger Maud is done.", "2026-03-01")});
  entries.push_back(
      {story("after", "Maud leaves Port Arlen",
             "The dredger Maud left the deepened basin of Port Arlen.", "2026-04-01")});
  Entry said_before{story("talk", "A budget for the harbour",
                          "The dredging will cost nine million crowns, said Ann Berg.",
                          "2026-02-03")};
  said_before.statements = {
      said(said_before.article, "The dredging will cost nine million crowns", "Ann Berg")};
  entries.push_back(said_before);
  Entry weather{
      story("rain", "Rain", "It will rain on the hills all night, said Bo Lund.", "2026-02-04")};
  weather.statements = {said(weather.article, "It will rain on the hills all night", "Bo Lund")};
  entries.push_back(weather);
  return entries;
}

}  // namespace

TEST_CASE("similar finds coverage of the same matter, not the article itself") {
  Archive archive(coverage());
  Snapshot snapshot = archive.snapshot();
  const json::object found =
      ask_ok(snapshot, "similar", {{"key", "harbour/subject"}, {"limit", 2}});
  Texts ids = column(found, "hits", "id");
  std::sort(ids.begin(), ids.end());
  CHECK(ids == Texts{"after", "before"});
  CHECK_FALSE(found.at("terms").as_array().empty());
  CHECK(ask_ok(snapshot, "similar", {{"id", "subject"}, {"limit", 2}}).at("hits") ==
        found.at("hits"));

  const json::object earlier =
      ask_ok(snapshot, "similar", {{"key", "harbour/subject"}, {"earlier", true}});
  const Texts dated = column(earlier, "hits", "id");
  REQUIRE_FALSE(dated.empty());
  CHECK(dated[0] == "before");
  CHECK(std::count(dated.begin(), dated.end(), "after") == 0);

  const json::object draft = ask_ok(
      snapshot, "similar", {{"text", "The dredger Maud is in the inner basin"}, {"limit", 3}});
  CHECK(column(draft, "hits", "id").size() == 3);

  archive.withhold({"harbour", "before"});
  const Texts left =
      column(ask_ok(snapshot, "similar", {{"key", "harbour/subject"}}), "hits", "id");
  CHECK(std::count(left.begin(), left.end(), "before") == 0);
  archive.withhold({"harbour", "subject"});
  CHECK(ask_refused(snapshot, "similar", {{"key", "harbour/subject"}}).code == Errc::not_found);
}

TEST_CASE("similar refuses what it cannot mean") {
  Archive archive(coverage());
  Snapshot snapshot = archive.snapshot();
  CHECK(ask_refused(snapshot, "similar").message ==
        "similar needs one of the arguments 'id', 'key' and 'text'");
  CHECK(ask_refused(snapshot, "similar", {{"text", "basin"}, {"earlier", true}}).message ==
        "earlier: a draft has no date; it needs an article");
  CHECK(ask_refused(snapshot, "similar", {{"key", "harbour/none"}}).code == Errc::not_found);
  CHECK(ask_refused(snapshot, "similar", {{"id", "none"}}).message == "no such article: 'none'");
}

TEST_CASE("prior gives each sentence the statements that bear on it, and how much they share") {
  Archive archive(coverage());
  Snapshot snapshot = archive.snapshot();
  const std::string draft =
      "The board met. The dredging cost nine million crowns in the end. Nobody was hurt.";
  const json::object found = ask_ok(snapshot, "prior", {{"text", draft}});
  CHECK(found.at("looked_at") == 3);
  REQUIRE(found.at("sentences").as_array().size() == 1);
  const json::object& sentence = found.at("sentences").at(0).as_object();
  CHECK(sentence.at("text") == "The dredging cost nine million crowns in the end.");
  CHECK(sentence.at("begin") == 15);
  const json::array& statements = sentence.at("statements").as_array();
  REQUIRE(statements.size() == 1);
  CHECK(statements[0].at("speaker") == "Ann Berg");
  CHECK(statements[0].at("date") == "2026-02-03");
  CHECK(statements[0].at("status") == "usable");
  CHECK(statements[0].at("likeness").to_number<double>() > 0.7);
  CHECK(statements[0].at("likeness").to_number<double>() < 1);

  archive.withhold({"harbour", "talk"});
  CHECK(ask_ok(snapshot, "prior", {{"text", draft}}).at("sentences").as_array().empty());
}
