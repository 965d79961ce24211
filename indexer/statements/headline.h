// Statements of a headline that stands apart from the text: "Mayor: 'We will rebuild'".  Knows
// headline English, not the article.
#pragma once

#include <vector>

#include "indexer/statements/people.h"
#include "proto/store/records.h"

namespace onrecord::statements {

/// The quotations of the headline of \a article, with the speaker that the headline itself names:
/// before a colon, or beside a cue. Their place is the headline.  None when the headline is part of
/// the text (there it is a paragraph like others). \a people: of the text, so that a surname
/// becomes a full name.
std::vector<Statement> headline_statements(const Article& article, const People& people);

}  // namespace onrecord::statements
