// The piece of a text that shows best why it matched.  Knows marks and sentences, not queries.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "proto/store/records.h"
#include "proto/text/span.h"
#include "searchd/search/highlight.h"

namespace onrecord::search {

/// A slice of the stored text, as it is.
struct Snippet {
  Span span;  ///< Of the stored text; code-point boundaries, no white space at either end.
  std::vector<Span> highlights;  ///< Bytes within the snippet, in order.
  bool cut_before = false;       ///< It begins inside a sentence.
  bool cut_after = false;        ///< It ends inside a sentence.
  bool cut_quotation = false;    ///< It holds only a piece of a quotation that is very long.
};

/// The best window of about \a max_bytes: most different words and phrases of the query, then most
/// marks, then earliest; made to begin and end with sentences where they fit, else with words.
/// Without marks the beginning of the body.  A quotation is whole or left out; it is cut, at its
/// sentences, only where the snippet would be four times \a max_bytes with it.  Longer than \a
/// max_bytes only for a quotation or one long marked word.  O(marks + paragraphs shown). REQUIRES:
/// \a marks of article.text, in order.
Snippet make_snippet(const Article& article, std::span<const Mark> marks, std::size_t max_bytes);

}  // namespace onrecord::search
