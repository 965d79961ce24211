// Two speakers or two outlets side by side, as text for people.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "proto/client/show.h"

namespace onrecord::client {

/// The answer of `compare`: counts in two columns, dates without any left out, then the words that
/// each has more of.
std::string show_comparison(const boost::json::object& answer, const Screen& screen);

}  // namespace onrecord::client
