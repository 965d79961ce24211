// The headline of a page that gives none apart from its title.  Knows titles and headings.
#pragma once

#include <string>
#include <string_view>

#include "indexer/formats/html_tree.h"

namespace onrecord::formats {

/// The title without the site's name: what a heading of the page repeats, else what stands before
/// the last " | ", " - " and the like, when that has five words or more; without a title the first
/// h1.  \a outlet: the site's name when it is known.  The rules are those of Mozilla's Readability,
/// but that a heading decides before the number of words.
std::string page_title(const HtmlTree& tree, std::string_view outlet);

}  // namespace onrecord::formats
