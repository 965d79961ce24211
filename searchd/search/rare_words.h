// Documents by the rare words of a claim that they have: a query whose cost has a bound.  Knows
// terms and their weights, not what may be seen.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

namespace onrecord::search {

/// A word of a claim.
struct RareWord {
  std::string term;
  double weight = 0;  ///< What a document gains that has it.
};

/// Documents that have any of \a words, weighed by the sum of those that they have.  In an AND
/// nothing else may weigh.  Reads the posting lists of a shard once, one after the other, instead
/// of asking all of them about each document: about 20 ns a posting, and nothing when the same
/// query runs again.  The caller bounds their lengths.  Only for who asks for the best by weight:
/// of those that weigh as much as the last of these nothing more is given.  For one thread and one
/// state of the databases.
Xapian::Query any_of(std::vector<RareWord> words);

}  // namespace onrecord::search
