// The articles as a reader saw them at one moment: which version of each was the current one.
// Knows times and what is hidden, no words.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "searchd/search/answer.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// Belongs to the thread of its snapshot, and to one request.
///
/// A version was the current one from the second in which it was read (`ingested`) until, and
/// without, the second in which another replaced it or it was removed (`superseded`).  Of these a
/// reader sees what could be seen then, by its own status, embargo and expiry, and may be seen
/// today: nothing whose current version is withheld, canceled, embargoed, expired, purged or
/// removed comes back.  So of every article there is one version at most.
class Past {
 public:
  /// \a moment: seconds since the epoch.  May throw as the methods do.  Cost: a match of what is
  /// hidden today.
  Past(Snapshot& snapshot, std::int64_t moment, const Budget& budget);

  std::int64_t moment() const { return moment_; }
  /// Current and superseded versions, in one database, without columns.
  Xapian::Database& versions() { return versions_; }
  /// What of \a query a reader saw; for versions(), and for either of its parts alone.
  Xapian::Query visible(const Xapian::Query& query) const;

 private:
  std::int64_t moment_;
  Xapian::Database versions_;
  Xapian::Query current_then_;
  Xapian::Query unseen_;
  Xapian::Query seen_today_;
};

/// The moment that \a printed names, as seconds since the epoch: an instant as it is, of a day, a
/// month or a year the last second (in UTC where no zone is named), and never later than \a now.
/// Errors: `invalid` what is no date, and what has not begun.
Result<std::int64_t> moment_of(std::string_view printed, std::int64_t now);

}  // namespace onrecord::search
