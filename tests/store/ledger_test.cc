#include "proto/store/ledger.h"

#include <fstream>

#include "proto/store/files.h"
#include "proto/store/layout.h"
#include "tests/catch.h"
#include "tests/store/scratch.h"

using namespace onrecord;
using namespace onrecord::store;
using onrecord::samples::Scratch;

namespace {

LedgerRow row(std::string path, std::uint64_t articles = 1) {
  LedgerRow row;
  row.path = std::move(path);
  row.size = 100;
  row.mtime_ns = -5;
  row.sha256 = std::string(64, 'a');
  row.reader = "jsonl/1";
  row.options_hash = "f00d";
  row.source = "samples";
  row.articles = articles;
  row.when = 1'772'700'000;
  return row;
}

Ledger open(const std::filesystem::path& index, Ledger::Access access = Ledger::Access::write) {
  Result<Ledger> ledger = Ledger::open(index, access);
  if (!ledger) FAIL(ledger.error().message);
  return std::move(*ledger);
}

std::vector<LedgerRow> all(const Ledger& ledger) {
  std::vector<LedgerRow> rows;
  REQUIRE(ledger.each([&](const LedgerRow& found) {
    rows.push_back(found);
    return true;
  }));
  return rows;
}

std::vector<RejectRow> rejects(const Ledger& ledger) {
  std::vector<RejectRow> rows;
  REQUIRE(ledger.each_reject([&](const RejectRow& found) {
    rows.push_back(found);
    return true;
  }));
  return rows;
}

LedgerRow find(const Ledger& ledger, std::string_view path, std::string_view member = {}) {
  const auto found = ledger.find(path, member);
  REQUIRE(found);
  REQUIRE(*found);
  return **found;
}

}  // namespace

TEST_CASE("rows come back, whatever bytes their paths have, also after reopening") {
  const Scratch scratch;
  LedgerRow odd = row("a\tb\n\\n\xff.jsonl");
  odd.member = "m\r";
  odd.outcome = Outcome::rejected;
  odd.reason = "line 3: expected '}',\ngot the end";
  {
    Ledger ledger = open(scratch.path());
    REQUIRE(ledger.append(std::vector<LedgerEntry>{{odd, {}}, {row("plain.txt"), {}}}));
    CHECK(find(ledger, odd.path, odd.member) == odd);
  }
  const Ledger ledger = open(scratch.path(), Ledger::Access::read);
  CHECK(ledger.files() == 2);
  CHECK(find(ledger, odd.path, odd.member) == odd);
  CHECK(find(ledger, "plain.txt") == row("plain.txt"));
  CHECK_FALSE(*ledger.find(odd.path));
  CHECK_FALSE(*ledger.find("absent"));
  CHECK(all(ledger) == std::vector<LedgerRow>{odd, row("plain.txt")});
}

TEST_CASE("the newest row of a path counts, with its rejects only") {
  const Scratch scratch;
  Ledger ledger = open(scratch.path());
  const RejectRow old_reject{"a.jsonl", "", 3, 3, 40, 60, "expected a string"};
  const RejectRow other{"b.jsonl", "", 1, 1, 0, 9, "expected an object"};
  REQUIRE(ledger.append(
      std::vector<LedgerEntry>{{row("a.jsonl"), {old_reject}}, {row("b.jsonl"), {other}}}));
  CHECK(rejects(ledger) == std::vector<RejectRow>{old_reject, other});
  REQUIRE(ledger.append(std::vector<LedgerEntry>{{row("a.jsonl", 7), {}}}));
  CHECK(find(ledger, "a.jsonl").articles == 7);
  CHECK(rejects(ledger) == std::vector<RejectRow>{other});
  CHECK(all(ledger).size() == 2);
}

TEST_CASE("a line torn by a crash is cut off, and rows go on behind it") {
  const Scratch scratch;
  {
    Ledger ledger = open(scratch.path());
    REQUIRE(ledger.append(std::vector<LedgerEntry>{{row("a"), {}}}));
  }
  std::ofstream(layout::ledger(scratch.path()), std::ios::app) << "2\tb\thalf";
  CHECK(open(scratch.path(), Ledger::Access::read).files() == 1);
  Ledger ledger = open(scratch.path());
  CHECK(ledger.files() == 1);
  REQUIRE(ledger.append(std::vector<LedgerEntry>{{row("c"), {}}}));
  CHECK(find(ledger, "c") == row("c"));
  CHECK(open(scratch.path()).files() == 2);
}

TEST_CASE("a whole line that is no row is reported with its place") {
  const Scratch scratch;
  std::ofstream(layout::ledger(scratch.path())) << "nonsense\n";
  const auto refused = Ledger::open(scratch.path(), Ledger::Access::read);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::index);
  CHECK(refused.error().message.find("at byte 0: expected a row") != std::string::npos);
}

TEST_CASE("a ledger that is mostly outdated is written anew and says the same") {
  const Scratch scratch;
  const RejectRow kept{"7", "", 1, 1, 0, 9, "kept"};
  {
    Ledger ledger = open(scratch.path());
    for (std::uint64_t round = 1; round <= 160; ++round) {
      std::vector<LedgerEntry> entries;
      for (int file = 0; file < 100; ++file)
        entries.push_back({row(std::to_string(file), round), {}});
      entries[7].rejects = {kept};
      REQUIRE(ledger.append(entries));
    }
  }
  const auto before = std::filesystem::file_size(layout::ledger(scratch.path()));
  Ledger ledger = open(scratch.path());
  CHECK(std::filesystem::file_size(layout::ledger(scratch.path())) * 50 < before);
  CHECK(ledger.files() == 100);
  CHECK(find(ledger, "42").articles == 160);
  CHECK(rejects(ledger) == std::vector<RejectRow>{kept});
  REQUIRE(ledger.append(std::vector<LedgerEntry>{{row("42", 161), {}}}));
  CHECK(find(ledger, "42").articles == 161);
  CHECK(all(open(scratch.path())).size() == 100);
}

TEST_CASE("unchanged means the same bytes read in the same way") {
  const LedgerRow r = row("a");
  CHECK(unchanged(r, 100, r.sha256, "jsonl/1", "f00d"));
  CHECK_FALSE(unchanged(r, 101, r.sha256, "jsonl/1", "f00d"));
  CHECK_FALSE(unchanged(r, 100, "b", "jsonl/1", "f00d"));
  CHECK_FALSE(unchanged(r, 100, r.sha256, "jsonl/2", "f00d"));
  CHECK_FALSE(unchanged(r, 100, r.sha256, "jsonl/1", "beef"));
}

TEST_CASE("only who opened it for writing may append") {
  const Scratch scratch;
  Ledger ledger = open(scratch.path(), Ledger::Access::read);
  CHECK_FALSE(ledger.append(std::vector<LedgerEntry>{{row("a"), {}}}));
}
