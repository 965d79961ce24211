// The page of a search: results, facets, paging.
#pragma once

#include "searchd/web/page.h"

namespace onrecord::web {

/// Cannot fail: what is refused is a page that says so, with the status that means it.
Page search_page(const Parameters& parameters, const Ask& ask);

}  // namespace onrecord::web
