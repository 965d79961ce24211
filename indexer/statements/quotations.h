// Finds quotations in running text by their marks.  Knows punctuation, not people: who spoke is the
// sieves' business.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "proto/text/span.h"

namespace onrecord::statements {

/// A stretch between quotation marks.
struct Quotation {
  Span inner;             ///< Without the marks.
  Span outer;             ///< With the marks that are there.
  bool closed = true;     ///< Its closing mark is there; otherwise it ends with the paragraph or
                          ///< before the next opening mark.
  bool single = false;    ///< In ‘ ’ or ' '.
  bool nickname = false;  ///< Part of a name: set by is_nickname.
};

/// Which marks a text uses for its outer quotations, as a rule: the other kind counts where it
/// stands by itself and closes.
enum class MarkStyle : std::uint8_t {
  doubles,  ///< " “ ” « » „ “ '' ``
  singles,  ///< ‘ ’ and ' (British usage)
};

/// Judged by which kind opens more words.  A text without marks has doubles.  O(n).
MarkStyle mark_style(std::string_view text);

/// Appends the outer quotations of \a part of \a text, in order and apart from each other.  Those
/// without a letter or digit are left out.  O(n).  REQUIRES: valid UTF-8, \a part on code-point
/// boundaries.
void find_quotations(std::string_view text, Span part, MarkStyle style,
                     std::vector<Quotation>& out);

/// The quotations inside the quotation \a inner, in the marks that \a outer_style does not use:
/// only closed ones.
void find_nested(std::string_view text, Span inner, MarkStyle outer_style,
                 std::vector<Quotation>& out);

}  // namespace onrecord::statements
