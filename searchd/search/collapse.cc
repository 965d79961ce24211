// One match over all, for who stands for whom; one small match for each hit that has copies.
#include "searchd/search/collapse.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "proto/store/fields.h"
#include "proto/store/terms.h"
#include "searchd/search/deadline.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

/// Sorts before every other text what came first.
std::string order_of(const Xapian::Document& document) {
  std::string date = document.get_value(slot::kDateEarliest);
  if (date.empty()) date.assign(16, '\xff');
  // A sortable number has 9 bytes at most, and zeros at its end are left out.
  date.resize(16, '\0');
  std::string added = document.get_value(slot::kIngested);
  added.resize(16, '\0');
  return date + added + document.get_value(slot::kKey);
}

Xapian::Enquire unweighted(Xapian::Database& database, const Xapian::Query& query,
                           const Budget& budget) {
  Xapian::Enquire enquire(database);
  const Xapian::Query weightless(Xapian::Query::OP_SCALE_WEIGHT, query, 0);
  enquire.set_query(with_deadline(weightless, budget.deadline));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire;
}

/// The order of order_of().
class EarliestFirst : public Xapian::KeyMaker {
 public:
  std::string operator()(const Xapian::Document& document) const override {
    return order_of(document);
  }
};

}  // namespace

class OneOfEach::Spy : public Xapian::MatchSpy {
 public:
  explicit Spy(OneOfEach& seen) : seen_(seen) {}
  void operator()(const Xapian::Document& document, double) override {
    ++seen_.matches_;
    const std::string cluster = document.get_value(slot::kCluster);
    if (cluster.empty()) {
      ++seen_.lone_;
      return;
    }
    std::string order = order_of(document);
    Standing& standing = seen_.standing_[cluster];
    if (!standing.key.empty() && standing.order <= order) return;
    standing = {std::move(order), document.get_value(slot::kKey)};
  }

 private:
  OneOfEach& seen_;
};

OneOfEach::OneOfEach(Xapian::Database& articles, const Xapian::Query& visible_query,
                     const Budget& budget) {
  Spy spy(*this);
  Xapian::Enquire enquire = unweighted(articles, visible_query, budget);
  enquire.add_matchspy(&spy);
  enquire.get_mset(0, 0, articles.get_doccount());
}

bool OneOfEach::operator()(const Xapian::Document& document) const {
  const std::string cluster = document.get_value(slot::kCluster);
  if (cluster.empty()) return true;
  const auto standing = standing_.find(cluster);
  return standing != standing_.end() && standing->second.key == document.get_value(slot::kKey);
}

std::optional<json::object> copies_json(const Xapian::Document& article, const Asked& asked,
                                        Snapshot& snapshot, const Budget& budget) {
  const std::string cluster = article.get_value(slot::kCluster);
  if (cluster.empty()) return std::nullopt;
  Xapian::Database& database = asked.database(snapshot);
  const Xapian::Query members(store::make_term(prefix::kCluster, cluster));
  Xapian::Enquire enquire = unweighted(database, asked.seen(members, snapshot), budget);
  Xapian::ValueCountMatchSpy outlets(find_field("outlet")->slot);
  enquire.add_matchspy(&outlets);
  EarliestFirst earliest;
  enquire.set_sort_by_key(&earliest, false);
  const Xapian::MSet found = enquire.get_mset(0, kMostListed, database.get_doccount());
  const Xapian::doccount count = found.get_matches_estimated();
  if (count < 2) return std::nullopt;

  std::vector<std::pair<Xapian::doccount, std::string>> counts;
  Xapian::doccount named = 0;
  for (auto at = outlets.values_begin(); at != outlets.values_end(); ++at) {
    counts.emplace_back(at.get_termfreq(), *at);
    named += at.get_termfreq();
  }
  std::stable_sort(counts.begin(), counts.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (counts.size() > kMostListed) counts.resize(kMostListed);
  json::array outlet_rows;
  for (const auto& [times, outlet] : counts)
    outlet_rows.push_back(json::object{{"outlet", outlet}, {"count", times}});
  if (named < count)
    outlet_rows.push_back(json::object{{"outlet", nullptr}, {"count", count - named}});
  json::array keys;
  for (auto at = found.begin(); at != found.end(); ++at)
    keys.emplace_back(at.get_document().get_value(slot::kKey));
  return json::object{
      {"count", count}, {"outlets", std::move(outlet_rows)}, {"articles", std::move(keys)}};
}

}  // namespace onrecord::search
