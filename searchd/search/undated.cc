// Takes the dates out of the tree, compiles it, and puts them back.
#include "searchd/search/undated.h"

#include <utility>
#include <vector>

#include "proto/store/terms.h"

namespace onrecord::search {
namespace {

using query::DateRange;
using query::Node;
using Xapian::Query;

/// The date ranges of a tree, taken out as long as this lives: everything matches in their place.
class WithoutDates {
 public:
  explicit WithoutDates(Node& root) { take(root); }
  WithoutDates(const WithoutDates&) = delete;
  WithoutDates& operator=(const WithoutDates&) = delete;
  ~WithoutDates() {
    for (auto& [node, range] : taken_) node->kind = range;
  }

  const std::vector<std::pair<Node*, DateRange>>& taken() const { return taken_; }

 private:
  void take(Node& node) {
    if (const auto* range = std::get_if<DateRange>(&node.kind);
        range != nullptr && !range->unknown) {
      taken_.emplace_back(&node, *range);
      node.kind = query::All{};
    } else if (auto* both = std::get_if<query::And>(&node.kind)) {
      take_all(both->operands);
    } else if (auto* either = std::get_if<query::Or>(&node.kind)) {
      take_all(either->operands);
    } else if (auto* but = std::get_if<query::Not>(&node.kind)) {
      if (but->left != nullptr) take(*but->left);
      take(*but->right);
    }
  }
  void take_all(std::vector<query::NodePtr>& operands) {
    for (query::NodePtr& operand : operands) take(*operand);
  }

  std::vector<std::pair<Node*, DateRange>> taken_;
};

Query any_of(const std::vector<std::string>& terms) {
  return {Query::OP_OR, terms.begin(), terms.end()};
}

int days_of(int year, int month) {
  const text::CivilDay next =
      month == 12 ? text::CivilDay{year + 1, 1, 1} : text::CivilDay{year, month + 1, 1};
  return static_cast<int>(text::days_from_civil(next) - text::days_from_civil({year, month, 1}));
}

/// Known to be in that month, without a day.
Query month_only(int year, int month) {
  std::vector<std::string> days;
  const int count = days_of(year, month);
  for (int day = 1; day <= count; ++day)
    for (std::string& term : store::date_range_terms({year, month, day}, {year, month, day}))
      days.push_back(std::move(term));
  const auto whole = store::date_range_terms({year, month, 1}, {year, month, count});
  return {Query::OP_AND_NOT, any_of(whole), any_of(days)};
}

/// Known to be in that year, without a month.
Query year_only(int year) {
  std::vector<std::string> months;
  for (int month = 1; month <= 12; ++month)
    for (std::string& term :
         store::date_range_terms({year, month, 1}, {year, month, days_of(year, month)}))
      months.push_back(std::move(term));
  const auto whole = store::date_range_terms({year, 1, 1}, {year, 12, 31});
  return {Query::OP_AND_NOT, any_of(whole), any_of(months)};
}

/// Only a date that one end of a range cuts can lie partly outside.
void add_imprecise(std::vector<Query>& queries, const DateRange& range) {
  for (const auto& [date, day] :
       {std::pair(&range.from, range.from.first_day), std::pair(&range.to, range.to.last_day)}) {
    if (!date->known()) continue;
    queries.push_back(year_only(day.year));
    queries.push_back(month_only(day.year, day.month));
  }
}

}  // namespace

Result<Query> left_out_by_dates(Node& root, const Query& with_dates,
                                const std::function<Result<Query>(const Node&)>& compile) {
  const WithoutDates without(root);
  const auto dateless = compile(root);
  if (!dateless) return dateless.error();
  std::vector<Query> vague{Query(store::unknown_date_term())};
  for (const auto& [node, range] : without.taken()) add_imprecise(vague, range);
  const Query filtered(Query::OP_FILTER, *dateless,
                       Query(Query::OP_OR, vague.begin(), vague.end()));
  return Query(Query::OP_AND_NOT, filtered, with_dates);
}

}  // namespace onrecord::search
