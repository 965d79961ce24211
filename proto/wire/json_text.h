// A JSON value as text that a person can read too.
#pragma once

#include <boost/json/fwd.hpp>
#include <string>

namespace onrecord::wire {

/// The text of \a value on one line.  Numbers stand as people write them (0.592), where Boost.JSON
/// writes 5.92E-1; both are the same number to every parser.
std::string json_text(const boost::json::value& value);

}  // namespace onrecord::wire
