// "Ann Example, Ben Low and Cy Dole": lists of names, seen from one of their ends.  Knows names and
// commas, no verbs.
#pragma once

#include "indexer/statements/tokens.h"

namespace onrecord::statements {

/// \a phrase, "Ben Low and Cy Dole", with the names before it that its list begins with, not before
/// token \a low; \a phrase itself when there is no such list.
Range with_names_before(Tokens tokens, Range phrase, int low);

/// \a phrase, "Ann Example", with the names behind it up to that after "and", before \a high; \a
/// phrase itself when there is no such list.
Range with_names_behind(Tokens tokens, Range phrase, int high);

/// Whose office \a phrase is, in "Ann Example, director of the guild said", where the second comma
/// is missing; \a phrase itself when it is no such office.
Range bearer_of(Tokens tokens, Range phrase, int low);

}  // namespace onrecord::statements
