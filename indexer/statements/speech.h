// Statements of texts that name their speaker themselves: a speech's metadata, a transcript's
// labels.  Reads no sentence.
#pragma once

#include <vector>

#include "proto/store/records.h"

namespace onrecord::statements {

/// One statement of kind speech for each body paragraph that a transcript turn contains (rule
/// "turn", the turn's label is the speaker) or, outside the turns, that an article with a metadata
/// speaker has (rule "metadata").  Ordered by begin. A turn without a label gives a statement
/// without a speaker.  Cannot fail.  O(spans + text).
std::vector<Statement> speech_statements(const Article& article);

}  // namespace onrecord::statements
