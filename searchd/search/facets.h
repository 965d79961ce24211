// Counts the values of fields over everything that matches.  Knows the field table and value slots,
// not queries.
#pragma once

#include <xapian.h>

#include <boost/json.hpp>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "proto/store/fields.h"
#include "searchd/search/answer.h"

namespace onrecord::search {

/// Counts while a match runs.  Use: open(), watch() on the Enquire that matches everything
/// (check_at_least = all documents), then counted().  Spellings of one folded value are counted
/// together under the most frequent one.
class FacetCounter {
 public:
  /// Errors: `invalid` names a field that does not exist, has no facet, or lives elsewhere, and
  /// what there is.
  static Result<FacetCounter> open(std::span<const std::string_view> fields, In target);

  void watch(Xapian::Enquire& enquire);

  /// {FIELD: [{"value", "count"}]}: the \a limit most frequent values of each, ties by value; year
  /// and month the newest first. Year and month are counted here, by one match a year or month on
  /// \a visible_query; an imprecise date counts in its year only.
  boost::json::object counted(Xapian::Database& database, const Xapian::Query& visible_query,
                              std::size_t limit, const Budget& budget);

 private:
  struct Asked {
    std::string_view name;
    const Field* field = nullptr;  ///< nullptr: year or month.
    std::unique_ptr<Xapian::ValueCountMatchSpy> spy;
  };
  std::vector<Asked> asked_;
};

}  // namespace onrecord::search
