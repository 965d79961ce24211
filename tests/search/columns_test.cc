// Columns: whatever was added, replaced, removed or withheld in whatever order, facets and years
// are those of a count over the articles by hand; also without room for columns, and from many
// threads.
#include "searchd/search/columns.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "tests/search/archive.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

using Counts = std::map<std::string, std::int64_t>;

Counts counts_of(const json::object& result, std::string_view field) {
  Counts counts;
  for (const json::value& row : result.at("facets").at(field).as_array())
    counts[std::string(row.at("value").as_string())] = row.at("count").to_number<std::int64_t>();
  return counts;
}

/// What the test knows of an article, in no form of the engine's.
struct Known {
  std::string outlet;
  std::string byline;
  std::string date;
  std::string text;
  std::string status = "usable";
  std::set<std::string> speakers;
  bool shown = true;
};

class World {
 public:
  explicit World(unsigned seed) : random_(seed) {}

  Archive& archive() { return archive_; }

  void add_some(int articles) {
    std::vector<Entry> entries;
    std::set<int> numbers;
    for (int i = 0; i < articles; ++i) numbers.insert(pick(60));
    for (const int number : numbers) entries.push_back(make(number));
    archive_.add(entries);
  }
  void remove_one() {
    if (known_.empty()) return;
    const auto at = std::next(known_.begin(), pick(static_cast<int>(known_.size())));
    archive_.remove({"harbour", at->first});
    known_.erase(at);
  }
  void withhold_one() {
    if (known_.empty()) return;
    const auto at = std::next(known_.begin(), pick(static_cast<int>(known_.size())));
    archive_.withhold({"harbour", at->first});
    at->second.shown = false;
    withheld_.insert(at->first);
  }

  void check(Snapshot& snapshot, const std::string& word) {
    Counts outlet, byline, status, year, month, speaker;
    std::int64_t total = 0;
    for (const auto& [id, known] : known_) {
      if (!known.shown || known.text.find(word) == std::string::npos) continue;
      ++total;
      if (!known.outlet.empty()) ++outlet[known.outlet];
      if (!known.byline.empty()) ++byline[known.byline];
      ++status[known.status];
      if (known.date.size() >= 4) ++year[known.date.substr(0, 4)];
      if (known.date.size() >= 7) ++month[known.date.substr(0, 7)];
      for (const std::string& name : known.speakers) ++speaker[name];
    }
    const json::object result =
        ask_ok(snapshot, "facets",
               {{"query", word},
                {"fields", {"outlet", "byline", "status", "year", "month", "speaker"}},
                {"facet_limit", 1000}});
    CHECK(total_of(result) == total);
    CHECK(counts_of(result, "outlet") == outlet);
    CHECK(counts_of(result, "byline") == byline);
    CHECK(counts_of(result, "status") == status);
    CHECK(counts_of(result, "year") == year);
    CHECK(counts_of(result, "month") == month);
    CHECK(counts_of(result, "speaker") == speaker);
  }

 private:
  int pick(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }

  Entry make(int number) {
    static const char* const kDates[] = {"",           "2024",       "2025-11", "2025-11-30",
                                         "2026-02-28", "2026-02-01", "2026-02", "1999-12-31"};
    static const char* const kNames[] = {"Ann Berg", "Ivo Sand", "Mara Lindqvist"};
    Known known;
    const std::string id = std::to_string(number);
    if (pick(5) > 0) known.outlet = "Outlet " + std::to_string(pick(7));
    if (pick(2) > 0) known.byline = "Writer " + std::to_string(pick(5));
    known.date = kDates[pick(8)];
    for (int i = 0; i < 4; ++i) known.text += pick(2) > 0 ? "ferry " : "bridge ";
    known.text += "end.";
    Entry entry{story(id, "Note", known.text, known.date)};
    entry.article.outlet = {known.outlet, Origin::given};
    entry.article.byline = {known.byline, Origin::given};
    if (pick(6) == 0) {
      entry.article.status = Status::retracted;
      known.status = "retracted";
    }
    for (int i = pick(3); i > 0; --i) {
      const std::string name = kNames[pick(3)];
      if (known.speakers.insert(name).second)
        entry.statements.push_back(said(entry.article, "end", name));
    }
    known.shown = withheld_.count(id) == 0;
    known_[id] = known;
    return entry;
  }

  std::mt19937 random_;
  Archive archive_;
  std::map<std::string, Known> known_;
  std::set<std::string> withheld_;
};

}  // namespace

TEST_CASE("columns follow every commit: counts are those made by hand") {
  const unsigned seed = GENERATE(1u, 2u, 3u);
  CAPTURE(seed);
  World world(seed);
  world.add_some(10);
  std::optional<Snapshot> with(world.archive().snapshot());
  auto none = Snapshot::open(world.archive().folder(), std::make_shared<Columns>(0));
  REQUIRE(none.has_value());
  std::mt19937 random(seed);
  for (int step = 0; step < 25; ++step) {
    switch (random() % 4) {
      case 0:
        world.remove_one();
        break;
      case 1:
        world.withhold_one();
        break;
      default:
        world.add_some(8);
    }
    if (random() % 3 == 0) continue;  // Two commits, or more, at once.
    for (const std::string word : {"ferry", "bridge", "end"}) {
      CAPTURE(step, word);
      world.check(*with, word);
      world.check(*none, word);
    }
    if (random() % 6 == 0) with.emplace(world.archive().snapshot());
  }
}

TEST_CASE("what has no room is counted without columns, and status says what") {
  World world(7);
  world.add_some(40);
  auto columns = std::make_shared<Columns>(200'000);
  auto snapshot = Snapshot::open(world.archive().folder(), columns);
  REQUIRE(snapshot.has_value());
  const Columns::Use use = columns->use();
  CHECK(use.bytes <= 200'000);
  CHECK_FALSE(use.left_out.empty());
  world.check(*snapshot, "ferry");
  world.add_some(20);
  world.check(*snapshot, "ferry");
  const json::object status = ask_ok(*snapshot, "status");
  CHECK(status.at("column_bytes").to_number<std::size_t>() <= 200'000);
  CHECK(status.at("column_bytes_limit") == 200'000);
  CHECK(status.at("columns_left_out").as_array().size() == use.left_out.size());
}

TEST_CASE("an article that is withheld and given back has its status again") {
  Archive archive({{story("1", "Note", "ferry")}, {story("2", "Note", "ferry")}});
  Snapshot snapshot = archive.snapshot();
  const auto statuses = [&] {
    return counts_of(ask_ok(snapshot, "facets", {{"fields", {"status"}}}), "status");
  };
  CHECK(statuses() == Counts{{"usable", 2}});
  archive.withhold({"harbour", "1"});
  REQUIRE(archive.writer().apply_block_list(kNow).has_value());
  CHECK(statuses() == Counts{{"usable", 1}});
  Snapshot late = archive.snapshot();
  const ArticleKey key{"harbour", "1"};
  REQUIRE(store::append_decisions(archive.folder(), std::span(&key, 1), store::Decision::none, kNow)
              .has_value());
  REQUIRE(archive.writer().apply_block_list(kNow).has_value());
  CHECK(statuses() == Counts{{"usable", 2}});
  CHECK(counts_of(ask_ok(late, "facets", {{"fields", {"status"}}}), "status") ==
        Counts{{"usable", 2}});
}

TEST_CASE("threads share columns while the index grows") {
  Archive archive({{story("0", "Note", "ferry")}});
  const auto columns = std::make_shared<Columns>();
  std::atomic<bool> ended{false};
  std::atomic<int> wrong{0};
  std::atomic<int> asked{0};
  const auto request = request_of(
      "facets",
      {{"query", "ferry"}, {"fields", {"outlet", "speaker", "year"}}, {"facet_limit", 1000}});
  const auto ask_again_and_again = [&] {
    auto snapshot = Snapshot::open(archive.folder(), columns);
    if (!snapshot) {
      ++wrong;
      return;
    }
    do {
      const auto response = answer(request, *snapshot);
      if (response.error) {
        if (response.error->code != Errc::stale) ++wrong;
        continue;
      }
      // Every article but the first has one outlet, one speaker and a year of its own number.
      const std::int64_t rest = total_of(response.result) - 1;
      std::int64_t outlets = 0;
      for (const auto& [value, count] : counts_of(response.result, "outlet")) outlets += count;
      std::int64_t speakers = 0;
      for (const auto& [value, count] : counts_of(response.result, "speaker")) speakers += count;
      std::int64_t years = 0;
      for (const auto& [value, count] : counts_of(response.result, "year")) years += count;
      if (outlets != rest || speakers != rest || years != rest) ++wrong;
      ++asked;
    } while (!ended);
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i) threads.emplace_back(ask_again_and_again);
  for (int commit = 1; commit <= 30; ++commit) {
    std::vector<Entry> entries;
    for (int i = 0; i < 20; ++i) {
      const int number = commit * 100 + i;
      Entry entry{story(std::to_string(number), "Note", "ferry here",
                        std::to_string(1900 + commit) + "-03-05")};
      entry.article.outlet = {"Outlet " + std::to_string(number), Origin::given};
      entry.statements = {said(entry.article, "here", "Speaker " + std::to_string(number))};
      entries.push_back(std::move(entry));
    }
    archive.add(entries);
  }
  ended = true;
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
  CHECK(asked > 0);
}

TEST_CASE("columns of an index of several shards are those made by hand") {
  const auto folder =
      std::filesystem::temp_directory_path() / ("onrecord-columns-" + std::to_string(::getpid()));
  std::filesystem::remove_all(folder);
  store::WriterOptions options;
  options.derive = [](const Article&) { return std::vector<Statement>(); };
  options.settings.shards = 3;
  auto writer = store::Writer::open(folder, std::move(options));
  REQUIRE(writer.has_value());
  store::DocumentMaker maker("en");
  Counts expected;
  std::optional<Snapshot> snapshot;
  for (int i = 0; i < 200; ++i) {
    Article article = story(std::to_string(i), "Note", "ferry", "2026-03-05");
    article.outlet = {"Outlet " + std::to_string(i % 9), Origin::given};
    ++expected[article.outlet.value];
    REQUIRE(writer->stage(maker.prepare(article, {}), kNow).has_value());
    if (i % 7 != 0 && i != 199) continue;
    REQUIRE(writer->commit().has_value());
    if (!snapshot) {
      auto opened = Snapshot::open(folder);
      REQUIRE(opened.has_value());
      snapshot.emplace(std::move(*opened));
    }
    const json::object result =
        ask_ok(*snapshot, "facets", {{"fields", {"outlet", "year"}}, {"facet_limit", 100}});
    CHECK(counts_of(result, "outlet") == expected);
    CHECK(counts_of(result, "year") == Counts{{"2026", i + 1}});
  }
  snapshot.reset();
  std::filesystem::remove_all(folder);
}
