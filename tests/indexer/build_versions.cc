// Versions of one article that its source numbers or dates: the newest is in, those before it are
// history, in whatever order they come.
#include <algorithm>
#include <array>
#include <chrono>

#include "indexer/build/add.h"
#include "indexer/build/committer.h"
#include "indexer/build/source_order.h"
#include "proto/store/documents.h"
#include "proto/store/ledger.h"
#include "proto/store/queue.h"
#include "proto/store/reader.h"
#include "tests/catch.h"
#include "tests/indexer/build_folder.h"

namespace {

using namespace onrecord;
using namespace onrecord::build;
using tests::add_wire;
using tests::check_sound;
using tests::Folder;

std::string item(std::string_view version, std::string_view headline,
                 std::string_view created = "2026-03-05T10:00:00Z") {
  return "<newsItem guid='tag:paw.example:ferry' version='" + std::string(version) +
         "'><itemMeta><versionCreated>" + std::string(created) +
         "</versionCreated></itemMeta><contentMeta><headline>" + std::string(headline) +
         "</headline></contentMeta></newsItem>";
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
  std::sort(all.begin(), all.end());
  return all;
}
using Lines = std::vector<std::string>;

std::string ledger_reason(const Folder& folder, const std::string& file) {
  const auto ledger = store::Ledger::open(folder.path() / "index", store::Ledger::Access::read);
  REQUIRE(ledger);
  const auto row = ledger->find(folder.at(file));
  REQUIRE((row && *row));
  return (*row)->reason;
}

}  // namespace

TEST_CASE("the versions of a folder become one article with its history") {
  const Folder folder;
  folder.write("wire/1.xml", item("1", "One"));
  folder.write("wire/2.xml", item("2", "Two"));
  folder.write("wire/3.xml",
               "<newsMessage>" + item("4", "Four") + item("3", "Three") + "</newsMessage>");
  Tally tally = add_wire(folder, folder.at("wire"));
  CHECK(tally.added == 1);
  CHECK(tally.new_versions == 2);
  CHECK(tally.older_versions == 1);
  CHECK(tally.rejected == 0);
  CHECK(held(folder, false) == Lines{"4 Four"});
  CHECK(held(folder, true) == Lines{"1 One", "2 Two", "3 Three"});
  CHECK(ledger_reason(folder, "wire/3.xml") == "kept as older versions: 1");
  check_sound(folder);

  // Of two texts with one number nobody says which is the newer one.
  folder.write("later/old.xml", item("2", "Two, late"));
  tally = add_wire(folder, folder.at("later"));
  CHECK(tally.rejected == 1);
  CHECK(held(folder, false) == Lines{"4 Four"});
  folder.write("later/new.xml", item("5", "Five"));
  CHECK(add_wire(folder, folder.at("later/new.xml")).new_versions == 1);
  CHECK(held(folder, false) == Lines{"5 Five"});
}

TEST_CASE("any order of arrival gives the same article and the same history") {
  enum class Arrival { one_add, many_adds, one_file };
  const Arrival arrival = GENERATE(Arrival::one_add, Arrival::many_adds, Arrival::one_file);
  const bool numbered = GENERATE(true, false);
  std::array<int, 3> order{1, 2, 3};
  do {
    const Folder folder;
    std::string all;
    for (std::size_t i = 0; i < order.size(); ++i) {
      const std::string number = std::to_string(order[i]);
      const std::string xml = numbered
                                  ? item(number, "H" + number)
                                  : item("", "H" + number, "2026-03-05T1" + number + ":00:00Z");
      all += xml;
      if (arrival != Arrival::one_file) folder.write("wire/" + std::to_string(i) + ".xml", xml);
      if (arrival == Arrival::many_adds) add_wire(folder, folder.at("wire"));
    }
    if (arrival == Arrival::one_file)
      folder.write("wire/all.xml", "<newsMessage>" + all + "</newsMessage>");
    if (arrival != Arrival::many_adds) CHECK(add_wire(folder, folder.at("wire")).rejected == 0);
    CAPTURE(order, numbered, static_cast<int>(arrival));
    CHECK(held(folder, false) == Lines{"3 H3"});
    CHECK(held(folder, true) == Lines{"1 H1", "2 H2"});
    check_sound(folder);

    // Again: the ledger knows the files; under other names the index knows what they hold.
    CHECK(add_wire(folder, folder.at("wire")).files_read == 0);
    folder.write("again/1.xml", "<newsMessage>" + all + "</newsMessage>");
    const Tally again = add_wire(folder, folder.at("again"));
    CHECK(again.unchanged == 3);
    CHECK(again.rejected + again.older_versions + again.new_versions == 0);
    CHECK(held(folder, true) == Lines{"1 H1", "2 H2"});
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("a version that was never current is in no moment of the archive") {
  const Folder folder;
  folder.write("a/1.xml", item("1", "One"));
  add_wire(folder, folder.at("a"));
  folder.write("a/3.xml", item("3", "Three"));
  add_wire(folder, folder.at("a"));
  folder.write("a/2.xml", item("2", "Two"));
  add_wire(folder, folder.at("a"));
  const auto reader = store::open_reader(folder.path() / "index");
  REQUIRE(reader);
  const ArticleKey key{"wire", "tag:paw.example:ferry"};
  const auto one = store::find_article(*reader, key, 1);
  const auto two = store::find_article(*reader, key, 2);
  const auto three = store::find_article(*reader, key, 3);
  REQUIRE((one && *one && two && *two && three && *three));
  CHECK((*one)->superseded >= (*one)->ingested);
  CHECK((*one)->superseded <= (*two)->ingested);
  CHECK((*two)->superseded == (*two)->ingested);
  CHECK((*three)->superseded == 0);
}

TEST_CASE("an article that comes back after a removal begins its order anew") {
  const Folder folder;
  auto add_one = [&, file = 0](std::string_view version, std::string_view headline) mutable {
    const std::string name = "wire/" + std::to_string(++file) + ".xml";
    folder.write(name, item(version, headline));
    return add_wire(folder, folder.at(name));
  };
  add_one("3", "Three");
  {
    store::WriterOptions options;
    options.derive = [](const Article&) { return std::vector<Statement>(); };
    auto writer = store::Writer::open(folder.path() / "index", std::move(options));
    REQUIRE(writer);
    REQUIRE(writer->remove({"wire", "tag:paw.example:ferry"}, 1'800'000'000));
    REQUIRE(writer->commit());
  }
  SECTION("in its order") {
    add_one("1", "One");
    add_one("2", "Two");
  }
  SECTION("the newest first") {
    add_one("2", "Two");
    CHECK(add_one("1", "One").older_versions == 1);
  }
  CHECK(held(folder, false) == Lines{"3 Two"});
  CHECK(held(folder, true) == Lines{"1 Three", "2 One"});

  // Whatever comes late takes its place among those that came after the removal.
  CHECK(add_one("0", "Nought").older_versions == 1);
  CHECK(held(folder, true) == Lines{"1 Three", "2 Nought", "3 One"});
  CHECK(add_one("5", "Five").new_versions == 1);
  CHECK(add_one("4", "Four").older_versions == 1);
  CHECK(add_one("3", "Three").older_versions == 1);
  CHECK(held(folder, false) == Lines{"7 Five"});
  CHECK(held(folder, true) == Lines{"1 Three", "2 Nought", "3 One", "4 Two", "5 Three", "6 Four"});
  CHECK(add_one("1", "One").unchanged == 1);
  check_sound(folder);
}

TEST_CASE("what another removes during a long add is removed when it is, not when the add began") {
  const Folder folder;
  folder.write("wire/1.xml", item("1", "One"));
  AddOptions options;
  options.index = folder.path() / "index";
  store::WriterOptions writer_options;
  writer_options.derive = [](const Article&) { return std::vector<Statement>(); };
  auto writer = store::Writer::open(options.index, std::move(writer_options));
  REQUIRE(writer);
  Article article;
  article.key = {"wire", "tag:paw.example:ferry"};
  article.text = "The ferry sails.";
  article.ingested = 1000;
  store::DocumentMaker maker("en");
  REQUIRE(writer->stage(maker.prepare(article, {}), 1000));
  REQUIRE(writer->commit());
  auto opened = store::Ledger::open(options.index, store::Ledger::Access::write);
  REQUIRE(opened);
  LedgerBook ledger(std::move(*opened));
  store::CorrectionBook corrections(options.index);
  Committer committer(*writer, ledger, corrections, options, HeldKeys({}, {}), 2000);
  store::Request request;
  request.ask = store::Ask::remove;
  request.keys = {article.key};
  const auto name = store::put_request(options.index, request);
  REQUIRE(name);
  Result<void> answered = Error{Errc::deadline, "nobody has looked", 0};
  for (int turn = 0; turn < 100 && !answered; ++turn) {
    REQUIRE(committer.idle());
    answered = store::await_answer(options.index, *name, std::chrono::milliseconds(100));
  }
  REQUIRE(answered);
  const auto versions = writer->superseded(article.key);
  REQUIRE(versions);
  REQUIRE(versions->size() == 1);
  CHECK(versions->front().header.superseded > 1'700'000'000);
}

TEST_CASE("without numbers the time decides, and without both two are a clash") {
  const Folder folder;
  folder.write("wire/1.xml", item("", "Noon", "2026-03-05T12:00:00Z"));
  folder.write("wire/2.xml", item("", "Morning", "2026-03-05T09:00:00Z"));
  folder.write("wire/3.xml", item("", "Night", "2026-03-05T22:00:00Z"));
  folder.write("wire/4.xml", item("", "Night, otherwise", "2026-03-05T22:00:00Z"));
  const Tally tally = add_wire(folder, folder.at("wire"));
  CHECK(tally.new_versions == 1);
  CHECK(tally.older_versions == 1);
  CHECK(tally.rejected == 1);
  CHECK(held(folder, false) == Lines{"3 Night"});
  CHECK(held(folder, true) == Lines{"1 Morning", "2 Noon"});
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
