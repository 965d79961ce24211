// A posting source of every docid from one on, with a clock.
#include "searchd/search/deadline.h"

#include <string>

namespace onrecord::search {
namespace {

using Time = std::chrono::steady_clock::time_point;

/// Gives docids that do not exist too: harmless, since it is only ever ANDed with something that
/// does not.
class EveryDocid : public Xapian::PostingSource {
 public:
  EveryDocid(Xapian::docid first, Time deadline, unsigned most = kAny)
      : first_(first), deadline_(deadline), most_(most) {}

  static constexpr unsigned kAny = static_cast<unsigned>(-1);

  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }

  void next(double) override {
    look_at_clock();
    if (ended()) return;
    at_ = at_ < first_ ? first_ : at_ + 1;
  }
  void skip_to(Xapian::docid docid, double) override {
    look_at_clock();
    if (docid > at_ && ended()) return;
    const Xapian::docid least = docid < first_ ? first_ : docid;
    if (at_ < least) at_ = least;
  }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }

  PostingSource* clone() const override { return new EveryDocid(first_, deadline_, most_); }
  std::string name() const override { return {}; }
  void init(const Xapian::Database& shard) override {
    documents_ = shard.get_doccount();
    last_ = shard.get_lastdocid();
    at_ = 0;
    left_ = most_;
    calls_left_ = every_ = 1;
    looked_at_ = std::chrono::steady_clock::now();
  }
  std::string get_description() const override { return "EveryDocid"; }

 private:
  /// Counts a document; true when there were enough.
  bool ended() {
    if (most_ == kAny) return false;
    if (left_ == 0) at_ = last_ + 1;
    return left_ == 0 || left_-- == 0;
  }

  /// Looks after so many calls as take about a tenth of a millisecond, since one call may be a
  /// posting or a whole text's positions.
  void look_at_clock() {
    constexpr auto kOften = std::chrono::microseconds(100);
    constexpr unsigned kSeldom = 1024;
    if (deadline_ == Time::max() || --calls_left_ > 0) return;
    const Time now = std::chrono::steady_clock::now();
    if (now >= deadline_) throw OutOfTime();
    every_ = now - looked_at_ > kOften ? every_ / 2 + 1 : every_ * 2;
    if (every_ > kSeldom) every_ = kSeldom;
    calls_left_ = every_;
    looked_at_ = now;
  }

  Xapian::docid first_;
  Time deadline_;
  unsigned most_;
  unsigned left_ = 0;
  Xapian::doccount documents_ = 0;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
  unsigned every_ = 1;
  unsigned calls_left_ = 1;
  Time looked_at_;
};

Xapian::Query filtered(const Xapian::Query& query, Xapian::docid first, Time deadline) {
  return {Xapian::Query::OP_FILTER, query,
          Xapian::Query((new EveryDocid(first, deadline))->release())};
}

}  // namespace

Xapian::Query with_deadline(const Xapian::Query& query, Time deadline) {
  if (deadline == Time::max() || query.empty()) return query;
  return filtered(query, 1, deadline);
}

Xapian::Query from_docid(const Xapian::Query& query, Xapian::docid first_docid) {
  if (first_docid <= 1 || query.empty()) return query;
  return filtered(query, first_docid, Time::max());
}

Xapian::Query among_first(const Xapian::Query& query, unsigned most) {
  return {Xapian::Query::OP_FILTER, query,
          Xapian::Query((new EveryDocid(1, Time::max(), most))->release())};
}

void check_time(Time deadline) {
  if (deadline != Time::max() && std::chrono::steady_clock::now() >= deadline) throw OutOfTime();
}

}  // namespace onrecord::search
