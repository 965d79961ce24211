// A query without what it says about one field: what a facet counts when its own filter is ignored.
// Knows trees, no database.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "searchd/query/tree.h"

namespace onrecord::search {

/// Takes the conditions on one field out of a tree as long as this lives: those that must hold (or
/// must not), alone or as alternatives of nothing but that field.  A condition that stands beside
/// others in an OR stays.
class WithoutOwnFilter {
 public:
  /// \a facet: a field's name; "year" and "month" are about dates.  `section:` is about `desk` and
  /// `label` too.
  WithoutOwnFilter(query::Node& root, std::string_view facet);
  WithoutOwnFilter(const WithoutOwnFilter&) = delete;
  WithoutOwnFilter& operator=(const WithoutOwnFilter&) = delete;
  ~WithoutOwnFilter();

  /// Something was taken out.
  bool any() const { return !taken_.empty(); }

 private:
  bool is_own(const query::Node& node) const;
  void take(query::Node& node);

  std::string_view facet_;
  std::vector<std::pair<query::Node*, decltype(query::Node::kind)>> taken_;
};

}  // namespace onrecord::search
