#include "proto/store/check.h"

#include <fstream>
#include <random>

#include "proto/store/files.h"
#include "proto/store/journal.h"
#include "proto/store/layout.h"
#include "proto/store/terms.h"
#include "tests/catch.h"
#include "tests/store/samples.h"
#include "tests/store/scratch.h"

using namespace onrecord;
using namespace onrecord::samples;
using namespace onrecord::store;

namespace {

std::filesystem::path an_index(const Scratch& scratch, int articles = 40) {
  Writer writer = open_writer(scratch.index());
  std::vector<Article> batch;
  for (int i = 0; i < articles; ++i) batch.push_back(numbered_article(i));
  add(writer, batch);
  add(writer, {numbered_article(1, 2)});
  return scratch.index();
}

CheckReport report_of(const std::filesystem::path& index) {
  const auto report = check(index);
  if (!report) FAIL(report.error().message);
  return *report;
}

bool mentions(const CheckReport& report, std::string_view words) {
  for (const std::string& problem : report.problems)
    if (problem.find(words) != std::string::npos) return true;
  return false;
}

std::string database(const std::filesystem::path& index, Kind kind) {
  return layout::database(index / "gen-1", 0, kind).string();
}

}  // namespace

TEST_CASE("a sound index passes and is counted") {
  const Scratch scratch;
  const CheckReport report = report_of(an_index(scratch));
  for (const std::string& problem : report.problems) UNSCOPED_INFO(problem);
  CHECK(report.whole());
  CHECK(report.articles == 40);
  CHECK(report.statements == 80);
  CHECK(report.superseded == 1);
}

TEST_CASE("an index that is being written is not checked") {
  const Scratch scratch;
  const Writer writer = open_writer(scratch.index());
  const auto refused = check(scratch.index());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::conflict);
}

TEST_CASE("another text under the same hash is found") {
  const Scratch scratch;
  const auto index = an_index(scratch);
  {
    Xapian::WritableDatabase articles(database(index, Kind::articles), Xapian::DB_OPEN);
    Xapian::Document document = articles.get_document(5);
    Article article = *decode_article(document.get_data());
    article.text[0] = 'X';
    document.set_data(encode_article(article));
    articles.replace_document(5, document);
  }
  const CheckReport report = report_of(index);
  CHECK_FALSE(report.whole());
  CHECK(mentions(report, "document 5"));
  CHECK(mentions(report, "hash differs"));
}

TEST_CASE("statements without their article, doubled keys and foreign records are found") {
  const Scratch scratch;
  const auto index = an_index(scratch);
  {
    Xapian::WritableDatabase articles(database(index, Kind::articles), Xapian::DB_OPEN);
    articles.delete_document(key_term(numbered_article(7).key));
    articles.add_document(articles.get_document(10));
    Xapian::WritableDatabase statements(database(index, Kind::statements), Xapian::DB_OPEN);
    Xapian::Document document = statements.get_document(20);
    document.set_data("nonsense");
    statements.replace_document(20, document);
  }
  const CheckReport report = report_of(index);
  CHECK(mentions(report, "samples/a-7@1"));
  CHECK(mentions(report, "has no article of that version"));
  CHECK(mentions(report, "is there more than once"));
  CHECK(mentions(report, "statements document 20"));
}

TEST_CASE("a journal, a missing file and a strange file are named") {
  const Scratch scratch;
  const auto index = an_index(scratch);
  REQUIRE(write_journal(index / "gen-1", {3, {}}));
  CHECK(mentions(report_of(index), "journal"));
  CHECK(report_of(index).interrupted);  // Mended by the next writer: no damage.
  std::filesystem::remove(layout::journal(index / "gen-1"));
  std::filesystem::remove(index / "gen-1/shard-0/history/docdata.glass");
  CHECK(mentions(report_of(index), "shard-0/history/docdata.glass"));
  CHECK_FALSE(report_of(index).interrupted);
}

TEST_CASE("flipped bits are found by check or do no harm, and are never shown as the text") {
  const Scratch scratch;
  const auto index = an_index(scratch, 150);
  std::mt19937 random(5);
  int found = 0;
  int unnoticed = 0;
  for (int copy = 0; copy < 24; ++copy) {
    const auto damaged = scratch.path() / ("copy-" + std::to_string(copy));
    std::filesystem::copy(index, damaged, std::filesystem::copy_options::recursive);
    // An address inside what is in use: the tables' free blocks hold old data that nobody reads.
    const auto file = std::filesystem::path(database(damaged, Kind::articles)) / "docdata.glass";
    std::string bytes = *read_file(file);
    bytes[random() % bytes.size()] ^= static_cast<char>(1u << (random() % 8));
    REQUIRE(write_file(file, bytes));
    const auto report = check(damaged);
    if (!report || !report->whole()) ++found;
    if (const auto reader = open_reader(damaged)) {
      for (int i = 0; i < 150; ++i) {
        const ArticleKey key = numbered_article(i).key;
        const auto article = find_article(*reader, key);
        if (!article || !*article || !verify_text(**article)) continue;
        const bool right = (*article)->text == numbered_article(i, i == 1 ? 2 : 1).text;
        if (!right) ++unnoticed;
      }
    }
    std::filesystem::remove_all(damaged);
  }
  CHECK(unnoticed == 0);
  CHECK(found > 0);
}
