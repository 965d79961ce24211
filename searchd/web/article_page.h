// The page of one article.
#pragma once

#include "searchd/web/page.h"

namespace onrecord::web {

/// Cannot fail: what is refused is a page that says so, with the status that means it.
Page article_page(const Parameters& parameters, const Ask& ask);

}  // namespace onrecord::web
