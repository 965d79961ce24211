// Statements whose speaker the source's markup names: NITF's quote-source, schema.org's Quotation,
// the claim of a fact check.  Reads no sentence.
#pragma once

#include <vector>

#include "proto/store/records.h"

namespace onrecord::statements {

/// Gives the words under each mark of \a article (is_mark) to the one whom its label names, rule
/// "given" ("claim" under a claim), confidence 1: the quotations already in \a found, where they
/// are what stands there, else as statements of their own, one a paragraph: direct under a
/// quotation, indirect under a claim.  Of marks that overlap the first counts.  Cannot fail.
/// O((marks + statements) log statements).  REQUIRES: \a found in order of begin; it stays so.
void add_given(const Article& article, std::vector<Statement>& found);

}  // namespace onrecord::statements
