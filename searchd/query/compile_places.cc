// Posting sources that decide document by document.
#include "searchd/query/compile_places.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace onrecord::query {
namespace {

using Xapian::Query;

/// Every document that holds(), for a match that asks about candidates.  It says that it may be all
/// documents, so that the matcher asks it last.
class Checked : public Xapian::PostingSource {
 public:
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }

  void next(double) override { go_on_from(at_ + 1); }
  void skip_to(Xapian::docid docid, double) override {
    if (docid > at_) go_on_from(docid);
  }
  bool check(Xapian::docid docid, double) override {
    if (docid <= at_) return true;
    at_ = docid;
    return at_end() || holds(docid);
  }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }
  std::string name() const override { return {}; }

  void init(const Xapian::Database& shard) override {
    documents_ = shard.get_doccount();
    last_ = shard.get_lastdocid();
    at_ = 0;
  }

 protected:
  /// Asked for ascending documents; one that does not exist does not hold.
  virtual bool holds(Xapian::docid docid) = 0;

 private:
  void go_on_from(Xapian::docid docid) {
    at_ = docid;
    while (!at_end() && !holds(at_)) ++at_;
  }

  Xapian::doccount documents_ = 0;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
};

/// What is known of one shard's documents: a search matches once for its page, and once more to
/// count.
struct Verdicts {
  std::vector<bool> looked_at;
  std::vector<bool> held;
};

/// What a query asks about places; shared by the source and its clones, which are all one thread's
/// and one view's of the index.
struct Condition {
  Sought sought;
  Marks marks = Marks::none;
  std::size_t times = 1;
  std::function<void()> tick;
  std::map<std::string, Verdicts> of_shard;  ///< By the shard's UUID.
};

class PlacesSource : public Checked {
 public:
  explicit PlacesSource(std::shared_ptr<Condition> condition) : condition_(std::move(condition)) {}
  PostingSource* clone() const override { return new PlacesSource(condition_); }
  std::string get_description() const override { return "Places"; }
  void init(const Xapian::Database& shard) override {
    Checked::init(shard);
    text_.emplace(shard, condition_->marks);
    verdicts_ = &condition_->of_shard[shard.get_uuid()];
    verdicts_->looked_at.resize(std::size_t{shard.get_lastdocid()} + 1);
    verdicts_->held.resize(verdicts_->looked_at.size());
  }

 private:
  bool holds(Xapian::docid docid) override {
    if (!verdicts_->looked_at[docid]) {
      text_->move_to(docid);
      condition_->tick();
      verdicts_->held[docid] = count_places(condition_->sought, *text_, condition_->times,
                                            condition_->tick) >= condition_->times;
      verdicts_->looked_at[docid] = true;
    }
    return verdicts_->held[docid];
  }

  std::shared_ptr<Condition> condition_;
  std::optional<IndexedText> text_;
  Verdicts* verdicts_ = nullptr;
};

class WdfSource : public Checked {
 public:
  WdfSource(std::string term, Xapian::termcount times) : term_(std::move(term)), times_(times) {}
  PostingSource* clone() const override { return new WdfSource(term_, times_); }
  std::string get_description() const override { return "Wdf"; }
  void init(const Xapian::Database& shard) override {
    Checked::init(shard);
    at_ = shard.postlist_begin(term_);
    end_ = shard.postlist_end(term_);
  }

 private:
  bool holds(Xapian::docid docid) override {
    if (at_ == end_) return false;
    at_.skip_to(docid);
    return at_ != end_ && *at_ == docid && at_.get_wdf() >= times_;
  }

  std::string term_;
  Xapian::termcount times_;
  Xapian::PostingIterator at_, end_;
};

Query filtered(const Query& candidates, Xapian::PostingSource* source) {
  return {Query::OP_FILTER, candidates, Query(source->release())};
}

/// What a document must have to have a place of \a sought.
Query candidates(const Sought& sought) {
  std::vector<Query> parts;
  for (const auto& terms : sought.slots)
    parts.push_back(terms.size() == 1 ? Query(terms[0])
                                      : Query(Query::OP_SYNONYM, terms.begin(), terms.end()));
  for (const Sought& part : sought.parts) parts.push_back(candidates(part));
  if (parts.size() == 1) return parts[0];
  return {sought.kind == Sought::Kind::either ? Query::OP_OR : Query::OP_AND, parts.begin(),
          parts.end()};
}

}  // namespace

Query places_query(const Sought& sought, Marks marks, std::size_t times,
                   const std::function<void()>& tick) {
  auto condition = std::make_shared<Condition>(Condition{sought, marks, times, tick, {}});
  if (!condition->tick) condition->tick = [] {};
  return filtered(candidates(sought), new PlacesSource(std::move(condition)));
}

Query wdf_query(const std::string& term, Xapian::termcount times) {
  return filtered(Query(term), new WdfSource(term, times));
}

}  // namespace onrecord::query
