// See html_metadata.h.
#include "indexer/formats/html_metadata.h"

#include <algorithm>
#include <array>
#include <map>

#include "indexer/formats/byline.h"
#include "indexer/formats/html_microdata.h"
#include "indexer/formats/html_text.h"
#include "indexer/formats/html_title.h"
#include "indexer/formats/html_visible.h"
#include "indexer/formats/news_item.h"
#include "indexer/formats/shape.h"
#include "indexer/formats/value.h"

namespace onrecord::formats {
namespace {

using Names = std::initializer_list<std::string_view>;

std::string lower(std::string_view text) {
  std::string low(text);
  for (char& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return low;
}

std::string one_line(std::string_view text) {
  std::string line;
  for (const std::string_view word : words_of(text))
    line += (line.empty() ? "" : " ") + std::string(word);
  return line;
}

bool is_address(std::string_view text) {
  return text.find("://") != std::string_view::npos || text.starts_with("www.") ||
         (text.find('@') != std::string_view::npos && text.find(' ') == std::string_view::npos);
}

/// An address that names a page, as against a whole site.
bool names_page(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return false;
  const std::string_view rest = url.substr(scheme + 3);
  const auto slash = rest.find('/');
  return slash != std::string_view::npos && slash + 1 < rest.size();
}

class Reader {
 public:
  Reader(const HtmlTree& tree, text::DateOrder order) : tree_(tree), order_(order) {}

  PageFacts run() {
    walk();
    facts_.url = !canonical_.empty() ? canonical_ : meta({"og:url", "twitter:url"});
    read_schemas();
    const SchemaFacts& schema = facts_.schema;
    const auto first = [](const std::string& one, std::string two, const std::string& three) {
      return !one.empty() ? one : !two.empty() ? std::move(two) : three;
    };
    if (facts_.url.empty()) facts_.url = schema.url;
    facts_.outlet = first(schema.publisher,
                          meta({"og:site_name", "dc:publisher", "dcterms:publisher",
                                "citation_publisher", "application-name"}),
                          marked_.publisher);
    if (is_address(facts_.outlet)) facts_.outlet.clear();
    facts_.section = first(
        schema.section, meta({"article:section", "sailthru:section", "parsely-section", "section"}),
        marked_.section);
    facts_.language = language();
    facts_.modified = first(schema.modified,
                            meta({"article:modified_time", "og:updated_time", "dcterms:modified",
                                  "last-modified", "datemodified"}),
                            marked_.modified);
    facts_.rights =
        first(schema.rights, meta({"dc:rights", "dcterms:rights", "copyright"}), marked_.rights);
    facts_.notice = schema.notice;
    facts_.id = schema.id.empty() || schema.id.size() > 200
                    ? (names_page(facts_.url) ? facts_.url : "")
                    : schema.id;
    read_headline();
    read_author();
    read_date();
    facts_.others = schema.others;
    keep("description", {"description", "og:description"});
    facts_.keywords = schema.keywords;
    for (const std::vector<std::string>& more :
         {split_keywords(meta({"keywords", "news_keywords"})), tags_, marked_.keywords})
      if (facts_.keywords.empty()) facts_.keywords = more;
    return std::move(facts_);
  }

 private:
  void walk() {
    for (std::uint32_t i = 0; i < tree_.size(); ++i) switch (tree_[i].tag) {
        case HtmlTag::meta:
          read_meta(i);
          break;
        case HtmlTag::link:
          if (canonical_.empty() && lower(tree_.attribute(i, "rel")) == "canonical")
            canonical_ = trim(tree_.attribute(i, "href"));
          break;
        case HtmlTag::title:
          if (title_.empty()) title_ = one_line(tree_.inner_text(i));
          break;
        case HtmlTag::script:
          if (lower(tree_.attribute(i, "type")).find("ld+json") != std::string::npos)
            blocks_.push_back(tree_.inner_text(i));
          break;
        case HtmlTag::html:
          if (html_language_.empty()) html_language_ = trim(tree_.attribute(i, "lang"));
          if (html_language_.empty()) html_language_ = trim(tree_.attribute(i, "xml:lang"));
          break;
        default:
          break;
      }
  }

  void read_meta(std::uint32_t node) {
    const std::string value = one_line(tree_.attribute(node, "content"));
    if (value.empty()) return;
    // Where both say something, a property counts before a name.
    for (const std::string_view attribute : {"property", "name", "itemprop", "http-equiv"})
      for (const std::string_view word : words_of(tree_.attribute(node, attribute))) {
        std::string name = lower(word);
        std::replace(name.begin(), name.end(), '.', ':');
        if (name == "article:tag") tags_.push_back(value);
        (attribute == "property" ? properties_ : metas_).emplace(std::move(name), value);
      }
  }

  /// The first of \a names that has a value; full stops in them are colons.
  std::string meta(Names names) const {
    for (const std::string_view name : names)
      for (const auto* metas : {&properties_, &metas_})
        if (const auto found = metas->find(name); found != metas->end()) return found->second;
    return "";
  }

  void read_schemas() {
    facts_.schema = read_schema(blocks_, facts_.url, title_);
    const std::vector<std::string> microdata = microdata_of(tree_);
    if (microdata.empty()) return;
    marked_ = read_schema(microdata, facts_.url, title_);
    SchemaFacts& schema = facts_.schema;
    if (schema.type.empty()) schema.type = marked_.type;
    std::move(marked_.quotations.begin(), marked_.quotations.end(),
              std::back_inserter(schema.quotations));
    if (schema.claims.empty()) schema.claims = std::move(marked_.claims);
  }

  std::string language() const {
    std::string code = html_language_;
    if (code.empty()) code = facts_.schema.language;
    if (code.empty()) code = marked_.language;
    if (code.empty())
      code = meta({"content-language", "dc:language", "dcterms:language", "language", "og:locale"});
    std::replace(code.begin(), code.end(), '_', '-');
    const bool fits =
        code.size() >= 2 && code.size() <= 12 && std::all_of(code.begin(), code.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 c == '-';
        });
    return fits ? code : "";
  }

  void read_headline() {
    std::string given = facts_.schema.is_article ? facts_.schema.headline : "";
    if (given.empty())
      given = meta({"dc:title", "dcterm:title", "dcterms:title", "og:title", "weibo:article:title",
                    "twitter:title", "parsely-title", "sailthru:title", "citation_title"});
    if (given.empty() && marked_.is_article) given = marked_.headline;
    if (given.empty()) given = meta({"title", "headline"});
    if (!given.empty()) {
      facts_.headline = {one_line(plain(std::move(given))), Origin::given};
      return;
    }
    std::string title = page_title(tree_, facts_.outlet);
    if (!title.empty()) facts_.headline = {std::move(title), Origin::inferred};
  }

  /// Some pages escape what they give twice.
  static std::string plain(std::string text) {
    if (text.find('&') == std::string::npos && text.find('<') == std::string::npos) return text;
    auto line = html_to_line(text);
    return line && !line->empty() ? std::move(*line) : text;
  }

  void read_author() {
    for (std::string author :
         {facts_.schema.author, meta({"article:author", "article:author_name"}),
          meta({"dc:creator", "dcterms:creator", "author", "parsely-author", "sailthru:author",
                "byl", "citation_author", "twitter:creator:name"}),
          marked_.author}) {
      if (author.empty() || is_address(author)) continue;
      author = plain(std::move(author));
      const Byline byline = read_byline(author);
      if (byline.form == BylineForm::by) author = std::string(byline.names);
      facts_.author = {std::move(author), Origin::given};
      return;
    }
    if (std::string line = visible_byline(tree_); !line.empty())
      facts_.author = {std::move(line), Origin::inferred};
  }

  void read_date() {
    std::string unread;
    for (const std::string& printed :
         {facts_.schema.published,
          meta({"article:published_time", "og:article:published_time", "og:published_time"}),
          meta({"parsely-pub-date"}), meta({"sailthru:date"}),
          meta({"citation_publication_date", "citation_date"}),
          meta({"dc:date:issued", "dcterms:issued", "dc:date", "dcterms:date", "dcterms:created",
                "dc:date:created"}),
          meta({"datepublished",
                "pubdate",
                "publishdate",
                "publish-date",
                "publish_date",
                "publication_date",
                "publication-date",
                "published-date",
                "article:published",
                "date:issued",
                "cxenseparse:recs:publishtime",
                "cxenseparse:publishtime",
                "rnews:datepublished",
                "originalpublicationdate",
                "ptime",
                "pdate",
                "bt:pubdate",
                "weibo:article:create_at",
                "displaydate",
                "created",
                "article:published",
                "date"}),
          marked_.published}) {
      if (printed.empty() || is_no_date(printed)) continue;
      const std::string date = clean_date(printed);
      if (text::parse_date(date, order_)) {
        facts_.published = {date, Origin::given};
        return;
      }
      if (unread.empty()) unread = printed;
    }
    std::string seen = visible_date(tree_, order_);
    if (seen.empty() && unread.empty()) seen = date_in_address(facts_.url);
    if (!seen.empty())
      facts_.published = {std::move(seen), Origin::inferred};
    else if (!unread.empty())
      facts_.published = {std::move(unread), Origin::given};
  }

  void keep(std::string_view name, Names names) {
    const auto same = [&](const auto& other) { return other.first == name; };
    if (std::any_of(facts_.others.begin(), facts_.others.end(), same)) return;
    if (std::string value = meta(names); !value.empty())
      facts_.others.emplace_back(name, std::move(value));
  }

  const HtmlTree& tree_;
  text::DateOrder order_;
  using Metas = std::map<std::string, std::string, std::less<>>;
  Metas properties_;
  Metas metas_;
  std::vector<std::string> tags_;  ///< article:tag, which stands once for each.
  std::vector<std::string> blocks_;
  std::string title_;
  std::string canonical_;
  std::string html_language_;
  SchemaFacts marked_;  ///< From microdata: it comes last.
  PageFacts facts_;
};

}  // namespace

PageFacts page_facts(const HtmlTree& tree, text::DateOrder order) {
  return Reader(tree, order).run();
}

}  // namespace onrecord::formats
