// See feed_words.h.
#include "indexer/formats/feed_words.h"

#include <algorithm>
#include <boost/url.hpp>

#include "indexer/formats/encoding.h"
#include "indexer/formats/inline_text.h"
#include "indexer/formats/sniff.h"

namespace onrecord::formats {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& c : low) c = lower(c);
  return low;
}

Family family_of(XmlNode node) {
  const std::string uri = lowered(node.name_space());
  const std::string prefix = lowered(node.prefix());
  const auto has = [&](std::string_view part) { return uri.find(part) != std::string::npos; };
  if (has("purl.org/dc/") || (uri.empty() && prefix.starts_with("dc"))) return Family::dublin_core;
  if (has("rss/1.0/modules/content") || (uri.empty() && prefix == "content"))
    return Family::content;
  if (has("search.yahoo.com/mrss") || (uri.empty() && prefix == "media")) return Family::media;
  if (has("itunes.com/dtds") || (uri.empty() && prefix == "itunes")) return Family::itunes;
  if (uri.empty() && prefix.empty()) return Family::feed;
  if (has("w3.org/2005/atom") || has("purl.org/atom/") || has("example.com/newformat") ||
      has("netscape.com/rdf") || has("my.netscape.com") || has("backend.userland.com") ||
      has("blogs.law.harvard.edu") || has("cyber.law.harvard.edu") ||
      (has("purl.org/") && has("rss/1.0/") && !has("modules")) || has("purl.org/net/rss1.1"))
    return Family::feed;
  // A namespace that nobody knows is the feed's own where all around it is in it too.
  const XmlNode around = node.parent();
  return around && around.name_space() == node.name_space() ? Family::feed : Family::other;
}

std::vector<XmlNode> named(XmlNode element, std::string_view name, Family family) {
  std::vector<XmlNode> found;
  for (const XmlNode child : element.children())
    if (same_name(child.name(), name) && family_of(child) == family) found.push_back(child);
  return found;
}
XmlNode one(XmlNode element, std::string_view name, Family family) {
  const auto all = named(element, name, family);
  for (const XmlNode node : all)
    if (!node.words().empty()) return node;
  return all.empty() ? XmlNode() : all.front();
}
std::string words(XmlNode element, std::string_view name, Family family) {
  return one(element, name, family).words();
}

std::string inherited(XmlNode node, std::string_view name) {
  for (; node; node = node.parent())
    if (node.has_attribute(name)) return collapsed(node.attribute(name));
  return {};
}

std::string resolved(std::string reference, XmlNode at) {
  reference = collapsed(reference);
  for (XmlNode node = at; node && !reference.empty(); node = node.parent()) {
    if (!node.has_attribute("base")) continue;
    const auto absolute = boost::urls::parse_uri(reference);
    if (absolute) break;
    const std::string printed = collapsed(node.attribute("base"));
    const auto base = boost::urls::parse_uri(printed);
    const auto relative = boost::urls::parse_uri_reference(reference);
    if (!base || !relative) continue;
    boost::urls::url out;
    if (boost::urls::resolve(*base, *relative, out)) reference = out.buffer();
  }
  return reference;
}

namespace {

TextForm form_of(XmlNode node, TextForm unsaid) {
  const std::string type = lowered(collapsed(node.attribute("type")));
  const std::string mode = lowered(collapsed(node.attribute("mode")));
  if (mode == "base64" || type == "application/octet-stream") return TextForm::base64;
  if (mode == "escaped") return TextForm::html;
  if (type == "xhtml" || type.find("xhtml") != std::string::npos || mode == "xml")
    return node.children().empty() ? TextForm::html : TextForm::xhtml;
  if (type == "html" || type == "text/html") return TextForm::html;
  if (type == "text" || type == "text/plain") return TextForm::plain;
  if (type.empty()) return node.children().empty() ? unsaid : TextForm::xhtml;
  if (type.starts_with("image/") || type.starts_with("audio/") || type.starts_with("video/") ||
      type.starts_with("application/pdf"))
    return TextForm::other;
  return node.children().empty() ? unsaid : TextForm::xhtml;
}

/// What a Base64 text says, which is HTML where it is text at all.
std::string base64_markup(XmlNode node) {
  const auto bytes = decoded_base64(node.text());
  return bytes && binary_reason(*bytes).empty() ? decode_text(*bytes).text : std::string();
}

}  // namespace

std::string text_of(Record& record, XmlNode node, TextForm unsaid) {
  if (!node) return {};
  switch (form_of(node, unsaid)) {
    case TextForm::html:
      return text_of_html(record, node.text());
    case TextForm::xhtml:
      return text_of_html(record, node.inner_markup());
    case TextForm::plain: {
      const std::string text = node.text();
      const std::size_t begin = text.find_first_not_of(" \t\r\n");
      if (begin == std::string::npos) return {};
      return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
    }
    case TextForm::base64:
      return text_of_html(record, base64_markup(node));
    case TextForm::other:
      break;
  }
  return {};
}

std::string line_of(XmlNode node, TextForm unsaid) {
  if (!node) return {};
  switch (form_of(node, unsaid)) {
    case TextForm::html:
      return collapsed(line_of_html(node.text()));
    case TextForm::xhtml:
      return collapsed(line_of_html(node.inner_markup()));
    case TextForm::base64:
      return collapsed(line_of_html(base64_markup(node)));
    default:
      return node.words();
  }
}

}  // namespace onrecord::formats
