// Counts the values of fields over everything that matches.  Knows the field table, and which way
// of counting is at hand.
#pragma once

#include <xapian.h>

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "proto/store/fields.h"
#include "proto/wire/messages.h"
#include "searchd/search/answer.h"
#include "searchd/search/asked.h"
#include "searchd/search/tally.h"

namespace onrecord::search {

/// A facet by name: of a field, or of dates.
struct Facet {
  std::string_view name;
  const Field* field = nullptr;  ///< nullptr: of dates.
  DateLevel level = DateLevel::year;
};

/// Errors: `invalid` names a field that does not exist, has no facet, or lives elsewhere, and what
/// there is.
Result<Facet> find_facet(std::string_view name, In target);

/// The facets that a request asks for.
class FacetCounter {
 public:
  /// \a list: the argument with the facets' names.  Errors: those of find_facet.
  static Result<FacetCounter> open(const wire::Request& request, std::string_view list, In target);

  /// Counts over everything that \a asked matches; gives how much that is, exactly.  With
  /// own_filter ignored, a facet whose field the query filters by is counted without that filter,
  /// by a match of its own.  Values come from columns; where there are none, from value slots and
  /// one match a year or month, ten times slower.
  Result<std::uint64_t> count(Asked& asked, Snapshot& snapshot, const Budget& budget);

  /// {FIELD: [{"value", "count"}]} (of speakers that the authority knows "person" too): the most
  /// frequent values of each, ties by value; year and month the newest first.  An imprecise date
  /// counts where it surely is.
  boost::json::object take_counted() { return std::move(counted_); }

 private:
  void count_all(const std::vector<Facet>& facets, const std::vector<Xapian::docid>& docids,
                 const Xapian::Query& query, const Asked& asked, Snapshot& snapshot,
                 const Budget& budget);

  std::vector<Facet> facets_;
  std::size_t limit_ = 0;
  bool ignores_own_filter_ = false;
  boost::json::object counted_;
};

}  // namespace onrecord::search
