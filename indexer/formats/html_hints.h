// What pages call their parts: class names, ids, roles and styles that hint at an article's body,
// or at what stands around one.  Knows words, not texts.
#pragma once

#include <cstdint>
#include <string_view>

#include "indexer/formats/html_tree.h"

namespace onrecord::formats {

/// What an element's names say of it.
struct HtmlHint {
  bool body = false;      ///< It is the article's text: "article-body", itemprop="articleBody".
  bool good = false;      ///< It may hold an article: "story", "content".
  bool comments = false;  ///< What readers wrote below it; then also `around`.
  bool around = false;    ///< It stands around one: "related", "share", "breadcrumb", "sidebar".
  bool hidden = false;    ///< Not shown: `hidden`, display:none, aria-hidden.
};

/// The hint of one element.  O(length of its class, id, role and style).
HtmlHint html_hint(const HtmlTree& tree, std::uint32_t node);

/// Whether a line of text is one that pages put between paragraphs to lead elsewhere: "Read more:",
/// "Advertisement", "Sign up for …", "Share this".
bool is_page_furniture(std::string_view line);

}  // namespace onrecord::formats
