// What ends a running match in time.  Knows the clock, not the query.
#pragma once

#include <xapian.h>

#include <chrono>

namespace onrecord::search {

/// Thrown through the matcher when time is up; answer() makes it Errc::deadline.
struct OutOfTime {};

/// \a query, ended by OutOfTime at \a deadline: ANDed with a source of all documents that looks at
/// the clock every so often. Xapian's own time limit does not end a match.  Adds no weight.  Not
/// for remote shards. Cost: 5 to 10 % of a match, whether ranked or only counted (measured
/// over 16,000 news articles).
Xapian::Query with_deadline(const Xapian::Query& query,
                            std::chrono::steady_clock::time_point deadline);

/// Throws OutOfTime when \a deadline is past.  Between the steps of a request.
void check_time(std::chrono::steady_clock::time_point deadline);

/// \a query, but of the documents of a shard that fit but for their positions only the first \a
/// most are looked at: a bound for phrases of words that stand everywhere.
Xapian::Query among_first(const Xapian::Query& query, unsigned most);

/// \a query, but only documents of a shard from \a first_docid (counted in that shard) on.
Xapian::Query from_docid(const Xapian::Query& query, Xapian::docid first_docid);

}  // namespace onrecord::search
