// See html_microdata.h.
#include "indexer/formats/html_microdata.h"

#include <algorithm>
#include <utility>

#include "indexer/formats/html_text.h"
#include "indexer/formats/json_object.h"
#include "indexer/formats/shape.h"

namespace onrecord::formats {
namespace {

constexpr int kMaxItems = 16;
constexpr std::size_t kMaxProperties = 100;  ///< Names of one item.
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

/// Properties of one item in order, each with its values as JSON.
using Properties = std::vector<std::pair<std::string, std::vector<std::string>>>;

std::string item_of(const HtmlTree& tree, std::uint32_t item, int depth);

void add_property(const HtmlTree& tree, std::uint32_t node, int depth, Properties& properties) {
  for (const std::string_view property : words_of(tree.attribute(node, "itemprop"))) {
    std::string value;
    if (tree.has_attribute(node, "itemscope")) {
      if (depth < kMaxItems) value = item_of(tree, node, depth + 1);
    } else if (property != "articleBody") {  // the page's own text is read by its structure
      append_json_string(value, value_of(tree, node, property));
    }
    if (value.empty() || value.size() > kMaxValue) continue;
    const auto known = std::find_if(properties.begin(), properties.end(),
                                    [&](const auto& other) { return other.first == property; });
    if (known != properties.end())
      known->second.push_back(std::move(value));
    else if (properties.size() < kMaxProperties)
      properties.emplace_back(property, std::vector{std::move(value)});
  }
}

std::string item_of(const HtmlTree& tree, std::uint32_t item, int depth) {
  Properties properties;
  for (std::uint32_t i = item + 1; i < tree[item].end;) {
    if (tree[i].tag == HtmlTag::text || tree[i].size == 0) {
      ++i;
      continue;
    }
    if (tree.has_attribute(i, "itemprop")) add_property(tree, i, depth, properties);
    i = tree.has_attribute(i, "itemscope") ? tree[i].end : i + 1;
  }
  std::string out = "{\"@type\":";
  append_json_string(out, trim(tree.attribute(item, "itemtype")));
  for (const auto& [name, values] : properties) {
    out += ',';
    append_json_string(out, name);
    out += ":[";
    for (std::size_t i = 0; i < values.size(); ++i) out += (i == 0 ? "" : ",") + values[i];
    out += ']';
  }
  return out + '}';
}

}  // namespace

std::vector<std::string> microdata_of(const HtmlTree& tree) {
  std::vector<std::string> items;
  for (std::uint32_t i = 0; i < tree.size(); ++i)
    if (tree.has_attribute(i, "itemscope") && !tree.has_attribute(i, "itemprop"))
      items.push_back(item_of(tree, i, 0));
  return items;
}

}  // namespace onrecord::formats
