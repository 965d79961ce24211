// HTML out of text: escaping, links, and the frame that every page has.
#include "searchd/web/html.h"

#include <algorithm>

#include "proto/text/sentences.h"

namespace onrecord::web {
namespace json = boost::json;

std::string unwrapped(std::string_view printed) {
  std::string out(printed);
  for (const Span paragraph : text::paragraphs(printed)) {
    const auto begin = out.begin() + static_cast<std::ptrdiff_t>(paragraph.begin);
    const auto end = out.begin() + static_cast<std::ptrdiff_t>(paragraph.end);
    std::replace_if(
        begin, end, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  }
  return out;
}

std::string escape(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      case '\t':
      case '\n':
        out += c;
        break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20 && c != '\x7f') out += c;
    }
  }
  return out;
}

std::string percent_encode(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~' || c == '/' || c == ':' ||
                       c == '@';
    if (plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

std::string link(std::string_view path,
                 const std::vector<std::pair<std::string_view, std::string>>& parameters) {
  std::string out(path);
  char before = '?';
  for (const auto& [name, value] : parameters) {
    if (value.empty()) continue;
    out += before;
    out += name;
    out += '=';
    out += percent_encode(value);
    before = '&';
  }
  return escape(out);
}

std::string document(std::string_view title, std::string_view search_box, std::string_view main) {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>";
  out += escape(title);
  out +=
      "</title>\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n"
      "<link rel=\"stylesheet\" href=\"/style.css\">\n<link rel=\"icon\" href=\"/favicon.svg\" "
      "type=\"image/svg+xml\">\n"
      "</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the results</a>\n<header "
      "class=\"top\">\n"
      "<a class=\"brand\" href=\"/\">On<span>record</span></a>\n";
  out += search_box;
  out += "</header>\n<main id=\"main\">\n";
  out += main;
  out +=
      "</main>\n<footer class=\"bottom\">\n<p>Who said what, when, where. "
      "<a href=\"/openapi.json\">API</a></p>\n</footer>\n</body>\n</html>\n";
  return out;
}

std::string marked(std::string_view text,
                   const std::vector<std::pair<std::size_t, std::size_t>>& ranges) {
  std::string out;
  std::size_t at = 0;
  for (const auto& [begin, end] : ranges) {
    if (begin < at || end <= begin || end > text.size()) continue;
    out += escape(text.substr(at, begin - at));
    out += "<mark>" + escape(text.substr(begin, end - begin)) + "</mark>";
    at = end;
  }
  return out + escape(text.substr(at));
}

std::string_view text_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string())
                                                : std::string_view();
}

std::int64_t number_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr) return 0;
  if (value->is_int64()) return value->get_int64();
  return value->is_uint64() ? static_cast<std::int64_t>(value->get_uint64()) : 0;
}

const json::array& list_of(const json::object& object, std::string_view name) {
  static const json::array kNone;
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_array() ? value->get_array() : kNone;
}

const json::object& object_of(const json::object& object, std::string_view name) {
  static const json::object kNone;
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_object() ? value->get_object() : kNone;
}

std::string grouped(std::int64_t number) {
  std::string out = std::to_string(number);
  for (auto at = static_cast<std::ptrdiff_t>(out.size()) - 3; at > (number < 0 ? 1 : 0); at -= 3)
    out.insert(static_cast<std::size_t>(at), 1, ',');
  return out;
}

}  // namespace onrecord::web
