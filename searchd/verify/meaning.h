// What two runs of words say differently, and when they are one thing printed in two ways.  Knows
// no alignment and no sentence.
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string_view>

#include "proto/text/spoken_words.h"
#include "searchd/verify/wording.h"

namespace onrecord::verify {

using Words = std::span<const text::SpokenWord>;

/// What of the meaning changes when \a claim stands for \a said: bits of Change.
std::uint16_t changes_between(Words claim, Words said, Speech speech);

/// The same for words that the claim puts in brackets.  They explain when they stand for function
/// words and say nothing that the article does not: \a known are its words.
std::uint16_t changes_in_brackets(Words claim, Words said, Speech speech, const KnownWords& known);

/// Whether \a claim is \a said with other spaces, hyphens or dots, and may be taken for it: never
/// where a word counts, denies or says who, nor where an article melts into a word ("a part").
bool printed_alike(Words claim, Words said);

/// Whether both, as printed, are one hour, and one of them has a colon: "23:15" and "2315".
bool same_hour(std::string_view claim, std::string_view said);

}  // namespace onrecord::verify
