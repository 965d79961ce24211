// Two sides against counts made from the articles as they were written.
#include <array>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "searchd/search/keyness.h"
#include "tests/search/archive.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

const std::array<std::string, 3> kSpeakers = {"Ann Berg", "Ben Holm", "Cleo Dahl"};
const std::array<std::string, 3> kOutlets = {"Post", "Tide", "Echo"};
const std::array<std::string, 6> kWords = {"ferry",  "bridge", "harbour",
                                           "budget", "strike", "snow"};

/// What one statement was made of.
struct Made {
  std::string article, speaker, outlet, month;
  std::set<std::string> words;
};

std::pair<std::vector<Entry>, std::vector<Made>> random_archive(unsigned seed) {
  std::mt19937 random(seed);
  const auto pick = [&](std::size_t below) { return random() % below; };
  std::vector<Entry> entries;
  std::vector<Made> made;
  for (int i = 0; i < 60; ++i) {
    const std::string id = std::to_string(i);
    const std::string outlet = kOutlets.at(pick(3));
    const std::string month = "2025-0" + std::to_string(1 + pick(4));
    std::vector<std::pair<std::string, std::string>> sayings;
    std::string text;
    for (std::size_t n = 0; n <= pick(3); ++n) {
      const std::size_t who = pick(3);
      Made one{id, kSpeakers.at(who), outlet, month, {}};
      // Each has words that are more often theirs.
      for (std::size_t w = 0; w < 3; ++w)
        one.words.insert(kWords.at(pick(3) == 0 ? pick(6) : (2 * who + pick(2)) % 6));
      std::string words = "n" + std::to_string(n);
      for (const std::string& word : one.words) words += " " + word;
      text += (text.empty() ? "" : "\n\n") + words;
      sayings.emplace_back(words, one.speaker);
      made.push_back(std::move(one));
    }
    Entry entry{story(id, "Note", text, month + "-15")};
    entry.article.outlet = {outlet, Origin::given};
    for (const auto& [words, speaker] : sayings)
      entry.statements.push_back(said(entry.article, words, speaker));
    entries.push_back(std::move(entry));
  }
  return {std::move(entries), std::move(made)};
}

}  // namespace

TEST_CASE("compare agrees with a scan: totals, months, outlets, words, articles of both") {
  const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U);
  const auto [entries, made] = random_archive(seed);
  Archive archive(seed % 2 == 0 ? 3U : 1U);
  archive.add(entries);
  Snapshot snapshot = archive.snapshot();
  const bool narrowed = seed == 3;
  json::object arguments{{"values", {"Ann Berg", "Ben Holm"}}, {"limit", 50}};
  if (narrowed) arguments["query"] = "ferry OR snow";
  const json::object answer = ask_ok(snapshot, "compare", arguments);

  std::array<std::uint64_t, 2> totals{};
  std::array<std::map<std::string, std::uint64_t>, 2> months, outlets, words;
  std::array<std::set<std::string>, 2> articles;
  for (const Made& one : made) {
    if (narrowed && !one.words.contains("ferry") && !one.words.contains("snow")) continue;
    for (std::size_t side = 0; side < 2; ++side) {
      if (one.speaker != kSpeakers.at(side)) continue;
      ++totals[side];
      ++months[side][one.month];
      ++outlets[side][one.outlet];
      articles[side].insert(one.article);
      for (const std::string& word : one.words) ++words[side][word];
    }
  }
  std::size_t both = 0;
  for (const std::string& id : articles[0]) both += articles[1].count(id);
  CHECK(answer.at("both").at("count") == both);

  const json::object& timeline = answer.at("timeline").as_object();
  const json::array& buckets = timeline.at("buckets").as_array();
  for (std::size_t side = 0; side < 2; ++side) {
    const json::object& shown = answer.at("sides").at(side).as_object();
    CHECK(shown.at("total") == totals[side]);
    CHECK(shown.at("words_read") == totals[side]);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < buckets.size(); ++i) {
      const auto count = timeline.at("counts").at(side).at(i).to_number<std::uint64_t>();
      CHECK(count == months[side][std::string(buckets[i].as_string())]);
      sum += count;
    }
    CHECK(sum == totals[side]);
    for (const auto& [outlet, count] : outlets[side]) {
      const json::array& rows = answer.at("facets").at("outlet").as_array();
      CHECK(std::any_of(rows.begin(), rows.end(), [&](const json::value& row) {
        return row.at("value").as_string() == outlet;
      }));
    }
    for (const json::value& row : answer.at("facets").at("outlet").as_array())
      CHECK(row.at("counts").at(side).to_number<std::uint64_t>() ==
            outlets[side][std::string(row.at("value").as_string())]);
    // Every word that is beyond chance by the textbook's formula, and no other.
    std::set<std::string> expected;
    const auto here_size = static_cast<double>(totals[side]);
    const auto there_size = static_cast<double>(totals[1 - side]);
    for (const std::string& word : kWords) {
      const auto a = static_cast<double>(words[side][word]);
      const auto b = static_cast<double>(words[1 - side][word]);
      const std::array<double, 4> seen = {a, here_size - a, b, there_size - b};
      const double all = here_size + there_size, with = a + b;
      const std::array<double, 4> chance = {here_size * with / all, here_size * (all - with) / all,
                                            there_size * with / all,
                                            there_size * (all - with) / all};
      double ratio = 0;
      for (std::size_t i = 0; i < 4; ++i)
        if (seen[i] > 0) ratio += 2 * seen[i] * std::log(seen[i] / chance[i]);
      if (a >= 3 && a / here_size > b / there_size && ratio > 10.83) expected.insert(word);
    }
    std::set<std::string> given;
    for (const json::value& word : shown.at("words").as_array()) {
      given.emplace(word.at("word").as_string());
      CHECK(word.at("count").to_number<std::uint64_t>() ==
            words[side][std::string(word.at("word").as_string())]);
    }
    CHECK(given == expected);
  }
}

TEST_CASE("compare: outlets share the stories that both have a copy of") {
  std::string wire;
  for (int i = 0; i < 120; ++i) wire += "word" + std::to_string(i * 7919 % 1000) + " ";
  std::vector<Entry> entries;
  for (const auto& [id, outlet] : {std::pair("1", "Post"), {"2", "Tide"}, {"3", "Echo"}}) {
    entries.push_back({story(id, "Wire", wire, "2025-03-05")});
    entries.back().article.outlet = {outlet, Origin::given};
  }
  entries.push_back({story("4", "Own", "The ferry is late.", "2025-03-06")});
  entries.back().article.outlet = {"Post", Origin::given};
  Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  const json::object answer =
      ask_ok(snapshot, "compare",
             {{"values", {"Post", "Tide"}}, {"by", "outlet"}, {"target", "articles"}});
  CHECK(answer.at("sides").at(0).at("total") == 2);
  CHECK(answer.at("sides").at(1).at("total") == 1);
  CHECK(answer.at("both").at("count") == 1);
  CHECK(answer.at("both").at("copies") == json::array{json::array{"harbour/1", "harbour/2"}});
  archive.withhold({"harbour", "2"});
  Snapshot later = archive.snapshot();
  CHECK(ask_ok(later, "compare",
               {{"values", {"Post", "Tide"}}, {"by", "outlet"}, {"target", "articles"}})
            .at("both")
            .at("count") == 0);
}

TEST_CASE("compare: spellings of one value are one row") {
  std::vector<Entry> entries;
  int id = 0;
  for (const auto& [speaker, outlet] : {std::pair("Ann Berg", "HARBOUR NEWS"),
                                        {"Ann Berg", "HARBOUR NEWS"},
                                        {"Ben Holm", "Harbour News"},
                                        {"Ben Holm", "Harbour News"},
                                        {"Ben Holm", "Harbour News"}}) {
    const std::string text = "ferry " + std::to_string(++id);
    Entry entry{story(std::to_string(id), "Note", text, "2025-03-05")};
    entry.article.outlet = {outlet, Origin::given};
    entry.statements = {said(entry.article, text, speaker)};
    entries.push_back(std::move(entry));
  }
  const Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  const json::object answer = ask_ok(snapshot, "compare", {{"values", {"Ann Berg", "Ben Holm"}}});
  CHECK(answer.at("facets").at("outlet") ==
        json::array{json::object{{"value", "Harbour News"}, {"counts", {2, 3}}}});
  CHECK(ask_refused(snapshot, "compare", {{"values", {"Ann Berg", "Berg"}}})
            .message.find("one under two names") != std::string::npos);
}

TEST_CASE("compare: who is not there has nothing; a name that is none is refused") {
  const Archive archive({{story("1", "Note", "The ferry is late.")}});
  Snapshot snapshot = archive.snapshot();
  const json::object answer = ask_ok(snapshot, "compare", {{"values", {"Ann", "Ben"}}});
  CHECK(answer.at("sides").at(0).at("total") == 0);
  CHECK(answer.at("sides").at(0).at("words").as_array().empty());
  CHECK(answer.at("timeline").at("buckets").as_array().empty());
  CHECK(ask_refused(snapshot, "compare", {{"values", {"Ann", "?!"}}})
            .message.starts_with("values: "));
}
