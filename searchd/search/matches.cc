// A posting source that hears of every match; a list of hits where that cannot be trusted.
#include "searchd/search/matches.h"

#include <algorithm>
#include <string>

#include "proto/store/fields.h"
#include "searchd/search/deadline.h"

namespace onrecord::search {
namespace {

using Docids = std::vector<Xapian::docid>;

/// In an AND the matcher asks the operand with the most documents last, and only about documents
/// that all others have.  This one has every document, so it hears of the matches and of nothing
/// else, as long as the other operand of the AND is one closed thing with fewer documents.
class Listener : public Xapian::PostingSource {
 public:
  explicit Listener(Docids& heard) : heard_(heard) {}

  Xapian::doccount get_termfreq_min() const override { return documents_; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }

  void next(double) override { hear(at_ + 1); }
  void skip_to(Xapian::docid docid, double) override {
    if (docid > at_) hear(docid);
  }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }

  PostingSource* clone() const override { return new Listener(heard_); }
  std::string name() const override { return {}; }
  void init(const Xapian::Database& shard) override {
    documents_ = shard.get_doccount();
    last_ = shard.get_lastdocid();
    at_ = 0;
  }
  std::string get_description() const override { return "Listener"; }

 private:
  void hear(Xapian::docid docid) {
    at_ = docid;
    if (docid <= last_) heard_.push_back(docid);
  }

  Docids& heard_;
  Xapian::doccount documents_ = 0;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
};

Xapian::Enquire unweighted(Xapian::Database& database, const Xapian::Query& query) {
  Xapian::Enquire enquire(database);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  return enquire;
}

}  // namespace

std::vector<Xapian::docid> every_match(Xapian::Database& database, const Xapian::Query& query,
                                       const Budget& budget) {
  Docids docids;
  if (query.empty()) return docids;
  const Xapian::Query weightless(Xapian::Query::OP_SCALE_WEIGHT, query, 0);
  const Xapian::Query timed = with_deadline(weightless, budget.deadline);
  const Xapian::doccount all = database.get_doccount();
  if (database.size() == 1) {
    // An AND_NOT is a closed thing: no condition of it is moved out of it.
    const Xapian::Query closed(Xapian::Query::OP_AND_NOT, timed,
                               Xapian::Query(std::string(prefix::kPlaceholder)));
    const Xapian::Query heard(Xapian::Query::OP_FILTER, closed,
                              Xapian::Query((new Listener(docids))->release()));
    const Xapian::MSet found = unweighted(database, heard).get_mset(0, 0, all);
    if (found.get_matches_lower_bound() == docids.size() &&
        found.get_matches_upper_bound() == docids.size())
      return docids;
    docids.clear();
  }
  // A spy would be told docids as they are in a shard.
  const Xapian::MSet found = unweighted(database, timed).get_mset(0, all);
  docids.reserve(found.size());
  for (auto at = found.begin(); at != found.end(); ++at) docids.push_back(*at);
  std::sort(docids.begin(), docids.end());
  return docids;
}

}  // namespace onrecord::search
