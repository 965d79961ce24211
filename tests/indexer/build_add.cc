// Files into an index: what goes in, what is refused, what happens the second time.
#include "indexer/build/add.h"

#include <boost/json.hpp>
#include <fstream>
#include <map>

#include "indexer/build/ledger_book.h"
#include "indexer/build/rebuild.h"
#include "indexer/build/remove.h"
#include "indexer/statements/extract.h"
#include "proto/store/check.h"
#include "proto/store/ledger.h"
#include "proto/store/reader.h"
#include "proto/store/writer.h"
#include "tests/catch.h"
#include "tests/indexer/build_folder.h"

namespace {

using namespace onrecord;
using namespace onrecord::build;
using tests::Folder;
using tests::json_line;
namespace fs = std::filesystem;

AddOptions options_for(const Folder& folder, std::vector<std::string> paths) {
  AddOptions options;
  options.index = folder.path() / "index";
  options.input.paths = std::move(paths);
  options.input.jobs = 2;
  return options;
}

Tally added(const AddOptions& options) {
  const auto report = add_files(options);
  if (!report) FAIL(report.error().message);
  CHECK_FALSE(report->stopped);
  return report->tally;
}
Tally add(const Folder& folder, std::vector<std::string> paths) {
  return added(options_for(folder, std::move(paths)));
}

/// "SOURCE/ID@VERSION" → headline, of every article (in docid order) or superseded version.
using Held = std::vector<std::pair<std::string, std::string>>;
Held held(const Folder& folder, bool history = false) {
  const auto reader = store::open_reader(folder.path() / "index");
  REQUIRE(reader);
  Held all;
  const Xapian::Database& database = history ? reader->history : reader->articles;
  for (auto at = database.postlist_begin(""); at != database.postlist_end(""); ++at) {
    const std::string record = database.get_document(*at).get_data();
    if (record.empty()) continue;  // the placeholder
    const auto article = decode_article(record);
    REQUIRE(article);
    all.emplace_back(article->key.str() + "@" + std::to_string(article->version),
                     article->headline.value);
  }
  return all;
}

store::LedgerRow row_of(const Folder& folder, const std::string& path) {
  const auto ledger = store::Ledger::open(folder.path() / "index", store::Ledger::Access::read);
  REQUIRE(ledger);
  const auto row = ledger->find(path);
  REQUIRE(row);
  REQUIRE(*row);
  return **row;
}

std::vector<boost::json::object> listed_rejects(const Folder& folder) {
  std::vector<boost::json::object> rows;
  std::ifstream file(folder.path() / "index" / "rejects.jsonl");
  for (std::string line; std::getline(file, line);)
    rows.push_back(boost::json::parse(line).as_object());
  return rows;
}

void check_whole(const Folder& folder, std::uint64_t articles) {
  const auto report = store::check(folder.path() / "index");
  REQUIRE(report);
  CHECK(report->problems == std::vector<std::string>());
  CHECK(report->articles == articles);
}

}  // namespace

TEST_CASE("a folder's articles go in, in order, under the folder's name") {
  const Folder folder;
  folder.write("post/a.jsonl",
               json_line("1", "One", "First text.") + json_line("2", "Two", "Second text."));
  folder.write("post/2024/b.txt", "Harbour reopens\n\nThe harbour reopened on Monday.\n");
  const Tally tally = add(folder, {folder.at("post")});
  CHECK(tally.added == 3);
  CHECK(tally.files_read == 2);
  CHECK(tally.all_in());
  const Held all = held(folder);
  REQUIRE(all.size() == 3);
  CHECK(all[0].first == "post/2024/b.txt@1");
  CHECK(all[1] == std::pair<std::string, std::string>("post/1@1", "One"));
  CHECK(all[2] == std::pair<std::string, std::string>("post/2@1", "Two"));
  CHECK(row_of(folder, folder.at("post/a.jsonl")).outcome == store::Outcome::indexed);
  CHECK(row_of(folder, folder.at("post/a.jsonl")).articles == 2);
  check_whole(folder, 3);
}

TEST_CASE("the same input gives the same order of documents with any number of threads") {
  const Folder folder;
  for (int file = 0; file < 12; ++file) {
    std::string lines;
    for (int i = 0; i < 150; ++i) {
      const std::string number = std::to_string(file) + "-" + std::to_string(i);
      lines += json_line(number, "Headline " + number,
                         std::string(static_cast<std::size_t>(i % 37) * 20, 'w') + " end.");
    }
    folder.write("post/" + std::to_string(file) + ".jsonl", lines);
  }
  AddOptions options = options_for(folder, {folder.at("post")});
  options.commit_bytes = 100'000;
  options.input.jobs = 1;
  added(options);
  const Held alone = held(folder);
  fs::remove_all(options.index);
  options.input.jobs = 5;
  added(options);
  CHECK(alone.size() == 1800);
  CHECK(held(folder) == alone);
}

TEST_CASE("the second time nothing is read, and a changed article is a new version") {
  const Folder folder;
  const std::string path = folder.write(
      "post/a.jsonl", json_line("1", "One", "First text.") + json_line("2", "Two", "Second text."));
  const std::string root = folder.at("post");
  add(folder, {root});

  Tally again = add(folder, {root});
  CHECK(again.files_unchanged == 1);
  CHECK(again.articles() == 0);
  CHECK(again.all_in());

  folder.write("post/a.jsonl", json_line("1", "One", "First text.") +
                                   json_line("2", "Two, mended", "Second text."));
  again = add(folder, {root});
  CHECK(again.unchanged == 1);
  CHECK(again.new_versions == 1);
  CHECK(again.added == 0);
  CHECK(held(folder) == Held{{"post/1@1", "One"}, {"post/2@2", "Two, mended"}});
  CHECK(held(folder, true) == Held{{"post/2@1", "Two"}});

  folder.write("post/a.jsonl", json_line("2", "Two, mended", "Second text."));
  again = add(folder, {root});
  CHECK(again.unchanged == 1);
  CHECK(held(folder).size() == 2);  // a record that vanished from its file is not removed
  CHECK(row_of(folder, path).articles == 1);
  check_whole(folder, 2);
}

TEST_CASE("another default reads the files again") {
  const Folder folder;
  folder.write("post/a.jsonl", json_line("1", "One", "First text."));
  add(folder, {folder.at("post")});
  AddOptions options = options_for(folder, {folder.at("post")});
  options.input.outlet = "Harbour Post";
  CHECK(added(options).new_versions == 1);
  CHECK(added(options).files_unchanged == 1);
}

TEST_CASE(
    "two records with one id: the same content is a duplicate, other content is refused with both "
    "places") {
  const Folder folder;
  const std::string first =
      folder.write("post/a.jsonl", json_line("1", "One", "Text.") + json_line("1", "One", "Text."));
  const std::string second = folder.write(
      "post/b.jsonl", json_line("2", "Two", "Text.") + json_line("1", "Other", "Text."));
  const Tally tally = add(folder, {folder.at("post")});
  CHECK(tally.added == 2);
  CHECK(tally.duplicates == 1);
  CHECK(tally.rejected == 1);
  CHECK_FALSE(tally.all_in());
  CHECK(held(folder) == Held{{"post/1@1", "One"}, {"post/2@1", "Two"}});
  CHECK(row_of(folder, second).outcome == store::Outcome::partial);
  CHECK(row_of(folder, second).articles == 1);

  const auto rejects = listed_rejects(folder);
  REQUIRE(rejects.size() == 1);
  CHECK(rejects[0].at("path").as_string() == second);
  CHECK(rejects[0].at("record") == 2);
  CHECK(rejects[0].at("reason").as_string() ==
        "two articles have the id '1' in source 'post' and differ: the first is " + first +
            ", record 1, this one is " + second + ", record 2");
}

TEST_CASE("a clash stays a clash when the first file is not read again") {
  const Folder folder;
  folder.write("post/a.jsonl", json_line("1", "One", "Text."));
  folder.write("post/b.jsonl", json_line("2", "Two", "Text."));
  add(folder, {folder.at("post")});
  folder.write("post/b.jsonl", json_line("2", "Two", "Text.") + json_line("1", "Other", "Text."));
  Tally tally = add(folder, {folder.at("post")});
  CHECK(tally.files_unchanged == 1);
  CHECK(tally.rejected == 1);
  CHECK(held(folder)[0] == std::pair<std::string, std::string>("post/1@1", "One"));
  // As it stands it is refused again, whether the file is read or known.
  tally = add(folder, {folder.at("post")});
  CHECK(tally.still_out == 1);
  AddOptions retry = options_for(folder, {});
  retry.reading = Reading::what_was_rejected;
  CHECK(added(retry).rejected == 1);
  // An article that moved to another file and changed on the way is a new version.
  folder.write("post/a.jsonl", json_line("9", "Nine", "Text."));
  tally = add(folder, {folder.at("post")});
  CHECK(tally.added == 1);
  tally = added(retry);
  CHECK(tally.new_versions == 1);
  CHECK(tally.all_in());
  check_whole(folder, 3);
}

TEST_CASE("an update from outside the add is a new version, though the old file still stands") {
  const Folder folder;
  folder.write("dump/1.jsonl", json_line("1", "One", "Text."));
  folder.write("updates/2.jsonl", json_line("1", "One, corrected", "Text."));
  AddOptions options = options_for(folder, {folder.at("dump")});
  options.input.source = "wire";
  added(options);
  options.input.paths = {folder.at("updates")};
  CHECK(added(options).new_versions == 1);
  CHECK(held(folder) == Held{{"wire/1@2", "One, corrected"}});
}

TEST_CASE("two outlets' article 1 are two articles") {
  const Folder folder;
  folder.write("herald/a.jsonl", json_line("1", "Herald", "Text."));
  folder.write("post/a.jsonl", json_line("1", "Post", "Text."));
  CHECK(add(folder, {folder.at("herald"), folder.at("post")}).added == 2);
  CHECK(held(folder) == Held{{"herald/1@1", "Herald"}, {"post/1@1", "Post"}});
}

TEST_CASE("a file keeps its keys, whichever folder above it is named") {
  const Folder folder;
  const std::string path =
      folder.write("archive/post/2024/a.txt", "Harbour reopens\n\nOn Monday.\n");
  const std::string alone =
      folder.write("archive/post/2024/alone.txt", "Bridge closed\n\nOn Sunday.\n");
  add(folder, {alone});
  add(folder, {folder.at("archive/post")});
  CHECK(add(folder, {path}).files_unchanged == 1);
  CHECK(add(folder, {folder.at("archive")}).files_unchanged == 2);
  CHECK(add(folder, {folder.at("archive/post/2024")}).files_unchanged == 2);
  CHECK(held(folder) ==
        Held{{"alone.txt/alone.txt@1", "Bridge closed"}, {"post/2024/a.txt@1", "Harbour reopens"}});
}

TEST_CASE("bad input is refused with place and expectation, and the rest goes in") {
  const Folder folder;
  std::string long_line = json_line("5", "Long", std::string(20u << 20, 'x'));
  folder.write("post/binary.bin", std::string("\x7F"
                                              "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0",
                                              24));
  folder.write("post/broken.jsonl", json_line("1", "One", "x") + json_line("2", "Two", "x") +
                                        "{\"id\": \"3\", \"text\" \"x\"}\n" +
                                        json_line("4", "Four", "x"));
  folder.write("post/empty.txt", "");
  folder.write("post/long.jsonl", long_line + json_line("6", "After", "x"));
  folder.write("post/mended.jsonl", json_line("7", "Bad \xFF byte", "x"));
  fs::create_symlink("/etc", folder.at("post/out"));
  const Tally tally = add(folder, {folder.at("post"), folder.at("gone"), "/proc/self/mem"});
  CHECK(tally.added == 5);
  CHECK(tally.rejected == 2);
  CHECK(tally.files_rejected ==
        5);  // binary, empty, the link, the one that is not there, the unreadable one

  std::map<std::string, boost::json::object> by_name;
  for (const auto& row : listed_rejects(folder))
    by_name[fs::path(std::string(row.at("path").as_string())).filename()] = row;
  REQUIRE(by_name.size() == 7);
  const auto reason = [&](const char* name) {
    return std::string(by_name[name].at("reason").as_string());
  };
  CHECK(reason("binary.bin").find("binary") != std::string::npos);
  CHECK(by_name["binary.bin"].at("record").is_null());
  CHECK(reason("broken.jsonl").find("line 3") != std::string::npos);
  CHECK(by_name["broken.jsonl"].at("line") == 3);
  CHECK(reason("empty.txt") == "the file is empty");
  CHECK(reason("long.jsonl") ==
        "line 1: expected at most 16777216 bytes, got " + std::to_string(long_line.size() - 1));
  CHECK(reason("out").find("leads outside") != std::string::npos);
  CHECK(reason("gone") == "No such file or directory");
  CHECK(reason("mem").find("cannot be read") == 0);
  check_whole(folder, 5);
}

TEST_CASE("files are counted as the ledger tells of them") {
  const Folder folder;
  folder.write("post/whole.jsonl", json_line("1", "One", "x"));
  folder.write("post/partial.jsonl", json_line("2", "Two", "x") + "{broken\n");
  folder.write("post/nothing.jsonl", "{broken\n{broken too\n");
  folder.write("post/empty.txt", "");
  const Tally tally = add(folder, {folder.at("post")});
  CHECK(tally.files_read == 2);
  CHECK(tally.files_rejected == 2);
  CHECK(tally.rejected == 3);
  CHECK_FALSE(tally.all_in());
}

TEST_CASE("what was rejected is tried again once it is mended") {
  const Folder folder;
  folder.write("post/good.jsonl", json_line("1", "One", "x"));
  folder.write("post/bad.jsonl", json_line("2", "Two", "x") + "{broken\n");
  CHECK(add(folder, {folder.at("post")}).rejected == 1);
  CHECK(add(folder, {folder.at("post")}).still_out == 1);
  folder.write("post/bad.jsonl", json_line("2", "Two", "x") + json_line("3", "Three", "x"));
  AddOptions retry = options_for(folder, {});
  retry.reading = Reading::what_was_rejected;
  const Tally tally = added(retry);
  CHECK(tally.files_read == 1);
  CHECK(tally.added == 1);
  CHECK(tally.unchanged == 1);
  CHECK(tally.all_in());
  CHECK(listed_rejects(folder).empty());
  CHECK(held(folder)[2].first == "post/3@1");
}

TEST_CASE("a removed article comes back with its file, a purged one does not") {
  const Folder folder;
  folder.write("post/a.jsonl", json_line("1", "One", "x") + json_line("2", "Two", "x"));
  add(folder, {folder.at("post")});
  const fs::path index = folder.path() / "index";
  const std::vector<ArticleKey> first = {{"post", "1"}}, second = {{"post", "2"}};
  {
    store::WriterOptions options;
    options.derive = statements::extract;
    auto writer = store::Writer::open(index, std::move(options));
    REQUIRE(writer);
    auto rows = store::Ledger::open(index, store::Ledger::Access::write);
    REQUIRE(rows);
    LedgerBook ledger(std::move(*rows));
    const auto removal = remove_articles(*writer, ledger, first, 1'800'000'000);
    REQUIRE(removal);
    CHECK(removal->removed == 1);
    REQUIRE(store::append_decisions(index, second, store::Decision::purged, 1'800'000'000));
    REQUIRE(writer->apply_block_list(1'800'000'000));
  }
  CHECK(held(folder).empty());
  const Tally tally = add(folder, {folder.at("post")});
  CHECK(tally.added == 1);
  CHECK(tally.rejected == 1);
  CHECK(listed_rejects(folder).at(0).at("reason") ==
        "article 'post/2' was purged: it must not come back");
  CHECK(held(folder).size() == 1);
}

TEST_CASE("a rebuilt index holds the same articles, versions and history") {
  const Folder folder;
  const auto dated = [](const char* id, const char* date) {
    return std::string(R"({"id":")") + id + R"(","title":"Day )" + id +
           R"(","speaker":"Ada Brandt","text":"We met.","date":")" + date + "\"}\n";
  };
  folder.write("post/a.jsonl",
               dated("1", "2026-03-05") + dated("2", "2024-01-01") + dated("3", "2025-06-30"));
  add(folder, {folder.at("post")});
  folder.write("post/a.jsonl",
               dated("1", "2026-03-06") + dated("2", "2024-01-01") + dated("3", "2025-06-30"));
  add(folder, {folder.at("post")});

  RebuildOptions options;
  options.index = folder.path() / "index";
  options.order = RebuildOrder::by_date;
  const auto report = rebuild(options);
  REQUIRE(report);
  CHECK(report->articles == 3);
  CHECK(report->superseded == 1);
  CHECK(report->statements == 3);
  CHECK(held(folder) == Held{{"post/2@1", "Day 2"}, {"post/3@1", "Day 3"}, {"post/1@2", "Day 1"}});
  CHECK(held(folder, true) == Held{{"post/1@1", "Day 1"}});
  check_whole(folder, 3);
  CHECK(add(folder, {folder.at("post")}).files_unchanged == 1);
}

TEST_CASE("what the house withholds is unchanged to its source, after a rebuild too") {
  const Folder folder;
  folder.write("post/a.jsonl",
               json_line("1", "Kept", "It rains.") + json_line("2", "Held", "It pours."));
  add(folder, {folder.at("post")});
  const fs::path index = folder.path() / "index";
  const std::vector<ArticleKey> held_back = {{"post", "2"}};
  REQUIRE(store::append_decisions(index, held_back, store::Decision::withheld, 1));
  REQUIRE(rebuild({.index = index, .settings = {}, .jobs = 1}));
  REQUIRE(rebuild({.index = index, .settings = {}, .jobs = 1}));  // From a record that says so.

  folder.write("post/a.jsonl", json_line("1", "Kept", "It rains.") +
                                   json_line("2", "Held", "It pours.") +
                                   json_line("3", "New", "It hails."));
  const Tally again = add(folder, {folder.at("post")});
  CHECK(again.added == 1);
  CHECK(again.unchanged == 2);
  CHECK(again.new_versions == 0);
}
