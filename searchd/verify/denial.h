// Whether a sentence takes back the words that it quotes: "no one said", "denied saying", "it is
// not true that … said", "if … said".  Knows a sentence and where the words stand in it, no
// speakers.
#pragma once

#include <string_view>

#include "proto/text/span.h"

namespace onrecord::verify {

/// Whether the words \a said of \a place are, by the sentence \a context around them, what was not
/// said.  Only what governs the verb of saying counts: "nobody laughed when she said" does not.
/// O(n) in the sentence.
bool takes_back(std::string_view place, Span context, Span said);

}  // namespace onrecord::verify
