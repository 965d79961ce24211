// Reported speech without marks: "Ann said the harbour would be rebuilt", "…, Ann said", "according
// to Ann".  Knows cues and clause order; who Ann is, is not its business.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/statements/document.h"

namespace onrecord::statements {

/// How a clause is tied to its speaker.
enum class ClauseRule : std::uint8_t {
  leading,            ///< Ann said (that) …
  trailing,           ///< …, Ann said.
  trailing_inverted,  ///< …, said Ann.
  interrupted,        ///< …, Ann said, …
  according_first,    ///< According to Ann, …  As Ann said, …
  according_last,     ///< …, according to Ann.
};
std::string_view name_of(ClauseRule rule);

/// A reported clause of a sentence.
struct Clause {
  Span words;     ///< Without the attribution, without "that", without the marks at both ends.
  Span rest;      ///< The second piece of an interrupted clause; else empty.
  Range speaker;  ///< Tokens of the paragraph.
  int cue = -1;   ///< Token of the paragraph; of "according to" the first word.
  ClauseRule rule = ClauseRule::leading;
  bool negated = false;
  bool denied = false;
  bool certain =
      false;  ///< Tied by "that", by "according to", or by a comma and the end of the sentence.
};

/// Which cues count.
enum class ClauseCues : std::uint8_t {
  strong,  ///< Those that report speech by themselves: for sentences without quotations.
  any,     ///< All: for sentences with quoted words.
};

/// The reported clauses of \a sentence, in order, apart from each other.  O(tokens).
std::vector<Clause> find_clauses(std::string_view text, Tokens tokens, Range sentence,
                                 ClauseCues cues);

}  // namespace onrecord::statements
