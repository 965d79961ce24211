// A request and a response as values, and their JSON-RPC 2.0 lines.  Knows no socket, no index.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "proto/result.h"
#include "proto/wire/methods.h"

namespace onrecord::wire {

/// A checked request: the method exists, every argument is known, of its type and in its range, and defaults are filled in.
struct Request {
  boost::json::value id;  ///< Echoed: a string, an integer or null.  Absent (a notification) is refused.
  const Method* method = nullptr;
  boost::json::object arguments;

  /// Typed reading; REQUIRES that the method's table has an argument of that name and type.  Absent optional ones are nullopt.
  std::optional<std::string_view> text(std::string_view name) const;
  std::optional<std::int64_t> integer(std::string_view name) const;
  std::optional<double> number(std::string_view name) const;
  bool flag(std::string_view name) const;
  std::vector<std::string_view> text_list(std::string_view name) const;
};

/// What goes back: a result, or an error with its place.
struct Response {
  boost::json::object result;
  std::optional<Error> error;
};

/// Checks \a arguments against \a method and fills in the defaults.  Errors name the argument and what was expected.
Result<boost::json::object> check_arguments(const Method& method, boost::json::object arguments);

/// Reads one line (without its end).  Errors: `invalid` with the JSON position or the argument.  \a id_out of a request that is
/// refused after its id was read is in RefusedRequest.
struct RefusedRequest {
  boost::json::value id;
  Error error;
  int rpc_code = -32600;  ///< JSON-RPC 2.0: -32700 parse error, -32600 invalid request, -32601 no method, -32602 bad arguments.
};
std::variant<Request, RefusedRequest> decode_request(std::string_view line);

/// One line, with its '\n'.
std::string encode_response(const boost::json::value& id, const Response& response);

/// The error codes of our own, from -32000 down, one for each Errc; and the HTTP status that means the same.
int rpc_code_of(Errc code);
int http_status_of(Errc code);
std::string_view name_of(Errc code);

/// `describe`: the methods and (given by the caller, who knows it) the fields and operators.
boost::json::array describe_methods();

}  // namespace onrecord::wire
