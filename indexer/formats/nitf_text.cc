// The body of NITF as text: see nitf.h.  Knows its blocks and inlines, nothing of its head.
#include <algorithm>
#include <array>
#include <utility>

#include "indexer/formats/news_item.h"
#include "indexer/formats/nitf.h"

namespace onrecord::formats {
namespace {

constexpr auto kLeftOut = std::to_array<std::string_view>(
    {"media", "media-caption", "media-producer", "media-metadata", "media-reference",
     "media-object", "nitf-table-metadata", "note", "script", "style", "object", "img", "rp", "rt",
     "custom-table", "figure", "figcaption", "frac-sep"});

constexpr auto kBlocks =
    std::to_array<std::string_view>({"p",          "hl1",        "hl2",          "block",
                                     "bq",         "ul",         "ol",           "li",
                                     "dl",         "dt",         "dd",           "table",
                                     "nitf-table", "caption",    "tr",           "hr",
                                     "pre",        "fn",         "body.content", "credit",
                                     "content",    "div",        "h1",           "h2",
                                     "h3",         "h4",         "h5",           "h6",
                                     "section",    "article",    "blockquote",   "abstract",
                                     "tagline",    "byline",     "dateline",     "bibliography",
                                     "hedline",    "distributor"});

template <class Names>
bool is_one_of(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::string_view kGap = "\n\n";

constexpr auto kOpening =
    std::to_array<std::string_view>({"\"", "'", "\u201C", "\u2018", "\u00AB", "\u2039", "\u201E",
                                     "\u201A", "\u00BB", "\u201D", "``", "&quot;"});

bool opens_with_mark(std::string_view text) {
  return std::any_of(kOpening.begin(), kOpening.end(),
                     [&](std::string_view mark) { return text.starts_with(mark); });
}
bool ends_with_mark(std::string_view text) {
  return std::any_of(kOpening.begin(), kOpening.end(),
                     [&](std::string_view mark) { return text.ends_with(mark); });
}

class Walk {
 public:
  NitfText run(XmlNode content) {
    children(content);
    flush();
    return std::move(out_);
  }

 private:
  /// Recursion is bounded by kMaxXmlDepth.
  void children(XmlNode element) {
    for (XmlNode node = element.first(); node; node = node.next()) {
      if (node.is_text())
        words(node.characters());
      else
        open(node);
    }
  }

  void open(XmlNode element) {
    const std::string_view name = element.name();
    if (is_one_of(kLeftOut, name)) return;
    if (name == "br") {
      if (!block_.empty()) gap_ = '\n';
    } else if (name == "td" || name == "th") {
      if (!block_.empty()) gap_ = '\t';
      children(element);
    } else if (name == "frac-den") {
      gap_ = '\0';
      block_ += '/';
      children(element);
    } else if (name == "q") {
      quotation(element);
    } else if (name == "bq") {
      quoted_block(element);
    } else if (is_one_of(kBlocks, name)) {
      flush();
      const bool was_pre = std::exchange(pre_, pre_ || name == "pre");
      children(element);
      flush();
      pre_ = was_pre;
    } else {
      children(element);
    }
  }

  void words(std::string_view text) {
    if (pre_) {
      block_ += text;
      return;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (c == ' ' || (c >= '\t' && c <= '\r')) {
        if (!block_.empty() && gap_ == '\0' && !glued_) gap_ = ' ';
        continue;
      }
      settle();
      block_ += c;
      glued_ = false;
    }
  }
  /// Writes the white space that is due.
  void settle() {
    if (gap_ != '\0' && !block_.empty()) block_ += gap_;
    gap_ = '\0';
  }

  /// `q`: its words with their marks, of which it has its own or gets a pair.
  void quotation(XmlNode element) {
    settle();
    const bool inner = quotes_ > 0;
    const std::string whole = element.text();
    const std::string_view trimmed =
        std::string_view(whole).substr(std::min(whole.find_first_not_of(" \t\r\n"), whole.size()));
    const bool marked = opens_with_mark(trimmed) || ends_with_mark(block_);
    const std::size_t begin = block_.size();
    if (!marked) block_ += inner ? "\u2018" : "\u201C";
    glued_ = true;
    ++quotes_;
    children(element);
    --quotes_;
    glued_ = false;
    if (!marked) {
      gap_ = '\0';
      block_ += inner ? "\u2019" : "\u201D";
    }
    const std::string speaker = collapsed(element.attribute("quote-source"));
    if (speaker.empty() || block_.size() == begin) return;
    const auto at = static_cast<std::uint32_t>(begin);
    marks_.push_back(
        {SpanKind::quotation, {at, static_cast<std::uint32_t>(block_.size())}, speaker});
  }

  /// `bq`: whole blocks that somebody said, as its attribute or its credit names.
  void quoted_block(XmlNode element) {
    flush();
    const std::string speaker =
        first_of({collapsed(element.attribute("quote-source")), element.child("credit").words()});
    const std::size_t first = out_.marks.size();
    const std::size_t before = out_.text.size();
    for (XmlNode node = element.first(); node; node = node.next()) {
      if (node.is_text())
        words(node.characters());
      else if (node.name() != "credit")
        open(node);
    }
    flush();
    const auto begin = static_cast<std::uint32_t>(before == 0 ? 0 : before + kGap.size());
    const auto end = static_cast<std::uint32_t>(out_.text.size());
    for (const XmlNode credit : element.children("credit")) open(credit);
    if (begin < end && !speaker.empty())
      out_.marks.insert(out_.marks.begin() + static_cast<std::ptrdiff_t>(first),
                        {SpanKind::quotation, {begin, end}, speaker});
  }

  void flush() {
    const std::size_t begin = std::min(block_.find_first_not_of("\r\n"), block_.size());
    const std::size_t end = block_.find_last_not_of(" \t\r\n") + 1;
    if (begin < end) {
      if (!out_.text.empty()) out_.text += kGap;
      const auto shift = static_cast<std::uint32_t>(out_.text.size() - begin);
      out_.text.append(block_, begin, end - begin);
      for (TextSpan& mark : marks_) {
        mark.span.begin += shift;
        mark.span.end = std::min(mark.span.end, static_cast<std::uint32_t>(end)) + shift;
        if (mark.span.begin < mark.span.end) out_.marks.push_back(std::move(mark));
      }
    }
    marks_.clear();
    block_.clear();
    gap_ = '\0';
    glued_ = false;
  }

  NitfText out_;
  std::string block_;
  std::vector<TextSpan> marks_;  ///< Quotations in block_.
  char gap_ = '\0';
  bool glued_ = false;  ///< No white space: a mark has just been opened.
  bool pre_ = false;
  int quotes_ = 0;
};

}  // namespace

NitfText nitf_text(XmlNode content) { return Walk().run(content); }

}  // namespace onrecord::formats
