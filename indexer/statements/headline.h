// Who speaks in a headline: "Mayor: 'We will rebuild'", "'We will rebuild': city takes stock".
// Knows headline English and what was found below, not how it was found.
#pragma once

#include <vector>

#include "indexer/statements/document.h"
#include "indexer/statements/people.h"
#include "proto/store/records.h"

namespace onrecord::statements {

/// The statements of the headline of \a article that stands apart from its text: quotations whose
/// speaker the headline names, or whose words stand again below, and what "Ann says …" and "Ann: …"
/// report.  Their place is the headline.  None when the headline is part of the text.  \a people
/// and \a below: of the text.
std::vector<Statement> headline_statements(const Article& article, const People& people,
                                           const std::vector<Statement>& below);

/// A headline inside the text, its first line: gives the quotations in it to whoever says the same
/// words below, or, when nobody does and the headline names nobody, to whom the article quotes
/// most. \a found: the statements of \a document.
void name_headline(const Document& document, std::vector<Statement>& found);

}  // namespace onrecord::statements
