// A text as blocks: paragraphs, headings, rules; and whether its lines are a transcript's.  Knows
// no meaning of a block.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/layout.h"
#include "proto/text/span.h"

namespace onrecord::formats {

/// A paragraph, a heading or a rule.
struct Block {
  Span span;                ///< Without white space, list and heading marks around it.
  int heading = 0;          ///< Level of a Markdown heading; 0 for anything else.
  bool rule = false;        ///< "---", "* * *": no words.
  bool bullet = false;      ///< An item of a list.
  bool after_blank = true;  ///< A blank line stands before it.
};

/// The blocks of a text.
struct Blocks {
  std::vector<Block> blocks;
  bool is_transcript = false;
  std::vector<std::string> turns;  ///< The labels that begin a turn in it, as printed.

  bool has_turn(std::string_view words) const;
};

/// Cuts \a text into blocks.  O(n).
Blocks blocks_of(std::string_view text, BodyKind kind);

}  // namespace onrecord::formats
