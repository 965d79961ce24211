// What a daemon can do, for people to read: methods, fields, operators, limits.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "proto/client/show.h"

namespace onrecord::client {

/// The answer of `describe`.  The arguments of a method are its --help's.
std::string show_description(const boost::json::object& answer, const Screen& screen);

}  // namespace onrecord::client
