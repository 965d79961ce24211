// See html_hints.h.  The words are those that Mozilla's Readability and Trafilatura look for, taken
// apart into whole words and beginnings of words.
#include "indexer/formats/html_hints.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "indexer/formats/shape.h"

namespace onrecord::formats {
namespace {

/// The longest word of a class name that is looked at.
constexpr std::size_t kMaxWord = 40;

// clang-format off
// Whole words; sorted.
constexpr auto kAround = std::to_array<std::string_view>({
    "ad", "ads", "agegate", "aside", "authors", "bio", "button", "buttons", "byline", "contrib", "cta", "dfp",
    "donate", "follow", "gdpr", "hatnote", "infobox", "login", "masthead", "menu", "mostpopular", "mostread",
    "mpu", "nav", "navbar", "navbox", "noprint", "overlay", "pager", "player", "poll", "print", "rail", "rating",
    "readmore", "recirc", "replies", "reply", "rss", "screenreader", "share", "sharebar", "sharedaddy", "sharelinks",
    "shares", "sharethis", "sharetools", "sharing", "shoutbox", "sidebar", "signup", "skip", "skyscraper", "subscribe",
    "subscription", "tags", "toolbar", "tooltip", "trc",
});
// Beginnings of words; sorted.
constexpr auto kAroundBegins = std::to_array<std::string_view>({
    "advert", "authorbio", "banner", "breadcrumb", "caption", "comment", "community", "cookie", "copyright",
    "credit", "disclaimer", "disqus", "fancybox", "footer", "gallery", "hovercard", "lightbox", "modal",
    "navigation", "newsletter", "outbrain", "pagination", "popover", "popular", "popup", "promo", "recommend",
    "related", "rollover", "sidebar", "slideshow", "social", "sponsor", "supplement", "syndicat", "taboola",
    "trending",
});
// Page builders call every piece of a page a widget, the text too.
constexpr auto kBuilders = std::to_array<std::string_view>({"editor", "elementor", "fusion", "wpb"});
constexpr auto kGood = std::to_array<std::string_view>({
    "article", "blog", "body", "column", "content", "entry", "hentry", "main", "page", "post", "story", "text",
});
constexpr auto kComments = std::to_array<std::string_view>({"comment", "disqus", "replies"});
// Two words that follow each other and name the text itself.
constexpr auto kBody = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"article", "body"}, {"article", "content"}, {"article", "text"}, {"article", "copy"}, {"article", "main"},
    {"body", "copy"}, {"body", "text"}, {"content", "body"}, {"entry", "content"}, {"entry", "body"},
    {"entry", "text"}, {"main", "text"}, {"news", "body"}, {"news", "text"}, {"page", "content"},
    {"post", "body"}, {"post", "content"}, {"post", "entry"}, {"post", "text"}, {"story", "body"},
    {"story", "content"}, {"story", "text"}, {"article", "entry"}, {"text", "content"}, {"rich", "text"},
});
constexpr auto kBodyWords = std::to_array<std::string_view>({
    "articlebody", "articlecontent", "articletext", "bodytext", "entrycontent", "newsbody", "postbody",
    "postcontent", "storybody", "storycontent", "storytext",
});
constexpr auto kAroundRoles = std::to_array<std::string_view>({
    "alert", "alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar",
    "navigation", "search", "toolbar",
});
// clang-format on

template <std::size_t size>
bool has(const std::array<std::string_view, size>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

template <std::size_t size>
bool has_beginning(const std::array<std::string_view, size>& beginnings, std::string_view word) {
  const auto found = std::upper_bound(beginnings.begin(), beginnings.end(), word);
  return found != beginnings.begin() && word.starts_with(*(found - 1));
}
static_assert(std::is_sorted(kAroundBegins.begin(), kAroundBegins.end()));
static_assert(std::is_sorted(kAround.begin(), kAround.end()));

/// Takes \a names apart at everything that is no letter, and where small letters meet a capital.
void read_names(std::string_view names, HtmlHint& hint) {
  std::array<char, kMaxWord> previous;
  std::size_t previous_size = 0;
  std::array<char, kMaxWord> word;
  std::size_t size = 0;
  bool widget = false;
  bool built = false;
  // Of one name: "related-article-text" is what it begins with.
  bool around = false;
  bool body = false;
  const auto finish = [&] {
    if (size == 0) return;
    const std::string_view now(word.data(), size);
    const std::string_view before(previous.data(), previous_size);
    const bool commentary = now.starts_with("commentar");
    around = around || std::binary_search(kAround.begin(), kAround.end(), now) ||
             (has_beginning(kAroundBegins, now) && !commentary);
    hint.comments = hint.comments || (has_beginning(kComments, now) && !commentary);
    widget = widget || now.starts_with("widget");
    built = built || has(kBuilders, now);
    hint.good = hint.good || has(kGood, now);
    body = body || has(kBodyWords, now) ||
           std::find(kBody.begin(), kBody.end(), std::pair(before, now)) != kBody.end();
    previous = word;
    previous_size = size;
    size = 0;
  };
  const auto finish_name = [&] {
    finish();
    hint.around = hint.around || around;
    hint.body = hint.body || (body && !around);
    around = body = false;
    previous_size = 0;
  };
  bool was_small = false;
  for (const char c : names) {
    const bool capital = c >= 'A' && c <= 'Z';
    const bool small = c >= 'a' && c <= 'z';
    if (!capital && !small) {
      if (c == ' ')
        finish_name();
      else
        finish();
    } else {
      if (capital && was_small) finish();
      if (size < word.size()) word[size++] = capital ? static_cast<char>(c | 0x20) : c;
    }
    was_small = small;
  }
  finish_name();
  hint.around = hint.around || (widget && !built);
}

bool style_hides(std::string_view style) {
  std::string bare;
  for (const char c : style)
    if (c != ' ') bare += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return bare.find("display:none") != std::string::npos ||
         bare.find("visibility:hidden") != std::string::npos;
}

}  // namespace

HtmlHint html_hint(const HtmlTree& tree, std::uint32_t node) {
  HtmlHint hint;
  if (tree[node].size == 0) return hint;
  read_names(tree.attribute(node, "class"), hint);
  read_names(tree.attribute(node, "id"), hint);
  if (const std::string_view property = tree.attribute(node, "itemprop"); !property.empty())
    hint.body = hint.body || property.find("articleBody") != std::string_view::npos;
  if (const std::string_view role = tree.attribute(node, "role"); !role.empty())
    hint.around = hint.around || has(kAroundRoles, role);
  hint.hidden = tree.has_attribute(node, "hidden") || style_hides(tree.attribute(node, "style")) ||
                tree.attribute(node, "aria-hidden") == "true";
  return hint;
}

bool is_page_furniture(std::string_view line) {
  // Beginnings of lines that lead elsewhere, in lower case.
  constexpr auto kBeginnings = std::to_array<std::string_view>({
      "advertisement",
      "read more:",
      "read more ",
      "read also",
      "also read",
      "related:",
      "related stories",
      "related articles",
      "see also:",
      "more from ",
      "more on this",
      "more:",
      "sign up for",
      "sign up to",
      "subscribe to",
      "subscribe now",
      "click here to",
      "share this",
      "follow us",
      "continue reading",
      "story continues below",
      "article continues",
      "recommended for you",
      "you may also like",
      "you might also like",
      "don't miss",
      "watch:",
      "watch now",
      "copyright ©",
      "© ",
      "all rights reserved",
      "get the latest",
      "like us on facebook",
      "download our",
      "most read",
      "more stories",
      "photo:",
      "image:",
      "image credit",
      "image copyright",
      "image caption",
      "media caption",
      "getty images",
      "loading...",
      "skip to ",
      "scroll down",
      "print this",
      "email this",
  });
  line = trim(line);
  if (line.size() > 200 || (line.size() > 60 && ends_sentence(line))) return false;
  std::string low;
  for (const char c : line) low += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [&](std::string_view beginning) { return low.starts_with(beginning); });
}

}  // namespace onrecord::formats
