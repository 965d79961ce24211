// HTML, however broken, as a tree of elements and texts in document order.  Knows markup, not
// articles: what of it is worth reading is html_text.h's and html_body.h's business.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"

namespace onrecord::formats {

/// Elements nested deeper are refused.
inline constexpr std::size_t kMaxHtmlDepth = 256;
/// A tag with more bytes outside its quoted values is refused: the parser compares each attribute
/// with those before it.
inline constexpr std::size_t kMaxHtmlTagBytes = 16u << 10;

/// The elements that something asks about; every other one is `other`.
// clang-format off
enum class HtmlTag : std::uint8_t {
  other, text,
  a, abbr, address, article, aside, audio, b, big, blockquote, body, br, button, canvas, caption, center, cite,
  code, col, colgroup, dd, del, details, dialog, div, dl, dt, em, embed, fieldset, figcaption, figure,
  font, footer, form, h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe, img, input,
  ins, label, legend, li, link, main, map, mark, math, menu, meta, nav, noscript, object, ol, optgroup, option,
  p, picture, pre, q, rp, rt, s, script, section, select, small, source, span, strike, strong, style, sub, summary,
  sup, svg, table, tbody, td, template_, textarea, tfoot, th, thead, time, title, tr, u, ul, video, wbr,
};
// clang-format on

/// An element, or a run of text.  Its children are the nodes between it and `end`.
struct HtmlNode {
  HtmlTag tag = HtmlTag::other;
  std::uint32_t parent = 0;  ///< Index; the root is its own.
  std::uint32_t end = 0;     ///< Index behind its last descendant.
  std::uint32_t begin = 0;   ///< Of a text: its bytes in the tree's store; of an element: its first
                             ///< attribute.
  std::uint32_t size = 0;    ///< Bytes of a text; number of an element's attributes.
};

/// One parsed page or fragment.  Values in, values out; it owns every byte that it hands out views
/// of.
class HtmlTree {
 public:
  /// Parses \a html, which may be a fragment.  Never fetches anything, follows no entity that the
  /// page declares.  Errors: `limit`: nested deeper than kMaxHtmlDepth, or a tag over
  /// kMaxHtmlTagBytes, with the line.  O(n).  REQUIRES: valid UTF-8 without NUL bytes, below 2 GiB.
  static Result<HtmlTree> parse(std::string_view html);

  /// In document order: a node's descendants follow it at once.  The first is the root.
  const std::vector<HtmlNode>& nodes() const { return nodes_; }
  const HtmlNode& operator[](std::uint32_t node) const { return nodes_[node]; }
  std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size()); }

  /// A text node's characters, references resolved; "" for an element.
  std::string_view text(std::uint32_t node) const;
  /// The value of an element's attribute, "" when it has none.  \a name in lower case.
  std::string_view attribute(std::uint32_t node, std::string_view name) const;
  bool has_attribute(std::uint32_t node, std::string_view name) const;
  /// All text below \a node, put together as it stands there.
  std::string inner_text(std::uint32_t node) const;

 private:
  friend class HtmlTreeBuilder;
  struct Attribute {
    std::uint32_t name_begin = 0;
    std::uint32_t name_size = 0;
    std::uint32_t value_begin = 0;
    std::uint32_t value_size = 0;
  };
  const Attribute* find(std::uint32_t node, std::string_view name) const;

  std::vector<HtmlNode> nodes_;
  std::vector<Attribute> attributes_;
  std::string store_;  ///< Texts, attribute names and values.
};

}  // namespace onrecord::formats
