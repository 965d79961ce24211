// What a page says about its article: JSON-LD, microdata, meta elements, and failing those its
// visible title, time and byline.  Knows nothing of the body.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/formats/html_tree.h"
#include "indexer/formats/schema_org.h"
#include "proto/store/records.h"

namespace onrecord::formats {

/// A page's fields; "" when it does not say.
struct PageFacts {
  Sourced headline;   ///< given: metadata; inferred: from the title or the first heading.
  Sourced author;     ///< inferred: from a line that is marked as a byline.
  Sourced published;  ///< As printed; inferred: from a visible time or the address.
  std::string modified;
  std::string outlet;
  std::string section;
  std::string language;
  std::string url;
  std::string id;
  std::string rights;
  std::string notice;
  std::vector<std::string> keywords;
  std::vector<std::pair<std::string, std::string>> others;  ///< Kept as metadata.
  SchemaFacts schema;
};

/// Reads \a tree.  In this order: JSON-LD, meta elements (Open Graph, Dublin Core, Parse.ly,
/// Sailthru, Highwire), microdata, what is visible.  Of several dates the first that can be read
/// counts; \a order says which of 3/4/2026 is the day.  O(n).
PageFacts page_facts(const HtmlTree& tree, text::DateOrder order);

}  // namespace onrecord::formats
