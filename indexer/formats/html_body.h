// Which of a page's blocks are its article.  Knows structure and wording, not metadata.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/html_text.h"
#include "indexer/formats/html_tree.h"

namespace onrecord::formats {

/// The article's blocks, in order; empty when the page has no running text.
///
/// The method is that of Arc90's and Mozilla's Readability (github.com/mozilla/readability): each
/// paragraph gives its ancestors points by its length and commas, class names and ids give or take
/// some, links take their share, and the best element wins with those of its siblings that are like
/// it.  From Trafilatura (Barbaresi 2021, "Trafilatura: A Web Scraping Library and Command-Line
/// Tool") comes that an element named as the body goes first, and that what is named as standing
/// around an article is taken out before.  \a headline repeated above the body is no part of it.
/// O(n).
std::vector<HtmlBlock> article_blocks(const HtmlTree& tree, std::string_view headline);

}  // namespace onrecord::formats
