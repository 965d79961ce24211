// Statements from what the stages found: quotations with their speakers, reported clauses, nested
// quotations.
#pragma once

#include <vector>

#include "indexer/statements/attribution.h"
#include "indexer/statements/speakers.h"
#include "proto/store/records.h"

namespace onrecord::statements {

/// The statements of the running text \a document of \a article, roughly in order of begin.  \a
/// attributed: what attribute() found.
std::vector<Statement> text_statements(const Article& article, const Document& document,
                                       const std::vector<Attributed>& attributed,
                                       Speakers& speakers);

}  // namespace onrecord::statements
