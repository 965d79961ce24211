// The variants of a quotation as text for people.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "proto/client/show.h"

namespace onrecord::client {

/// The answer of `variants`: a block each, what differs from the words that were asked for marked
/// as show_verdict() marks it.
std::string show_variants(const boost::json::object& answer, const Screen& screen);

}  // namespace onrecord::client
