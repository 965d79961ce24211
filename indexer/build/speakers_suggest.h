// `speakers suggest`: lines for the authority file that an editor may accept, with the evidence.
// Knows names and their counts; no index.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>

#include "indexer/build/name_census.h"
#include "proto/result.h"
#include "proto/store/authority.h"

namespace onrecord::build {

/// A text of which every line is a comment of the authority file: for each person the evidence
/// ("# …") and the lines ("#? id<TAB>alias<TAB>…") that count once "#? " is taken off.  The best
/// first, \a limit names at most.  Never two names that the file says are one person already, or
/// `not-same-as` one another.
/// - Names that sound alike word by word, initials for a name, a surname alone (or behind a title)
///   of which the archive has one bearer.
/// - For it speak little distance, times that overlap, outlets in common; against it articles in
///   which both names speak, and other names that it fits as well.
std::string suggest_people(std::span<const CountedName> names, const store::Authority& authority,
                           std::size_t limit);

/// The same of an index.  \a file: the authority file; empty for none.  Errors: `io`, `invalid`
/// with the file's first mistake, those of count_names.
Result<std::string> suggest_speakers(const std::filesystem::path& index,
                                     const std::filesystem::path& file, std::size_t limit);

}  // namespace onrecord::build
