// The method `timeline`: what matches, by date; whole or parted by the values of a field or by
// queries; who came first and last.
#include <xapian.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "proto/store/reader.h"
#include "proto/store/terms.h"
#include "searchd/search/asked.h"
#include "searchd/search/column_table.h"
#include "searchd/search/deadline.h"
#include "searchd/search/facets.h"
#include "searchd/search/hit.h"
#include "searchd/search/matches.h"
#include "searchd/search/methods.h"
#include "searchd/search/render.h"
#include "searchd/search/timeline.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

using Docids = std::vector<Xapian::docid>;

DateLevel level_of(std::string_view name) {
  if (name == "year") return DateLevel::year;
  return name == "day" ? DateLevel::day : DateLevel::month;
}

/// A part of a timeline.
struct Part {
  std::string value;
  Docids docids;
};

class Timeline {
 public:
  Timeline(const wire::Request& request, Snapshot& snapshot, const Budget& budget, Asked& asked)
      : request_(request),
        snapshot_(snapshot),
        budget_(budget),
        asked_(asked),
        database_(asked.database(snapshot)),
        maker_(snapshot, text::OffsetUnit::bytes) {
    range_.level = level_of(*request.text("by"));
  }

  Result<json::object> run() {
    const auto split = request_.text("split");
    if (split && !request_.text_list("queries").empty())
      return Error{Errc::invalid, "split and queries: expected one of them, not both", 0};
    std::optional<Facet> facet;
    if (split) {
      const auto found = find_facet(*split, asked_.target);
      if (!found) return found.error();
      if (found->field == nullptr || found->field->name == "status")
        return Error{Errc::invalid,
                     "split: expected a field such as speaker or outlet, got '" +
                         std::string(found->name) + "'",
                     0};
      facet = *found;
    }
    find_columns(facet ? facet->field : nullptr);
    const Docids docids = every_match(database_, asked_.visible, budget_);
    widen(range_, dates(), docids);
    take_in_filters(*asked_.parsed.root);
    auto parts = facet ? parts_by_value(*facet->field, docids) : parts_by_query(docids);
    if (!parts) return parts.error();
    if (auto fits = check_size(parts->size()); !fits) return fits.error();
    return shown(docids, *parts);
  }

 private:
  const DateColumn& dates() const { return *view_->dates(); }

  /// The columns in memory, or the ones that are needed made for this answer.
  void find_columns(const Field* field) {
    const ColumnView* const view = asked_.columns(snapshot_);
    if (view != nullptr && view->dates() != nullptr &&
        (field == nullptr || view->of(*field) != nullptr)) {
      view_ = view;
      return;
    }
    ColumnTable table(asked_.target, {}, static_cast<unsigned>(database_.size()));
    table.keep_only(field);
    while (!table.fill_some(database_)) check_time(budget_.deadline);
    made_ = table.view();
    view_ = made_.get();
  }

  /// The days that a date filter names are shown though nothing matches there.
  void take_in_filters(const query::Node& node) {
    if (const auto* both = std::get_if<query::And>(&node.kind))
      for (const query::NodePtr& operand : both->operands) take_in_filters(*operand);
    const auto* dates = std::get_if<query::DateRange>(&node.kind);
    if (dates == nullptr || dates->unknown) return;
    const auto take_in = [this](const text::CivilDay& day) {
      const ColumnDay whole{static_cast<std::uint16_t>(day.year),
                            static_cast<std::uint8_t>(day.month),
                            static_cast<std::uint8_t>(day.day), true};
      if (const auto bucket = bucket_number(whole, range_.level)) range_.take_in(*bucket);
    };
    // One open end says nothing; both together are what was asked for.
    if (!dates->from.known() || !dates->to.known()) return;
    take_in(dates->from.first_day);
    take_in(dates->to.last_day);
  }

  Result<void> check_size(std::size_t series) const {
    const std::int64_t counts = range_.size() * static_cast<std::int64_t>(series + 1);
    if (range_.size() <= kMostBuckets && counts <= kMostCounts) return {};
    return Error{Errc::limit,
                 "timeline: " + std::to_string(range_.size()) + " buckets from " +
                     range_.printed(range_.first) + " to " + range_.printed(range_.last) + ", " +
                     std::to_string(counts) + " counts: at most " + std::to_string(kMostBuckets) +
                     " and " + std::to_string(kMostCounts) +
                     "; take longer buckets, or narrow the dates",
                 0};
  }

  Result<std::vector<Part>> parts_by_value(const Field& field, const Docids& docids) {
    const Column& column = *view_->of(field);
    const auto most = static_cast<std::size_t>(*request_.integer("series"));
    std::vector<Part> parts;
    std::map<std::uint32_t, std::size_t> of_group;
    const auto top = count_values(column, docids, most);
    for (std::uint32_t ordinal = 0; ordinal < column.size(); ++ordinal)
      for (std::size_t i = 0; i < top.size(); ++i)
        if (column.value(ordinal).text == top[i].value)
          of_group.emplace(column.value(ordinal).group, i);
    for (const Counted& row : top) parts.push_back({row.value, {}});
    for (const Xapian::docid docid : docids)
      column.each(docid, [&](std::uint32_t ordinal) {
        const auto part = of_group.find(column.value(ordinal).group);
        if (part != of_group.end()) parts[part->second].docids.push_back(docid);
      });
    return parts;
  }

  Result<std::vector<Part>> parts_by_query(const Docids& docids) {
    std::vector<Part> parts;
    for (const std::string_view text : request_.text_list("queries")) {
      auto parsed = query::parse_query(text, asked_.target);
      if (!parsed)
        return Error{parsed.error().code, "queries: " + parsed.error().message,
                     parsed.error().column};
      const auto query = compile_visible(*parsed->root, asked_, snapshot_, budget_);
      if (!query) return query.error();
      const Docids matching = every_match(database_, *query, budget_);
      Part part{std::string(text), {}};
      std::set_intersection(docids.begin(), docids.end(), matching.begin(), matching.end(),
                            std::back_inserter(part.docids));
      parts.push_back(std::move(part));
    }
    return parts;
  }

  /// What was retracted was never said first, nor last.
  Docids without_retracted(const Docids& docids) const {
    const std::string term = store::value_term(*find_field("status"), name_of(Status::retracted));
    Docids retracted(database_.postlist_begin(term), database_.postlist_end(term));
    Docids left;
    std::set_difference(docids.begin(), docids.end(), retracted.begin(), retracted.end(),
                        std::back_inserter(left));
    return left;
  }

  Result<json::value> end_of(const Docids& standing, End end) {
    Docids candidates = at_end(dates(), range_.level, standing, end);
    std::vector<std::pair<std::string, Xapian::docid>> ordered;
    for (const Xapian::docid docid : candidates) {
      check_time(budget_.deadline);
      const Xapian::Document document = database_.get_document(docid);
      std::string date = document.get_value(slot::kDateEarliest);
      date.resize(16, '\0');
      ordered.emplace_back(date + document.get_value(slot::kKey), docid);
    }
    std::sort(ordered.begin(), ordered.end());
    if (end == End::last) std::reverse(ordered.begin(), ordered.end());
    for (const auto& [order, docid] : ordered) {
      const Xapian::Document document = database_.get_document(docid);
      if (asked_.kind == store::Kind::articles) {
        auto hit = maker_.article(document);
        if (!hit) return hit.error();
        return json::value(std::move(*hit));
      }
      auto hit = maker_.statement(document);
      if (!hit) return hit.error();
      if (hit->has_value()) return json::value(std::move(**hit));
    }
    return json::value(nullptr);
  }

  Result<json::object> counted(const Docids& docids) {
    const Series series = count_series(range_, dates(), docids);
    json::object row{{"total", series.total},
                     {"imprecise", series.imprecise},
                     {"undated", series.undated},
                     {"counts", json::array(series.counts.begin(), series.counts.end())}};
    const Docids standing = without_retracted(docids);
    for (const auto& [name, end] : {std::pair("first", End::first), {"last", End::last}}) {
      auto hit = end_of(standing, end);
      if (!hit) return hit.error();
      row.emplace(name, std::move(*hit));
    }
    return row;
  }

  Result<json::object> shown(const Docids& docids, const std::vector<Part>& parts) {
    json::object result;
    put_question(result, asked_);
    result.emplace("by", *request_.text("by"));
    if (asked_.excluded_undated)
      result.emplace("excluded_undated",
                     count_matches(database_, *asked_.excluded_undated, budget_));
    json::array buckets;
    for (std::int64_t bucket = range_.first; bucket <= range_.last; ++bucket)
      buckets.emplace_back(range_.printed(bucket));
    result.emplace("buckets", std::move(buckets));
    auto all = counted(docids);
    if (!all) return all.error();
    for (auto& [name, value] : *all) result.emplace(name, std::move(value));
    if (parts.empty()) return result;
    json::array series;
    for (const Part& part : parts) {
      auto row = counted(part.docids);
      if (!row) return row.error();
      row->emplace("value", part.value);
      series.push_back(std::move(*row));
    }
    result.emplace("series", std::move(series));
    return result;
  }

  const wire::Request& request_;
  Snapshot& snapshot_;
  const Budget& budget_;
  Asked& asked_;
  Xapian::Database& database_;
  HitMaker maker_;
  BucketRange range_;
  const ColumnView* view_ = nullptr;
  std::shared_ptr<const ColumnView> made_;
};

}  // namespace

Result<json::object> run_timeline(const wire::Request& request, Snapshot& snapshot,
                                  const Budget& budget) {
  auto asked = ask(request, snapshot, budget);
  if (!asked) return asked.error();
  return Timeline(request, snapshot, budget, *asked).run();
}

}  // namespace onrecord::search
