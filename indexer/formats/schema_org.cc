// See schema_org.h.
#include "indexer/formats/schema_org.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <map>

#include "indexer/formats/html_text.h"
#include "indexer/formats/json_mistake.h"
#include "indexer/formats/json_object.h"
#include "indexer/formats/news_item.h"
#include "indexer/formats/shape.h"

namespace onrecord::formats {
namespace {

namespace json = boost::json;

/// Types whose node is the page's article; sorted.
constexpr auto kArticleTypes = std::to_array<std::string_view>(
    {"AdvertiserContentArticle", "AnalysisNewsArticle", "Article", "AskPublicNewsArticle",
     "BackgroundNewsArticle", "BlogPosting", "LiveBlogPosting", "MedicalScholarlyArticle",
     "NewsArticle", "OpinionNewsArticle", "Report", "ReportageNewsArticle", "ReviewNewsArticle",
     "SatiricalArticle", "ScholarlyArticle", "SocialMediaPosting", "TechArticle"});

/// Types that say what a page is when nothing says what its article is.
constexpr auto kPageTypes = std::to_array<std::string_view>(
    {"CreativeWork", "WebPage", "ItemPage", "VideoObject", "Review", "Recipe", "QAPage"});

/// "http://schema.org/NewsArticle", "schema:NewsArticle" → "NewsArticle".
std::string_view short_type(std::string_view type) {
  const auto cut = type.find_last_of("/:#");
  return cut == std::string_view::npos ? type : type.substr(cut + 1);
}

/// JSON as pages print it, mended to what the standard allows: marks of comments and CDATA around
/// it go, control characters inside strings become spaces.
std::string mended(std::string_view block) {
  std::string out;
  std::string_view rest = trim(block);
  for (bool cut = true; cut;) {
    cut = false;
    for (const std::string_view mark : {"<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/",
                                        "/* <![CDATA[ */", "<![CDATA[", "//"})
      if (rest.starts_with(mark)) {
        rest = trim(rest.substr(mark.size()));
        cut = true;
      }
    for (const std::string_view mark :
         {"-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", "//", ";"})
      if (rest.ends_with(mark)) {
        rest = trim(rest.substr(0, rest.size() - mark.size()));
        cut = true;
      }
  }
  // Some pages escape the whole block as if it were text of the page.
  if (rest.starts_with("{&quot;") || rest.starts_with("[{&quot;"))
    if (auto plain = html_to_text(rest)) {
      out = std::move(*plain);
      return out;
    }
  out.reserve(rest.size());
  bool in_string = false;
  for (std::size_t i = 0; i < rest.size(); ++i) {
    const char c = rest[i];
    if (in_string && c == '\\' && i + 1 < rest.size()) {
      // An escape that JSON does not know ("\'") means the character itself.
      const char next = rest[++i];
      if (std::string_view("\"\\/bfnrtu").find(next) != std::string_view::npos) out += c;
      if (static_cast<unsigned char>(next) >= 0x20) out += next;
      continue;
    }
    if (c == '"') in_string = !in_string;
    if (static_cast<unsigned char>(c) >= 0x20)
      out += c;
    else if (in_string)
      out += c == '\n' ? "\\n" : " ";
    else
      out += c == '\n' ? '\n' : ' ';
  }
  return out;
}

/// Text of a value that may hold markup or references.
std::string plain(std::string_view text) {
  if (text.find_first_of("<&") == std::string_view::npos) return std::string(trim(text));
  const auto line = html_to_line(text);
  return line ? *line : std::string(trim(text));
}

class Reader {
 public:
  Reader(std::string_view url, std::string_view title) : url_(url), title_(title) {}

  SchemaFacts run(const std::vector<std::string>& blocks) {
    parse(blocks);
    for (const json::value& block : parsed_) visit(block, false);
    choose_article();
    if (article_ != nullptr) read_article(*article_);
    std::for_each(quotations_.begin(), quotations_.end(),
                  [&](const json::object* node) { read_quotation(*node); });
    std::for_each(claims_.begin(), claims_.end(),
                  [&](const json::object* node) { read_claim(*node); });
    return std::move(facts_);
  }

 private:
  void parse(const std::vector<std::string>& blocks) {
    json::parse_options options;
    options.max_depth = kMaxJsonDepth;
    options.allow_comments = true;
    options.allow_trailing_commas = true;
    for (const std::string& block : blocks) {
      const std::string text = mended(block);
      if (text.empty()) continue;
      boost::system::error_code failed;
      json::parser parser({}, options);
      const std::size_t read = parser.write_some(text, failed);
      if (!failed && skip_json_space(text, read) < text.size()) failed = json::error::extra_data;
      if (failed) {
        const JsonMistake mistake = explain_mistake(text, read);
        facts_.warnings.push_back("JSON-LD not read: " + place_of(text, mistake.at, 1) + ": " +
                                  mistake.reason);
        continue;
      }
      parsed_.push_back(parser.release());
    }
  }

  /// Recursion is bounded by kMaxJsonDepth.
  void visit(const json::value& value, bool in_list) {
    if (const auto* list = value.if_array())
      for (const json::value& item : *list) visit(item, in_list);
    const auto* object = value.if_object();
    if (object == nullptr) return;
    if (const auto* id = object->if_contains("@id");
        id != nullptr && id->is_string() && object->size() > 1)
      by_id_.emplace(std::string_view(id->get_string()), object);
    if (is_a(*object, kArticleTypes))
      articles_.push_back({object, in_list});
    else if (is_a(*object, kPageTypes))
      pages_.push_back(object);
    if (is_a(*object, std::to_array<std::string_view>({"Quotation"})))
      quotations_.push_back(object);
    if (is_a(*object, std::to_array<std::string_view>({"ClaimReview"}))) claims_.push_back(object);
    for (const auto& [key, member] : *object)
      visit(member, in_list || key == "itemListElement" || key == "mentions" || key == "citation" ||
                        key == "isBasedOn" || key == "hasPart" || key == "relatedLink");
  }

  template <std::size_t size>
  static bool is_a(const json::object& node, const std::array<std::string_view, size>& types) {
    const auto* type = node.if_contains("@type");
    if (type == nullptr) return false;
    const auto known = [&](const json::value& name) {
      return name.is_string() &&
             std::find(types.begin(), types.end(), short_type(name.get_string())) != types.end();
    };
    if (const auto* list = type->if_array()) return std::any_of(list->begin(), list->end(), known);
    return known(*type);
  }

  void choose_article() {
    const auto rank = [&](const json::object& node, bool in_list) {
      int points = in_list ? 0 : 4;
      if (node.contains("headline") || node.contains("name")) points += 1;
      if (node.contains("datePublished") || node.contains("articleBody")) points += 1;
      if (!url_.empty() && same_page(address(node))) points += 8;
      return points;
    };
    int best = 0;
    for (const auto& [node, in_list] : articles_)
      if (const int points = rank(*node, in_list); points > best) {
        best = points;
        article_ = node;
      }
    facts_.is_article = article_ != nullptr;
    if (article_ != nullptr) return;
    // A page's own node knows its date and publisher.
    for (const json::object* node : pages_)
      if (const int points = rank(*node, false); points > best && node->contains("datePublished")) {
        best = points;
        article_ = node;
      }
  }

  bool same_page(std::string_view address) const {
    const auto bare = [](std::string_view url) {
      if (const auto scheme = url.find("://"); scheme != std::string_view::npos)
        url.remove_prefix(scheme + 3);
      url = url.substr(0, url.find_first_of("?#"));
      while (url.ends_with('/')) url.remove_suffix(1);
      return url;
    };
    return !address.empty() && bare(address) == bare(url_);
  }

  std::string address(const json::object& node) const {
    for (const std::string_view key : {"url", "mainEntityOfPage", "@id"})
      if (const auto* value = node.if_contains(key)) {
        const json::value* one =
            value->is_array() && !value->get_array().empty() ? &value->get_array()[0] : value;
        if (one->is_string()) return std::string(one->get_string());
        if (const auto* object = one->if_object())
          for (const std::string_view name : {"@id", "url"})
            if (const auto* id = object->if_contains(name); id != nullptr && id->is_string())
              return std::string(id->get_string());
      }
    return "";
  }

  /// The words of a value: a string, a number, the name of a node or of the one that it refers to;
  /// of a list all of them, each once.
  std::string words(const json::value& value, int depth = 0) const {
    constexpr int kMaxReferences = 8;
    // Lists of references to lists of references would cost the power of their length.
    constexpr std::size_t kMaxLooks = 100'000;
    if (depth > kMaxReferences || ++looks_ > kMaxLooks) return "";
    if (const auto* text = value.if_string()) return plain(*text);
    if (value.is_number() || value.is_bool()) return json::serialize(value);
    if (const auto* list = value.if_array()) {
      std::vector<std::string> all;
      for (const json::value& item : *list)
        if (std::string one = words(item, depth + 1);
            !one.empty() && std::find(all.begin(), all.end(), one) == all.end()) {
          all.push_back(std::move(one));
          if (all.size() == 100) break;
        }
      std::string joined;
      for (const std::string& one : all) joined += (joined.empty() ? "" : ", ") + one;
      return joined;
    }
    const auto* object = value.if_object();
    if (object == nullptr) return "";
    for (const std::string_view key : {"name", "@value", "value", "headline", "text"})
      if (const auto* member = object->if_contains(key))
        if (std::string found = words(*member, depth + 1); !found.empty()) return found;
    if (const auto* id = object->if_contains("@id"); id != nullptr && id->is_string())
      if (const auto other = by_id_.find(std::string_view(id->get_string()));
          other != by_id_.end() && other->second != object)
        return words(*other->second, depth + 1);
    return "";
  }
  std::string words(const json::object& node, int depth) const {
    for (const std::string_view key : {"name", "headline", "text"})
      if (const auto* member = node.if_contains(key)) return words(*member, depth);
    return "";
  }

  std::string get(const json::object& node, std::initializer_list<std::string_view> keys) const {
    for (const std::string_view key : keys)
      if (const auto* value = node.if_contains(key))
        if (std::string found = words(*value); !found.empty()) return found;
    return "";
  }

  /// The first of several, for fields that hold one value.
  std::string first(const json::object& node, std::initializer_list<std::string_view> keys) const {
    for (const std::string_view key : keys)
      if (const auto* value = node.if_contains(key)) {
        const json::value* one =
            value->is_array() && !value->get_array().empty() ? &value->get_array()[0] : value;
        if (std::string found = words(*one); !found.empty()) return found;
      }
    return "";
  }

  /// The node that a member is, or refers to; null when it is a plain value.
  const json::object* node_of(const json::object& node, std::string_view key) const {
    const auto* value = node.if_contains(key);
    if (value != nullptr && value->is_array() && !value->get_array().empty())
      value = &value->get_array()[0];
    const auto* object = value == nullptr ? nullptr : value->if_object();
    if (object == nullptr) return nullptr;
    if (const auto* id = object->if_contains("@id");
        id != nullptr && id->is_string() && object->size() == 1)
      if (const auto other = by_id_.find(std::string_view(id->get_string())); other != by_id_.end())
        return other->second;
    return object;
  }

  void read_article(const json::object& node) {
    facts_.type = short_type(first(node, {"@type"}));
    facts_.id = first(node, {"identifier"});
    facts_.headline = first(node, {"headline", "name", "alternativeHeadline"});
    // Some sites use one of the two for a description: the page's title repeats the other.
    if (const std::string name = first(node, {"name"});
        !name.empty() && name != facts_.headline && title_.find(name) != std::string_view::npos &&
        title_.find(facts_.headline) == std::string_view::npos)
      facts_.headline = name;
    facts_.author = get(node, {"author", "creator"});
    facts_.publisher = first(node, {"publisher", "sourceOrganization"});
    facts_.section = first(node, {"articleSection"});
    facts_.language = first(node, {"inLanguage"});
    if (const json::object* language = node_of(node, "inLanguage");
        language != nullptr && language->contains("alternateName"))
      facts_.language = first(*language, {"alternateName"});
    facts_.url = address(node);
    facts_.published = first(node, {"datePublished", "dateCreated", "uploadDate"});
    facts_.modified = first(node, {"dateModified"});
    facts_.rights = get(node, {"copyrightNotice", "copyrightHolder", "license"});
    facts_.notice = first(node, {"correction"});
    if (const auto* body = node.if_contains("articleBody"); body != nullptr && body->is_string()) {
      const std::string_view text(body->get_string());
      const auto read =
          text.find('<') == std::string_view::npos && text.find('&') == std::string_view::npos
              ? Result<std::string>(std::string(text))
              : html_to_text(text);
      if (read) facts_.body = *read;
    }
    facts_.keywords = keywords_of(node);
    for (const std::string_view key : {"description", "dateline", "alternativeHeadline"})
      if (std::string value = get(node, {key}); !value.empty() && value != facts_.headline)
        facts_.others.emplace_back(key, std::move(value));
  }

  /// Each item of a list; of a text, or a list of one, the parts between commas.
  std::vector<std::string> keywords_of(const json::object& node) const {
    const auto* value = node.if_contains("keywords");
    const auto* list = value == nullptr ? nullptr : value->if_array();
    if (list == nullptr || list->size() < 2) return split_keywords(get(node, {"keywords"}));
    std::vector<std::string> keywords;
    for (const json::value& item : *list)
      if (keywords.size() < 100) keywords.push_back(words(item));
    return keywords;
  }

  void read_quotation(const json::object& node) {
    SchemaQuotation quotation;
    quotation.text = first(node, {"text", "articleBody", "name"});
    quotation.speaker = first(node, {"spokenByCharacter", "creator", "author"});
    if (!quotation.text.empty() && !quotation.speaker.empty())
      facts_.quotations.push_back(std::move(quotation));
  }

  void read_claim(const json::object& node) {
    SchemaClaim claim;
    claim.claim = first(node, {"claimReviewed"});
    const json::object* item = node_of(node, "itemReviewed");
    if (item != nullptr) {
      if (claim.claim.empty()) claim.claim = first(*item, {"text", "name"});
      claim.claimant = first(*item, {"author", "creator", "claimant"});
      claim.claimed_on = first(*item, {"datePublished", "dateCreated"});
      for (const std::string_view key : {"firstAppearance", "appearance"}) {
        if (!claim.appearance.empty()) break;
        if (const json::object* at = node_of(*item, key)) claim.appearance = address(*at);
        if (claim.appearance.empty()) claim.appearance = first(*item, {key});
      }
      if (claim.appearance.empty()) claim.appearance = first(*item, {"sameAs", "url"});
    }
    if (claim.claim.empty()) return;
    if (const json::object* rating = node_of(node, "reviewRating")) {
      claim.rating = first(*rating, {"alternateName", "name"});
      const std::string value = first(*rating, {"ratingValue"});
      const std::string best = first(*rating, {"bestRating"});
      if (claim.rating.empty())
        claim.rating = value.empty() || best.empty() ? value : value + " of " + best;
      else if (!value.empty() && !best.empty())
        claim.rating += " (" + value + " of " + best + ")";
      claim.body = first(*rating, {"ratingExplanation"});
    }
    claim.reviewer = first(node, {"author", "publisher"});
    claim.headline = first(node, {"headline", "name"});
    if (std::string body = first(node, {"reviewBody", "description"}); !body.empty())
      claim.body = std::move(body);
    claim.published = first(node, {"datePublished", "dateCreated"});
    claim.url = address(node);
    claim.language = first(node, {"inLanguage"});
    facts_.claims.push_back(std::move(claim));
  }

  struct Found {
    const json::object* node;
    bool in_list;
  };

  std::string_view url_;
  std::string_view title_;
  std::vector<json::value> parsed_;
  std::map<std::string_view, const json::object*> by_id_;
  std::vector<Found> articles_;
  std::vector<const json::object*> pages_;
  std::vector<const json::object*> quotations_;
  std::vector<const json::object*> claims_;
  const json::object* article_ = nullptr;
  mutable std::size_t looks_ = 0;  ///< Values whose words were asked for.
  SchemaFacts facts_;
};

}  // namespace

SchemaFacts read_schema(const std::vector<std::string>& blocks, std::string_view url,
                        std::string_view title) {
  return Reader(url, title).run(blocks);
}

}  // namespace onrecord::formats
