// A posting source over the merged lists of a shard.
#include "searchd/search/rare_words.h"

#include <algorithm>
#include <map>
#include <memory>
#include <span>

namespace onrecord::search {
namespace {

struct Weighed {
  Xapian::docid docid;
  double weight;
};

/// What all copies of one query share.
struct Lists {
  std::vector<RareWord> words;
  std::map<std::string, std::vector<Weighed>> of_shards;  ///< By the shard's own id.
};

std::vector<Weighed> merged(const Xapian::Database& shard, const std::vector<RareWord>& words) {
  std::vector<Weighed> list;
  std::vector<Weighed> next;
  for (const RareWord& word : words) {
    next.clear();
    next.reserve(list.size() + shard.get_termfreq(word.term));
    auto other = list.cbegin();
    const auto end = shard.postlist_end(word.term);
    for (auto at = shard.postlist_begin(word.term); at != end; ++at) {
      const Xapian::docid docid = *at;
      while (other != list.cend() && other->docid < docid) next.push_back(*other++);
      const bool both = other != list.cend() && other->docid == docid;
      next.push_back({docid, word.weight + (both ? (other++)->weight : 0)});
    }
    next.insert(next.end(), other, list.cend());
    list.swap(next);
  }
  return list;
}

class RareWords : public Xapian::PostingSource {
 public:
  explicit RareWords(std::shared_ptr<Lists> lists) : lists_(std::move(lists)) {}

  Xapian::doccount get_termfreq_min() const override { return size(); }
  Xapian::doccount get_termfreq_est() const override { return size(); }
  Xapian::doccount get_termfreq_max() const override { return size(); }

  void next(double least) override {
    if (begun_) ++at_;
    begun_ = true;
    pass(least);
  }
  void skip_to(Xapian::docid docid, double least) override {
    begun_ = true;
    while (!at_end() && weighed_[at_].docid < docid) ++at_;
    pass(least);
  }
  bool at_end() const override { return at_ >= weighed_.size(); }
  Xapian::docid get_docid() const override { return weighed_[at_].docid; }
  double get_weight() const override { return weighed_[at_].weight; }

  PostingSource* clone() const override { return new RareWords(lists_); }
  std::string name() const override { return {}; }
  void init(const Xapian::Database& shard) override {
    const auto [known, is_new] = lists_->of_shards.try_emplace(shard.get_uuid());
    if (is_new) known->second = merged(shard, lists_->words);
    weighed_ = known->second;
    double most = 0;
    for (const Weighed& one : weighed_) most = std::max(most, one.weight);
    set_maxweight(most);
    at_ = 0;
    begun_ = false;
  }
  std::string get_description() const override { return "RareWords"; }

 private:
  Xapian::doccount size() const { return static_cast<Xapian::doccount>(weighed_.size()); }

  /// Goes on to the next that weighs more than \a least: of equal ones the first docids stay.
  void pass(double least) {
    while (!at_end() && weighed_[at_].weight <= least) ++at_;
  }

  std::shared_ptr<Lists> lists_;
  std::span<const Weighed> weighed_;  ///< Of the shard, by docid.
  std::size_t at_ = 0;
  bool begun_ = false;
};

}  // namespace

Xapian::Query any_of(std::vector<RareWord> words) {
  auto lists = std::make_shared<Lists>();
  lists->words = std::move(words);
  return Xapian::Query((new RareWords(std::move(lists)))->release());
}

}  // namespace onrecord::search
