// How a query was read, as text for people.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "proto/client/show.h"

namespace onrecord::client {

/// The answer of `explain`: clauses with their counts, and of one document a mark before each that
/// holds; expansions, terms, Xapian's own words.
std::string show_explain(const boost::json::object& answer, const Screen& screen);

}  // namespace onrecord::client
