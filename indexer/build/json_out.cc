// See json_out.h.
#include "indexer/build/json_out.h"

#include "proto/text/utf8.h"

namespace onrecord::build {
namespace {

bool is_plain(unsigned char byte) { return byte >= 0x20 && byte != '"' && byte != '\\'; }

void append_escape(std::string& out, char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out += kDigits[byte >> 4];
  out += kDigits[byte & 15];
}

void append_escaped(std::string& out, std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_plain(static_cast<unsigned char>(text[i]))) continue;
    out.append(text, begin, i - begin);
    append_escape(out, text[i]);
    begin = i + 1;
  }
  out.append(text, begin);
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  if (text::first_invalid(text) == std::string_view::npos)
    append_escaped(out, text);
  else
    append_escaped(out, text::mend(text).text);
  out += '"';
}

}  // namespace onrecord::build
