// See json_mistake.h.
#include "indexer/formats/json_mistake.h"

#include <algorithm>
#include <array>
#include <utility>

namespace onrecord::formats {
namespace {

/// What stood last before a place: it decides what may follow.
enum class Last { start, open, comma, colon, key, value };

/// The state of JSON at some byte.
struct Context {
  std::string brackets;  ///< Those that are open.
  Last last = Last::start;
  bool in_string = false;
  std::size_t string_begin = 0;
};

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_scalar(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '-' || c == '.';
}

/// Whether \a text, made of is_scalar(), is a number, true, false or null to its end.
bool is_whole(std::string_view text) {
  if (text == "true" || text == "false" || text == "null") return true;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return is_digit(text.back()) && (is_digit(text.front()) || text.front() == '-') &&
         text.find_first_not_of("0123456789+-.eE") == std::string_view::npos;
}

Context context_at(std::string_view json, std::size_t at) {
  Context now;
  for (std::size_t i = 0; i < at; ++i) {
    const char c = json[i];
    if (now.in_string) {
      if (c == '\\') {
        ++i;
      } else if (c == '"') {
        now.in_string = false;
        const bool may_be_key = now.last == Last::open || now.last == Last::comma;
        now.last = may_be_key && now.brackets.ends_with('{') ? Last::key : Last::value;
      }
      continue;
    }
    switch (c) {
      case '"':
        now.in_string = true;
        now.string_begin = i;
        break;
      case '{':
      case '[':
        now.brackets += c;
        now.last = Last::open;
        break;
      case '}':
      case ']':
        if (!now.brackets.empty()) now.brackets.pop_back();
        now.last = Last::value;
        break;
      case ',':
        now.last = Last::comma;
        break;
      case ':':
        now.last = Last::colon;
        break;
      default:
        if (!is_space(c)) now.last = Last::value;
    }
  }
  return now;
}

std::string_view expected_after(const Context& now) {
  const bool object = now.brackets.ends_with('{');
  switch (now.last) {
    case Last::start:
      return "'{'";
    case Last::open:
      return object ? "'\"' or '}'" : "a value or ']'";
    case Last::comma:
      return object ? "'\"'" : "a value";
    case Last::colon:
      return "a value";
    case Last::key:
      return "':'";
    case Last::value:
      break;
  }
  if (now.brackets.empty()) return "nothing more";
  return object ? "',' or '}'" : "',' or ']'";
}

std::string hex(unsigned value) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  return {'U', '+', '0', '0', kHex[value >> 4U & 15U], kHex[value & 15U]};
}

}  // namespace

std::string shown(std::string_view text, std::size_t at) {
  if (at >= text.size()) return std::string("the end");
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x20 || first == 0x7F) return hex(first);
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return std::string("'").append(text.substr(at, end - at)).append("'");
}

JsonMistake explain_mistake(std::string_view json, std::size_t at) {
  at = std::min(at, json.size());
  const Context now = context_at(json, at);
  if (now.in_string) {
    if (at == json.size()) return {now.string_begin, "the string that begins here never closes"};
    if (static_cast<unsigned char>(json[at]) < 0x20)
      return {at, shown(json, at).append(" inside a string must be escaped")};
    return {at,
            std::string("expected an escape such as \\n or \\u00e9, got ").append(shown(json, at))};
  }
  std::size_t begin = at;
  while (begin > 0 && is_scalar(json[begin - 1])) --begin;
  const bool wants_value =
      now.last == Last::colon || (now.brackets.ends_with('[') && now.last != Last::value);
  const bool breaks_off = at == json.size() && begin < at && is_whole(json.substr(begin));
  if (!breaks_off && (begin < at || (wants_value && at < json.size() && is_scalar(json[at])))) {
    std::size_t end = at;
    while (end < json.size() && is_scalar(json[end])) ++end;
    return {begin, "expected a value, got '" +
                       std::string(json.substr(begin, std::min<std::size_t>(end - begin, 40))) +
                       "'"};
  }
  return {at, std::string("expected ")
                  .append(expected_after(now))
                  .append(", got ")
                  .append(shown(json, at))};
}

std::size_t skip_json_space(std::string_view json, std::size_t at) {
  while (at < json.size() && is_space(json[at])) ++at;
  return at;
}

std::size_t skip_json_value(std::string_view json, std::size_t at) {
  std::size_t depth = 0;
  for (std::size_t i = at; i < json.size(); ++i) {
    switch (json[i]) {
      case '"':
        for (++i; i < json.size() && json[i] != '"'; ++i)
          if (json[i] == '\\') ++i;
        if (i >= json.size()) return std::string_view::npos;
        if (depth == 0) return i + 1;
        break;
      case '{':
      case '[':
        ++depth;
        break;
      case '}':
      case ']':
        if (depth == 0) return i;
        if (--depth == 0) return i + 1;
        break;
      case ',':
        if (depth == 0) return i;
        break;
      default:
        break;
    }
  }
  return depth == 0 ? json.size() : std::string_view::npos;
}

std::string place_of(std::string_view text, std::size_t at, std::uint64_t first_line) {
  const std::string_view before = text.substr(0, std::min(at, text.size()));
  const auto line_begin = before.rfind('\n') + 1;  // npos + 1 == 0
  const auto lines = static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
  const auto column =
      1 + std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_begin), before.end(),
                        [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
  return "line " + std::to_string(first_line + lines) + ", column " + std::to_string(column);
}

}  // namespace onrecord::formats
