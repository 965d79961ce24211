// See inline_text.h.
#include "indexer/formats/inline_text.h"

#include <array>
#include <utility>

#include "indexer/formats/html_text.h"
#include "indexer/formats/news_item.h"
#include "indexer/formats/nitf.h"
#include "indexer/formats/xml_source.h"

namespace onrecord::formats {
namespace {

/// Elements that say that what is around them is HTML.
bool is_html_element(std::string_view name) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"html", "body", "div",        "p",  "span", "section", "article", "pre",
       "ul",   "ol",   "blockquote", "h1", "h2",   "h3",      "table",   "b",
       "i",    "em",   "strong",     "a",  "br",   "figure"});
  for (const std::string_view known : kNames)
    if (name == known) return true;
  return false;
}

std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return low;
}

bool says(std::string_view content_type, std::string_view what) {
  return lowered(content_type).find(what) != std::string::npos;
}

bool take(Record& record, std::string text) {
  if (text.find_first_not_of(" \t\r\n") == std::string::npos) return false;
  record.body = std::move(text);
  record.has_body = true;
  return true;
}

/// Plain text inside of XML: the lines that the markup around it adds at both ends are no part of
/// it.
std::string trimmed_lines(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1));
}

/// "<p>" or "&lt;p&gt;": whether characters that should be plain hold HTML's tags.
bool looks_like_html(std::string_view text) {
  const std::string low = lowered(text.substr(0, 4096));
  for (const std::string_view tag : {"<p>", "<p ", "</p>", "<br", "<div", "</a>", "<html", "</b>",
                                     "</i>", "</em>", "</strong>", "</span>", "<img "})
    if (low.find(tag) != std::string::npos) return true;
  return false;
}

}  // namespace

std::string text_of_html(Record& record, std::string_view html) {
  auto text = html_to_text(html);
  if (text) return std::move(*text);
  record.warnings.push_back("HTML that was read without its structure: " + text.error().message);
  std::string words;
  bool tag = false;
  for (const char c : html) {
    if (c == '<') tag = true;
    words += tag ? ' ' : c;
    if (c == '>') tag = false;
  }
  return collapsed(words);
}

std::string line_of_html(std::string_view html) {
  const auto line = html_to_line(html);
  return line ? *line : collapsed(html);
}

std::optional<std::string> decoded_base64(std::string_view encoded) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string bytes;
  std::uint32_t bits = 0;
  int digits = 0;
  int padding = 0;
  for (const char c : encoded) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
    const std::size_t value = c == '=' ? 0 : kDigits.find(c);
    if (value == std::string_view::npos || (padding > 0 && c != '=')) return std::nullopt;
    padding += c == '=' ? 1 : 0;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    if (++digits % 4 != 0) continue;
    for (int i = 2; i >= 0; --i) bytes += static_cast<char>(bits >> (8 * i) & 0xFF);
    bits = 0;
  }
  if (digits % 4 != 0 || padding > 2 || digits == 0) return std::nullopt;
  bytes.resize(bytes.size() - static_cast<std::size_t>(padding));
  return bytes;
}

bool take_text(Record& record, std::string_view text, std::string_view content_type) {
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return false;
  if (says(content_type, "nitf") || xml_root_name(text) == "nitf") {
    if (const auto xml = Xml::parse(text)) {
      const XmlNode root = xml->root();
      const XmlNode nitf = root.name() == "nitf" ? root : root.find("nitf");
      if (nitf) {
        read_nitf_into(record, nitf);
        return record.has_body && !record.body.empty();
      }
    } else {
      record.warnings.push_back("NITF inside: " + xml.error().message);
    }
  }
  const bool html = says(content_type, "html") ||
                    (!says(content_type, "plain") && looks_like_html(text)) ||
                    xml_root_name(text) == "html";
  return take(record, html ? text_of_html(record, text) : trimmed_lines(text));
}

bool take_inline_text(Record& record, XmlNode carrier, std::string_view content_type) {
  const XmlNode nitf = carrier.name() == "nitf" ? carrier : carrier.find("nitf");
  if (nitf) {
    read_nitf_into(record, nitf);
    return record.has_body && !record.body.empty();
  }
  const auto elements = carrier.children();
  if (elements.empty()) return take_text(record, carrier.text(), content_type);
  if (elements.front().name() == "body.content" || elements.front().name() == "block") {
    NitfText read = nitf_text(carrier);
    record.marks = std::move(read.marks);
    return take(record, std::move(read.text));
  }
  bool html = says(content_type, "html") ||
              carrier.name_space() == "http://www.w3.org/1999/xhtml" ||
              elements.front().name_space() == "http://www.w3.org/1999/xhtml";
  for (const XmlNode element : elements) html = html || is_html_element(element.name());
  if (!html) return false;
  XmlNode body = carrier.find("body");
  if (!body) body = carrier;
  return take(record, text_of_html(record, body.inner_markup()));
}

}  // namespace onrecord::formats
