// Reads and writes the lines.
#include "proto/wire/messages.h"

#include <algorithm>

#include "proto/text/utf8.h"
#include "proto/wire/json_text.h"
#include "proto/wire/nearest.h"

namespace onrecord::wire {
namespace json = boost::json;
namespace {

constexpr int kParseError = -32700;
constexpr int kInvalidRequest = -32600;
constexpr int kNoMethod = -32601;
constexpr int kBadArguments = -32602;

/// 1-based column, in code points, of byte \a at of \a line.
int column_of(std::string_view line, std::size_t at) {
  const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  const std::string_view before = line.substr(0, at);
  return 1 + static_cast<int>(std::count_if(before.begin(), before.end(), is_start));
}

Error json_error(std::string_view line, std::size_t at, std::string_view what) {
  const int column = column_of(line, at);
  return {Errc::invalid, "column " + std::to_string(column) + ": " + std::string(what), column};
}

Result<json::value> parse_json(std::string_view text) {
  json::parse_options options;
  options.max_depth = kMaxJsonDepth;
  json::stream_parser parser({}, options);
  json::error_code failed;
  const std::size_t at = parser.write_some(text.data(), text.size(), failed);
  if (failed == json::error::too_deep)
    return json_error(text, at,
                      "nesting of at most " + std::to_string(kMaxJsonDepth) + " was expected");
  if (failed) {
    if (const auto bad = text::first_invalid(text); bad <= at)
      return json_error(text, bad, "invalid UTF-8");
    return json_error(text, at, "invalid JSON: " + failed.message());
  }
  if (at < text.size()) return json_error(text, at, "the end was expected behind one JSON value");
  parser.finish(failed);
  if (failed) return json_error(text, text.size(), "the JSON ends too early");
  return parser.release();
}

RefusedRequest refuse(json::value id, int rpc_code, std::string message) {
  return {std::move(id), Error{Errc::invalid, std::move(message), 0}, rpc_code};
}

bool is_valid_id(const json::value& id) {
  if (id.is_string()) return id.get_string().size() <= kMaxIdBytes;
  return id.is_int64() || id.is_uint64() || id.is_null();
}

std::string unknown_method(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Method& method : methods()) names.push_back(method.name);
  return "no method '" + std::string(shortened(name)) + "'" + did_you_mean(name, names);
}

std::variant<Request, RefusedRequest> request_from(json::object object) {
  const json::value* const id = object.if_contains("id");
  if (id == nullptr)
    return refuse(nullptr, kInvalidRequest,
                  "an 'id' was expected: notifications are refused, since they get no answer");
  if (!is_valid_id(*id))
    return refuse(nullptr, kInvalidRequest,
                  "'id': expected an integer, null or a text of at most " +
                      std::to_string(kMaxIdBytes) + " bytes");
  for (const auto& [name, value] : object)
    if (name != "jsonrpc" && name != "id" && name != "method" && name != "params")
      return refuse(*id, kInvalidRequest,
                    "unknown member '" + std::string(shortened(name)) +
                        "': expected jsonrpc, id, method and params");
  const json::value* const version = object.if_contains("jsonrpc");
  if (version == nullptr || *version != "2.0")
    return refuse(*id, kInvalidRequest, R"(expected "jsonrpc": "2.0")");
  const json::value* const name = object.if_contains("method");
  if (name == nullptr || !name->is_string())
    return refuse(*id, kInvalidRequest, "'method': expected the name of a method");
  const Method* const method = find_method(name->get_string());
  if (method == nullptr) return refuse(*id, kNoMethod, unknown_method(name->get_string()));

  json::object arguments;
  if (json::value* const params = object.if_contains("params")) {
    if (!params->is_object())
      return refuse(*id, kBadArguments, "'params': expected an object, arguments go by name");
    arguments = std::move(params->get_object());
  }
  auto checked = check_arguments(*method, std::move(arguments));
  if (!checked) return RefusedRequest{*id, std::move(checked).error(), kBadArguments};
  return Request{*id, method, std::move(*checked)};
}

std::string line_begin(const json::value& id, std::string_view member) {
  std::string line = R"({"jsonrpc":"2.0","id":)" + json_text(id) + ",\"";
  line += member;
  line += "\":";
  return line;
}

std::string encode_line(const json::value& id, std::string_view member, const json::object& value) {
  return line_begin(id, member) + json_text(value) + "}\n";
}

/// \a rest with \a rows as its first member.
std::string encode_rows(const json::value& id, std::string_view rows, const json::object& rest) {
  std::string line = line_begin(id, "result");
  const std::string behind = json_text(rest);
  line.reserve(line.size() + rows.size() + behind.size() + 16);
  line += R"({"rows":[)";
  std::size_t end = line.size();
  if (rows.ends_with('\n')) rows.remove_suffix(1);
  line += rows;
  // Inside the JSON of a row no string has a line's end.
  while ((end = line.find('\n', end)) != std::string::npos) line[end] = ',';
  line += rest.empty() ? "]" : "],";
  line.append(behind, 1);
  line += "}\n";
  return line;
}

}  // namespace

std::optional<std::string_view> Request::text(std::string_view name) const {
  const json::value* const value = arguments.if_contains(name);
  if (value == nullptr) return std::nullopt;
  return std::string_view(value->as_string());
}

std::optional<std::int64_t> Request::integer(std::string_view name) const {
  const json::value* const value = arguments.if_contains(name);
  if (value == nullptr) return std::nullopt;
  return value->as_int64();
}

bool Request::flag(std::string_view name) const {
  const json::value* const value = arguments.if_contains(name);
  return value != nullptr && value->as_bool();
}

std::vector<std::string_view> Request::text_list(std::string_view name) const {
  std::vector<std::string_view> list;
  if (const json::value* const value = arguments.if_contains(name))
    for (const json::value& item : value->as_array()) list.emplace_back(item.as_string());
  return list;
}

Result<json::object> parse_object(std::string_view text) {
  auto value = parse_json(text);
  if (!value) return value.error();
  if (!value->is_object()) return json_error(text, 0, "a JSON object was expected");
  return std::move(value->get_object());
}

std::variant<Request, RefusedRequest> decode_request(std::string_view line) {
  auto value = parse_json(line);
  if (!value) return RefusedRequest{nullptr, value.error(), kParseError};
  if (value->is_array())
    return refuse(nullptr, kInvalidRequest,
                  "batches are refused: send each request as a line of its own");
  if (!value->is_object())
    return refuse(nullptr, kInvalidRequest,
                  "a request is a JSON object: {\"jsonrpc\": \"2.0\", …}");
  return request_from(std::move(value->get_object()));
}

json::object error_object(const Error& error, int rpc_code) {
  json::object data{{"kind", name_of(error.code)}};
  if (error.column > 0) data.emplace("column", error.column);
  return {{"code", rpc_code}, {"message", error.message}, {"data", std::move(data)}};
}

std::string encode_response(const json::value& id, const Response& response) {
  if (response.error)
    return encode_line(id, "error",
                       error_object(*response.error, rpc_code_of(response.error->code)));
  if (response.rows) return encode_rows(id, *response.rows, response.result);
  return encode_line(id, "result", response.result);
}

std::string encode_refusal(const RefusedRequest& refused) {
  return encode_line(refused.id, "error", error_object(refused.error, refused.rpc_code));
}

namespace {

struct ErrcRow {
  Errc code;
  std::string_view name;
  int rpc;
  int http;
};
constexpr ErrcRow kErrcs[] = {
    {Errc::invalid, "invalid", -32000, 400},   {Errc::unsupported, "unsupported", -32001, 501},
    {Errc::limit, "limit", -32002, 422},       {Errc::not_found, "not_found", -32003, 404},
    {Errc::conflict, "conflict", -32004, 409}, {Errc::stale, "stale", -32005, 503},
    {Errc::deadline, "deadline", -32006, 504}, {Errc::io, "io", -32007, 500},
    {Errc::index, "index", -32008, 500},       {Errc::denied, "denied", -32009, 403},
    {Errc::internal, "internal", -32010, 500}, {Errc::busy, "busy", -32011, 503},
};
constexpr bool in_enum_order() {
  for (std::size_t i = 0; i < std::size(kErrcs); ++i)
    if (kErrcs[i].code != static_cast<Errc>(i)) return false;
  return std::size(kErrcs) == static_cast<std::size_t>(Errc::busy) + 1;
}
static_assert(in_enum_order());

const ErrcRow& row_of(Errc code) { return kErrcs[static_cast<std::size_t>(code)]; }

}  // namespace

int rpc_code_of(Errc code) { return row_of(code).rpc; }
int http_status_of(Errc code) { return row_of(code).http; }
std::string_view name_of(Errc code) { return row_of(code).name; }

}  // namespace onrecord::wire
