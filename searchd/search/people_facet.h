// Counts who speaks: people of the authority, and names of everybody else.  Knows columns and whom
// values mean, no query.
#pragma once

#include <xapian.h>

#include <boost/json.hpp>
#include <cstddef>
#include <span>

#include "searchd/search/answer.h"
#include "searchd/search/asked.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// [{"value", "count", "person"}]: the \a limit most frequent speakers of the documents \a docids
/// of \a asked's database (in order), ties by value, then person.  A person counts once a document,
/// under whatever names, and exactly as often as a query of the person's id finds; the row has the
/// person's name and id. Names that mean nobody count as in any facet.  REQUIRES
/// snapshot.authority().  Without a speaker column it makes one of the documents for itself.
boost::json::array count_people(const Asked& asked, std::span<const Xapian::docid> docids,
                                std::size_t limit, Snapshot& snapshot, const Budget& budget);

}  // namespace onrecord::search
