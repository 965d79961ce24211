// Where noun phrases begin and end.  Knows word order, not people.
#pragma once

#include <optional>

#include "indexer/statements/tokens.h"

namespace onrecord::statements {

/// The noun phrase that ends with token \a last.
std::optional<Range> phrase_ending(Tokens tokens, int last, int low);

/// The noun phrase that begins at \a first (adverbs skipped), before \a high.
std::optional<Range> phrase_beginning(Tokens tokens, int first, int high);

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
