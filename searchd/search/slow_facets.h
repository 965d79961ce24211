// Counts facets without columns: while these are being filled, and where they have no room.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <span>
#include <vector>

#include "proto/store/fields.h"
#include "searchd/search/answer.h"
#include "searchd/search/tally.h"

namespace onrecord::search {

/// For each of \a fields what count_values() gives, from value slots: about 40 µs for a hundred
/// matches and field.
std::vector<std::vector<Counted>> count_slots(Xapian::Database& database,
                                              const Xapian::Query& query,
                                              std::span<const Field* const> fields,
                                              std::size_t limit, const Budget& budget);

/// What count_dates() gives, by a match a bucket.  REQUIRES: years or months.
std::vector<Counted> count_date_terms(Xapian::Database& database, const Xapian::Query& query,
                                      DateLevel level, std::size_t limit, const Budget& budget);

/// The values of `status`, which may change in place, by their posting lists.  \a docids: of
/// everything that matches, ascending.
std::vector<Counted> count_statuses(const Xapian::Database& database,
                                    std::span<const Xapian::docid> docids, std::size_t limit);

}  // namespace onrecord::search
