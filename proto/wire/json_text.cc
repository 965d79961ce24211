// See json_text.h.
#include "proto/wire/json_text.h"

#include <boost/json.hpp>

#include "proto/text/json_out.h"

namespace onrecord::wire {
namespace {

namespace json = boost::json;

void put(text::JsonOut& out, const json::value& value) {
  switch (value.kind()) {
    case json::kind::null:
      out.null();
      break;
    case json::kind::bool_:
      out.boolean(value.get_bool());
      break;
    case json::kind::int64:
      out.number(value.get_int64());
      break;
    case json::kind::uint64:
      out.number(value.get_uint64());
      break;
    case json::kind::double_:
      out.number(value.get_double());
      break;
    case json::kind::string:
      out.string(value.get_string());
      break;
    case json::kind::array:
      out.open('[');
      for (const json::value& item : value.get_array()) put(out, item);
      out.close(']');
      break;
    case json::kind::object:
      out.open('{');
      for (const auto& [name, member] : value.get_object()) {
        out.foreign_key(name);
        put(out, member);
      }
      out.close('}');
      break;
  }
}

}  // namespace

std::string json_text(const json::value& value) {
  std::string text;
  text::JsonOut out(text);
  put(out, value);
  return text;
}

}  // namespace onrecord::wire
