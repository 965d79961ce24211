// See html_text.h.
#include "indexer/formats/html_text.h"

#include <utility>

#include "indexer/formats/shape.h"

namespace onrecord::formats {
namespace {

constexpr std::size_t kLongCell = 120;  ///< Bytes: a table's cell with more is a text of its own.

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == '\v';
}

/// Elements whose content is no text of the page.
bool has_no_words(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::head:
    case HtmlTag::title:
    case HtmlTag::script:
    case HtmlTag::style:
    case HtmlTag::template_:
    case HtmlTag::noscript:
    case HtmlTag::iframe:
    case HtmlTag::object:
    case HtmlTag::embed:
    case HtmlTag::svg:
    case HtmlTag::canvas:
    case HtmlTag::audio:
    case HtmlTag::video:
    case HtmlTag::map:
    case HtmlTag::button:
    case HtmlTag::select:
    case HtmlTag::option:
    case HtmlTag::textarea:
    case HtmlTag::input:
    case HtmlTag::figcaption:
    case HtmlTag::rp:
      return true;
    default:
      return false;
  }
}

class Writer {
 public:
  Writer(const HtmlTree& tree, const std::vector<bool>& dropped) : tree_(tree), dropped_(dropped) {}

  std::vector<HtmlBlock> run(std::uint32_t node) {
    block_node_ = node;
    if (tree_[node].tag == HtmlTag::text)
      add_text(tree_.text(node));
    else
      element(node);
    flush();
    return std::move(blocks_);
  }

 private:
  /// Recursion is bounded by kMaxHtmlDepth.
  void element(std::uint32_t node) {
    const std::uint32_t end = tree_[node].end;
    for (std::uint32_t child = node + 1; child < end; child = tree_[child].end) {
      if (child < dropped_.size() && dropped_[child]) continue;
      const HtmlTag tag = tree_[child].tag;
      if (tag == HtmlTag::text)
        add_text(tree_.text(child));
      else if (tag == HtmlTag::br)
        add_break();
      else if (!has_no_words(tag))
        open(child, tag);
    }
  }

  void open(std::uint32_t node, HtmlTag tag) {
    if (is_cell(tag) && !is_long_cell(node)) {
      if (!text_.empty()) pending_ = '\t';
      return element(node);
    }
    if (is_html_block(tag)) return block(node, tag);
    if (tag == HtmlTag::a) {
      ++links_;
      element(node);
      --links_;
    } else if (tag == HtmlTag::q) {
      add_text(quotes_ % 2 == 0 ? "\u201C" : "\u2018");
      ++quotes_;
      glued_ = true;
      element(node);
      --quotes_;
      pending_ = 0;
      add_text(quotes_ % 2 == 0 ? "\u201D" : "\u2019");
    } else {
      element(node);
    }
  }

  void block(std::uint32_t node, HtmlTag tag) {
    flush();
    const std::uint32_t outer = std::exchange(block_node_, node);
    const bool was_pre = std::exchange(pre_, pre_ || tag == HtmlTag::pre);
    element(node);
    flush();
    pre_ = was_pre;
    block_node_ = outer;
  }

  static bool is_cell(HtmlTag tag) { return tag == HtmlTag::td || tag == HtmlTag::th; }

  /// A cell of a table that is there for the layout only.
  bool is_long_cell(std::uint32_t node) const {
    std::size_t size = 0;
    for (std::uint32_t i = node + 1; i < tree_[node].end; ++i) {
      const HtmlTag tag = tree_[i].tag;
      if (tag == HtmlTag::br || (tag != HtmlTag::p && is_html_block(tag))) return true;
      size += tree_.text(i).size();
      if (size > kLongCell) return true;
    }
    return false;
  }

  void add_break() {
    if (text_.empty()) return;
    if (pending_ == '\n')
      flush();
    else
      pending_ = '\n';
  }

  void add_text(std::string_view words) {
    if (pre_) {
      text_ += words;
      return;
    }
    const std::size_t before = text_.size();
    for (std::size_t i = 0; i < words.size();) {
      if (is_space(words[i])) {
        if (pending_ == 0 && !text_.empty() && !glued_) pending_ = ' ';
        ++i;
        continue;
      }
      std::size_t end = i + 1;
      while (end < words.size() && !is_space(words[end])) ++end;
      if (pending_ != 0 && !text_.empty()) text_ += pending_;
      pending_ = 0;
      glued_ = false;
      text_ += words.substr(i, end - i);
      i = end;
    }
    if (links_ > 0) link_bytes_ += static_cast<std::uint32_t>(text_.size() - before);
  }

  void flush() {
    pending_ = 0;
    const std::string_view words = trim(text_);
    if (!words.empty()) {
      HtmlBlock block;
      block.text = words;
      block.node = block_node_;
      block.link_bytes = link_bytes_;
      blocks_.push_back(std::move(block));
    }
    text_.clear();
    link_bytes_ = 0;
  }

  const HtmlTree& tree_;
  const std::vector<bool>& dropped_;
  std::vector<HtmlBlock> blocks_;
  std::string text_;  ///< Of the block being written.
  std::uint32_t block_node_ = 0;
  std::uint32_t link_bytes_ = 0;
  char pending_ = 0;    ///< White space to write before the next word.
  bool glued_ = false;  ///< White space before the next word is dropped.
  int links_ = 0;
  int quotes_ = 0;
  bool pre_ = false;
};

}  // namespace

bool is_html_block(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::address:
    case HtmlTag::article:
    case HtmlTag::aside:
    case HtmlTag::blockquote:
    case HtmlTag::body:
    case HtmlTag::caption:
    case HtmlTag::center:
    case HtmlTag::dd:
    case HtmlTag::details:
    case HtmlTag::dialog:
    case HtmlTag::div:
    case HtmlTag::dl:
    case HtmlTag::dt:
    case HtmlTag::fieldset:
    case HtmlTag::figcaption:
    case HtmlTag::figure:
    case HtmlTag::footer:
    case HtmlTag::form:
    case HtmlTag::h1:
    case HtmlTag::h2:
    case HtmlTag::h3:
    case HtmlTag::h4:
    case HtmlTag::h5:
    case HtmlTag::h6:
    case HtmlTag::header:
    case HtmlTag::hgroup:
    case HtmlTag::hr:
    case HtmlTag::html:
    case HtmlTag::legend:
    case HtmlTag::li:
    case HtmlTag::main:
    case HtmlTag::menu:
    case HtmlTag::nav:
    case HtmlTag::ol:
    case HtmlTag::p:
    case HtmlTag::pre:
    case HtmlTag::section:
    case HtmlTag::summary:
    case HtmlTag::table:
    case HtmlTag::tbody:
    case HtmlTag::td:
    case HtmlTag::tfoot:
    case HtmlTag::th:
    case HtmlTag::thead:
    case HtmlTag::tr:
    case HtmlTag::ul:
      return true;
    default:
      return false;
  }
}

std::vector<HtmlBlock> html_blocks(const HtmlTree& tree, std::uint32_t node,
                                   const std::vector<bool>& dropped) {
  return Writer(tree, dropped).run(node);
}

std::string text_of(const std::vector<HtmlBlock>& blocks) {
  std::string text;
  for (const HtmlBlock& block : blocks) {
    if (!text.empty()) text += "\n\n";
    text += block.text;
  }
  return text;
}

Result<std::string> html_to_text(std::string_view html) {
  const auto tree = HtmlTree::parse(html);
  if (!tree) return tree.error();
  return text_of(html_blocks(*tree, 0));
}

Result<std::string> html_to_line(std::string_view html) {
  auto text = html_to_text(html);
  if (!text) return text;
  std::string line;
  for (const std::string_view word : words_of(*text)) {
    if (!line.empty()) line += ' ';
    line += word;
  }
  return line;
}

}  // namespace onrecord::formats
