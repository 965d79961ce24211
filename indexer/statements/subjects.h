// Subjects: who stands before a verb or at the beginning of a clause, where a speaker would stand.
// Knows word order, not people.
#pragma once

#include <optional>

#include "indexer/statements/tokens.h"

namespace onrecord::statements {

/// The verb that carries the infinitive at \a verb, not before \a low: "went" of "went on to say",
/// "declined" of "declined to say"; \a verb itself for any other verb.
int chain_head(Tokens tokens, int verb, int low);

/// The noun phrase that is the subject of the verb at \a verb, looking left as far as \a low: over
/// auxiliaries, adverbs, brackets, an apposition between commas, a relative pronoun.
std::optional<Range> subject_before(Tokens tokens, int verb, int low);

/// The subject of the clause [low, high): after conjunctions and opening phrases up to their comma.
/// \a any_person: also "I", "we" and "you".
std::optional<Range> clause_subject(Tokens tokens, int low, int high, bool any_person);

}  // namespace onrecord::statements
