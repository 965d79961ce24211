// What stands around a quotation and what shape it has, for the ranker.  Proposes no speaker.
#pragma once

#include <string_view>

#include "indexer/statements/ranker.h"

namespace onrecord::statements {

/// Describes the quotation at token \a quotation of the paragraph \a tokens.  Cues are looked for
/// from token \a low on.  What the sieves picked, and which quotation of its sentence it is, the
/// caller knows.
QuotationContext describe(std::string_view text, Tokens tokens, Range sentence, int quotation,
                          const Quotation& words, int low);

/// Distances in tokens as the ranker sees them: 0 to 6.
int distance_bucket(int tokens);

}  // namespace onrecord::statements
