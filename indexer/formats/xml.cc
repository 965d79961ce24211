// See xml.h.
#include "indexer/formats/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "indexer/formats/encoding.h"
#include "indexer/formats/xml_source.h"

namespace onrecord::formats {
namespace {

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}
const xmlChar* chars(const char* text) { return reinterpret_cast<const xmlChar*>(text); }

bool kept(const xmlNode* node) {
  return node->type == XML_ELEMENT_NODE || node->type == XML_TEXT_NODE ||
         node->type == XML_CDATA_SECTION_NODE;
}
xmlNode* skip_to_kept(xmlNode* node) {
  while (node != nullptr && !kept(node)) node = node->next;
  return node;
}

/// A name without its prefix, which stays in it when nothing binds it.
std::string_view local(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// The node that follows \a node in document order, not leaving \a top.
xmlNode* following(xmlNode* node, const xmlNode* top, bool descend) {
  if (descend && node->type == XML_ELEMENT_NODE && node->children != nullptr) return node->children;
  while (node != top && node->next == nullptr) node = node->parent;
  return node == top ? nullptr : node->next;
}

const xmlAttr* attribute_of(const xmlNode* node, std::string_view name) {
  if (node == nullptr || node->type != XML_ELEMENT_NODE) return nullptr;
  const xmlAttr* prefixed = nullptr;
  for (const xmlAttr* attr = node->properties; attr != nullptr; attr = attr->next) {
    if (local(view(attr->name)) != name) continue;
    if (attr->ns == nullptr && view(attr->name).size() == name.size()) return attr;
    if (prefixed == nullptr) prefixed = attr;
  }
  return prefixed;
}

void escape_into(std::string& out, std::string_view text, bool in_attribute) {
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"' && in_attribute)
      out += "&quot;";
    else
      out += c;
  }
}

/// The first mistake that the parser reported, and whether it stopped there.
struct Report {
  int line = 0;
  int column = 0;
  std::string message;
  bool entities = false;
};

#if LIBXML_VERSION >= 21200
using ReportedError = const xmlError*;
#else
using ReportedError = xmlError*;
#endif

void on_error(void* context, ReportedError error) {
  auto& report = *static_cast<Report*>(static_cast<xmlParserCtxt*>(context)->_private);
  if (error == nullptr || error->level < XML_ERR_ERROR || !report.message.empty()) return;
  if (error->domain == XML_FROM_NAMESPACE)
    return;  // A prefix that nothing binds is no mistake here.
  report.line = error->line;
  report.column = error->int2;
  std::string_view said = error->message == nullptr ? "not well formed" : error->message;
  while (said.ends_with('\n') || said.ends_with(' ')) said.remove_suffix(1);
  report.message = said;
  if (!report.message.empty() && report.message[0] >= 'A' && report.message[0] <= 'Z' &&
      report.message[1] >= 'a')
    report.message[0] = static_cast<char>(report.message[0] - 'A' + 'a');
}

/// No document reaches the parser with its document type; should one, nothing of it is used.
void on_entity(void* context, const xmlChar*, int, const xmlChar*, const xmlChar*, xmlChar*) {
  auto* parser = static_cast<xmlParserCtxt*>(context);
  static_cast<Report*>(parser->_private)->entities = true;
  xmlStopParser(parser);
}

struct FreeParser {
  void operator()(xmlParserCtxt* parser) const { xmlFreeParserCtxt(parser); }
};

std::string place(const Report& report) {
  return "line " + std::to_string(report.line) + ", column " + std::to_string(report.column) +
         ": " + report.message;
}

}  // namespace

bool XmlNode::is_element() const { return node_ != nullptr && node_->type == XML_ELEMENT_NODE; }
bool XmlNode::is_text() const { return node_ != nullptr && node_->type != XML_ELEMENT_NODE; }

std::string_view XmlNode::name() const { return is_element() ? local(view(node_->name)) : ""; }

std::string_view XmlNode::prefix() const {
  if (!is_element()) return {};
  if (node_->ns != nullptr) return view(node_->ns->prefix);
  const std::string_view whole = view(node_->name);
  const std::size_t colon = whole.rfind(':');
  return colon == std::string_view::npos ? std::string_view() : whole.substr(0, colon);
}

std::string_view XmlNode::name_space() const {
  return is_element() && node_->ns != nullptr ? view(node_->ns->href) : "";
}

std::string XmlNode::attribute(std::string_view name) const {
  const xmlAttr* attr = attribute_of(node_, name);
  std::string value;
  for (const xmlNode* child = attr == nullptr ? nullptr : attr->children; child != nullptr;
       child = child->next)
    if (child->type == XML_TEXT_NODE) value += view(child->content);
  return value;
}

bool XmlNode::has_attribute(std::string_view name) const {
  return attribute_of(node_, name) != nullptr;
}

std::string_view XmlNode::characters() const { return is_text() ? view(node_->content) : ""; }

std::uint64_t XmlNode::line() const {
  const long line = node_ == nullptr ? 0 : xmlGetLineNo(node_);
  return line > 0 ? static_cast<std::uint64_t>(line) : 0;
}

XmlNode XmlNode::parent() const {
  if (node_ == nullptr || node_->parent == nullptr || node_->parent->type != XML_ELEMENT_NODE)
    return {};
  return XmlNode(node_->parent);
}
XmlNode XmlNode::first() const {
  return XmlNode(is_element() ? skip_to_kept(node_->children) : nullptr);
}
XmlNode XmlNode::next() const {
  return XmlNode(node_ == nullptr ? nullptr : skip_to_kept(node_->next));
}

XmlNode XmlNode::child(std::string_view name) const {
  for (XmlNode at = first(); at; at = at.next())
    if (at.is_element() && at.name() == name) return at;
  return {};
}

std::vector<XmlNode> XmlNode::children(std::string_view name) const {
  std::vector<XmlNode> found;
  for (XmlNode at = first(); at; at = at.next())
    if (at.is_element() && (name.empty() || at.name() == name)) found.push_back(at);
  return found;
}

XmlNode XmlNode::find(std::string_view name) const {
  if (!is_element()) return {};
  for (xmlNode* at = following(node_, node_, true); at != nullptr; at = following(at, node_, true))
    if (XmlNode(at).name() == name) return XmlNode(at);
  return {};
}

std::vector<XmlNode> XmlNode::find_all(const std::vector<std::string_view>& names) const {
  std::vector<XmlNode> found;
  if (!is_element()) return found;
  for (xmlNode* at = following(node_, node_, true); at != nullptr;) {
    const bool wanted = at->type == XML_ELEMENT_NODE &&
                        std::find(names.begin(), names.end(), XmlNode(at).name()) != names.end();
    if (wanted) found.emplace_back(at);
    at = following(at, node_, !wanted);
  }
  return found;
}

std::string XmlNode::text() const {
  if (!is_element()) return std::string(characters());
  std::string all;
  for (xmlNode* at = following(node_, node_, true); at != nullptr; at = following(at, node_, true))
    if (at->type == XML_TEXT_NODE || at->type == XML_CDATA_SECTION_NODE) all += view(at->content);
  return all;
}

std::string XmlNode::words() const { return collapsed(text()); }

std::string XmlNode::inner_markup() const {
  std::string out;
  const auto open = [&](XmlNode element) {
    out += '<';
    out += element.name();
    for (const xmlAttr* attr = element.node_->properties; attr != nullptr; attr = attr->next) {
      const std::string_view name = local(view(attr->name));
      out.append(" ").append(name).append("=\"");
      escape_into(out, element.attribute(name), true);
      out += '"';
    }
    out += '>';
  };
  const auto close = [&](XmlNode element) { out.append("</").append(element.name()).append(">"); };
  XmlNode at = first();
  while (at) {
    if (at.is_text()) {
      escape_into(out, at.characters(), false);
    } else {
      open(at);
      if (const XmlNode inner = at.first()) {
        at = inner;
        continue;
      }
      close(at);
    }
    while (at && !at.next()) {
      at = at.parent();
      if (at == *this || !at) return out;
      close(at);
    }
    at = at.next();
  }
  return out;
}

void Xml::Free::operator()(_xmlDoc* doc) const { xmlFreeDoc(doc); }

XmlNode Xml::root() const { return XmlNode(xmlDocGetRootElement(doc_.get())); }

Result<Xml> Xml::parse(std::string_view bytes, XmlMode mode, std::string_view encoding) {
  static const bool kReady = (xmlInitParser(), true);
  if (bytes.size() > kMaxXmlBytes || !kReady)
    return Error{Errc::limit, "an XML document of " + std::to_string(bytes.size()) +
                                  " bytes is over the cap of " + std::to_string(kMaxXmlBytes) +
                                  " (max_xml_bytes)"};
  const std::string_view declared = declared_encoding(bytes);
  Decoded decoded = decode_text(bytes, declared.empty() ? encoding : declared);
  auto source = prepare_xml(decoded.text, mode);
  if (!source) return source.error();
  std::string_view text = source->text;
  // Feeds are often printed behind a blank line, which only the XML declaration forbids.
  if (mode == XmlMode::recover) {
    const std::size_t begin = text.find('<');
    text.remove_prefix(begin == std::string_view::npos ? text.size() : begin);
  }
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return Error{Errc::invalid, "expected an XML document, got no element"};

  const std::unique_ptr<xmlParserCtxt, FreeParser> parser(xmlNewParserCtxt());
  if (!parser) return Error{Errc::internal, "no memory for an XML parser"};
  Report report;
  parser->_private = &report;
  parser->sax->serror = on_error;
  parser->sax->entityDecl = on_entity;
  const int options = XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_IGNORE_ENC |
                      XML_PARSE_COMPACT | (mode == XmlMode::recover ? XML_PARSE_RECOVER : 0);
  Xml xml;
  xml.doc_.reset(xmlCtxtReadMemory(parser.get(), text.data(), static_cast<int>(text.size()),
                                   nullptr, "UTF-8", options));
  if (report.entities) return Error{Errc::invalid, "a document type with entities is refused"};
  const bool has_root = xml.doc_ && xmlDocGetRootElement(xml.doc_.get()) != nullptr;
  if (!has_root || (mode == XmlMode::strict && parser->wellFormed == 0)) {
    if (report.message.empty())
      return Error{Errc::invalid, "expected an XML document, got no element"};
    if (report.message.find("xcessive depth") != std::string::npos)
      return Error{Errc::limit, "line " + std::to_string(report.line) +
                                    ": elements nested deeper than the cap of " +
                                    std::to_string(kMaxXmlDepth)};
    return Error{Errc::invalid, place(report), report.column};
  }
  xml.warnings_ = decoded.warnings();
  xml.replaced_ = static_cast<std::uint32_t>(decoded.replaced);
  for (std::string& warning : source->warnings) xml.warnings_.push_back(std::move(warning));
  if (!report.message.empty() && parser->wellFormed == 0)
    xml.warnings_.push_back("not well formed: " + place(report));
  return xml;
}

std::string collapsed(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool no_break = text[i] == '\xC2' && i + 1 < text.size() && text[i + 1] == '\xA0';
    if (no_break || (text[i] >= '\t' && text[i] <= '\r') || text[i] == ' ') {
      i += no_break ? 1 : 0;
      gap = !out.empty();
      continue;
    }
    if (std::exchange(gap, false)) out += ' ';
    out += text[i];
  }
  return out;
}

char32_t html_character(std::string_view name) {
  const std::string terminated(name);
  const htmlEntityDesc* entity = htmlEntityLookup(chars(terminated.c_str()));
  return entity == nullptr ? 0 : entity->value;
}

}  // namespace onrecord::formats
