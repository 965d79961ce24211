// A query with its unknown words and values replaced by the nearest that the index knows.  Knows no
// hits.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "searchd/search/answer.h"
#include "searchd/search/asked.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// \a text (the query of \a asked) with every plain word and every word of a speaker's name that is
/// in nothing visible replaced by the nearest one that is, one edit away (two from six letters on)
/// and with the same first letter; of several the most frequent.  The value of a field that is
/// matched whole becomes one that is as near, whatever its first letter, or else one that holds all
/// of its words.  Nothing when all is known, or nothing is near.  Cost: a few ms a word that is
/// unknown, a pass over the field's values for each value.
std::optional<std::string> did_you_mean(std::string_view text, const Asked& asked,
                                        Snapshot& snapshot, const Budget& budget);

}  // namespace onrecord::search
