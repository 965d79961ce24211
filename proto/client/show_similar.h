// What a person sees of `similar` and `prior`.  Knows their answers, no socket.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "proto/client/show.h"

namespace onrecord::client {

/// The words that were looked for, and the hits.
std::string show_similar(const boost::json::object& answer, const Screen& screen);

/// Each sentence of the draft of which something was said before, with the statements.
std::string show_prior(const boost::json::object& answer, const Screen& screen);

}  // namespace onrecord::client
