// A verdict and its evidence as JSON.  Knows what was judged, not how.
#pragma once

#include <boost/json.hpp>
#include <cstddef>
#include <vector>

#include "proto/text/claim.h"
#include "proto/text/utf8.h"
#include "searchd/search/evidence.h"
#include "searchd/verify/verdict.h"

namespace onrecord::search {

/// One place with its difference from the claim.  \a claim is the whole one, also of a part.
boost::json::object evidence_json(const Evidence& evidence, const text::Claim& claim, bool supports,
                                  text::OffsetUnit unit);

/// The steps from what was said to \a claim: op, claim, said, changes, form.
boost::json::array difference_json(const Evidence& evidence, const text::Claim& claim);
/// The names of what differences changed.
boost::json::array changes_json(std::uint16_t changed);

/// The verdict in a sentence that can be printed: "not found in this archive".
std::string says(const verify::Sum& sum, const std::vector<Evidence>& evidence,
                 const std::string& asked);

}  // namespace onrecord::search
