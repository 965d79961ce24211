// What comes into the index and matches, as it comes.  Knows positions, not where rows go, nor when
// somebody looks again.
#pragma once

#include <boost/json.hpp>
#include <memory>

#include "proto/wire/messages.h"
#include "searchd/search/answer.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// One running subscription to some queries.  Whoever pulls frames gets every article, or
/// statement, that was committed since the subscription began and matches, once for each query that
/// it matches; one under embargo at its release.  Each frame says how far it came ("after"): a
/// subscription that begins with that goes on there.  A new version of an article is a row again;
/// so is one that was withheld and is given free, unless this subscription has given it.  After a
/// `rebuild` docids say nothing of when: rows are then those ingested since.
///
/// Holds no Xapian object: frames may be pulled from different threads' snapshots, one at a time.
/// Memory: a frame, and 8 bytes a row given.
class Subscription {
 public:
  static constexpr std::size_t kMaxQueries = 64;
  /// Rows of one query in one frame at most.
  static constexpr std::uint32_t kFrameRows = 200;

  /// Reads the queries and notes where the index stands.  REQUIRES: a request of the method
  /// `subscribe`.  Errors: those of the parser, with which query; `invalid` for `after`.
  static Result<Subscription> start(const wire::Request& request, Snapshot& snapshot,
                                    const Budget& budget = {});
  Subscription(Subscription&&) noexcept;
  Subscription& operator=(Subscription&&) noexcept;
  ~Subscription();

  /// The next frame: {"rows": […], "more": true, "after", "revision"}; the first one has "parsed"
  /// too.  A row is a hit as of `search` with "query" (its number, from 0) and "clauses": those of
  /// the query's own that hold for it.  \a budget is for this frame; after an error the
  /// subscription is over.  Microseconds when nothing was committed.
  Result<boost::json::object> next(Snapshot& snapshot, const Budget& budget = {});
  /// The last frame told nothing: it need not be sent.
  bool idle() const;

 private:
  struct State;
  explicit Subscription(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace onrecord::search
