// The search box and what it sends: one place for the parameters that the search page's links
// carry.
#pragma once

#include <string>
#include <string_view>

#include "searchd/web/page.h"

namespace onrecord::web {

/// The parameters of "/".
struct QueryForm {
  std::string query;                ///< "q"
  std::string target = "articles";  ///< or "statements"
  std::string sort = "relevance";   ///< "newest", "oldest"
  bool collapsed = false;           ///< "copies" is "one": one of each story's copies.
  int page = 1;

  static QueryForm read(const Parameters& parameters);
  /// The address of this search, escaped for an attribute.
  std::string address() const;
  /// The form itself.
  std::string html() const;
};

/// What \a field holds \a value matches, in the query language; a "year" is a date.  "" when it
/// cannot be written in it.
std::string field_term(std::string_view field, std::string_view value);
/// \a query, which may be empty, and \a term together.
std::string narrowed(std::string_view query, std::string_view term);

}  // namespace onrecord::web
