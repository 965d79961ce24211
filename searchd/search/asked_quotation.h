// What `verify` and `variants` are asked: a quotation, perhaps of somebody, perhaps of some days.
// Knows the arguments; finds and judges nothing.
#pragma once

#include <string>
#include <vector>

#include "searchd/search/asked_person.h"
#include "searchd/search/claim_search.h"

namespace onrecord::search {

struct AskedQuotation {
  ClaimSearch search;
  text::Claim claim;
  verify::Asked asked;  ///< By the person's name where the argument is an id.
  AskedPerson person;

  /// The arguments quote, speaker, before and after.  Errors: `invalid` names the argument that has
  /// marks alone, or is no date.
  static Result<AskedQuotation> read(const wire::Request& request, Snapshot& snapshot,
                                     const Budget& budget);
};

/// The names to look for statements of who is asked for; empty where nobody is.
std::vector<std::string> names_of(const verify::Asked& asked, const AskedPerson& person);

}  // namespace onrecord::search
