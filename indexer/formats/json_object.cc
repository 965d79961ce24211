// See json_object.h.  Boost.JSON's event parser, because a tree would lose doubled keys and copy
// every text once more.
#include "indexer/formats/json_object.h"

#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <utility>

#include "indexer/formats/json_mistake.h"

namespace onrecord::formats {
namespace {

namespace json = boost::json;
using json::error_code;

/// Boost.JSON's events, as members of the outermost object.
struct Events {
  static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);
  static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);

  std::vector<Value> values;
  std::string part;  ///< Of a key or nested string that is not complete.
  std::size_t depth = 0;

  bool at_member() const { return depth == 1; }

  bool on_document_begin(error_code&) { return true; }
  bool on_document_end(error_code&) { return true; }

  bool on_object_begin(error_code&) { return open('{', ValueKind::object); }
  bool on_object_end(std::size_t, error_code&) { return close('}'); }
  bool on_array_begin(error_code&) { return open('[', ValueKind::array); }
  bool on_array_end(std::size_t, error_code&) { return close(']'); }

  bool on_key_part(json::string_view text, std::size_t, error_code&) {
    part.append(text.data(), text.size());
    return true;
  }
  bool on_key(json::string_view text, std::size_t, error_code&) {
    part.append(text.data(), text.size());
    if (at_member()) {
      values.emplace_back().key = std::move(part);
    } else {
      separate();
      append_json_string(values.back().text, part);
      values.back().text += ':';
    }
    part.clear();
    return true;
  }

  bool on_string_part(json::string_view text, std::size_t, error_code&) {
    (at_member() ? values.back().text : part).append(text.data(), text.size());
    return true;
  }
  bool on_string(json::string_view text, std::size_t, error_code&) {
    if (at_member()) {
      values.back().text.append(text.data(), text.size());
      return true;
    }
    part.append(text.data(), text.size());
    separate();
    append_json_string(values.back().text, part);
    part.clear();
    return true;
  }

  bool on_number_part(json::string_view text, error_code&) {
    part.append(text.data(), text.size());
    return true;
  }
  bool on_int64(std::int64_t, json::string_view text, error_code&) { return number(text); }
  bool on_uint64(std::uint64_t, json::string_view text, error_code&) { return number(text); }
  bool on_double(double, json::string_view text, error_code&) { return number(text); }
  bool on_bool(bool value, error_code&) {
    return scalar(value ? "true" : "false", ValueKind::boolean);
  }
  bool on_null(error_code&) { return scalar("null", ValueKind::null); }

  bool on_comment_part(json::string_view, error_code&) { return true; }
  bool on_comment(json::string_view, error_code&) { return true; }

 private:
  void separate() {
    std::string& text = values.back().text;
    if (!text.empty() && text.back() != '[' && text.back() != '{' && text.back() != ':')
      text += ',';
  }
  bool open(char bracket, ValueKind kind) {
    if (depth > 0) {
      if (at_member())
        values.back().kind = kind;
      else
        separate();
      values.back().text += bracket;
    }
    ++depth;
    return true;
  }
  bool close(char bracket) {
    --depth;
    if (depth > 0) values.back().text += bracket;
    return true;
  }
  bool number(json::string_view text) {
    part.append(text.data(), text.size());
    scalar(part, ValueKind::number);
    part.clear();
    return true;
  }
  bool scalar(std::string_view text, ValueKind kind) {
    if (at_member())
      values.back().kind = kind;
    else
      separate();
    values.back().text += text;
    return true;
  }
};

json::parse_options options() {
  json::parse_options wanted;
  wanted.max_depth = kMaxJsonDepth;
  wanted.allow_invalid_utf8 = true;  // it has been checked already, faster
  return wanted;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The code unit of the escape "\uXXXX" at \a at, or -1.
int code_unit(std::string_view json, std::size_t at) {
  if (at + 6 > json.size() || json[at] != '\\' || json[at + 1] != 'u') return -1;
  int unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const int digit = hex_digit(json[i]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

bool is_high(int unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(int unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// Every escape of half a surrogate pair turned into that of U+FFFD.
std::string mend_surrogates(std::string_view json) {
  std::string mended(json);
  for (std::size_t i = 0; i + 1 < mended.size(); ++i) {
    if (mended[i] != '\\') continue;
    const int unit = code_unit(mended, i);
    if (is_high(unit) && is_low(code_unit(mended, i + 6)))
      i += 11;
    else if (is_high(unit) || is_low(unit))
      mended.replace(i, 6, "\\ufffd");
    else
      ++i;  // what is escaped is no backslash of its own
  }
  return mended;
}

}  // namespace

struct JsonObjectReader::State {
  json::basic_parser<Events> parser{options()};
};

JsonObjectReader::JsonObjectReader() : state_(std::make_unique<State>()) {}
JsonObjectReader::~JsonObjectReader() = default;

boost::system::result<std::vector<Value>, JsonMistake> JsonObjectReader::read(
    std::string_view json) {
  const std::size_t begin = skip_json_space(json, 0);
  if (begin == json.size() || json[begin] != '{')
    return JsonMistake{begin, std::string("expected '{', got ").append(shown(json, begin))};

  auto& parser = state_->parser;
  Events& events = parser.handler();
  const auto run = [&](std::string_view text) {
    parser.reset();
    events.values.clear();
    events.part.clear();
    events.depth = 0;
    error_code failed;
    const std::size_t consumed = parser.write_some(false, text.data(), text.size(), failed);
    return std::pair{consumed, failed};
  };

  auto [consumed, failed] = run(json);
  std::string mended;
  if (failed && json.find("\\u") != std::string_view::npos) {
    mended = mend_surrogates(json);
    if (mended != json) {
      json = mended;
      std::tie(consumed, failed) = run(json);
    }
  }
  if (failed == json::error::too_deep)
    return JsonMistake{consumed, "nested deeper than " + std::to_string(kMaxJsonDepth)};
  if (failed) return explain_mistake(json, consumed);
  const std::size_t behind = skip_json_space(json, consumed);
  if (behind != json.size())
    return JsonMistake{behind,
                       std::string("expected nothing more, got ").append(shown(json, behind))};
  return std::move(events.values);
}

void append_json_string(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += kHex[static_cast<unsigned char>(c) >> 4U];
          out += kHex[static_cast<unsigned char>(c) & 15U];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

}  // namespace onrecord::formats
