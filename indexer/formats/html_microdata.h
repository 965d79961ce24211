// Microdata (itemscope, itemprop) as JSON-LD, so that one reader understands both.  Knows no
// vocabulary.
#pragma once

#include <string>
#include <vector>

#include "indexer/formats/html_tree.h"

namespace onrecord::formats {

/// One JSON text for each top-level item of \a tree, by the rules of the HTML standard (content,
/// href, src, datetime, else the text).  `itemref` is not followed.  A property's values are
/// a list.  Items nested deeper than 16, names after an item's hundredth and values of over 16 KB
/// are left out.  O(n times depth).
std::vector<std::string> microdata_of(const HtmlTree& tree);

}  // namespace onrecord::formats
