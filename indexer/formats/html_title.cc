// See html_title.h.
#include "indexer/formats/html_title.h"

#include <algorithm>
#include <vector>

#include "indexer/formats/html_text.h"
#include "indexer/formats/shape.h"

namespace onrecord::formats {
namespace {

constexpr std::size_t kFewWords = 5;

std::string one_line(std::string_view text) {
  std::string line;
  for (const std::string_view word : words_of(text))
    line += (line.empty() ? "" : " ") + std::string(word);
  return line;
}

std::string lower(std::string_view text) {
  std::string low(text);
  for (char& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return low;
}

/// The parts of a title between separators with spaces around them.
std::vector<std::string_view> parts_of(std::string_view title) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t at = title.find(' '); at != std::string_view::npos;
       at = title.find(' ', at + 1)) {
    for (const std::string_view mark : {"|", "-", "–", "—", "\\", "/", ">", "»", "·", "::"}) {
      const std::string_view behind = title.substr(at + 1);
      if (!behind.starts_with(mark) || !behind.substr(mark.size()).starts_with(' ')) continue;
      parts.push_back(title.substr(begin, at - begin));
      begin = at + 1 + mark.size() + 1;
      at = begin - 1;
      break;
    }
  }
  parts.push_back(title.substr(std::min(begin, title.size())));
  return parts;
}

}  // namespace

std::string page_title(const HtmlTree& tree, std::string_view outlet) {
  std::string title;
  std::vector<std::string> headings;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    const HtmlTag tag = tree[i].tag;
    // Drawings have titles too, in the body.
    if (tag == HtmlTag::title && title.empty() && tree[tree[i].parent].tag != HtmlTag::svg)
      title = one_line(tree.inner_text(i));
    if ((tag == HtmlTag::h1 || tag == HtmlTag::h2) && headings.size() < 20) {
      std::string words;
      for (const HtmlBlock& block : html_blocks(tree, i))
        words += (words.empty() ? "" : " ") + block.text;
      headings.push_back(one_line(words));
    }
  }
  if (title.empty()) return headings.empty() ? "" : headings.front();
  for (const std::string& heading : headings)
    if (heading == title) return title;
  const std::vector<std::string_view> parts = parts_of(title);
  if (parts.size() < 2) return title;
  // What a heading repeats of the title, from its beginning to a separator.
  for (const std::string& heading : headings)
    if (words_of(heading).size() >= 2 && lower(title).starts_with(lower(heading)) &&
        heading.size() * 3 >= title.size())
      for (const std::string_view part : parts)
        if (static_cast<std::size_t>(part.data() + part.size() - title.data()) == heading.size())
          return title.substr(0, heading.size());
  const std::string_view last = parts.back();
  const std::string_view head = std::string_view(title).substr(
      0, static_cast<std::size_t>(parts[parts.size() - 2].data() + parts[parts.size() - 2].size() -
                                  title.data()));
  if (!outlet.empty() && lower(last) == lower(outlet) && words_of(head).size() > 1)
    return std::string(head);
  if (words_of(head).size() >= kFewWords) return std::string(head);
  return title;
}

}  // namespace onrecord::formats
