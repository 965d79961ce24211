// Finds the documents that may hold the words of a claim.  Knows terms, dates and what may be seen;
// judges nothing.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "proto/store/layout.h"
#include "proto/text/claim.h"
#include "searchd/search/answer.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// Searches for one request on one refreshed snapshot.  Every query is of what may be seen.
class ClaimSearch {
 public:
  /// \a before and \a after: dates as the query language's before: and after: take them.  Errors:
  /// `invalid` names the argument.
  static Result<ClaimSearch> make(Snapshot& snapshot, const Budget& budget,
                                  std::optional<std::string_view> before,
                                  std::optional<std::string_view> after);

  enum class Dates {
    asked,     ///< Within the dates that were asked for.
    left_out,  ///< Not known, or not well enough, to be in or out.
  };
  /// Documents that share the rarest words of \a claim, those that have all of them first; \a most
  /// of either kind.  \a speaker: only statements that may be by that name or role; "" for any.
  /// Cost: a look-up a word, and the postings of the words chosen (200,000 at most).
  std::vector<Xapian::docid> find(store::Kind kind, const text::Claim& claim, Xapian::doccount most,
                                  std::string_view speaker = {}, Dates dates = Dates::asked) const;

  bool dated() const { return dated_; }

  /// Names of speakers on record that have the word \a surname, from 5,000 statements at most.
  std::vector<std::string> names_with(const std::string& surname) const;

 private:
  ClaimSearch(Snapshot& snapshot, const Budget& budget) : snapshot_(snapshot), budget_(budget) {}

  Xapian::Query limited(store::Kind kind, const Xapian::Query& query, std::string_view speaker,
                        Dates dates) const;

  Snapshot& snapshot_;
  const Budget& budget_;
  bool dated_ = false;
  Xapian::Query within_[2];  ///< Of statements and of articles.
  Xapian::Query left_out_[2];
};

}  // namespace onrecord::search
