// What a small word changes where it comes or goes: "called off", "not just", "a few", "over 40".
// Knows one step of a comparison and the words around it.
#pragma once

#include <cstdint>

#include "proto/text/alignment.h"
#include "proto/text/claim.h"
#include "searchd/verify/passage.h"

namespace onrecord::verify {

/// What words that say little by themselves change between the two sides of \a step because of what
/// they stand beside: bits of Change.  Of direct speech: indirect speech is free with such words.
/// O(n²) in the step.
std::uint16_t small_word_changes(const text::Claim& claim, const Passage& passage,
                                 const text::AlignmentStep& step);

/// Whether the claim has, for \a step, one word that points, right before a verb: "this is" for
/// "this sorry fleet is".
bool points(const text::Claim& claim, const text::AlignmentStep& step);

/// Whether the words of \a passage right before word \a first belong to it and change it: "at least
/// 40", "a few".
bool small_word_before(const Passage& passage, std::uint32_t first);

}  // namespace onrecord::verify
