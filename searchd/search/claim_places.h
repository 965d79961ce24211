// Looks for the statements in which a claim's words stand and has them judged.  Knows in which
// order they are worth looking at and when there are enough; what they come to is verify.cc's.
#pragma once

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "searchd/search/asked_person.h"
#include "searchd/search/claim_search.h"
#include "searchd/search/evidence.h"

namespace onrecord::search {

/// Of one request; refers to everything that it is made of.
class ClaimPlaces {
 public:
  /// \a asked: gains the namesakes of who is asked for, once they matter.
  ClaimPlaces(ClaimSearch& search, EvidenceReader& reader, verify::Asked& asked,
              const AskedPerson& person, const Budget& budget)
      : search_(search), reader_(reader), asked_(asked), person_(person), budget_(budget) {}

  /// Statements that may hold \a claim, each judged with what stands around it; the best first.
  Result<std::vector<Evidence>> judged(const text::Claim& claim, ClaimSearch::Dates dates);

  /// The best place of the words of \a part, a part of a claim, where they stand unchanged: of who
  /// is asked for before anybody else's.  Looks no further than for one that nothing can be better
  /// than.
  Result<std::optional<Evidence>> unchanged(const text::Claim& part);

  /// There are more places with a claim's words than judged() read.
  bool more() const { return more_; }

 private:
  using Candidates = std::vector<ClaimSearch::Candidate>;
  using Glance = EvidenceReader::Glance;
  /// What was looked at for one claim.
  struct Looked {
    std::vector<Glance> glances;  ///< At those that are worth reading.
    std::unordered_set<Xapian::docid> known;
    double best = 0;            ///< Coverage.
    std::size_t missed = 0;     ///< In a row, up to the last.
    std::size_t long_ones = 0;  ///< That have not all words in one place.
  };

  Result<void> read_worth(Looked& looked, const text::Claim& claim,
                          std::vector<Evidence>& evidence);
  Result<void> look_at(Candidates candidates, const text::Claim& claim, Looked& looked);
  void put_in_order(std::vector<Glance>& glances);
  Result<std::optional<Evidence>> best_unchanged(std::vector<Glance> glances,
                                                 const text::Claim& part);

  ClaimSearch& search_;
  EvidenceReader& reader_;
  verify::Asked& asked_;
  const AskedPerson& person_;
  const Budget& budget_;
  bool looked_up_ = false;
  bool more_ = false;
};

}  // namespace onrecord::search
