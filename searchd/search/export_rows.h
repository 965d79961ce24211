// Everything that matches, page by page.  Knows docids and what was given already, not where the
// rows go.
#pragma once

#include <boost/json.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "proto/wire/messages.h"
#include "searchd/search/answer.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// A page of an export: what a frame of the answer is made of.
struct ExportPage {
  std::string rows;  ///< The JSON of each row, closed by '\n', in order.
  boost::json::object rest;
};

/// One running export.  Pull pages until finished().  Every hit that matched from the first page to
/// the last comes exactly once, in docid order, whatever is committed meanwhile; what is withheld
/// or removed meanwhile does not come any more; what was replaced before its turn comes at the end,
/// as it is then; what was read meanwhile is counted, not given, unless it has a second version by
/// its turn: then nothing tells it from what was replaced, and it comes.
///
/// Holds no Xapian object: pages may be pulled from different threads' snapshots, one at a time.
/// Memory: a page, and what GivenRows takes for at most kMaxRows rows.
class ExportRows {
 public:
  /// Rows a page at most; a page is also full at kPageBytes of stored records.
  static constexpr std::uint32_t kPageRows = 250;
  static constexpr std::size_t kPageBytes = 1 << 20;
  static constexpr std::uint64_t kMaxRows = 8'000'000;

  /// Parses, and counts what matches now.  REQUIRES: a request of the method `export`.  Errors: as
  /// answer(), and `limit` when more than kMaxRows match.
  static Result<ExportRows> start(wire::Request request, Snapshot& snapshot,
                                  const Budget& budget = {});
  ExportRows(ExportRows&&) noexcept;
  ExportRows& operator=(ExportRows&&) noexcept;
  ~ExportRows();

  /// The next page; its rest is {"more": true, "revision"}, and in the end {"more": false,
  /// "revision", "counts": {"rows", "matched_at_start", "gone_since", "changed_since",
  /// "added_since"}, "since"}; a page may be without rows.  A row is a whole article, or a
  /// statement, or the `fields` asked for.  A later export `since` that gives what was added or
  /// replaced after this one began, and what came out of embargo.
  /// \a budget is for this page.  After an error the export is over.
  Result<ExportPage> next(Snapshot& snapshot, const Budget& budget = {});
  bool finished() const;

 private:
  struct State;
  explicit ExportRows(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace onrecord::search
