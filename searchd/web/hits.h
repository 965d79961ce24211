// A result of a search, an article or a statement, as a line of a list.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <string_view>

namespace onrecord::web {

/// \a hit as <li>.  \a target: "articles" or "statements".
std::string hit_html(const boost::json::object& hit, std::string_view target);

}  // namespace onrecord::web
