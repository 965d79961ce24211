// Surnames that are trades too: "Tim Cook", "Ms Baker".  Knows tokens and the lexicon.
#pragma once

#include <span>

#include "indexer/statements/tokens.h"

namespace onrecord::statements {

/// Where the article shows that somebody bears a word of kAlsoSurname as a surname, behind a given
/// name or a title, that word with a capital is no title in \a tokens any more, and tells no
/// gender; before another name it stays one: "Dean Okoro".  O(tokens).
void tell_surnames(std::span<Token> tokens);

}  // namespace onrecord::statements
