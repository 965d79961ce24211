// Versions of one article that its source numbers or dates: the newest is in, those before it are
// history, and one that comes too late is named.
#include "indexer/build/add.h"
#include "indexer/build/source_order.h"
#include "proto/store/check.h"
#include "proto/store/reader.h"
#include "tests/catch.h"
#include "tests/indexer/build_folder.h"

namespace {

using namespace onrecord;
using namespace onrecord::build;
using tests::Folder;

std::string item(std::string_view version, std::string_view headline,
                 std::string_view created = "2026-03-05T10:00:00Z") {
  return "<newsItem guid='tag:paw.example:ferry' version='" + std::string(version) +
         "'><itemMeta><versionCreated>" + std::string(created) +
         "</versionCreated></itemMeta><contentMeta><headline>" + std::string(headline) +
         "</headline></contentMeta></newsItem>";
}

Tally add(const Folder& folder, const std::string& path) {
  AddOptions options;
  options.index = folder.path() / "index";
  options.input.paths = {path};
  options.input.source = "wire";
  options.input.jobs = 2;
  const auto report = add_files(options);
  if (!report) FAIL(report.error().message);
  return report->tally;
}

/// "VERSION HEADLINE" of every article or superseded version.
std::vector<std::string> held(const Folder& folder, bool history) {
  const auto reader = store::open_reader(folder.path() / "index");
  REQUIRE(reader);
  std::vector<std::string> all;
  const Xapian::Database& database = history ? reader->history : reader->articles;
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
    const std::string record = database.get_document(*at).get_data();
    if (record.empty()) continue;
    const auto article = decode_article(record);
    REQUIRE(article);
    all.push_back(std::to_string(article->version) + " " + article->headline.value);
  }
  return all;
}
using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("the versions of a folder become one article with its history") {
  const Folder folder;
  folder.write("wire/1.xml", item("1", "One"));
  folder.write("wire/2.xml", item("2", "Two"));
  folder.write("wire/3.xml",
               "<newsMessage>" + item("4", "Four") + item("3", "Three") + "</newsMessage>");
  Tally tally = add(folder, folder.at("wire"));
  CHECK(tally.added == 1);
  CHECK(tally.new_versions == 2);
  CHECK(tally.rejected == 1);
  CHECK(held(folder, false) == Lines{"3 Four"});
  CHECK(held(folder, true) == Lines{"1 One", "2 Two"});
  const auto report = store::check(folder.path() / "index");
  REQUIRE(report);
  CHECK(report->problems == Lines());

  folder.write("later/old.xml", item("2", "Two, late"));
  tally = add(folder, folder.at("later"));
  CHECK(tally.rejected == 1);
  CHECK(held(folder, false) == Lines{"3 Four"});
  folder.write("later/new.xml", item("5", "Five"));
  CHECK(add(folder, folder.at("later/new.xml")).new_versions == 1);
  CHECK(held(folder, false) == Lines{"4 Five"});
}

TEST_CASE("without numbers the time decides, and without both two are a clash") {
  const Folder folder;
  folder.write("wire/1.xml", item("", "Noon", "2026-03-05T12:00:00Z"));
  folder.write("wire/2.xml", item("", "Morning", "2026-03-05T09:00:00Z"));
  folder.write("wire/3.xml", item("", "Night", "2026-03-05T22:00:00Z"));
  folder.write("wire/4.xml", item("", "Night, otherwise", "2026-03-05T22:00:00Z"));
  const Tally tally = add(folder, folder.at("wire"));
  CHECK(tally.new_versions == 1);
  CHECK(tally.rejected == 2);
  CHECK(held(folder, false) == Lines{"2 Night"});
}

TEST_CASE("an article with an order is compared with one without as before") {
  const SourceOrder none;
  SourceOrder numbered;
  numbered.number = 7;
  SourceOrder dated;
  dated.modified = 5;
  CHECK(newer_of(none, numbered) == Newer::unknown);
  CHECK(newer_of(dated, numbered) == Newer::unknown);
  SourceOrder both = numbered;
  both.modified = 9;
  CHECK(newer_of(both, numbered) == Newer::unknown);
  CHECK(newer_of(both, dated) == Newer::first);
  numbered.number = 8;
  CHECK(newer_of(both, numbered) == Newer::second);
}
