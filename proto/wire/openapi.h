// The HTTP API as an OpenAPI 3.1 document, made from the method table.  Knows no server.
#pragma once

#include <boost/json.hpp>
#include <string_view>

namespace onrecord::wire {

/// The document: POST (JSON body) and GET (query parameters) of /api/v1/METHOD for every method
/// that does not stream, POST for those that do.  \a version is Onrecord's.
boost::json::object openapi(std::string_view version);

}  // namespace onrecord::wire
