// A request and a response as values, and their JSON-RPC 2.0 lines.  Knows no socket, no index.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "proto/result.h"
#include "proto/wire/methods.h"

namespace onrecord::wire {

/// Deepest nesting of JSON that is read.
inline constexpr std::size_t kMaxJsonDepth = 64;
/// Longest request id, in bytes, when it is a string.
inline constexpr std::size_t kMaxIdBytes = 256;

/// A checked request: the method exists, every argument is known, of its type and in its range, and
/// defaults are filled in.
struct Request {
  boost::json::value
      id;  ///< Echoed: a string, an integer or null.  Two requests may have the same.
  const Method* method = nullptr;
  boost::json::object arguments;

  /// Typed reading; REQUIRES that the method's table has an argument of that name and type.  Absent
  /// optional ones are nullopt (flag: false, list: empty).  Views live as long as the request.
  std::optional<std::string_view> text(std::string_view name) const;
  std::optional<std::int64_t> integer(std::string_view name) const;
  bool flag(std::string_view name) const;
  std::vector<std::string_view> text_list(std::string_view name) const;
};

/// What goes back: a result, or an error with its place.
struct Response {
  boost::json::object result;
  std::optional<Error> error;
  /// The JSON of rows, each closed by '\n': they are the result's first member, "rows", and were
  /// never values, because there are many.
  std::optional<std::string> rows = std::nullopt;
};

/// Checks \a arguments against \a method and fills in the defaults.  Errors: `invalid` names the
/// argument, what was expected and what came instead, and for an unknown argument the nearest known
/// one.
Result<boost::json::object> check_arguments(const Method& method, boost::json::object arguments);

/// The same for arguments that came as text (HTTP GET, command lines): numbers and flags are read
/// from their printed form, a list from several pairs of one name or from values separated by
/// commas.  Anything else twice is refused.
Result<boost::json::object> check_text_arguments(
    const Method& method, std::span<const std::pair<std::string, std::string>> arguments);

/// Reads a whole JSON text that must be one object.  Errors: `invalid` with the column (code
/// points) of the first byte that cannot be: syntax, invalid UTF-8, nesting beyond kMaxJsonDepth,
/// an end too early, something behind the end.
Result<boost::json::object> parse_object(std::string_view json);

/// A line that cannot become a Request.  \a id is null unless it could be read.
struct RefusedRequest {
  boost::json::value id;
  Error error;
  int rpc_code = -32600;  ///< JSON-RPC 2.0: -32700 parse error, -32600 invalid request, -32601 no
                          ///< method, -32602 bad arguments.
};
/// Reads one line (without its end).  Notifications (no id), batches and positional parameters are
/// refused by name.
std::variant<Request, RefusedRequest> decode_request(std::string_view line);

/// One line, with its '\n'.
std::string encode_response(const boost::json::value& id, const Response& response);
std::string encode_refusal(const RefusedRequest& refused);
/// {"code": RPC_CODE, "message": …, "data": {"kind": …, "column": …}}: what JSON-RPC lines and HTTP
/// bodies both carry as "error".
boost::json::object error_object(const Error& error, int rpc_code);

/// The error codes of our own, from -32000 down, one for each Errc; and the HTTP status that means
/// the same.
int rpc_code_of(Errc code);
int http_status_of(Errc code);
std::string_view name_of(Errc code);

/// `describe`: the methods with their arguments, types, defaults and limits.
boost::json::array describe_methods();

}  // namespace onrecord::wire
