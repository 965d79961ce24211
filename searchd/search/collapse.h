// Copies of one story as one hit.  Knows clusters and what a reader may see, not orders and pages.
#pragma once

#include <xapian.h>

#include <boost/json.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "searchd/search/answer.h"
#include "searchd/search/asked.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// Of each cluster lets by only the article that stands for it: of those that match the earliest by
/// date, undated ones last; then the one that was added first.  Outlives the matches it is used in.
class OneOfEach : public Xapian::MatchDecider {
 public:
  /// Looks at everything that \a visible_query matches.  Memory: about 200 bytes a cluster among
  /// it.
  OneOfEach(Xapian::Database& articles, const Xapian::Query& visible_query, const Budget& budget);

  bool operator()(const Xapian::Document& document) const override;
  /// What matches: before collapsing, and after.  Both exact.
  std::uint64_t before() const { return matches_; }
  std::uint64_t after() const { return lone_ + standing_.size(); }

 private:
  class Spy;
  struct Standing {
    std::string order;  ///< The least of all members'.
    std::string key;
  };
  std::uint64_t matches_ = 0;
  std::uint64_t lone_ = 0;
  std::map<std::string, Standing> standing_;
};

/// {"count", "outlets": [{"outlet", "count"}], "articles": [KEY]}: all copies that a reader may see
/// right now, or saw then, whether they match or not.  Outlets by count, then name; null where it
/// is not known. Articles the earliest first, kMostListed at most of either.  Nothing when \a
/// article is alone.
std::optional<boost::json::object> copies_json(const Xapian::Document& article, const Asked& asked,
                                               Snapshot& snapshot, const Budget& budget);

inline constexpr Xapian::doccount kMostListed = 100;

}  // namespace onrecord::search
