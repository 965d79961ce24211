// The page that checks a quotation: what was said, what is claimed, and the verdict.
#pragma once

#include "searchd/web/page.h"

namespace onrecord::web {

/// "/check": the form, and below it the answer of `verify` when there is a quotation to check.
Page check_page(const Parameters& parameters, const Ask& ask);

}  // namespace onrecord::web
