// The page of a timeline: what one speaker said, or what matches a query, over time.
#pragma once

#include "searchd/web/page.h"

namespace onrecord::web {

Page timeline_page(const Parameters& parameters, const Ask& ask);

/// The address of what \a speaker said over time, escaped for an attribute.
std::string timeline_address(std::string_view speaker);

}  // namespace onrecord::web
