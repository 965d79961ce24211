// Where quotation marks open and close, for who must not cut between them.  Knows marks, not who
// speaks.
#pragma once

#include <string_view>
#include <vector>

#include "proto/text/span.h"

namespace onrecord::search {

/// The quotations of \a text, marks included, in order; one inside another belongs to the outer.
/// Ends at a blank line at the latest: speech that runs on from one paragraph to the next is one
/// quotation in each.  A mark that only closes has its quotation from the paragraph's beginning.
/// O(n).  REQUIRES: valid UTF-8.
std::vector<Span> quotations(std::string_view text);

}  // namespace onrecord::search
