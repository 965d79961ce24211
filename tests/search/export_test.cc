// Exports: everything once, whatever happens to the index between the pages.
#include "searchd/search/export_rows.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <sstream>

#include "searchd/search/given.h"
#include "searchd/search/row_fields.h"
#include "tests/search/archive.h"
#include "tests/search/book.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

constexpr int kMany = 2500;

Entry note(int number, std::string text = "ferry") {
  Entry entry{story("n" + std::to_string(number), "Note", std::move(text))};
  entry.statements = {said(entry.article, entry.article.text, "Ann Berg")};
  return entry;
}

std::vector<Entry> notes(int from, int to) {
  std::vector<Entry> entries;
  for (int i = from; i < to; ++i) entries.push_back(note(i));
  return entries;
}

/// Read when every export of these tests has begun.
std::vector<Entry> later_notes(int from, int to) {
  const auto now = std::chrono::system_clock::now();
  std::vector<Entry> entries = notes(from, to);
  for (Entry& entry : entries)
    entry.article.ingested = std::chrono::system_clock::to_time_t(now + std::chrono::hours(1));
  return entries;
}

class Running {
 public:
  Running(Snapshot& snapshot, json::object arguments) : snapshot_(snapshot) {
    auto started = ExportRows::start(request_of("export", std::move(arguments)), snapshot);
    if (!started) FAIL(started.error().message);
    rows_.emplace(std::move(*started));
  }
  /// Pulls one page.
  void page() {
    auto page = rows_->next(snapshot_);
    if (!page) FAIL(page.error().message);
    last = std::move(page->rest);
    json::array& rows = last.emplace("rows", json::array()).first->value().get_array();
    std::istringstream lines(page->rows);
    for (std::string line; std::getline(lines, line);) rows.push_back(json::parse(line));
    CHECK(last.at("more") == !rows_->finished());
    CHECK(rows.size() <= ExportRows::kPageRows);
    for (const std::string& id : column(last, "rows", "id")) ids.push_back(id);
  }
  void finish() {
    while (!rows_->finished()) page();
  }
  std::int64_t count(std::string_view name) const {
    return last.at("counts").at(name).to_number<std::int64_t>();
  }
  Texts ids;
  json::object last;

 private:
  Snapshot& snapshot_;
  std::optional<ExportRows> rows_;
};

Texts sorted(Texts texts) {
  std::sort(texts.begin(), texts.end());
  return texts;
}

Texts names(int from, int to) {
  Texts ids;
  for (int i = from; i < to; ++i) ids.push_back("n" + std::to_string(i));
  return ids;
}

}  // namespace

TEST_CASE("an export gives every match once, whole, in pages") {
  Archive archive(notes(0, kMany));
  archive.add({{story("other", "Note", "bridge")}});
  Snapshot snapshot = archive.snapshot();
  Running run(snapshot, {{"query", "ferry"}});
  run.page();
  CHECK(run.ids.size() == ExportRows::kPageRows);
  CHECK(run.last.at("rows").at(0).at("text") == "ferry");
  CHECK(run.last.at("rows").at(0).as_object().contains("text_sha256"));
  run.finish();
  CHECK(run.ids == names(0, kMany));
  CHECK(run.count("rows") == kMany);
  CHECK(run.count("matched_at_start") == kMany);
  CHECK(run.count("gone_since") == 0);

  Running statements(snapshot, {{"query", "ferry"}, {"target", "statements"}});
  statements.finish();
  CHECK(statements.ids.size() == kMany);
  CHECK(std::set<std::string>(statements.ids.begin(), statements.ids.end()).size() == kMany);

  Running none(snapshot, {{"query", "gale"}});
  none.finish();
  CHECK(none.ids.empty());
  CHECK(none.count("rows") == 0);
}

TEST_CASE("what changes between the pages neither repeats nor loses a row") {
  Archive archive(notes(0, kMany));
  Snapshot snapshot = archive.snapshot();
  Running run(snapshot, {{"query", "ferry"}});
  run.page();
  REQUIRE(run.ids == names(0, ExportRows::kPageRows));
  archive.withhold({"harbour", "n10"});    // given already: it stays given
  archive.withhold({"harbour", "n2000"});  // drops out
  archive.remove({"harbour", "n2001"});
  archive.add({note(20, "ferry fares")});      // replaced after its turn: not again
  archive.add({note(2100, "ferry fares")});    // replaced before its turn: once, as it is now
  archive.add({note(2200, "bridge")});         // does not match any more
  archive.add(later_notes(kMany, kMany + 5));  // added: counted
  run.finish();
  Texts expected = names(0, kMany);
  for (const char* gone : {"n2000", "n2001", "n2200"})
    expected.erase(std::find(expected.begin(), expected.end(), gone));
  CHECK(sorted(run.ids) == sorted(expected));
  CHECK(run.ids.back() == "n2100");
  CHECK(run.count("rows") == kMany - 3);
  CHECK(run.count("gone_since") == 3);
  CHECK(run.count("changed_since") == 1);
  CHECK(run.count("added_since") == 5);
}

TEST_CASE("what is replaced after its turn comes once, in whichever shard it lies") {
  Archive archive(2U);
  archive.add(notes(0, 600));
  Snapshot snapshot = archive.snapshot();
  const auto lag = snapshot.articles().get_lastdocid() - snapshot.articles().get_doccount();
  REQUIRE(lag > 0);  // One shard holds fewer: its next document stands before the other's last.
  Running run(snapshot, {{"query", "ferry"}});
  run.page();
  std::vector<Entry> replaced;
  for (const std::string& id : run.ids)
    replaced.push_back(note(std::stoi(id.substr(1)), "ferry fares"));
  archive.add(replaced);
  archive.add(later_notes(600, 700));
  run.finish();
  CHECK(sorted(run.ids) == sorted(names(0, 600)));
  CHECK(run.count("changed_since") == ExportRows::kPageRows);
  CHECK(run.count("added_since") == 100);
}

TEST_CASE(
    "what an editor corrects while an export runs comes once, whether before or after its turn") {
  Archive archive(notes(0, kMany));
  Snapshot snapshot = archive.snapshot();
  const auto target = GENERATE(values<std::string>({"articles", "statements"}));
  CAPTURE(target);
  Running run(snapshot, {{"query", "ferry"}, {"target", target}, {"fields", {"id", "key"}}});
  run.page();
  for (const int number : {20, 2100}) {
    Entry corrected = note(number);
    corrected.article.outlet = {"Harbour Post", Origin::editor};
    REQUIRE(archive.writer().stage_amended(
        archive.maker().prepare(corrected.article, corrected.statements)));
  }
  archive.commit();
  run.finish();
  CHECK(run.count("rows") == kMany);
  CHECK(run.count("changed_since") == 1);
  CHECK(run.count("added_since") == 0);
  CHECK(std::set<std::string>(run.ids.begin(), run.ids.end()).size() == kMany);
}

TEST_CASE("rows that were given are known again, however many") {
  GivenRows given;
  CHECK_FALSE(given.contains(0));
  constexpr std::uint64_t kRows = 5000;
  const auto hash = [](std::uint64_t i) { return i * 0x9e3779b97f4a7c15; };
  for (std::uint64_t i = 0; i < kRows; ++i) given.add(hash(i));
  given.add(hash(7));
  CHECK(given.size() == kRows + 1);
  std::uint64_t known = 0;
  for (std::uint64_t i = 0; i < 2 * kRows; ++i) known += given.contains(hash(i)) ? 1 : 0;
  CHECK(known == kRows);
}

TEST_CASE("an export of statements goes on over replaced articles too") {
  Archive archive(notes(0, kMany));
  Snapshot snapshot = archive.snapshot();
  Running run(snapshot, {{"query", "ferry"}, {"target", "statements"}});
  run.page();
  Entry given = note(20);
  given.article.headline.value = "Another headline, the same words";
  Entry coming = note(2100);
  coming.article.headline.value = "Another headline, the same words";
  archive.add({given, coming});
  run.finish();
  CHECK(run.ids.size() == kMany);
  CHECK(run.count("changed_since") == 1);
  CHECK(run.ids.back().starts_with("harbour/n2100@2:"));
}

TEST_CASE("an export of the past gives each article once, whatever is superseded meanwhile") {
  Archive archive(notes(0, kMany));
  Snapshot snapshot = archive.snapshot();
  Running run(snapshot, {{"query", "ferry"}, {"as_of", "2026-05-29"}});
  run.page();
  for (const int from : {0, 900, 2300}) {
    auto later = notes(from, from + 200);
    for (Entry& entry : later) entry.article.ingested = kNow + 1'000'000;
    archive.add(later);
    REQUIRE(snapshot.refresh().has_value());
    if (from > 0) run.page();
  }
  archive.remove({"harbour", "n2499"});
  REQUIRE(snapshot.refresh().has_value());
  run.finish();
  CHECK(sorted(run.ids) == sorted(names(0, kMany - 1)));
  CHECK(run.count("rows") == kMany - 1);
  CHECK(run.count("gone_since") == 1);
  CHECK(run.last.at("as_of") == "2026-05-29T23:59:59Z");
  CHECK_FALSE(run.last.contains("since"));

  const auto refused = ExportRows::start(
      request_of("export", {{"as_of", "2026-05-29"}, {"since", "agen-1.1.1"}}), snapshot);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().message == "as_of and since: expected one of them, not both");
}

TEST_CASE("an export goes on when the index is compacted or built anew meanwhile") {
  Archive archive(notes(0, kMany));
  Snapshot snapshot = archive.snapshot();
  Running run(snapshot, {{"query", "ferry"}});
  run.page();
  SECTION("compacted") { REQUIRE(archive.writer().compact().has_value()); }
  SECTION("built anew in another order") {
    auto next = archive.writer().next_generation(archive.writer().settings());
    REQUIRE(next.has_value());
    for (int i = kMany; i-- > 0;) {
      const Entry entry = note(i);
      REQUIRE(
          next->stage(archive.maker().prepare(entry.article, entry.statements), kNow).has_value());
    }
    REQUIRE(next->commit().has_value());
    REQUIRE(next->publish().has_value());
  }
  run.finish();
  CHECK(sorted(run.ids) == sorted(names(0, kMany)));
}

TEST_CASE("a page is full at its bytes too") {
  std::vector<Entry> entries;
  for (int i = 0; i < 10; ++i)
    entries.push_back(
        {story("n" + std::to_string(i), "Long", "ferry " + std::string(400'000, 'x'))});
  Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  Running run(snapshot, {{"query", "ferry"}});
  run.page();
  CHECK(run.ids.size() < 10);
  run.finish();
  CHECK(run.ids == names(0, 10));
}

TEST_CASE("a bad export is refused before its first page") {
  Archive archive(notes(0, 1));
  Snapshot snapshot = archive.snapshot();
  const auto refused = ExportRows::start(request_of("export", {{"query", "colour:red"}}), snapshot);
  REQUIRE(refused.has_error());
  CHECK(refused.error().column == 1);
}

TEST_CASE("an export since an earlier one gives what came between, and what was released") {
  std::vector<Entry> entries = notes(0, 20);
  entries.push_back(note(20));
  entries.back().article.embargo = kNow + 1000;
  Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  const auto target = GENERATE(values<std::string>({"articles", "statements"}));
  CAPTURE(target);
  Running first(snapshot, {{"target", target}, {"fields", {"id", "key"}}});
  first.finish();
  // Where it began, but for the time: what this archive holds was read in kNow.
  std::string since(first.last.at("since").as_string());
  since.replace(since.rfind('.') + 1, since.npos, std::to_string(kNow + 500));
  const auto later = [&](Snapshot& at) {
    Running run(at, {{"target", target}, {"fields", {"id", "key"}}, {"since", since}});
    Texts keys;
    do {
      run.page();
      for (std::string& key : column(run.last, "rows", "key")) keys.push_back(std::move(key));
    } while (run.last.at("more").as_bool());
    return keys;
  };
  CHECK(later(snapshot) == Texts{"harbour/n20"});
  archive.add({note(3, "ferry fares"), note(30)});
  CHECK(sorted(later(snapshot)) == Texts{"harbour/n20", "harbour/n3", "harbour/n30"});
  archive.withhold({"harbour", "n30"});
  CHECK(sorted(later(snapshot)) == Texts{"harbour/n20", "harbour/n3"});

  // After a compaction docids say nothing: what was read in the hour before comes too.
  REQUIRE(archive.writer().compact().has_value());
  const Texts again = later(snapshot);
  CHECK(std::count(again.begin(), again.end(), "harbour/n3") == 1);
  CHECK(std::count(again.begin(), again.end(), "harbour/n30") == 0);

  // A place among the others would skip rows.
  since[0] = target == "articles" ? 's' : 'a';
  const auto refused =
      ExportRows::start(request_of("export", {{"target", target}, {"since", since}}), snapshot);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().message.starts_with("since: expected a place among " + target));
}

TEST_CASE("the fields of rows can be chosen; each of them has a name") {
  Entry entry = note(1);
  entry.article.status = Status::corrected;
  entry.article.notice = {"Corrected.", Origin::given};
  Archive archive({entry});
  Snapshot snapshot = archive.snapshot();
  const auto target = GENERATE(values<std::string>({"articles", "statements"}));
  CAPTURE(target);
  Running whole(snapshot, {{"target", target}});
  whole.finish();
  const In in = target == "articles" ? In::articles : In::statements;
  CHECK(check_row_fields(std::vector<std::string>{"person"}, in).has_value());
  CHECK_FALSE(check_row_fields(std::vector<std::string>{""}, in).has_value());
  json::array names;
  for (const auto& member : whole.last.at("rows").at(0).as_object()) names.push_back(member.key());
  Running all(snapshot, {{"target", target}, {"fields", names}});
  all.finish();
  CHECK(all.last.at("rows") == whole.last.at("rows"));

  Running some(snapshot, {{"target", target}, {"fields", {"status", "id", "role"}}});
  some.finish();
  CHECK(json::serialize(some.last.at("rows").at(0)) ==
        R"({"status":"corrected","id":)" + json::serialize(whole.last.at("rows").at(0).at("id")) +
            R"(,"role":null})");

  const auto refused = ExportRows::start(
      request_of("export", {{"target", target}, {"fields", {"speeker"}}}), snapshot);
  REQUIRE(refused.has_error());
  CHECK(refused.error().message ==
        "fields: " + target + " have no 'speeker'; did you mean 'speaker'?");
  const auto nonsense = ExportRows::start(request_of("export", {{"since", "yesterday"}}), snapshot);
  REQUIRE(nonsense.has_error());
  CHECK(nonsense.error().message ==
        "since: expected what an earlier answer ended with, got 'yesterday'");
}

TEST_CASE("a row is what the methods article and statement show, whatever is known of it") {
  Entry entry{story("né", "Note “1”", "Crème\n\n\"ferry\" \t\x01 said Ann Berg", "2026-03-05")};
  Article& article = entry.article;
  article.meta = {{"b\n", "1"}, {"a", "x"}, {"b\n", "2"}, {"é", ""}, {"b\n", "3"}};
  article.warnings = {"one", "two"};
  article.speaker = {"Ann Berg", Origin::editor};
  article.outlet = {"The Quay", Origin::header};
  article.modified = kNow - 1;
  article.expiry = kNow + (1LL << 32);
  article.status = Status::corrected;
  article.notice = {"first", Origin::given};
  article.spans.push_back({SpanKind::claim, {0, 6}, "Ann"});
  entry.statements = {said(article, "\"ferry\"", "Ann Berg")};
  entry.statements[0].span_confidence = .95F;
  Archive archive({entry, {story("first", "", "ferry")}});
  Book book(archive, "ab\tname\tAnn Berg\nab\trole\tmaster\t2026\n");
  Snapshot snapshot = book.snapshot();
  const std::string unit = GENERATE(values<std::string>({"bytes", "codepoints", "utf16"}));
  CAPTURE(unit);

  Running articles(snapshot, {{"query", "said"}, {"offsets", unit}});
  articles.finish();
  json::object shown = ask_ok(snapshot, "article", {{"id", "né"}, {"offsets", unit}});
  const json::value statement = shown.at("statements").at(0);
  for (const char* only : {"versions", "statements", "revision", "took_ms"}) shown.erase(only);
  const json::object row = articles.last.at("rows").at(0).as_object();
  CHECK(row == shown);
  CHECK(row.at("person").at("role") == "master");
  CHECK(row.at("notice_article") == "harbour/first");
  CHECK(json::serialize(row.at("meta")) == R"({"b\n":["1","2","3"],"a":"x","é":""})");

  Running statements(snapshot, {{"target", "statements"}, {"offsets", unit}});
  statements.finish();
  json::object given = statements.last.at("rows").at(0).as_object();
  for (const char* notice : {"notice", "notice_article"}) given.erase(notice);
  CHECK(given == statement);
}
