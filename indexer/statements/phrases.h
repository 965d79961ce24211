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

/// Whether the verb at \a verb tells what somebody else said: "the Echo quoted Ann as saying", "Bo
/// accused Ann of saying".
bool lends_words(Tokens tokens, int verb);

/// Where words are lent to somebody: not in "Ann was quoted as saying".
struct Lent {
  int cue;                    ///< "saying"
  std::optional<Range> whom;  ///< Ann of "quoted Ann as saying"; not "her", and nobody accused.
};

/// The first such verb of [low, high), with its "saying" there too.
std::optional<Lent> lent_words(Tokens tokens, int low, int high);

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
