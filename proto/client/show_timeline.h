// What a person sees of a timeline and of suggestions.  Knows their answers, no socket.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "proto/client/show.h"

namespace onrecord::client {

/// A line a bucket with a bar; with series a column for each; then what is in no bucket, and the
/// first and the last.
std::string show_timeline(const boost::json::object& answer, const Screen& screen);

/// A line a suggestion, by kind.
std::string show_suggestions(const boost::json::object& answer, const Screen& screen);

}  // namespace onrecord::client
