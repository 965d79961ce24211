// Suggestions while typing, and queries mended: only what a reader may see.
#include "tests/search/archive.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

Entry note(const std::string& id, const std::string& headline, const std::string& outlet,
           const std::string& speaker) {
  Entry entry{story(id, headline, "The ferry sank in the harbour.", "2026-03-05")};
  entry.article.outlet = {outlet, Origin::given};
  entry.article.desk = {"Politics", Origin::given};
  entry.statements = {said(entry.article, "The ferry sank", speaker)};
  return entry;
}

Texts suggested(Snapshot& snapshot, const std::string& prefix, std::string_view kind) {
  return column(ask_ok(snapshot, "suggest", {{"prefix", prefix}}), kind, "value");
}

std::string mended(Snapshot& snapshot, const std::string& query) {
  const json::object result = ask_ok(snapshot, "search", {{"query", query}});
  const json::value* better = result.if_contains("did_you_mean");
  return better == nullptr ? std::string() : std::string(better->as_string());
}

}  // namespace

TEST_CASE("what was typed becomes speakers, outlets, sections and headlines") {
  Archive archive({note("1", "Ferry fares rise", "Harbour Post", "Mara Lindqvist"),
                   note("2", "Ferry fares fall", "Harbour Post", "Mara Lindqvist"),
                   note("3", "The last pilot", "Northern Wire", "Marek Lind")});
  Snapshot snapshot = archive.snapshot();
  CHECK(suggested(snapshot, "lind", "speakers") == Texts{"Mara Lindqvist", "Marek Lind"});
  CHECK(suggested(snapshot, "MAR", "speakers") == Texts{"Mara Lindqvist", "Marek Lind"});
  CHECK(suggested(snapshot, "mara l", "speakers") == Texts{"Mara Lindqvist"});
  CHECK(suggested(snapshot, "lind ", "speakers") == Texts{"Marek Lind"});
  // Beginnings alone, where whole words find nobody.
  CHECK(suggested(snapshot, "ma lind", "speakers") == Texts{"Mara Lindqvist", "Marek Lind"});
  CHECK(suggested(snapshot, "mare li ", "speakers") == Texts{"Marek Lind"});
  CHECK(suggested(snapshot, "ma post", "speakers").empty());
  CHECK(suggested(snapshot, "harbour p", "outlets") == Texts{"Harbour Post"});
  CHECK(suggested(snapshot, "p", "desks") == Texts{"Politics"});
  CHECK(suggested(snapshot, "ferry fa", "headlines") ==
        Texts{"Ferry fares fall", "Ferry fares rise"});
  CHECK(suggested(snapshot, "zebra", "headlines").empty());
  const json::object result = ask_ok(snapshot, "suggest", {{"prefix", "har"}});
  CHECK(result.at("outlets").as_array()[0].at("count") == 2);
  CHECK(ask_refused(snapshot, "suggest", {{"prefix", "?!"}}).code == Errc::invalid);
  // The same without columns.
  auto plain = Snapshot::open(archive.folder(), std::make_shared<Columns>(0));
  REQUIRE(plain.has_value());
  CHECK(suggested(*plain, "lind", "speakers") == Texts{"Mara Lindqvist", "Marek Lind"});
}

TEST_CASE("what nobody may see is never suggested, and goes at once") {
  Archive archive({note("1", "Ferry fares rise", "Harbour Post", "Mara Lindqvist"),
                   note("2", "Secret plans", "Northern Wire", "Ivo Sandqvist")});
  Snapshot snapshot = archive.snapshot();
  CHECK(suggested(snapshot, "sand", "speakers") == Texts{"Ivo Sandqvist"});
  CHECK(mended(snapshot, "secrat") == "secret");
  archive.withhold({"harbour", "2"});
  CHECK(suggested(snapshot, "sand", "speakers").empty());
  CHECK(suggested(snapshot, "north", "outlets").empty());
  CHECK(suggested(snapshot, "secret", "headlines").empty());
  CHECK(mended(snapshot, "secrat").empty());
  CHECK(mended(snapshot, "speaker:sandqvst").empty());
}

TEST_CASE("a query with words that are nowhere is mended, one without them is left alone") {
  Archive archive({note("1", "Ferry fares rise", "Harbour Post", "Mara Lindqvist"),
                   note("2", "Ferry fares fall", "Harbour Post", "Mara Lindqvist"),
                   note("3", "Fern and moss", "Northern Wire", "Marek Lind")});
  Snapshot snapshot = archive.snapshot();
  CHECK(mended(snapshot, "fery") == "ferry");
  CHECK(mended(snapshot, "(fery OR harbuor) -moss") == "(ferry OR harbour) -moss");
  CHECK(mended(snapshot, "outlet:\"Harbour Post\" Frry sank") ==
        "outlet:\"Harbour Post\" ferry sank");
  CHECK(mended(snapshot, "speaker:\"Mara Lindquist\"") == "speaker:\"Mara lindqvist\"");
  CHECK(mended(snapshot, "ferry moss pilot").empty());
  CHECK(mended(snapshot, "ferry").empty());
  CHECK(mended(snapshot, "=fery").empty());
  CHECK(mended(snapshot, "zzyzx").empty());
}

TEST_CASE("a field's value that is nowhere is mended by its spelling or by its words") {
  std::vector<Entry> entries = {
      note("1", "Ferry fares rise", "Harbour Post", "Mara Lindqvist"),
      note("2", "Ferry fares fall", "Harbour Post", "Mara Lindqvist"),
      note("3", "Fern and moss", "Evening Post of the North", "Ivo Sand")};
  entries[0].article.meta = {{"edition", "late city"}, {"page", "4"}};
  Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  CHECK(mended(snapshot, "outlet:\"harbor post\" ferry") == "outlet:\"harbour post\" ferry");
  CHECK(mended(snapshot, "ferry outlet:post") == "ferry outlet:\"harbour post\"");
  CHECK(mended(snapshot, "outlet:north") == "outlet:\"evening post of the north\"");
  CHECK(mended(snapshot, "outlet:orth").empty());
  CHECK(mended(snapshot, "desk:politcs") == "desk:\"politics\"");
  CHECK(mended(snapshot, "section:Poltics") == "section:\"politics\"");
  CHECK(mended(snapshot, "-outlet:post ferry").empty());
  CHECK(mended(snapshot, "outlet:pos*").empty());
  CHECK(mended(snapshot, "meta.edition:\"late ctiy\"") == "meta.edition:\"late city\"");
  CHECK(mended(snapshot, "meta.editon:\"late city\"") == "meta.edition:\"late city\"");
  CHECK(mended(snapshot, "meta.weather:fair").empty());
  archive.withhold({"harbour", "3"});
  CHECK(mended(snapshot, "outlet:north").empty());
}
