// See html_tree.h.  The parser is libxml2's, in its event form: no document of its own is built.
#include "indexer/formats/html_tree.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <mutex>
#include <utility>

#include "proto/text/span.h"

namespace onrecord::formats {
namespace {

struct TagName {
  std::string_view name;
  HtmlTag tag;
};

// In the order of the alphabet: it is searched by halves.
// clang-format off
constexpr auto kTags = std::to_array<TagName>({
    {"a", HtmlTag::a}, {"abbr", HtmlTag::abbr}, {"address", HtmlTag::address},
    {"article", HtmlTag::article}, {"aside", HtmlTag::aside}, {"audio", HtmlTag::audio},
    {"b", HtmlTag::b}, {"big", HtmlTag::big}, {"blockquote", HtmlTag::blockquote},
    {"body", HtmlTag::body}, {"br", HtmlTag::br}, {"button", HtmlTag::button},
    {"canvas", HtmlTag::canvas}, {"caption", HtmlTag::caption}, {"center", HtmlTag::center},
    {"cite", HtmlTag::cite}, {"code", HtmlTag::code}, {"col", HtmlTag::col},
    {"colgroup", HtmlTag::colgroup}, {"dd", HtmlTag::dd}, {"del", HtmlTag::del},
    {"details", HtmlTag::details}, {"dialog", HtmlTag::dialog}, {"div", HtmlTag::div},
    {"dl", HtmlTag::dl}, {"dt", HtmlTag::dt}, {"em", HtmlTag::em}, {"embed", HtmlTag::embed},
    {"fieldset", HtmlTag::fieldset}, {"figcaption", HtmlTag::figcaption},
    {"figure", HtmlTag::figure}, {"font", HtmlTag::font}, {"footer", HtmlTag::footer},
    {"form", HtmlTag::form}, {"h1", HtmlTag::h1}, {"h2", HtmlTag::h2}, {"h3", HtmlTag::h3},
    {"h4", HtmlTag::h4}, {"h5", HtmlTag::h5}, {"h6", HtmlTag::h6}, {"head", HtmlTag::head},
    {"header", HtmlTag::header}, {"hgroup", HtmlTag::hgroup}, {"hr", HtmlTag::hr},
    {"html", HtmlTag::html}, {"i", HtmlTag::i}, {"iframe", HtmlTag::iframe},
    {"img", HtmlTag::img}, {"input", HtmlTag::input}, {"ins", HtmlTag::ins},
    {"label", HtmlTag::label}, {"legend", HtmlTag::legend}, {"li", HtmlTag::li},
    {"link", HtmlTag::link}, {"main", HtmlTag::main}, {"map", HtmlTag::map},
    {"mark", HtmlTag::mark}, {"math", HtmlTag::math}, {"menu", HtmlTag::menu},
    {"meta", HtmlTag::meta}, {"nav", HtmlTag::nav}, {"noscript", HtmlTag::noscript},
    {"object", HtmlTag::object}, {"ol", HtmlTag::ol}, {"optgroup", HtmlTag::optgroup},
    {"option", HtmlTag::option}, {"p", HtmlTag::p}, {"picture", HtmlTag::picture},
    {"pre", HtmlTag::pre}, {"q", HtmlTag::q}, {"rp", HtmlTag::rp}, {"rt", HtmlTag::rt},
    {"s", HtmlTag::s}, {"script", HtmlTag::script}, {"section", HtmlTag::section},
    {"select", HtmlTag::select}, {"small", HtmlTag::small}, {"source", HtmlTag::source},
    {"span", HtmlTag::span}, {"strike", HtmlTag::strike}, {"strong", HtmlTag::strong},
    {"style", HtmlTag::style}, {"sub", HtmlTag::sub}, {"summary", HtmlTag::summary},
    {"sup", HtmlTag::sup}, {"svg", HtmlTag::svg}, {"table", HtmlTag::table},
    {"tbody", HtmlTag::tbody}, {"td", HtmlTag::td}, {"template", HtmlTag::template_},
    {"textarea", HtmlTag::textarea}, {"tfoot", HtmlTag::tfoot}, {"th", HtmlTag::th},
    {"thead", HtmlTag::thead}, {"time", HtmlTag::time}, {"title", HtmlTag::title},
    {"tr", HtmlTag::tr}, {"u", HtmlTag::u}, {"ul", HtmlTag::ul}, {"video", HtmlTag::video},
    {"wbr", HtmlTag::wbr},
});
// clang-format on
static_assert(std::is_sorted(kTags.begin(), kTags.end(),
                             [](const TagName& a, const TagName& b) { return a.name < b.name; }));

HtmlTag tag_of(std::string_view name) {
  const auto found =
      std::lower_bound(kTags.begin(), kTags.end(), name,
                       [](const TagName& tag, std::string_view other) { return tag.name < other; });
  return found != kTags.end() && found->name == name ? found->tag : HtmlTag::other;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Whether \a html goes on at \a at with \a name, in any case, and the name ends there.
bool goes_on(std::string_view html, std::size_t at, std::string_view name) {
  if (html.size() < at + name.size()) return false;
  for (std::size_t i = 0; i < name.size(); ++i)
    if ((html[at + i] | 0x20) != name[i]) return false;
  return at + name.size() == html.size() || !is_letter(html[at + name.size()]);
}

/// The byte behind the content of the script or style whose content begins at \a at.
std::size_t skip_raw(std::string_view html, std::size_t at, std::string_view name) {
  for (at = html.find("</", at); at != std::string_view::npos; at = html.find("</", at + 2))
    if (goes_on(html, at + 2, name)) return at;
  return html.size();
}

/// What the parser cannot be trusted with, found by one look at every tag.
struct Survey {
  std::size_t oversized = std::string_view::npos;  ///< Where a tag over kMaxHtmlTagBytes begins.
  std::vector<Span> marks;  ///< "<![if IE]>" and the like: comments, by the HTML standard.
};

Survey survey(std::string_view html) {
  Survey found;
  for (std::size_t at = html.find('<'); at != std::string_view::npos; at = html.find('<', at)) {
    const std::size_t begin = at++;
    if (html.substr(begin).starts_with("<!--")) {
      at = std::min(html.find("-->", begin), html.size());
      continue;
    }
    if (html.substr(begin).starts_with("<![")) {
      at = std::min(html.find('>', begin), html.size() - 1) + 1;
      found.marks.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)});
      continue;
    }
    if (at >= html.size() || !is_letter(html[at])) continue;
    std::size_t bare = 0;
    char before = 0;  // the last character that is no space: a value begins behind its "="
    while (at < html.size() && html[at] != '>') {
      const char c = html[at++];
      if (++bare > kMaxHtmlTagBytes) {
        found.oversized = begin;
        return found;
      }
      if ((c == '"' || c == '\'') && before == '=')
        at = std::min(html.find(c, at), html.size() - 1) + 1;
      if (c != ' ' && c != '\n' && c != '\t' && c != '\r') before = c;
    }
    for (const std::string_view raw : {"script", "style"})
      if (goes_on(html, begin + 1, raw)) at = skip_raw(html, at, raw);
  }
  return found;
}

std::string blanked(std::string_view html, const std::vector<Span>& marks) {
  std::string copy(html);
  for (const Span mark : marks)
    for (std::uint32_t i = mark.begin; i < mark.end; ++i)
      if (copy[i] != '\n') copy[i] = ' ';
  return copy;
}

}  // namespace

/// Takes the parser's events.
class HtmlTreeBuilder {
 public:
  explicit HtmlTreeBuilder(HtmlTree& tree) : tree_(tree) {
    tree_.nodes_.emplace_back();
    open_.push_back(0);
  }

  void attach(htmlParserCtxtPtr parser) {
    parser_ = parser;
    std::memset(parser->sax, 0, sizeof(*parser->sax));
    parser->sax->startElement = [](void* self, const xmlChar* name, const xmlChar** attributes) {
      static_cast<HtmlTreeBuilder*>(self)->start(name, attributes);
    };
    parser->sax->endElement = [](void* self, const xmlChar*) {
      static_cast<HtmlTreeBuilder*>(self)->end();
    };
    parser->sax->characters = parser->sax->ignorableWhitespace =
        parser->sax->cdataBlock = [](void* self, const xmlChar* text, int size) {
          static_cast<HtmlTreeBuilder*>(self)->characters(text, size);
        };
    parser->userData = this;
  }

  void finish() {
    while (!open_.empty()) end();
  }

  int refused_line() const { return refused_line_; }

 private:
  static std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view()
                           : std::string_view(reinterpret_cast<const char*>(text));
  }

  std::uint32_t put(std::string_view text) {
    const auto at = static_cast<std::uint32_t>(tree_.store_.size());
    tree_.store_ += text;
    return at;
  }

  void start(const xmlChar* name, const xmlChar** attributes) {
    if (open_.size() > kMaxHtmlDepth && refused_line_ == 0) {
      refused_line_ = std::max(parser_->input->line, 1);
      xmlStopParser(parser_);
    }
    const auto index = tree_.size();
    HtmlNode node;
    node.tag = tag_of(view(name));
    node.parent = open_.empty() ? 0 : open_.back();
    node.begin = static_cast<std::uint32_t>(tree_.attributes_.size());
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
      HtmlTree::Attribute attribute;
      attribute.name_size = static_cast<std::uint32_t>(view(attributes[0]).size());
      attribute.name_begin = put(view(attributes[0]));
      attribute.value_size = static_cast<std::uint32_t>(view(attributes[1]).size());
      attribute.value_begin = put(view(attributes[1]));
      tree_.attributes_.push_back(attribute);
      ++node.size;
    }
    tree_.nodes_.push_back(node);
    open_.push_back(index);
  }

  void end() {
    if (open_.empty()) return;
    tree_.nodes_[open_.back()].end = tree_.size();
    open_.pop_back();
  }

  void characters(const xmlChar* text, int size) {
    if (size <= 0) return;
    const std::string_view words(reinterpret_cast<const char*>(text),
                                 static_cast<std::size_t>(size));
    const std::uint32_t at = put(words);
    HtmlNode& last = tree_.nodes_.back();
    if (last.tag == HtmlTag::text && last.begin + last.size == at) {
      last.size += static_cast<std::uint32_t>(size);
      // The parser hands over a text in pieces; it is one only where no element ended between.
      if (last.parent == open_parent()) return;
      last.size -= static_cast<std::uint32_t>(size);
    }
    HtmlNode node;
    node.tag = HtmlTag::text;
    node.parent = open_parent();
    node.begin = at;
    node.size = static_cast<std::uint32_t>(size);
    node.end = tree_.size() + 1;
    tree_.nodes_.push_back(node);
  }

  std::uint32_t open_parent() const { return open_.empty() ? 0 : open_.back(); }

  HtmlTree& tree_;
  htmlParserCtxtPtr parser_ = nullptr;
  std::vector<std::uint32_t> open_;
  int refused_line_ = 0;
};

Result<HtmlTree> HtmlTree::parse(std::string_view html) {
  static std::once_flag once;
  std::call_once(once, xmlInitParser);
  const Survey seen = survey(html);
  if (const std::size_t at = seen.oversized; at != std::string_view::npos)
    return Error{
        Errc::limit,
        "line " +
            std::to_string(1 + std::count(html.begin(),
                                          html.begin() + static_cast<std::ptrdiff_t>(at), '\n')) +
            ": a tag with more than " + std::to_string(kMaxHtmlTagBytes) +
            " bytes outside its quoted values"};
  std::string copy;
  if (!seen.marks.empty()) html = copy = blanked(html, seen.marks);
  HtmlTree tree;
  tree.nodes_.reserve(html.size() / 32 + 8);
  tree.store_.reserve(html.size());
  HtmlTreeBuilder builder(tree);
  // The parser takes no empty buffer.
  if (!html.empty()) {
    const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(
        htmlCreateMemoryParserCtxt(html.data(), static_cast<int>(html.size())), htmlFreeParserCtxt);
    if (!parser) return Error{Errc::limit, "no memory for the HTML parser"};
    htmlCtxtUseOptions(parser.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR |
                                         HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                         HTML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(parser.get(), XML_CHAR_ENCODING_UTF8);
    builder.attach(parser.get());
    htmlParseDocument(parser.get());
  }
  builder.finish();
  if (builder.refused_line() != 0)
    return Error{Errc::limit, "line " + std::to_string(builder.refused_line()) +
                                  ": elements nested deeper than " + std::to_string(kMaxHtmlDepth)};
  return tree;
}

std::string_view HtmlTree::text(std::uint32_t node) const {
  const HtmlNode& it = nodes_[node];
  if (it.tag != HtmlTag::text) return {};
  return std::string_view(store_).substr(it.begin, it.size);
}

const HtmlTree::Attribute* HtmlTree::find(std::uint32_t node, std::string_view name) const {
  const HtmlNode& it = nodes_[node];
  if (it.tag == HtmlTag::text) return nullptr;
  for (std::uint32_t i = it.begin; i < it.begin + it.size; ++i)
    if (std::string_view(store_).substr(attributes_[i].name_begin, attributes_[i].name_size) ==
        name)
      return &attributes_[i];
  return nullptr;
}

std::string_view HtmlTree::attribute(std::uint32_t node, std::string_view name) const {
  const Attribute* found = find(node, name);
  return found == nullptr ? std::string_view()
                          : std::string_view(store_).substr(found->value_begin, found->value_size);
}

bool HtmlTree::has_attribute(std::uint32_t node, std::string_view name) const {
  return find(node, name) != nullptr;
}

std::string HtmlTree::inner_text(std::uint32_t node) const {
  std::string joined;
  for (std::uint32_t i = node; i < nodes_[node].end; ++i) joined += text(i);
  return joined;
}

}  // namespace onrecord::formats
