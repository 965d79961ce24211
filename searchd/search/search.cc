// The method `search`: a page of hits in order, the total, facets.
#include <xapian.h>

#include <algorithm>
#include <memory>
#include <tuple>
#include <vector>

#include "proto/store/reader.h"
#include "searchd/search/asked.h"
#include "searchd/search/collapse.h"
#include "searchd/search/cursor.h"
#include "searchd/search/deadline.h"
#include "searchd/search/did_you_mean.h"
#include "searchd/search/facets.h"
#include "searchd/search/hit.h"
#include "searchd/search/methods.h"
#include "searchd/search/neighbours.h"
#include "searchd/search/recency.h"
#include "searchd/search/render.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

enum class Order { relevance, newest, oldest };

Order order_of(std::string_view name) {
  if (name == "newest") return Order::newest;
  if (name == "oldest") return Order::oldest;
  return Order::relevance;
}

/// Date, then article key, so that equal dates have one order whatever the docids are.  Undated
/// ones come last both ways.
void fill(Xapian::MultiValueKeyMaker& maker, Order order) {
  if (order == Order::oldest)
    maker.add_value(slot::kDateEarliest, false, std::string(16, '\xff'));
  else
    maker.add_value(slot::kDateEarliest, true);
  maker.add_value(slot::kKey);
}

/// Lets by what is not before the cursor in the order of a key maker.
class FromCursor : public Xapian::MatchDecider {
 public:
  /// \a also: another that must let it by; may be nullptr.
  FromCursor(const Xapian::KeyMaker& maker, const Cursor& cursor, const Xapian::MatchDecider* also)
      : maker_(maker), cursor_(cursor), also_(also) {}
  bool operator()(const Xapian::Document& document) const override {
    return maker_(document) >= cursor_.sort_key && (also_ == nullptr || (*also_)(document));
  }

 private:
  const Xapian::KeyMaker& maker_;
  const Cursor& cursor_;
  const Xapian::MatchDecider* also_;
};

struct Found {
  Xapian::docid docid = 0;
  double score = 0;
  std::string sort_key;
};

struct Page {
  std::vector<Found> found;
  bool more = false;
  std::uint64_t total = 0;
  bool exact = true;
};

/// A hit that the cursor's page, or one before it, has shown.
bool was_shown(const Found& found, const Cursor& cursor, Order order) {
  if (order == Order::relevance && found.score != cursor.score) return found.score > cursor.score;
  if (found.sort_key != cursor.sort_key) return found.sort_key < cursor.sort_key;
  return found.docid <= cursor.docid;
}

class Search {
 public:
  /// \a collapsed: what stands for its copies; nullptr where every match is a hit.
  Search(const wire::Request& request, Snapshot& snapshot, const Budget& budget, const Asked& asked,
         const OneOfEach* collapsed)
      : request_(request),
        budget_(budget),
        asked_(asked),
        collapsed_(collapsed),
        database_(asked.database(snapshot)),
        neighbours_(database_, asked.pairs, asked.length_parameter),
        order_(order_of(*request.text("sort"))),
        limit_(static_cast<Xapian::doccount>(*request.integer("limit"))),
        offset_(static_cast<Xapian::doccount>(*request.integer("offset"))) {
    fill(maker_, order_);
    query_ = asked.visible;
    if (*request.text("sort") == "recent")
      add_recency(asked.past ? asked.past->moment() : snapshot.judged_at());
  }

  /// \a matches: how many there are, where that is known.
  Result<Page> page(std::optional<std::uint64_t> matches) {
    const auto cursor = cursor_of_request();
    if (!cursor) return cursor.error();
    auto page = cursor->question != 0 ? page_behind(*cursor) : first_page();
    if (!page) return page;
    const bool wanted = *request_.text("count") == "exact" || cursor->question != 0;
    if (wanted && !page->exact && !matches && collapsed_ == nullptr)
      matches = count_matches(database_, asked_.visible, budget_);
    if (matches) {
      page->total = *matches;
      page->exact = true;
    }
    if (collapsed_ != nullptr) {
      page->total = collapsed_->after();
      page->exact = true;
    }
    return page;
  }

  std::string next_cursor(const Page& page, const Cursor* former) const {
    const Found& last = page.found.back();
    Cursor next{question_of(request_), order_ == Order::relevance ? last.score : 0, last.docid, 0,
                last.sort_key};
    next.seen = (former != nullptr ? former->seen : offset_) +
                static_cast<std::uint32_t>(page.found.size());
    return encode_cursor(next);
  }

  /// The request's cursor; its question is 0 when there is none.  Errors: as decode_cursor, and a
  /// cursor together with an offset.
  Result<Cursor> cursor_of_request() const {
    const auto encoded = request_.text("cursor");
    if (!encoded) {
      if (offset_ + limit_ > wire::kMaxWindow)
        return Error{Errc::limit,
                     "offset and limit: at most " + std::to_string(wire::kMaxWindow) +
                         " together; go on with next_cursor, or export",
                     0};
      return Cursor{};
    }
    if (offset_ > 0)
      return Error{Errc::invalid, "cursor and offset: expected one of them, not both", 0};
    return decode_cursor(*encoded, question_of(request_));
  }

 private:
  /// What a match of today gains is half of the best score without it.
  void add_recency(std::int64_t now) {
    const double best = prepared().get_mset(0, 1).get_max_attained();
    // Where nothing is ranked, any positive number is all of the score.
    query_ = with_recency(query_, best > 0 ? best / 2 : 1, *request_.integer("half_life"), now);
  }

  Xapian::Enquire prepared() {
    Xapian::Enquire enquire(database_);
    enquire.set_query(with_deadline(query_, budget_.deadline));
    enquire.set_weighting_scheme(Xapian::IneB2Weight(asked_.length_parameter));
    if (order_ == Order::relevance)
      enquire.set_sort_by_relevance_then_key(&maker_, false);
    else
      enquire.set_sort_by_key(&maker_, false);
    return enquire;
  }

  static std::vector<Found> hits_of(const Xapian::MSet& mset) {
    std::vector<Found> hits;
    for (Xapian::doccount i = 0; i < mset.size(); ++i) {
      const Xapian::MSetIterator at = mset[i];
      hits.push_back({*at, at.get_weight(), at.get_sort_key()});
    }
    return hits;
  }

  bool looks_at_neighbours() const { return order_ == Order::relevance && !neighbours_.empty(); }

  /// Puts the best hits into the order of their final scores.  \a hits: from the best of all on.
  /// What neighbours add is never negative, so the hits behind those looked at stay behind.
  void look_at_neighbours(std::vector<Found>& hits) {
    const auto end = hits.begin() + static_cast<std::ptrdiff_t>(
                                        std::min<std::size_t>(hits.size(), Neighbours::kLookedAt));
    for (auto hit = hits.begin(); hit != end; ++hit) {
      check_time(budget_.deadline);
      hit->score += neighbours_.weight(hit->docid);
    }
    std::sort(hits.begin(), end, [](const Found& a, const Found& b) {
      if (a.score != b.score) return a.score > b.score;
      return std::tie(a.sort_key, a.docid) < std::tie(b.sort_key, b.docid);
    });
  }

  /// Moves up to limit hits that were not shown before from \a hits, past those \a skipped, into
  /// \a page.
  void take(Page& page, std::vector<Found> hits, std::size_t skipped, const Cursor& cursor) const {
    for (std::size_t i = skipped; i < hits.size(); ++i) {
      if (cursor.question != 0 && was_shown(hits[i], cursor, order_)) continue;
      if (page.found.size() == limit_) {
        page.more = true;
        return;
      }
      page.found.push_back(std::move(hits[i]));
    }
  }

  static void put_total(Page& page, const Xapian::MSet& mset) {
    page.total = mset.get_matches_estimated();
    page.exact = mset.get_matches_lower_bound() == mset.get_matches_upper_bound();
  }

  Page first_page() {
    // An order by date looks at every match anyway: then it may as well count them.
    const Xapian::doccount counted = order_ == Order::relevance ? 0 : database_.get_doccount();
    const bool looked_at = looks_at_neighbours() && offset_ < Neighbours::kLookedAt;
    const Xapian::doccount first = looked_at ? 0 : offset_;
    const Xapian::doccount wanted = offset_ - first + limit_ + 1;
    const Xapian::MSet mset =
        prepared().get_mset(first, looked_at ? std::max(wanted, Neighbours::kLookedAt) : wanted,
                            counted, nullptr, collapsed_);
    std::vector<Found> hits = hits_of(mset);
    if (looked_at) look_at_neighbours(hits);
    Page page;
    take(page, std::move(hits), offset_ - first, Cursor{});
    put_total(page, mset);
    return page;
  }

  Result<Page> page_behind(const Cursor& cursor) {
    Xapian::Enquire enquire = prepared();
    Page page;
    if (order_ == Order::relevance) {
      // A score cannot be sought: the pages before are matched again, which bounds the depth.
      const std::uint64_t depth = std::uint64_t{cursor.seen} + limit_ + 1;
      if (depth > wire::kMaxWindow)
        return Error{Errc::limit,
                     "cursor: by relevance at most " + std::to_string(wire::kMaxWindow) +
                         " hits; sort by newest or oldest, or export",
                     0};
      const auto wanted = static_cast<Xapian::doccount>(depth);
      const bool looked_at = looks_at_neighbours();
      const Xapian::MSet mset = enquire.get_mset(
          0, looked_at ? std::max(wanted, Neighbours::kLookedAt) : wanted, 0, nullptr, collapsed_);
      std::vector<Found> hits = hits_of(mset);
      if (looked_at) look_at_neighbours(hits);
      take(page, std::move(hits), 0, cursor);
      put_total(page, mset);
      return page;
    }
    const FromCursor decider(maker_, cursor, collapsed_);
    // Hits with the cursor's own sort key may have been shown: statements of one article.  Grow
    // until they are passed.
    for (Xapian::doccount size = limit_ + 1 + 16;; size *= 4) {
      const Xapian::MSet mset = enquire.get_mset(0, size, 0, nullptr, &decider);
      page.found.clear();
      page.more = false;
      take(page, hits_of(mset), 0, cursor);
      if (page.more || mset.size() < size) break;
    }
    page.exact = false;  // Only what is behind the cursor was matched.
    return page;
  }

  const wire::Request& request_;
  const Budget& budget_;
  const Asked& asked_;
  const OneOfEach* collapsed_;
  Xapian::Query query_;  ///< What is matched, with all that counts.
  Xapian::Database& database_;
  Neighbours neighbours_;
  Order order_;
  Xapian::MultiValueKeyMaker maker_;
  Xapian::doccount limit_;
  Xapian::doccount offset_;
};

/// Reads the page's documents.  A statement whose article version is not there is left out, and the
/// total is then no longer exact.
Result<json::array> hits_of(Page& page, const Asked& asked, HitMaker& maker,
                            Xapian::Database& database, const Budget& budget) {
  json::array hits;
  for (const Found& found : page.found) {
    check_time(budget.deadline);
    const Xapian::Document document = database.get_document(found.docid);
    auto hit = maker.hit(document, asked.kind);
    if (!hit) return hit.error();
    if (!hit->has_value()) {
      page.exact = false;
      continue;
    }
    (*hit)->emplace("score", found.score);
    hits.push_back(std::move(**hit));
  }
  return hits;
}

/// REQUIRES a hit for each of the page's articles.
void add_copies(json::array& hits, const Page& page, const Asked& asked, Snapshot& snapshot,
                const Budget& budget) {
  Xapian::Database& database = asked.database(snapshot);
  for (std::size_t i = 0; i < page.found.size(); ++i) {
    check_time(budget.deadline);
    auto copies = copies_json(database.get_document(page.found[i].docid), asked, snapshot, budget);
    if (copies) hits[i].get_object().emplace("copies", std::move(*copies));
  }
}

}  // namespace

Result<json::object> run_search(const wire::Request& request, Snapshot& snapshot,
                                const Budget& budget) {
  auto asked = ask(request, snapshot, budget);
  if (!asked) return asked.error();
  Xapian::Database& database = asked->database(snapshot);

  std::optional<json::object> facets;
  std::optional<std::uint64_t> matches;
  if (!request.text_list("facets").empty()) {
    auto counter = FacetCounter::open(request, "facets", asked->target);
    if (!counter) return counter.error();
    const auto counted = counter->count(*asked, snapshot, budget);
    if (!counted) return counted.error();
    matches = *counted;
    facets = counter->take_counted();
  }

  std::optional<OneOfEach> collapsed;
  if (*request.text("collapse") == "copies") {
    if (asked->target != In::articles)
      return Error{Errc::invalid, "collapse: only articles have copies, got target 'statements'",
                   0};
    collapsed.emplace(database, asked->visible, budget);
  }
  Search search(request, snapshot, budget, *asked, collapsed ? &*collapsed : nullptr);
  const auto cursor = search.cursor_of_request();
  if (!cursor) return cursor.error();
  auto page = search.page(matches);
  if (!page) return page.error();

  Highlighter highlighter(*asked->parsed.root, snapshot.stemmer(), snapshot.reader().stem_language);
  HitMaker maker(snapshot, offset_unit(*request.text("offsets")));
  if (const auto bytes = *request.integer("snippet"); bytes > 0)
    maker.show_snippets(highlighter, static_cast<std::size_t>(bytes));
  auto hits = hits_of(*page, *asked, maker, database, budget);
  if (!hits) return hits.error();
  if (collapsed) add_copies(*hits, *page, *asked, snapshot, budget);

  json::object result;
  put_question(result, *asked);
  result.emplace("total", json::object{{"value", page->total}, {"exact", page->exact}});
  if (collapsed)
    result.emplace("total_before", json::object{{"value", collapsed->before()}, {"exact", true}});
  if (asked->excluded_undated)
    result.emplace("excluded_undated", count_matches(database, *asked->excluded_undated, budget));
  result.emplace("offset",
                 cursor->question != 0 ? std::int64_t{cursor->seen} : *request.integer("offset"));
  result.emplace("hits", std::move(*hits));
  if (facets) result.emplace("facets", std::move(*facets));
  constexpr std::uint64_t kFew = 3;
  const auto text = request.text("query");
  if (text && page->total <= kFew && cursor->question == 0 && !asked->past)
    if (auto better = did_you_mean(*text, *asked, snapshot, budget))
      result.emplace("did_you_mean", std::move(*better));
  if (page->more && !page->found.empty())
    result.emplace("next_cursor",
                   search.next_cursor(*page, cursor->question != 0 ? &*cursor : nullptr));
  return result;
}

}  // namespace onrecord::search
