// What Xapian's stock operators cannot say about positions and counts, as queries: posting sources
// that look only at documents which stock operators let by.  Part of compile.h.
#pragma once

#include <xapian.h>

#include <functional>
#include <string>

#include "searchd/query/compile_positions.h"
#include "searchd/query/places.h"

namespace onrecord::query {

/// Documents in whose text \a sought has \a times places or more.  Weighs what its words weigh.
/// Candidates are an AND of stock queries; for each the positions of the words are read.  Not for
/// remote shards.  \a tick is called now and then; what it throws comes out of the match, and so
/// does TooManyPlaces.
Xapian::Query places_query(const Sought& sought, Marks marks, std::size_t times,
                           const std::function<void()>& tick);

/// Documents in which the wdf of \a term is \a times or more.  Weighs what the term weighs.
Xapian::Query wdf_query(const std::string& term, Xapian::termcount times);

}  // namespace onrecord::query
