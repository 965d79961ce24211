// The words of HTML as a reader sees them: blocks of plain text.  Knows which elements break a line
// and which hold no words, not which blocks are an article's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/html_tree.h"
#include "proto/result.h"

namespace onrecord::formats {

/// What stands between two line breaks of the kind that a paragraph makes.
struct HtmlBlock {
  std::string text;              ///< White space made one space; a single `br` is a line end.
  std::uint32_t node = 0;        ///< The block element around it.
  std::uint32_t link_bytes = 0;  ///< How much of the text stands in links.
};

/// The blocks below \a node, in order.  Elements of \a dropped (by index; may be empty), scripts,
/// styles, forms' controls, captions and embedded media give none.  `q` gets its quotation marks.
std::vector<HtmlBlock> html_blocks(const HtmlTree& tree, std::uint32_t node,
                                   const std::vector<bool>& dropped = {});

/// The texts of \a blocks with a blank line between.
std::string text_of(const std::vector<HtmlBlock>& blocks);

/// The plain text of a fragment or page, with a blank line between blocks; "" when it has no words.
/// Text without any markup comes back with its references resolved.  Errors: HtmlTree::parse's.
/// REQUIRES: valid UTF-8 without NUL bytes.
Result<std::string> html_to_text(std::string_view html);

/// The same in one line, for titles and names.
Result<std::string> html_to_line(std::string_view html);

/// Whether \a tag breaks the line before and behind it.
bool is_html_block(HtmlTag tag);

}  // namespace onrecord::formats
