// Two times of each version as value ranges; a posting source asks how the article is today.
#include "searchd/search/past.h"

#include <algorithm>
#include <string>
#include <utility>

#include "proto/store/fields.h"
#include "proto/store/reader.h"
#include "proto/store/terms.h"
#include "proto/text/dates.h"
#include "searchd/search/matches.h"
#include "searchd/search/render.h"

namespace onrecord::search {
namespace {

using Xapian::Query;

/// What is hidden today.
struct Hidden {
  Xapian::Database articles;
  std::vector<Xapian::docid> docids;  ///< Of articles, ascending.
};

/// Lets by the versions of articles that may be seen today.  Of the current ones the query says so
/// itself: they pass.
class SeenToday : public Xapian::PostingSource {
 public:
  explicit SeenToday(std::shared_ptr<const Hidden> hidden) : hidden_(std::move(hidden)) {}

  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return documents_; }
  Xapian::doccount get_termfreq_max() const override { return documents_; }
  void next(double) override { go_on_from(at_ + 1); }
  void skip_to(Xapian::docid docid, double) override {
    if (docid > at_) go_on_from(docid);
  }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }
  PostingSource* clone() const override { return new SeenToday(hidden_); }
  std::string name() const override { return {}; }
  void init(const Xapian::Database& shard) override {
    documents_ = shard.get_doccount();
    last_ = shard.get_lastdocid();
    at_ = 0;
    all_ = shard.get_value_freq(slot::kSuperseded) == 0;
    keys_ = shard.valuestream_begin(slot::kKey);
  }
  std::string get_description() const override { return "SeenToday"; }

 private:
  void go_on_from(Xapian::docid docid) {
    at_ = docid;
    while (!all_ && !at_end() && !seen(at_)) ++at_;
  }

  bool seen(Xapian::docid docid) {
    const Xapian::ValueIterator none;
    if (keys_ != none) keys_.skip_to(docid);
    if (keys_ == none || keys_.get_docid() != docid) return false;
    const auto key = ArticleKey::parse(*keys_);
    if (!key) return false;
    const auto current = hidden_->articles.postlist_begin(store::key_term(*key));
    return current != Xapian::PostingIterator() &&
           !std::binary_search(hidden_->docids.begin(), hidden_->docids.end(), *current);
  }

  std::shared_ptr<const Hidden> hidden_;
  Xapian::doccount documents_ = 0;
  Xapian::docid last_ = 0;
  Xapian::docid at_ = 0;
  bool all_ = false;
  Xapian::ValueIterator keys_;
};

std::string value(std::int64_t second) {
  return Xapian::sortable_serialise(static_cast<double>(second));
}

}  // namespace

Past::Past(Snapshot& snapshot, std::int64_t moment, const Budget& budget) : moment_(moment) {
  versions_.add_database(snapshot.articles());
  versions_.add_database(snapshot.history());
  // A value that is not set is below every number: a lower end leaves it out.
  const Query superseded(Query::OP_VALUE_RANGE, slot::kSuperseded,
                         Xapian::sortable_serialise(-1e18), value(moment));
  current_then_ = Query(Query::OP_VALUE_LE, slot::kIngested, value(moment));
  unseen_ = Query(Query::OP_OR, superseded, store::hidden_query(snapshot.reader().blocked, moment));
  if (!snapshot.hidden().empty()) unseen_ = Query(Query::OP_OR, unseen_, snapshot.hidden());
  auto hidden = std::make_shared<Hidden>();
  hidden->articles = snapshot.articles();
  hidden->docids = every_match(snapshot.articles(), snapshot.hidden(), budget);
  seen_today_ = Query((new SeenToday(std::move(hidden)))->release());
}

Query Past::visible(const Query& query) const {
  const Query then(Query::OP_AND, current_then_, seen_today_);
  return {Query::OP_AND_NOT, Query(Query::OP_FILTER, query, then), unseen_};
}

Result<std::int64_t> moment_of(std::string_view printed, std::int64_t now) {
  const auto date = text::parse_date(printed);
  if (!date) return Error{Errc::invalid, "argument 'as_of': " + date.error().message, 0};
  if (date->earliest > now)
    return Error{Errc::invalid,
                 "argument 'as_of': expected a moment of the past, got " + utc_text(date->earliest),
                 0};
  return std::min(date->latest, now);
}

}  // namespace onrecord::search
