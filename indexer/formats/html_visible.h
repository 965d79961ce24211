// The date and the byline that a reader of a page sees, for pages that say neither in metadata.
// Knows a few elements and class names.
#pragma once

#include <string>
#include <string_view>

#include "indexer/formats/html_tree.h"
#include "proto/text/dates.h"

namespace onrecord::formats {

/// The first `time` element's date, those marked as of publication before others; else the date in
/// a short line that is named "date", "published", "time" or the like.  As printed, or "".  A date
/// that may be day or month first is returned as it stands.
std::string visible_date(const HtmlTree& tree, text::DateOrder order);

/// The names in the first element that is marked as a byline, without "By", or "".
std::string visible_byline(const HtmlTree& tree);

/// "2024-03-17" out of an address like https://example.org/2024/03/17/slug, or "".
std::string date_in_address(std::string_view url);

/// A printed date as parse_date reads it: seconds and milliseconds since 1970 become a date and
/// time; anything else stays as it is.
std::string clean_date(std::string_view printed);

}  // namespace onrecord::formats
