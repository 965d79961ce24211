// What a proposed speaker looks like beside the quotation, for the ranker.  Proposes none itself.
#pragma once

#include "indexer/statements/carried.h"
#include "indexer/statements/ranker.h"

namespace onrecord::statements {

/// Where a quotation stands.
struct Place {
  Range paragraph;  ///< Tokens of the document.
  Range sentence;   ///< Of the paragraph, as the quotation.
  int quotation = 0;
};

/// Describes \a option for the quotation at \a place of the document's \a tokens.  Whether it was
/// picked, and what its speaker and its cue did before, the caller knows.  O(tokens between).
CandidateContext describe(Tokens tokens, const Place& place, const Option& option);

}  // namespace onrecord::statements
