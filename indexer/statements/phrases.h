// Noun phrases around a verb: who stands where a speaker would stand.  Knows word order, not
// people.
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

/// The noun phrase that ends with token \a last.
std::optional<Range> phrase_ending(Tokens tokens, int last, int low);

/// The noun phrase that begins at \a first (adverbs skipped), before \a high.
std::optional<Range> phrase_beginning(Tokens tokens, int first, int high);

/// The subject of the clause [low, high): after conjunctions and opening phrases up to their comma.
/// \a any_person: also "I", "we" and "you".
std::optional<Range> clause_subject(Tokens tokens, int low, int high, bool any_person);

/// X of "according to X" with "according" at \a at, before \a high.
std::optional<Range> according_to(Tokens tokens, int at, int high);

/// What kind of noun phrase this is, for the ranker.
enum class PhraseKind : std::uint8_t {
  he_she,
  they,
  it,
  first_person,
  relative,
  time,
  name,
  name_modified,
  determined,
  bare
};
PhraseKind kind_of(Tokens tokens, Range phrase);

}  // namespace onrecord::statements
