// Where sentences and paragraphs begin and end.  Knows abbreviations, not people.
#pragma once

#include <string_view>
#include <vector>

#include "proto/text/span.h"

namespace onrecord::text {

/// The sentences of \a paragraph, in order, without the white space around them.  A quotation's
/// inner full stop ends a sentence only when the closing mark is followed by a new sentence.  O(n).
/// REQUIRES: valid UTF-8.
std::vector<Span> sentences(std::string_view paragraph);

/// The paragraphs of \a text: separated by blank lines, or by single line ends where the text is
/// not hard-wrapped.  White space around each is left out.  A hard-wrapped paragraph is one span
/// with its line ends inside.  O(n).
std::vector<Span> paragraphs(std::string_view text);

}  // namespace onrecord::text
