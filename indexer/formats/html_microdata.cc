// See html_microdata.h.
#include "indexer/formats/html_microdata.h"

#include "indexer/formats/html_text.h"
#include "indexer/formats/json_object.h"
#include "indexer/formats/shape.h"

namespace onrecord::formats {
namespace {

constexpr int kMaxItems = 16;
constexpr std::size_t kMaxValue = 16u << 10;

/// Whether the text below \a node is short enough for a value: looked at before it is made.
bool fits(const HtmlTree& tree, std::uint32_t node) {
  std::size_t size = 0;
  for (std::uint32_t i = node; i < tree[node].end && size <= kMaxValue; ++i)
    size += tree.text(i).size();
  return size <= kMaxValue;
}

std::string value_of(const HtmlTree& tree, std::uint32_t node, std::string_view property) {
  if (tree.has_attribute(node, "content")) return std::string(tree.attribute(node, "content"));
  switch (tree[node].tag) {
    case HtmlTag::a:
    case HtmlTag::link:
      // Pages mark a link's words as the author's name; the standard would take its address.
      if (property == "author" || property == "name" || property == "headline" ||
          property == "articleSection" || property == "creator")
        break;
      return std::string(tree.attribute(node, "href"));
    case HtmlTag::img:
    case HtmlTag::audio:
    case HtmlTag::video:
    case HtmlTag::iframe:
    case HtmlTag::source:
      return std::string(tree.attribute(node, "src"));
    case HtmlTag::time:
      if (tree.has_attribute(node, "datetime"))
        return std::string(tree.attribute(node, "datetime"));
      break;
    default:
      break;
  }
  return fits(tree, node) ? text_of(html_blocks(tree, node)) : "";
}

void write_item(const HtmlTree& tree, std::uint32_t item, int depth, std::string& out);

void write_property(const HtmlTree& tree, std::uint32_t node, int depth, std::string& out) {
  for (const std::string_view property : words_of(tree.attribute(node, "itemprop"))) {
    std::string value;
    if (tree.has_attribute(node, "itemscope")) {
      if (depth < kMaxItems) write_item(tree, node, depth + 1, value);
    } else if (property != "articleBody") {  // the page's own text is read by its structure
      append_json_string(value, value_of(tree, node, property));
    }
    if (value.empty() || value.size() > kMaxValue) continue;
    out += ',';
    append_json_string(out, property);
    out += ':';
    out += value;
  }
}

void write_item(const HtmlTree& tree, std::uint32_t item, int depth, std::string& out) {
  out += "{\"@type\":";
  append_json_string(out, trim(tree.attribute(item, "itemtype")));
  for (std::uint32_t i = item + 1; i < tree[item].end;) {
    if (tree[i].tag == HtmlTag::text || tree[i].size == 0) {
      ++i;
      continue;
    }
    if (tree.has_attribute(i, "itemprop")) write_property(tree, i, depth, out);
    i = tree.has_attribute(i, "itemscope") ? tree[i].end : i + 1;
  }
  out += '}';
}

}  // namespace

std::vector<std::string> microdata_of(const HtmlTree& tree) {
  std::vector<std::string> items;
  for (std::uint32_t i = 0; i < tree.size(); ++i)
    if (tree.has_attribute(i, "itemscope") && !tree.has_attribute(i, "itemprop"))
      write_item(tree, i, 0, items.emplace_back());
  return items;
}

}  // namespace onrecord::formats
