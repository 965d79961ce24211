// An article, or its versions and what changed between them, as text for people.
#pragma once

#include <boost/json.hpp>
#include <string>

#include "proto/client/show.h"

namespace onrecord::client {

/// The answer of `article`.
std::string show_article(const boost::json::object& answer, const Screen& screen);

}  // namespace onrecord::client
