// Where sentences and paragraphs begin and end.  Knows abbreviations, not people.
#pragma once

#include <string_view>
#include <vector>

#include "proto/text/span.h"

namespace onrecord::text {

/// The sentences of \a paragraph, in order, without the white space around them; line ends inside
/// count as spaces.
///
/// A sentence ends at . ! ? … ؟ ۔ । and the closing marks after them, when white space follows and
/// then no small letter; at 。！？ always.  A full stop after a title ("Gen."), an initial, an
/// acronym or another known abbreviation ends one only as far as what follows shows it ("in the
/// U.S. The ..." but not "the U.S. Senate").  Inside a quotation sentences end as elsewhere; a
/// question or exclamation that its speaker follows ("Why?" Smith asked) goes on.  O(n).  REQUIRES:
/// valid UTF-8.
std::vector<Span> sentences(std::string_view paragraph);

/// The paragraphs of \a text, without the white space around each.  O(n).  REQUIRES: valid UTF-8.
///
/// A blank line (or U+2029) always separates.  A single line end (LF, CR LF, CR, U+2028) separates
/// too, unless the text is hard-wrapped.  A line end may be a wrap when the next line has no
/// bullet, is not indented deeper than the line before, and is not indented like it after the end
/// of a sentence (first lines indented, the others not).  The width is the ninth tenth of the
/// lengths of the lines before such ends.  The text is hard-wrapped when the width is 30 to 120
/// code points, at least 4 in 10 of those lines are full (the first word of the next line would not
/// have fitted; 4 code points of slack after a line without a stop), and at least 1 in 4 of those
/// ends are in mid-sentence (no stop before, and no capitalised word, digit or sign after).  In
/// such a text a line goes on in the next where the end may be a wrap and the line is full, or is
/// at least half full and neither ends a sentence nor is followed by a capitalised word.  The
/// first line of all, which a dateline may have shortened, need only be a third full, where
/// indentation parts the paragraphs or the next line begins with what ends a company's name.  The
/// paragraph is then one span with its line ends inside.
std::vector<Span> paragraphs(std::string_view text);

}  // namespace onrecord::text
