// See html_body.h.
#include "indexer/formats/html_body.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "indexer/formats/html_hints.h"
#include "indexer/formats/shape.h"

namespace onrecord::formats {
namespace {

constexpr std::size_t kMinParagraph = 25;  ///< Bytes: shorter ones give no points (Readability).
constexpr double kHintWeight = 25;         ///< Points that a name gives or takes (Readability).
constexpr int kMaxAncestors = 5;           ///< How far up a paragraph gives points (Readability).
constexpr double kMaxLinkShare = 0.5;
constexpr double kMuchMore =
    0.1;  ///< Running text that an element around must add, of what is there.
constexpr double kMuchProse = 2.0;  ///< As many times what else it adds.

bool is_heading(HtmlTag tag) { return tag >= HtmlTag::h1 && tag <= HtmlTag::h6; }

double tag_weight(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::article:
    case HtmlTag::div:
    case HtmlTag::main:
    case HtmlTag::section:
      return 5;
    case HtmlTag::pre:
    case HtmlTag::td:
    case HtmlTag::blockquote:
      return 3;
    case HtmlTag::address:
    case HtmlTag::ol:
    case HtmlTag::ul:
    case HtmlTag::dl:
    case HtmlTag::dd:
    case HtmlTag::dt:
    case HtmlTag::li:
    case HtmlTag::form:
      return -3;
    case HtmlTag::th:
      return -5;
    default:
      return is_heading(tag) ? -5 : 0;
  }
}

/// Elements that are no part of an article whatever they are called.
bool is_around(HtmlTag tag) {
  return tag == HtmlTag::nav || tag == HtmlTag::footer || tag == HtmlTag::aside ||
         tag == HtmlTag::menu || tag == HtmlTag::dialog || tag == HtmlTag::form ||
         tag == HtmlTag::fieldset || tag == HtmlTag::header;
}

std::size_t commas_of(std::string_view text) {
  std::size_t commas = 0;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == ',' || text.substr(i).starts_with("、") || text.substr(i).starts_with("،") ||
        text.substr(i).starts_with("，"))
      ++commas;
  return commas;
}

double link_share(const HtmlBlock& block) {
  return block.text.empty()
             ? 0
             : static_cast<double>(block.link_bytes) / static_cast<double>(block.text.size());
}

/// Running text, as against a line of a list or a menu.
bool is_prose(const HtmlBlock& block) {
  return block.text.size() >= 80 && link_share(block) < kMaxLinkShare;
}

/// A line that is nothing but a link.
bool is_teaser(const HtmlBlock& block) {
  return block.text.size() >= 20 && link_share(block) > 0.8;
}

class Finder {
 public:
  Finder(const HtmlTree& tree, std::string_view headline) : tree_(tree), headline_(headline) {}

  std::vector<HtmlBlock> run() {
    measure();
    mark_dropped();
    std::vector<HtmlBlock> blocks = html_blocks(tree_, 0, dropped_);
    const std::uint32_t best = best_element(blocks);
    if (best == 0) return clean(std::move(blocks));
    weigh(blocks);
    return clean(take(blocks, widened(best)));
  }

 private:
  /// How much running text stands before each node, so that any element's share is a difference.
  void measure() {
    const std::vector<HtmlBlock> blocks = html_blocks(tree_, 0);
    prose_before_.assign(tree_.size() + 1, 0);
    for (const HtmlBlock& block : blocks)
      if (is_prose(block))
        prose_before_[block.node + 1] += static_cast<std::uint32_t>(block.text.size());
    for (std::size_t i = 1; i < prose_before_.size(); ++i) prose_before_[i] += prose_before_[i - 1];
  }
  std::size_t prose_in(std::uint32_t node) const {
    return prose_before_[tree_[node].end] - prose_before_[node];
  }

  /// Takes out what is hidden or stands around the article, but never most of the page's text.
  void mark_dropped() {
    dropped_.assign(tree_.size(), false);
    hint_.resize(tree_.size());
    const std::size_t all = prose_in(0);
    for (std::uint32_t i = 1; i < tree_.size();) {
      const HtmlNode& node = tree_[i];
      if (node.tag == HtmlTag::text) {
        ++i;
        continue;
      }
      const HtmlHint hint = hint_[i] = html_hint(tree_, i);
      if (!is_page(node.tag) && is_out(i, hint, all)) {
        dropped_[i] = true;
        i = node.end;
        continue;
      }
      ++i;
    }
  }

  static bool is_page(HtmlTag tag) {
    return tag == HtmlTag::html || tag == HtmlTag::body || tag == HtmlTag::article ||
           tag == HtmlTag::main;
  }

  /// Whether an element is no part of the article, by its name and its share of the text: readers'
  /// comments may be longer than what they are about.
  bool is_out(std::uint32_t node, const HtmlHint& hint, std::size_t all) const {
    const std::size_t share = prose_in(node);
    if (hint.hidden && share * 2 <= all) return true;
    if (!is_around(tree_[node].tag) && (!hint.around || hint.body)) return false;
    return share * 3 <= all || (hint.comments && share < all && !holds_headline(node));
  }
  bool holds_headline(std::uint32_t node) const {
    for (std::uint32_t i = node + 1; i < tree_[node].end; ++i)
      if (tree_[i].tag == HtmlTag::h1 || tree_[i].tag == HtmlTag::article) return true;
    return false;
  }

  bool is_paragraph_like(std::uint32_t node) const {
    const HtmlTag tag = tree_[node].tag;
    return tag == HtmlTag::p || tag == HtmlTag::pre || tag == HtmlTag::li ||
           tag == HtmlTag::blockquote || tag == HtmlTag::td || is_heading(tag);
  }

  std::uint32_t best_element(const std::vector<HtmlBlock>& blocks) {
    score_.assign(tree_.size(), 0);
    std::vector<bool> candidate(tree_.size(), false);
    std::vector<std::uint32_t> candidates;
    std::vector<std::uint32_t> blocks_of(tree_.size(), 0);
    for (const HtmlBlock& block : blocks) ++blocks_of[block.node];
    for (const HtmlBlock& block : blocks) {
      if (block.text.size() < kMinParagraph || is_heading(tree_[block.node].tag)) continue;
      const double points =
          (1 + static_cast<double>(commas_of(block.text)) +
           std::min(std::floor(static_cast<double>(block.text.size()) / 100), 3.0)) *
          (1 - link_share(block));
      std::uint32_t node = block.node;
      if (node != 0 && (is_paragraph_like(node) || blocks_of[node] == 1)) node = tree_[node].parent;
      for (int level = 0; level < kMaxAncestors; ++level, node = tree_[node].parent) {
        if (!candidate[node]) {
          candidate[node] = true;
          candidates.push_back(node);
          score_[node] = tag_weight(tree_[node].tag) + (hint_[node].good ? kHintWeight : 0) +
                         (hint_[node].body ? kHintWeight : 0) -
                         (hint_[node].around ? kHintWeight : 0);
        }
        score_[node] += points / (level == 0 ? 1 : level == 1 ? 2 : level * 3);
        if (node == 0) break;
      }
    }
    std::uint32_t best = 0;
    for (const std::uint32_t node : candidates)
      if (best == 0 || score_[node] > score_[best]) best = node;
    return best;
  }

  /// How much running text and how much else each element has of what was not dropped.
  void weigh(const std::vector<HtmlBlock>& blocks) {
    weight_.assign(tree_.size() + 1, {});
    for (const HtmlBlock& block : blocks) {
      Weight& weight = weight_[block.node + 1];
      (is_prose(block) && link_share(block) < 0.25 ? weight.prose : weight.rest) +=
          static_cast<std::uint32_t>(block.text.size());
      weight.links += block.link_bytes;
      weight.paragraphs += is_prose(block) ? 1 : 0;
      weight.teasers += is_teaser(block) ? 1 : 0;
    }
    for (std::size_t i = 1; i < weight_.size(); ++i) weight_[i] += weight_[i - 1];
  }
  struct Weight {
    std::uint32_t prose = 0;  ///< Bytes.
    std::uint32_t rest = 0;
    std::uint32_t links = 0;
    int paragraphs = 0;
    int teasers =
        0;  ///< Lines that are nothing but a link, as the titles in a list of articles are.
    Weight& operator+=(const Weight& other) {
      prose += other.prose;
      rest += other.rest;
      links += other.links;
      paragraphs += other.paragraphs;
      teasers += other.teasers;
      return *this;
    }
    std::uint32_t all() const { return prose + rest; }
  };
  Weight weight_of(std::uint32_t node) const {
    const Weight& before = weight_[node];
    Weight weight = weight_[tree_[node].end];
    weight.prose -= before.prose;
    weight.rest -= before.rest;
    weight.links -= before.links;
    weight.paragraphs -= before.paragraphs;
    weight.teasers -= before.teasers;
    return weight;
  }

  /// An article is often parted among several elements: the one around \a best that adds much
  /// running text and little else, without leaving the `article` that it lies in.
  std::uint32_t widened(std::uint32_t best) const {
    std::uint32_t chosen = best;
    Weight now = weight_of(chosen);
    for (std::uint32_t node = best; node != 0 && tree_[node].tag != HtmlTag::article;) {
      node = tree_[node].parent;
      if (tree_[node].tag == HtmlTag::html) break;
      const Weight wide = weight_of(node);
      const double prose = wide.prose - now.prose;
      const bool list = (wide.teasers - now.teasers) * 2 > wide.paragraphs - now.paragraphs;
      if (list || prose < now.prose * kMuchMore || prose < (wide.rest - now.rest) * kMuchProse)
        continue;
      chosen = node;
      now = wide;
    }
    return chosen;
  }

  /// A list of other articles, each a link with a few words below.
  static bool is_list_of_teasers(const Weight& weight) {
    return weight.teasers >= 3 && weight.teasers * 2 > weight.paragraphs;
  }

  /// The blocks of \a best, and those beside it that are like it.
  std::vector<HtmlBlock> take(std::vector<HtmlBlock>& blocks, std::uint32_t best) {
    const std::uint32_t parent = tree_[best].parent;
    const double threshold = std::max(10.0, score_[best] * 0.2);
    std::vector<HtmlBlock> taken;
    for (HtmlBlock& block : blocks) {
      if (inside(block.node, best) ||
          (inside(block.node, parent) && is_like(block, best, parent, threshold)))
        taken.push_back(std::move(block));
    }
    return taken;
  }

  bool inside(std::uint32_t node, std::uint32_t outer) const {
    return node >= outer && node < tree_[outer].end;
  }

  bool is_like(const HtmlBlock& block, std::uint32_t best, std::uint32_t parent,
               double threshold) const {
    std::uint32_t sibling = block.node;
    while (sibling != parent && tree_[sibling].parent != parent) sibling = tree_[sibling].parent;
    if (sibling == parent) return is_prose(block);
    if (is_list_of_teasers(weight_of(sibling))) return false;
    double bonus = 0;
    const std::string_view name = tree_.attribute(best, "class");
    if (!name.empty() && name == tree_.attribute(sibling, "class")) bonus = score_[best] * 0.2;
    if (score_[sibling] + bonus >= threshold) return true;
    if (tree_[sibling].tag != HtmlTag::p) return false;
    return block.text.size() > 80 ? link_share(block) < 0.25
                                  : block.link_bytes == 0 && ends_sentence(block.text);
  }

  std::vector<HtmlBlock> clean(std::vector<HtmlBlock> blocks) {
    std::vector<HtmlBlock> kept;
    for (HtmlBlock& block : blocks) {
      if (leads_away(block)) continue;
      if (is_page_furniture(block.text)) continue;
      if ((kept.empty() || is_heading(tree_[block.node].tag)) && !headline_.empty() &&
          block.text == headline_)
        continue;
      kept.push_back(std::move(block));
    }
    while (!kept.empty() && is_heading(tree_[kept.back().node].tag)) kept.pop_back();
    return kept;
  }

  /// Whether a block is mostly links, and so is what stands beside it.
  bool leads_away(const HtmlBlock& block) const {
    if (link_share(block) <= kMaxLinkShare || block.text.size() >= 200) return false;
    std::uint32_t around = block.node;
    if (tree_[around].tag == HtmlTag::li || tree_[around].tag == HtmlTag::p)
      around = tree_[around].parent;
    if (weight_.empty() || !is_list(tree_[around].tag)) return true;
    const Weight weight = weight_of(around);
    return weight.links > weight.all() * kMaxLinkShare;
  }
  static bool is_list(HtmlTag tag) {
    return tag == HtmlTag::ul || tag == HtmlTag::ol || tag == HtmlTag::li || tag == HtmlTag::dl ||
           tag == HtmlTag::table || tag == HtmlTag::tbody;
  }

  const HtmlTree& tree_;
  std::string_view headline_;
  std::vector<Weight> weight_;
  std::vector<std::uint32_t> prose_before_;
  std::vector<bool> dropped_;
  std::vector<HtmlHint> hint_;
  std::vector<float> score_;
};

}  // namespace

std::vector<HtmlBlock> article_blocks(const HtmlTree& tree, std::string_view headline) {
  return Finder(tree, headline).run();
}

}  // namespace onrecord::formats
