// Subscriptions: everything that comes and matches, once.
#include "searchd/search/subscription.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "tests/search/archive.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

std::int64_t seconds_now() {
  using namespace std::chrono;
  return duration_cast<seconds>(system_clock::now().time_since_epoch()).count();
}

Entry note(const std::string& id, std::string text = "The ferry is late.") {
  Entry entry{story(id, "Note", std::move(text))};
  entry.statements = {said(entry.article, entry.article.text, "Ann Berg")};
  return entry;
}

class Subscribed {
 public:
  Subscribed(const Archive& archive, json::object arguments) : snapshot_(archive.snapshot()) {
    auto started = Subscription::start(request_of("subscribe", std::move(arguments)), snapshot_);
    if (!started) FAIL(started.error().message);
    subscription_.emplace(std::move(*started));
  }
  /// The next frame's rows.
  json::array next() {
    auto frame = subscription_->next(snapshot_);
    if (!frame) FAIL(frame.error().message);
    CHECK(frame->at("more").as_bool());
    after = frame->at("after").as_string();
    return frame->at("rows").as_array();
  }
  Texts ids() {
    Texts ids;
    for (const json::value& row : next()) ids.emplace_back(row.at("id").as_string());
    return ids;
  }
  bool idle() const { return subscription_->idle(); }
  std::string after;

 private:
  Snapshot snapshot_;
  std::optional<Subscription> subscription_;
};

Error refused(const Archive& archive, json::object arguments) {
  Snapshot snapshot = archive.snapshot();
  const auto started = Subscription::start(request_of("subscribe", std::move(arguments)), snapshot);
  REQUIRE_FALSE(started.has_value());
  return started.error();
}

}  // namespace

TEST_CASE("what is committed and matches comes once; what was there before, never") {
  Archive archive({note("old")});
  Subscribed ferry(archive, {{"queries", {"ferry"}}});
  CHECK(ferry.ids().empty());
  CHECK_FALSE(ferry.idle());  // The first frame tells that it runs.
  CHECK(ferry.ids().empty());
  CHECK(ferry.idle());
  archive.add({note("new"), note("other", "The bridge is shut.")});
  CHECK(ferry.ids() == Texts{"new"});
  CHECK(ferry.ids().empty());
  CHECK(ferry.idle());
}

TEST_CASE("a row tells which query it matches, and which clauses of it") {
  Archive archive;
  Subscribed both(archive, {{"queries", {"ferry OR bridge", "late -bridge"}}});
  both.next();
  archive.add({note("a", "The ferry is late."), note("b", "The bridge is shut, the ferry waits.")});
  const json::array rows = both.next();
  REQUIRE(rows.size() == 3);
  const auto row_of = [&](int query, std::string_view id) {
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const json::value& row) {
      return row.at("query") == query && row.at("id").as_string() == id;
    });
    REQUIRE(at != rows.end());
    return at->as_object();
  };
  CHECK(row_of(0, "a").at("clauses") == json::array{"ferry"});
  CHECK(row_of(0, "b").at("clauses") == json::array{"ferry", "bridge"});
  CHECK(row_of(1, "a").at("clauses") == json::array{"late"});
  const json::object snippet = row_of(0, "a").at("snippet").as_object();
  CHECK(snippet.at("highlights") == json::array{json::array{4, 9}});
}

TEST_CASE("statements come with their articles") {
  Archive archive;
  Subscribed ann(archive, {{"queries", {"speaker:\"ann berg\" ferry"}}, {"target", "statements"}});
  ann.next();
  archive.add({note("a"), note("b", "The bridge is shut.")});
  const json::array rows = ann.next();
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].at("speaker") == "Ann Berg");
}

TEST_CASE("a subscription goes on behind any earlier frame of another one") {
  Archive archive;
  Subscribed first(archive, {{"queries", {"ferry"}}});
  first.next();
  archive.add({note("a")});
  CHECK(first.ids() == Texts{"a"});
  archive.add({note("b")});
  archive.add({note("c")});
  Subscribed second(archive, {{"queries", {"ferry"}}, {"after", first.after}});
  CHECK(second.ids() == Texts{"b", "c"});
  CHECK(second.ids().empty());
}

TEST_CASE("more than a frame holds comes in several, from every shard, each row once") {
  const unsigned shards = GENERATE(1U, 3U);
  Archive archive(shards);
  archive.add({note("old1"), note("old2")});
  Subscribed ferry(archive, {{"queries", {"ferry", "late", "bridge"}}, {"snippet", 0}});
  ferry.next();
  std::vector<Entry> many;
  Texts expected;
  for (int i = 0; i < 700; ++i) {
    const bool bridge = i % 7 == 0;
    many.push_back(note("n" + std::to_string(i), bridge ? "The bridge." : "The late ferry."));
    for (int rows = bridge ? 1 : 2; rows > 0; --rows)
      expected.push_back(many.back().article.key.id);
  }
  archive.add(many);
  Texts given;
  for (;;) {
    const Texts ids = ferry.ids();
    if (ferry.idle()) break;
    CHECK(ids.size() <= 3 * Subscription::kFrameRows);
    given.insert(given.end(), ids.begin(), ids.end());
    REQUIRE(given.size() <= expected.size());
    // A reader that comes back in the middle misses nothing either.
    Subscribed again(archive, {{"queries", {"ferry", "late", "bridge"}}, {"after", ferry.after}});
    std::size_t left = 0;
    for (Texts more = again.ids(); !more.empty(); more = again.ids()) left += more.size();
    CHECK(left == expected.size() - given.size());
  }
  std::sort(given.begin(), given.end());
  std::sort(expected.begin(), expected.end());
  CHECK(given == expected);
}

TEST_CASE("an embargoed article comes at its release, also to who comes back after it") {
  Archive archive;
  Subscribed ferry(archive, {{"queries", {"ferry"}}});
  ferry.next();
  Entry soon = note("soon");
  soon.article.embargo = seconds_now() + 2;
  archive.add({soon});
  if (seconds_now() < *soon.article.embargo) CHECK(ferry.ids().empty());
  const std::string before = ferry.after;
  Texts given;
  while (given.empty() && seconds_now() < *soon.article.embargo + 10) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    const bool ended = seconds_now() >= *soon.article.embargo;
    given = ferry.ids();
    CHECK((given.empty() || seconds_now() >= *soon.article.embargo));
    if (ended) CHECK(given == Texts{"soon"});
  }
  CHECK(given == Texts{"soon"});
  CHECK(ferry.ids().empty());
  Subscribed late(archive, {{"queries", {"ferry"}}, {"after", before}});
  CHECK(late.ids() == Texts{"soon"});
}

TEST_CASE("what is withheld does not come; a new version does") {
  Archive archive;
  archive.withhold({"harbour", "secret"});
  Subscribed ferry(archive, {{"queries", {"ferry"}}});
  ferry.next();
  archive.add({note("secret"), note("open")});
  CHECK(ferry.ids() == Texts{"open"});
  archive.add({note("open", "The ferry is very late.")});
  const json::array rows = ferry.next();
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].at("version") == 2);
}

TEST_CASE("an index that is built anew under a subscription repeats nothing and loses nothing") {
  Archive archive({note("old")});
  Subscribed ferry(archive, {{"queries", {"ferry"}}});
  ferry.next();
  archive.add({note("a")});
  CHECK(ferry.ids() == Texts{"a"});
  REQUIRE(archive.writer().compact().has_value());
  CHECK(ferry.ids().empty());
  Entry later = note("b");
  later.article.ingested = seconds_now() + 1;
  archive.add({later});
  CHECK(ferry.ids() == Texts{"b"});
}

TEST_CASE("who comes back after an index was built anew gets what came and what was released") {
  // On a busy machine an embargo may be over before anybody subscribed: then with a longer one.
  std::optional<Archive> made;
  std::optional<Subscribed> subscribed;
  std::int64_t release = 0;
  for (const std::int64_t seconds : {1, 5, 25, 125}) {
    release = seconds_now() + seconds;
    Entry soon = note("soon");
    soon.article.embargo = release;
    made.emplace(std::vector<Entry>{note("old"), soon});
    subscribed.emplace(*made, json::object{{"queries", {"ferry"}}});
    subscribed->next();
    if (seconds_now() < release) break;
  }
  Archive& archive = *made;
  Subscribed& before = *subscribed;
  Entry come = note("come");
  come.article.ingested = seconds_now();
  archive.add({come});
  REQUIRE(archive.writer().compact().has_value());
  while (seconds_now() <= release) std::this_thread::sleep_for(std::chrono::milliseconds(100));
  Subscribed again(archive, {{"queries", {"ferry"}}, {"after", before.after}});
  Texts ids = again.ids();
  std::sort(ids.begin(), ids.end());
  CHECK(ids == Texts{"come", "soon"});
  CHECK(again.ids().empty());
}

TEST_CASE("a subscription that cannot be read says which query, and where") {
  const Archive archive;
  const Error error = refused(archive, {{"queries", {"ferry", "ferry AND ("}}});
  CHECK(error.message.starts_with("queries[1]: "));
  CHECK(error.column > 0);
  for (const char* after : {"x", "1.2", "1.2.3.4", "1.2.-3", "99999999999999999999.1.1", "1.5,6.7"})
    CHECK(
        refused(archive, {{"queries", {"ferry"}}, {"after", after}}).message.starts_with("after"));
}
