// as_of: the articles as they were at one moment, against a list of all versions.
#include <algorithm>
#include <limits>
#include <map>
#include <random>
#include <set>

#include "searchd/search/render.h"
#include "tests/search/archive.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kFarOff = 4'000'000'000;  // in 2096

const std::vector<std::string> kWords = {"ferry", "harbour", "quota", "pilot", "storm"};
const std::vector<std::string> kOutlets = {"Arlen Gazette", "Harbour Post", "The Quay"};

struct Version {
  Article article;
  std::set<std::string> words;
  std::int64_t until = kNever;
};

/// A few articles with everything that ever was of them.
class Model {
 public:
  explicit Model(unsigned seed, unsigned shards) : random_(seed), archive_(shards) {
    for (int step = 0; step < 40; ++step) {
      now_ += 1 + pick(1000);
      const std::string id = "a" + std::to_string(pick(9));
      if (one_in(8))
        remove(id);
      else
        replace(id);
    }
    const ArticleKey withheld{"harbour", "a" + std::to_string(pick(9))};
    archive_.withhold(withheld);
    withheld_ = withheld.id;
  }

  Archive& archive() { return archive_; }
  std::int64_t last() const { return now_; }

  /// What a reader saw at \a moment.
  std::vector<const Version*> seen_at(std::int64_t moment) const {
    std::vector<const Version*> seen;
    for (const auto& [id, versions] : versions_) {
      const Version& today = versions.back();
      if (id == withheld_ || today.until != kNever || !may_be_seen(today.article, kFarOff - 1000))
        continue;
      for (const Version& version : versions)
        if (version.article.ingested <= moment && moment < version.until &&
            may_be_seen(version.article, moment) && may_be_seen(version.article, kFarOff - 1000))
          seen.push_back(&version);
    }
    return seen;
  }

 private:
  unsigned pick(unsigned below) { return static_cast<unsigned>(random_() % below); }
  bool one_in(unsigned n) { return pick(n) == 0; }

  static bool may_be_seen(const Article& article, std::int64_t at) {
    if (article.status == Status::canceled || article.status == Status::withheld) return false;
    return (!article.embargo || *article.embargo <= at) &&
           (!article.expiry || at < *article.expiry);
  }

  void replace(const std::string& id) {
    Version version;
    std::string text;
    for (const std::string& word : kWords) {
      if (!one_in(2)) continue;
      version.words.insert(word);
      text += word + " ";
    }
    text += "said the master";
    version.article = story(id, "Note", text, "2026-0" + std::to_string(1 + pick(4)) + "-03");
    Article& article = version.article;
    article.outlet = {kOutlets[pick(3)], Origin::given};
    article.ingested = now_;
    if (one_in(10)) article.status = Status::canceled;
    if (one_in(5)) article.status = Status::retracted;
    if (one_in(5)) article.embargo = one_in(4) ? kFarOff : now_ + pick(3000);
    if (one_in(8)) article.expiry = one_in(2) ? kFarOff : now_ + pick(3000);
    auto& versions = versions_[id];
    article.version = static_cast<std::uint32_t>(versions.size()) + 1;
    if (!versions.empty()) versions.back().until = std::min(versions.back().until, now_);
    versions.push_back(version);
    archive_.add({{article}});
  }

  void remove(const std::string& id) {
    const auto at = versions_.find(id);
    if (at == versions_.end()) return;
    at->second.back().until = std::min(at->second.back().until, now_);
    archive_.remove({"harbour", id}, now_);
  }

  std::mt19937 random_;
  Archive archive_;
  std::int64_t now_ = kNow;
  std::map<std::string, std::vector<Version>> versions_;
  std::string withheld_;
};

using Names = std::vector<std::string>;

Names names_of(const std::vector<const Version*>& versions) {
  Names names;
  for (const Version* version : versions)
    names.push_back(version->article.key.id + "@" + std::to_string(version->article.version));
  std::sort(names.begin(), names.end());
  return names;
}

Names names_in(const json::array& rows) {
  Names names;
  for (const json::value& row : rows)
    names.push_back(std::string(row.at("id").as_string()) + "@" +
                    std::to_string(row.at("version").to_number<std::int64_t>()));
  std::sort(names.begin(), names.end());
  return names;
}

std::map<std::string, std::int64_t> outlets_of(const std::vector<const Version*>& versions) {
  std::map<std::string, std::int64_t> counts;
  for (const Version* version : versions) ++counts[version->article.outlet.value];
  return counts;
}

std::map<std::string, std::int64_t> counts_in(const json::value& facet) {
  std::map<std::string, std::int64_t> counts;
  for (const json::value& row : facet.as_array())
    counts[std::string(row.at("value").as_string())] = row.at("count").to_number<std::int64_t>();
  return counts;
}

}  // namespace

TEST_CASE("as_of finds what a list of all versions says, and nothing that is hidden today") {
  std::size_t former = 0;
  for (const unsigned seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
    Model model(seed, seed % 3 == 0 ? 2 : 1);
    Snapshot snapshot = model.archive().snapshot();
    std::mt19937 random(seed);
    for (int question = 0; question < 40; ++question) {
      const std::int64_t moment =
          kNow - 100 +
          static_cast<std::int64_t>(random() % static_cast<unsigned>(model.last() - kNow + 300));
      const std::string word = kWords[random() % kWords.size()];
      const std::string other = kWords[random() % kWords.size()];
      const bool but = random() % 2 == 0;
      const std::string query = but ? word + " -" + other : word.substr(0, 4) + "*";
      CAPTURE(seed, moment, query);
      std::vector<const Version*> expected;
      for (const Version* version : model.seen_at(moment))
        if (version->words.contains(word) && !(but && version->words.contains(other)))
          expected.push_back(version);
      const json::object asked{{"query", query}, {"as_of", utc_text(moment)}};

      auto arguments = asked;
      arguments["facets"] = json::array{"outlet"};
      arguments["limit"] = 100;
      const auto found = ask_ok(snapshot, "search", arguments);
      CHECK(found.at("as_of").as_string() == utc_text(moment));
      CHECK(names_in(found.at("hits").as_array()) == names_of(expected));
      CHECK(total_of(found) == static_cast<std::int64_t>(expected.size()));
      CHECK(found.at("total").at("exact") == true);
      CHECK(counts_in(found.at("facets").at("outlet")) == outlets_of(expected));
      for (const json::value& hit : found.at("hits").as_array())
        if (hit.as_object().contains("superseded")) ++former;

      arguments = asked;
      arguments["fields"] = json::array{"outlet", "status", "month"};
      const auto facets = ask_ok(snapshot, "facets", arguments);
      CHECK(total_of(facets) == static_cast<std::int64_t>(expected.size()));
      CHECK(counts_in(facets.at("facets").at("outlet")) == outlets_of(expected));
      std::map<std::string, std::int64_t> statuses;
      for (const Version* version : expected)
        ++statuses[std::string(name_of(version->article.status))];
      CHECK(counts_in(facets.at("facets").at("status")) == statuses);

      std::map<std::string, std::int64_t> months, counted;
      for (const Version* version : expected)
        ++months[text::format_date(version->article.date).substr(0, 7)];
      CHECK(counts_in(facets.at("facets").at("month")) == months);
      const auto timeline = ask_ok(snapshot, "timeline", asked);
      const auto& buckets = timeline.at("buckets").as_array();
      for (std::size_t i = 0; i < buckets.size(); ++i)
        if (const auto n = timeline.at("counts").at(i).to_number<std::int64_t>(); n > 0)
          counted[std::string(buckets[i].as_string())] = n;
      CHECK(counted == months);
    }
  }
  CHECK(former > 50);
}

TEST_CASE("as_of: what it cannot be asked together with, and what is no moment of the past") {
  Archive archive({{story("a", "Ferry", "The ferry sails.", "2026-03-05")}});
  Snapshot snapshot = archive.snapshot();
  const auto refused = [&](json::object arguments) {
    arguments["query"] = "ferry";
    return ask_refused(snapshot, "search", std::move(arguments));
  };
  CHECK(refused({{"as_of", "2026-06-01"}, {"target", "statements"}}).message ==
        "argument 'as_of': statements of former versions are not kept: expected target "
        "'articles', got 'statements'");
  CHECK(refused({{"as_of", "soon"}}).code == Errc::invalid);
  CHECK(refused({{"as_of", "3026-01-01"}}).message ==
        "argument 'as_of': expected a moment of the past, got 3026-01-01T00:00:00Z");
  const Error said =
      ask_refused(snapshot, "search", {{"query", "ferry said:(sails)"}, {"as_of", "2026-06-01"}});
  CHECK(said.message ==
        "column 13: said:(…) and as_of: statements of former versions are not kept");
}

TEST_CASE("as_of: a day is its last second, and today is now") {
  const std::int64_t noon = 1'780'056'000;  // 2026-05-29T12:00:00Z
  Entry entry{story("a", "Ferry", "The ferry sails.")};
  entry.article.ingested = noon;
  Archive archive({entry});
  Snapshot snapshot = archive.snapshot();
  const auto total = [&](const std::string& as_of) {
    return total_of(ask_ok(snapshot, "search", {{"query", "ferry"}, {"as_of", as_of}}));
  };
  CHECK(total("2026-05-28") == 0);
  CHECK(total("2026-05-29") == 1);
  CHECK(total("2026-05-29T11:59:59Z") == 0);
  CHECK(total("2026-05-29T12:00:00Z") == 1);
  CHECK(total("2026-05") == 1);
  CHECK(total(utc_text(snapshot.judged_at()).substr(0, 10)) == 1);
}

TEST_CASE("as_of: what is recent ages from the moment that is asked about") {
  constexpr std::int64_t kThen = 1'583'400'000;  // 2020-03-05T09:20:00Z
  Entry fresh{story("fresh", "Note", "The ferry waits.", "2020-03-05")};
  Entry old{story("old", "Note", "The ferry waits.", "2010-01-01")};
  for (Entry* entry : {&fresh, &old}) entry->article.ingested = kThen;
  Archive archive({old, fresh});
  Snapshot snapshot = archive.snapshot();
  const json::object asked{{"query", "ferry"}, {"as_of", "2020-03-05"}};
  const double best =
      ask_ok(snapshot, "search", asked).at("hits").at(0).at("score").to_number<double>();
  auto arguments = asked;
  arguments["sort"] = "recent";
  arguments["half_life"] = 10;
  const auto found = ask_ok(snapshot, "search", arguments);
  CHECK(column(found, "hits", "id") == Texts{"fresh", "old"});
  CHECK(found.at("hits").at(0).at("score").to_number<double>() == Approx(1.5 * best));
}

TEST_CASE("as_of: a wildcard stands for no word of what is hidden") {
  Archive archive({{story("a", "Ferry", "The ferryman sails.")}});
  auto next = story("a", "Ferry", "The captain sails.");
  next.ingested = kNow + 100;
  archive.add({{next}});
  auto other = story("b", "Ferry", "The ferryhouse is closed.");
  other.status = Status::canceled;
  archive.add({{other}});
  Snapshot snapshot = archive.snapshot();
  const auto expansions = [&](std::int64_t moment) {
    const auto found =
        ask_ok(snapshot, "search", {{"query", "ferr*"}, {"as_of", utc_text(moment)}});
    return std::pair(found.at("expansions").to_number<int>(), total_of(found));
  };
  CHECK(expansions(kNow + 50) == std::pair(2, std::int64_t{1}));
  CHECK(expansions(kNow + 150) == std::pair(1, std::int64_t{1}));
}
