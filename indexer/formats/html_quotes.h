// Whose words stand where in a page's text: block quotes with a `cite` element, schema.org's
// quotations and claims.  Knows markup and literal text, no grammar.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/html_text.h"
#include "indexer/formats/html_tree.h"
#include "indexer/formats/schema_org.h"
#include "proto/store/records.h"

namespace onrecord::formats {

/// Finds given words in one text, whatever its white space, quotation marks and dashes look like.
class WordFinder {
 public:
  /// \a text must outlive this.  O(n), once.
  explicit WordFinder(std::string_view text);
  /// Where \a words stand for the first time, or an empty span.  Quotation marks around them are
  /// left out.
  Span find(std::string_view words) const;

 private:
  std::string plain_;                 ///< The text in its plain form.
  std::vector<std::uint32_t> begin_;  ///< Where each byte of it came from; one more for the end.
};

/// Marks for the quotations of the page: \a blocks joined by blank lines are the text.  A block
/// quote counts when its `cite` or `footer`, or the caption of the figure around it, is a person's
/// name, a role behind a comma allowed.
std::vector<TextSpan> quotation_marks(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks,
                                      const WordFinder& text, const SchemaFacts& schema);

}  // namespace onrecord::formats
