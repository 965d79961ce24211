// See html.h.  Puts the stages together: encoding, tree, metadata, body, marks.
#include "indexer/formats/html.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/formats/claim_review.h"
#include "indexer/formats/encoding.h"
#include "indexer/formats/html_body.h"
#include "indexer/formats/html_metadata.h"
#include "indexer/formats/html_quotes.h"
#include "indexer/formats/news_item.h"
#include "indexer/formats/record.h"
#include "indexer/formats/shape.h"
#include "indexer/formats/sniff.h"

namespace onrecord::formats {
namespace {

constexpr std::string_view kReader = "html/3";
constexpr std::size_t kFewWords = 50;  ///< A text with fewer in the metadata is a description.
constexpr std::size_t kCharsetWindow = 4096;  ///< Bytes in which a page says its encoding.

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

std::string lower(std::string_view text) {
  std::string low(text);
  for (char& c : low) c = lower(c);
  return low;
}

/// The encoding that a meta element or an XML declaration at the top of \a bytes names, or "".
std::string declared_charset(std::string_view bytes) {
  const std::string head = lower(bytes.substr(0, kCharsetWindow));
  const auto name_at = [&](std::size_t at) {
    while (at < head.size() && (head[at] == ' ' || head[at] == '"' || head[at] == '\'')) ++at;
    const std::size_t end = head.find_first_of(" \"';/>?", at);
    return head.substr(at, std::min(end, head.size()) - at);
  };
  if (head.starts_with("<?xml"))
    if (const auto at = head.find("encoding="); at < head.find("?>")) return name_at(at + 9);
  for (std::size_t at = head.find("charset"); at != std::string::npos;
       at = head.find("charset", at + 1)) {
    std::size_t equals = at + 7;
    while (equals < head.size() && head[equals] == ' ') ++equals;
    if (equals >= head.size() || head[equals] != '=') continue;
    const std::size_t tag = head.rfind('<', at);
    if (tag != std::string::npos && std::string_view(head).substr(tag).starts_with("<meta"))
      return name_at(equals + 1);
  }
  return "";
}

std::size_t words_in(std::string_view text) { return words_of(text).size(); }
std::size_t words_in(const std::vector<HtmlBlock>& blocks) {
  std::size_t words = 0;
  for (const HtmlBlock& block : blocks) words += words_in(block.text);
  return words;
}

/// A text given as such, line by line, as blocks of no element.
std::vector<HtmlBlock> paragraphs_of(std::string_view text) {
  std::vector<HtmlBlock> blocks;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (const std::string_view line = trim(text.substr(at, end - at)); !line.empty())
      blocks.emplace_back().text = line;
    at = end + 1;
  }
  return blocks;
}

/// Reads one page.
class Page {
 public:
  Page(std::string_view bytes, const ReadOptions& options, const Sink& sink)
      : bytes_(bytes), options_(options), sink_(sink) {}

  void read() {
    if (std::string reason = binary_reason(bytes_); !reason.empty())
      return refuse(std::move(reason));
    if (trim(bytes_).empty()) return refuse(empty_reason(bytes_));
    if (bytes_.size() > options_.max_article_bytes)
      return refuse("a file of " + std::to_string(bytes_.size()) + " bytes is over the cap of " +
                    std::to_string(options_.max_article_bytes) + " for one article");
    const std::string declared =
        options_.encoding.empty() ? declared_charset(bytes_) : options_.encoding;
    const Decoded decoded = decode_text(bytes_, declared);
    const auto tree = HtmlTree::parse(decoded.text);
    if (!tree) return refuse(tree.error().message);
    PageFacts facts = page_facts(*tree, options_.date_order);
    Record record;
    record.bytes = bytes_;
    record.has_body = true;
    note_decoding(decoded, record);
    for (std::string& warning : facts.schema.warnings)
      record.warnings.push_back(std::move(warning));
    write_body(*tree, facts, record);
    write_values(facts, record);
    auto article = make_article(std::move(record), options_, kReader);
    if (!article) return refuse(article.error().message);
    const auto mark = [](Sourced& field, Origin origin) {
      if (!field.empty() && origin == Origin::inferred) field.origin = origin;
    };
    mark(article->headline, facts.headline.origin);
    mark(article->byline, facts.author.origin);
    if (facts.published.origin == Origin::inferred) article->date_origin = Origin::inferred;
    sink_.article(std::move(*article));
  }

 private:
  void refuse(std::string reason) {
    Record whole;
    whole.bytes = bytes_;
    sink_.reject(make_reject(whole, options_, std::move(reason)));
  }

  static void write_body(const HtmlTree& tree, const PageFacts& facts, Record& record) {
    std::vector<HtmlBlock> blocks = article_blocks(tree, facts.headline.value);
    // Some pages hold their text in the metadata only, and let a script show it.
    if (words_in(facts.schema.body) >= 2 * words_in(blocks) + kFewWords)
      blocks = paragraphs_of(facts.schema.body);
    record.body = text_of(blocks);
    const bool looks = !facts.schema.quotations.empty() || !facts.schema.claims.empty();
    const std::string text = looks ? record.body : "";
    const WordFinder finder(text);
    record.marks = quotation_marks(tree, blocks, finder, facts.schema);
    add_claims(facts.schema, finder, record);
  }

  static void write_values(const PageFacts& facts, Record& record) {
    const auto put = [&](std::string_view key, const std::string& text) {
      if (!text.empty()) record.values.push_back({std::string(key), text, ValueKind::string});
    };
    put("id", facts.id);
    put("headline", facts.headline.value);
    put("author", facts.author.value);
    put("publisher", facts.outlet);
    put("section", facts.section);
    put("published", facts.published.value);
    put("modified", facts.modified);
    put("language", facts.language);
    put("url", facts.url);
    put("rights", facts.rights);
    put("notice", facts.notice);
    put("type", facts.schema.type);
    add_list(record, "keywords", facts.keywords);
    for (const auto& [key, value] : facts.others) put(key, value);
    for (const SchemaClaim& claim : facts.schema.claims) put_claim(claim, record);
  }

  std::string_view bytes_;
  const ReadOptions& options_;
  const Sink& sink_;
};

/// The name of the first element, in lower case, or "" when something else comes first.
std::string first_element(std::string_view head) {
  const auto behind = [&](std::size_t at, std::string_view mark) {
    const std::size_t end = head.find(mark, at);
    return end == std::string_view::npos ? head.size() : end + mark.size();
  };
  for (std::size_t at = 0; at < head.size();) {
    at = std::min(head.find_first_not_of(" \t\r\n\f", at), head.size());
    const std::string_view rest = head.substr(at);
    if (lower(rest.substr(0, 14)) == "<!doctype html") return "html";
    if (rest.starts_with("<!--")) {
      at = behind(at, "-->");
    } else if (rest.starts_with("<!") || rest.starts_with("<?")) {
      at = behind(at, ">");
    } else if (rest.starts_with('<')) {
      return lower(rest.substr(1, std::min(rest.find_first_of(" \t\r\n>/", 1), rest.size()) - 1));
    } else {
      return "";
    }
  }
  return "";
}

}  // namespace

void read_html(std::string_view bytes, const ReadOptions& options, const Sink& sink) {
  Page(bytes, options, sink).read();
}

int sniff_html(std::string_view head, std::string_view path) {
  constexpr auto kFragments =
      std::to_array<std::string_view>({"article", "body", "center", "div", "font", "h1", "head",
                                       "main", "meta", "p", "section", "span", "table", "title"});
  if (head.starts_with(kBom)) head.remove_prefix(kBom.size());
  const std::string first = first_element(head);
  const bool named = has_ending(path, {".html", ".htm", ".xhtml", ".shtml"});
  if (first == "html") return 96;
  if (std::find(kFragments.begin(), kFragments.end(), first) != kFragments.end())
    return named ? 90 : 60;
  return named ? 55 : 0;
}

}  // namespace onrecord::formats
