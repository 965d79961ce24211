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

}  // namespace onrecord::web
