// How close together the words of a claim stand in a document.  Knows positions, not texts: nothing
// is read but the lists of the words asked for.
#pragma once

#include <xapian.h>

#include <span>
#include <string>
#include <vector>

namespace onrecord::search {

/// A word of a claim.
struct WeighedTerm {
  std::string term;
  double weight = 0;
};

/// Whether all of \a terms stand somewhere in the document within \a reach of the first.
bool stand_together(const Xapian::Database& database, Xapian::docid docid,
                    const std::vector<std::string>& terms, Xapian::termpos reach);

/// The greatest share of the weight of \a terms that stands within \a reach positions somewhere in
/// the document, each term once: 0 to 1.  Cost: a look-up a term, and about 10 ns a position.
/// REQUIRES: not more than 32 terms.
double share_together(const Xapian::Database& database, Xapian::docid docid,
                      std::span<const WeighedTerm> terms, Xapian::termpos reach);

}  // namespace onrecord::search
