// Is this word, here, a verb that reports speech?  Looks a few words back; knows no speaker.
#pragma once

#include "indexer/statements/tokens.h"

namespace onrecord::statements {

/// How a cue stands to the words it reports.
enum class CueSense : std::uint8_t {
  none,     ///< No cue here: a noun, a passive, an infinitive, another verb.
  plain,    ///< "said"
  negated,  ///< "did not say"
};

/// Reads token \a at as a cue.  A weak cue counts only when a quotation is \a near.
CueSense read_cue(Tokens tokens, int at, bool near);

inline bool is_cue(Tokens tokens, int at, bool near) {
  return read_cue(tokens, at, near) == CueSense::plain;
}

}  // namespace onrecord::statements
