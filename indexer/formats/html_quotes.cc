// See html_quotes.h.
#include "indexer/formats/html_quotes.h"

#include <algorithm>
#include <unordered_map>

#include "indexer/formats/shape.h"
#include "proto/text/utf8.h"

namespace onrecord::formats {
namespace {

constexpr std::string_view kBlank = "\n\n";
constexpr std::size_t kMaxCaption = 1000;  ///< A longer one is more than a name.
constexpr std::size_t kMaxNeedle = 4096;   ///< Words that are looked for in a whole text.

/// A character's plain form: any quotation mark, dash and space as the typewriter has it.
std::string_view plain_form(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x2032:
      return "'";
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB:
      return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
      return "-";
    case 0x00A0:
    case 0x2009:
    case 0x202F:
      return " ";
    default:
      return "";
  }
}

struct Plain {
  std::string text;
  std::vector<std::uint32_t> begin;
};

Plain plain_of(std::string_view text) {
  Plain plain;
  plain.text.reserve(text.size());
  plain.begin.reserve(text.size() + 1);
  const auto put = [&](std::string_view bytes, std::size_t from) {
    for (std::size_t i = 0; i < bytes.size(); ++i)
      plain.begin.push_back(static_cast<std::uint32_t>(from));
    plain.text += bytes;
  };
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::decode(text, at);
    const std::string_view form = plain_form(point.value);
    const bool space = point.value == ' ' || (point.value >= 9 && point.value <= 13) || form == " ";
    if (!space)
      put(form.empty() ? text.substr(at, point.size) : form, at);
    else if (!plain.text.empty() && plain.text.back() != ' ')
      put(" ", at);
    at += point.size;
  }
  plain.begin.push_back(static_cast<std::uint32_t>(text.size()));
  return plain;
}

/// The name in "— Mara Lindqvist, harbour minister", or "".
std::string_view cited_name(std::string_view line) {
  line = trim(line);
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view mark : {"—", "–", "-", "~"})
      if (line.starts_with(mark)) {
        line = trim(line.substr(mark.size()));
        cut = true;
      }
  }
  line = trim(line.substr(0, line.find_first_of(",(|\n")));
  const std::size_t words = words_of(line).size();
  if (words < 2 || words > 6 || line.find_first_of("0123456789@/:") != std::string_view::npos)
    return {};
  const NameShape shape = name_shape(line);
  return shape == NameShape::possible || shape == NameShape::titled ? line : std::string_view();
}

bool is_inline(HtmlTag tag) {
  switch (tag) {
    case HtmlTag::text:
    case HtmlTag::a:
    case HtmlTag::b:
    case HtmlTag::cite:
    case HtmlTag::em:
    case HtmlTag::i:
    case HtmlTag::small:
    case HtmlTag::span:
    case HtmlTag::strong:
      return true;
    default:
      return false;
  }
}

/// Whether \a cite is no part of a sentence: nothing of its line goes on behind it, and what stands
/// before it is over.  O(nodes of its block).
bool stands_apart(const HtmlTree& tree, std::uint32_t cite) {
  std::uint32_t block = tree[cite].parent;
  while (block != 0 && is_inline(tree[block].tag)) block = tree[block].parent;
  std::string before;
  for (std::uint32_t i = block + 1; i < cite; ++i) {
    if (tree[i].tag == HtmlTag::text) {
      before += tree.text(i);
    } else if (!is_inline(tree[i].tag)) {
      before.clear();
      i = tree[i].end - 1;
    }
  }
  std::string after;
  for (std::uint32_t i = tree[cite].end; i < tree[block].end && is_inline(tree[i].tag); ++i)
    after += tree.text(i);
  const std::string_view behind = trim(after);
  if (!behind.empty() && std::string_view(",(").find(behind.front()) == std::string_view::npos)
    return false;
  const std::string_view line = trim(before);
  const std::string name = tree.inner_text(cite);
  const auto is_dash = [](std::string_view mark) {
    return mark == "—" || mark == "–" || mark == "-" || mark == "~";
  };
  const auto begins = [&](std::string_view text) {
    return !text.empty() && (is_dash(text.substr(0, 1)) || is_dash(text.substr(0, 3)));
  };
  const auto ends = [&](std::string_view text) {
    return is_dash(text.substr(text.size() - 1)) ||
           (text.size() >= 3 && is_dash(text.substr(text.size() - 3)));
  };
  return line.empty() || ends_sentence(line) || ends(line) || begins(trim(name));
}

/// Of each figure that was looked at: it may hold many quotes.
using Captions = std::unordered_map<std::uint32_t, std::string>;

/// The words of the element that says whose \a quote is, or "".
std::string citation_of(const HtmlTree& tree, std::uint32_t quote, Captions& captions) {
  const auto words = [&](std::uint32_t node) {
    const std::string text = tree.inner_text(node);
    std::string line;
    for (const std::string_view word : words_of(text))
      line += (line.empty() ? "" : " ") + std::string(word);
    return line;
  };
  bool cited = false;
  for (std::uint32_t i = quote + 1; i < tree[quote].end; ++i) {
    if (tree[i].tag == HtmlTag::footer) return words(i);
    if (tree[i].tag != HtmlTag::cite || cited) continue;
    cited = true;
    if (stands_apart(tree, i)) return words(i);
  }
  const std::uint32_t figure = tree[quote].parent;
  if (tree[figure].tag != HtmlTag::figure) return "";
  const auto [known, fresh] = captions.try_emplace(figure);
  for (std::uint32_t i = figure + 1; fresh && i < tree[figure].end; ++i) {
    if (tree[i].tag != HtmlTag::figcaption) continue;
    if (std::string caption = words(i); caption.size() <= kMaxCaption)
      known->second = std::move(caption);
    break;
  }
  return known->second;
}

}  // namespace

WordFinder::WordFinder(std::string_view text) {
  Plain plain = plain_of(text);
  plain_ = std::move(plain.text);
  begin_ = std::move(plain.begin);
}

Span WordFinder::find(std::string_view words) const {
  const Plain wanted = plain_of(words);
  std::string_view bare = trim(wanted.text);
  if (bare.size() > kMaxNeedle) return {};
  while (bare.size() > 1 && (bare.front() == '"' || bare.front() == '\'')) bare.remove_prefix(1);
  while (bare.size() > 1 && (bare.back() == '"' || bare.back() == '\'')) bare.remove_suffix(1);
  bare = trim(bare);
  if (bare.empty()) return {};
  const std::size_t at = plain_.find(bare);
  if (at == std::string::npos) return {};
  return {begin_[at], begin_[at + bare.size()]};
}

std::vector<TextSpan> quotation_marks(const HtmlTree& tree, const std::vector<HtmlBlock>& blocks,
                                      const WordFinder& text, const SchemaFacts& schema) {
  std::vector<TextSpan> marks;
  std::uint32_t at = 0;
  std::uint32_t last_quote = 0;
  std::unordered_map<std::uint32_t, std::string> citations;  // a quote may have many blocks
  Captions captions;
  for (const HtmlBlock& block : blocks) {
    const auto begin = at;
    auto end = begin + static_cast<std::uint32_t>(block.text.size());
    at = end + static_cast<std::uint32_t>(kBlank.size());
    std::uint32_t quote = block.node;
    while (quote != 0 && tree[quote].tag != HtmlTag::blockquote) quote = tree[quote].parent;
    if (quote == 0) continue;
    const auto [known, fresh] = citations.try_emplace(quote);
    if (fresh) known->second = citation_of(tree, quote, captions);
    const std::string& citation = known->second;
    const std::string_view name = cited_name(citation);
    if (name.empty()) continue;
    // The citation is no part of what was said.
    std::string_view said = block.text;
    if (said.ends_with(citation)) said = trim(said.substr(0, said.size() - citation.size()));
    for (const std::string_view dash : {"—", "–", "-"})
      if (said.ends_with(dash)) said = trim(said.substr(0, said.size() - dash.size()));
    if (said.empty()) continue;
    end = begin + static_cast<std::uint32_t>(said.data() + said.size() - block.text.data());
    if (quote == last_quote && !marks.empty())
      marks.back().span.end = end;
    else
      marks.push_back({SpanKind::quotation, {begin, end}, std::string(name)});
    last_quote = quote;
  }
  constexpr std::size_t kMaxQuotations = 1000;  // each is looked for in the whole text
  std::size_t looked = 0;
  for (const SchemaQuotation& quotation : schema.quotations) {
    if (++looked > kMaxQuotations) break;
    if (const Span span = text.find(quotation.text); !span.empty())
      marks.push_back({SpanKind::quotation, span, quotation.speaker});
  }
  return marks;
}

}  // namespace onrecord::formats
