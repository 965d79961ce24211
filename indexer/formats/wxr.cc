// See wxr.h.
#include "indexer/formats/wxr.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>
#include <vector>

#include "indexer/formats/encoding.h"
#include "indexer/formats/html_quotes.h"
#include "indexer/formats/html_text.h"
#include "indexer/formats/news_item.h"
#include "indexer/formats/record.h"
#include "indexer/formats/sniff.h"
#include "indexer/formats/xml.h"
#include "indexer/formats/xml_source.h"

namespace onrecord::formats {
namespace {

constexpr std::string_view kReader = "wxr/2";
constexpr std::size_t kNone = std::string_view::npos;

/// Bytes up to the end of the rss element's tag: it is parsed again with each item.
constexpr std::size_t kMaxHead = 16u << 10;

/// Parts of a site that an export holds beside its texts.
constexpr auto kNoArticles = std::to_array<std::string_view>(
    {"attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache",
     "user_request", "wp_block", "wp_template", "wp_template_part", "wp_global_styles",
     "wp_navigation", "wp_font_family", "wp_font_face"});

/// Shortcodes whose marks go whatever their attributes; what stands between them stays.
constexpr auto kShortcodes = std::to_array<std::string_view>(
    {"audio", "caption", "embed", "gallery", "playlist", "video", "wp_caption", "youtube"});
constexpr auto kBuilders = std::to_array<std::string_view>({"et_pb_", "fusion_", "vc_"});

/// Where \a name begins as an element at or behind \a at, outside comments and CDATA sections.
std::size_t find_tag(std::string_view xml, std::string_view tag, std::size_t at) {
  for (at = xml.find('<', at); at != kNone; at = xml.find('<', at + 1)) {
    const std::string_view rest = xml.substr(at);
    if (rest.starts_with("<![CDATA[")) {
      at = xml.find("]]>", at);
    } else if (rest.starts_with("<!--")) {
      at = xml.find("-->", at);
    } else if (rest.starts_with(tag) && rest.size() > tag.size() &&
               std::string_view(" \t\r\n>/").find(rest[tag.size()]) != kNone) {
      return at;
    }
    if (at == kNone) break;
  }
  return kNone;
}

/// Reads one export.
class Export {
 public:
  Export(std::string_view bytes, const ReadOptions& options, const Sink& sink)
      : bytes_(bytes), options_(options), sink_(sink) {}

  void read() {
    if (std::string reason = binary_reason(bytes_); !reason.empty())
      return refuse(std::move(reason));
    const std::string declared(options_.encoding.empty() ? declared_encoding(bytes_)
                                                         : std::string_view(options_.encoding));
    const Decoded decoded = decode_text(bytes_, declared);
    decoded_ = &decoded;
    text_ = decoded.text;
    if (text_.find_first_not_of(" \t\r\n\f\v") == kNone) return refuse(empty_reason(bytes_));
    const std::size_t root = find_tag(text_, "<rss", 0);
    const std::size_t root_end = root == kNone ? kNone : text_.find('>', root);
    if (root_end == kNone) return refuse("expected an export of WordPress: no rss element");
    if (root_end > kMaxHead)
      return refuse("the rss element's tag ends behind the first " + std::to_string(kMaxHead) +
                    " bytes");
    if (const auto head = prepare_xml(text_.substr(0, root_end + 1), XmlMode::strict); !head)
      return refuse(head.error().message);
    open_ = text_.substr(root, root_end + 1 - root);
    std::size_t item = find_tag(text_, "<item", root_end);
    read_channel(text_.substr(root_end + 1, std::min(item, text_.size()) - root_end - 1));
    if (item == kNone) return refuse("an export of WordPress without items");
    while (item != kNone) {
      const std::size_t end = find_tag(text_, "</item", item);
      const std::size_t behind = end == kNone ? text_.size() : text_.find('>', end) + 1;
      read_item(item, behind, end != kNone);
      item = behind == 0 ? kNone : find_tag(text_, "<item", behind);
    }
  }

 private:
  void refuse(std::string reason) {
    Record whole;
    whole.bytes = bytes_;
    sink_.reject(make_reject(whole, options_, std::move(reason)));
  }

  Result<Xml> parsed(std::string_view inner, std::string_view close) const {
    return Xml::parse(open_ + std::string(inner) + std::string(close) + "</rss>", XmlMode::recover);
  }

  /// The site's name and language, and who stands behind the logins.
  void read_channel(std::string_view head) {
    const auto xml = parsed(head, "</channel>");
    if (!xml) return;
    const XmlNode channel = xml->root().child("channel");
    outlet_ = collapsed(channel.child("title").text());
    language_ = collapsed(channel.child("language").text());
    for (const XmlNode author : channel.children("author")) {
      const std::string login = collapsed(author.child("author_login").text());
      std::string name = collapsed(author.child("author_display_name").text());
      if (!login.empty() && !name.empty()) names_[login] = std::move(name);
    }
  }

  /// The bytes of the file that decoded text was made of: exactly where decoding moved nothing,
  /// else the lines that it stands in.
  std::pair<std::size_t, std::size_t> bytes_of(std::size_t begin, std::size_t end) {
    if (decoded_->text.size() == bytes_.size()) return {begin, end};
    if (lines_.empty()) lines_ = line_starts(bytes_, decoded_->encoding);
    const auto at = [&](std::uint64_t line) {
      return line < lines_.size() ? lines_[line] : bytes_.size();
    };
    const auto more = static_cast<std::uint64_t>(
        std::count(text_.begin() + static_cast<std::ptrdiff_t>(begin),
                   text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
    return {std::min(at(line_ - 1), bytes_.size()), std::min(at(line_ + more), bytes_.size())};
  }

  void count_lines(std::size_t to) {
    line_ += static_cast<std::uint64_t>(
        std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_),
                   text_.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
    counted_ = to;
  }

  void read_item(std::size_t begin, std::size_t end, bool closed) {
    count_lines(begin);
    Record record;
    record.number = ++number_;
    record.line = line_;
    const auto [first, last] = bytes_of(begin, end);
    record.byte_begin = first;
    record.bytes = bytes_.substr(first, last - first);
    const auto reject = [&](const std::string& reason) {
      sink_.reject(
          make_reject(record, options_, "line " + std::to_string(record.line) + ": " + reason));
    };
    if (!closed) return reject("the item that begins here never closes");
    const auto xml = parsed(text_.substr(begin, end - begin), "");
    if (!xml) return reject(xml.error().message);
    const XmlNode item = xml->root().child("item");
    const std::string type = collapsed(item.child("post_type").text());
    if (std::find(kNoArticles.begin(), kNoArticles.end(), type) != kNoArticles.end())
      return reject("a WordPress " + type + ", no article");
    if (number_ == 1) note_decoding(*decoded_, record);
    for (const std::string& warning : xml->warnings()) record.warnings.push_back(warning);
    if (std::string problem = read_body(item, record); !problem.empty()) return reject(problem);
    read_values(item, type, record);
    deliver(std::move(record), options_, sink_, kReader);
  }

  /// The problem, or "".
  static std::string read_body(XmlNode item, Record& record) {
    record.has_body = true;
    std::string content;
    for (const XmlNode encoded : item.children("encoded"))
      if (encoded.prefix() == "content" || encoded.name_space().find("/content/") != kNone)
        content = encoded.text();
    const auto tree = HtmlTree::parse(wordpress_html(content));
    if (!tree) return tree.error().message;
    const std::vector<HtmlBlock> blocks = html_blocks(*tree, 0);
    record.body = text_of(blocks);
    record.marks = quotation_marks(*tree, blocks, WordFinder(""), SchemaFacts());
    return "";
  }

  void read_values(XmlNode item, const std::string& type, Record& record) const {
    const auto put = [&](std::string_view key, std::string text) {
      if (!text.empty())
        record.values.push_back({std::string(key), std::move(text), ValueKind::string});
    };
    const auto words = [&](std::string_view name) { return collapsed(item.child(name).text()); };
    const std::string guid = words("guid");
    put("id", guid.empty() ? words("post_id") : guid);
    if (const auto title = html_to_line(item.child("title").text())) put("headline", *title);
    const std::string login = words("creator");
    const auto name = names_.find(login);
    put("author", name == names_.end() ? login : name->second);
    put("publisher", outlet_);
    put("language", language_);
    put("url", words("link"));
    put("published", date_of(item));
    put("modified", zoned(words("post_modified_gmt")));
    put_status(item, put);
    bool has_section = false;
    std::vector<std::string> tags;
    for (const XmlNode category : item.children("category")) {
      const std::string label = collapsed(category.text());
      if (category.attribute("domain") == "post_tag")
        tags.push_back(label);
      else if (category.attribute("domain") == "category" && label != "Uncategorized")
        put(std::exchange(has_section, true) ? "also in" : "section", label);
    }
    add_list(record, "keywords", tags);
    if (type != "post") put("type", type);
    for (const XmlNode encoded : item.children("encoded"))
      if (encoded.prefix() == "excerpt")
        if (const auto excerpt = html_to_line(encoded.text())) put("description", *excerpt);
  }

  template <class Put>
  static void put_status(XmlNode item, const Put& put) {
    const std::string status = collapsed(item.child("status").text());
    if (status == "trash") return put("status", "canceled");
    const std::string until = status == "future" ? date_of(item) : "";
    put("embargo", until);
    const bool shown =
        status.empty() || status == "publish" || status == "inherit" || !until.empty();
    if (!shown || !collapsed(item.child("post_password").text()).empty()) {
      put("status", "withheld");
      put("WordPress status", shown ? "password" : status);
    }
  }

  /// "2024-03-17 10:00:00" of a column in GMT with its zone; WordPress's zero date is none.
  static std::string zoned(const std::string& printed) {
    return printed.empty() || printed.starts_with("0000") ? "" : printed + "+00:00";
  }

  static std::string date_of(XmlNode item) {
    const auto words = [&](std::string_view name) { return collapsed(item.child(name).text()); };
    if (std::string gmt = zoned(words("post_date_gmt")); !gmt.empty()) return gmt;
    // An unpublished post's pubDate is in the year -0001.
    const std::string published = words("pubDate");
    if (!published.empty() && published.find("-0001") == kNone) return published;
    const std::string local = words("post_date");
    return local.starts_with("0000") ? "" : local;
  }

  std::string_view bytes_;
  const ReadOptions& options_;
  const Sink& sink_;
  const Decoded* decoded_ = nullptr;
  std::string_view text_;
  std::string open_;  ///< The rss element's own tag, for its namespaces.
  std::string outlet_;
  std::string language_;
  std::map<std::string, std::string, std::less<>> names_;
  std::uint64_t number_ = 0;
  std::uint64_t line_ = 1;
  std::size_t counted_ = 0;
  std::vector<std::size_t> lines_;  ///< Where each line of the file begins; only when it is needed.
};

/// A shortcode's mark at the beginning of \a text, like [gallery ids="1,2"] or [/caption].
struct Shortcode {
  std::string_view name;
  std::size_t size = 0;  ///< Bytes of the mark; 0 when it is none.
  bool closes = false;
};

Shortcode shortcode_at(std::string_view text) {
  Shortcode code;
  std::size_t at = 1;
  if (at < text.size() && text[at] == '/') {
    code.closes = true;
    ++at;
  }
  const std::size_t begin = at;
  while (at < text.size() &&
         ((text[at] >= 'a' && text[at] <= 'z') || (text[at] >= '0' && text[at] <= '9') ||
          text[at] == '_' || text[at] == '-'))
    ++at;
  code.name = text.substr(begin, at - begin);
  constexpr std::size_t kMaxMark = 2000;
  const std::size_t end = text.substr(0, kMaxMark).find(']', at);
  if (code.name.empty() || end == kNone) return {};
  const bool attributes = text.substr(at, end - at).find("=\"") != kNone && text[at] == ' ';
  const bool known =
      std::find(kShortcodes.begin(), kShortcodes.end(), code.name) != kShortcodes.end() ||
      std::any_of(kBuilders.begin(), kBuilders.end(),
                  [&](std::string_view builder) { return code.name.starts_with(builder); });
  // "[sic]" is a writer's word.
  if (known || attributes) code.size = end + 1;
  return code;
}

std::string without_shortcodes(std::string_view content) {
  std::string out;
  out.reserve(content.size());
  bool unclosed = false;
  for (std::size_t at = 0; at < content.size();) {
    if (content[at] == '[') {
      const Shortcode code = shortcode_at(content.substr(at));
      if (code.size != 0) {
        at += code.size;
        if (!code.closes && code.name.ends_with("caption") && !unclosed) {
          const std::string close = "[/" + std::string(code.name) + "]";
          const std::size_t end = content.find(close, at);
          unclosed = end == kNone;  // no other one is looked for to the end
          if (!unclosed) at = end + close.size();
        }
        continue;
      }
    }
    out += content[at++];
  }
  return out;
}

}  // namespace

std::string wordpress_html(std::string_view content) {
  const std::string text = without_shortcodes(content);
  if (text.find("<!-- wp:") != std::string::npos) return text;
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\n' && text[at] != '\r') {
      out += text[at++];
      continue;
    }
    int lines = 0;
    const std::size_t begin = at;
    for (; at < text.size() &&
           (text[at] == '\n' || text[at] == '\r' || text[at] == ' ' || text[at] == '\t');
         ++at)
      lines += text[at] == '\n' ? 1 : 0;
    const bool tags =
        (begin > 0 && text[begin - 1] == '>') || (at < text.size() && text[at] == '<');
    out += lines > 1 ? "\n<p>" : tags || lines == 0 ? "\n" : "<br>\n";
  }
  return out;
}

void read_wxr(std::string_view bytes, const ReadOptions& options, const Sink& sink) {
  Export(bytes, options, sink).read();
}

int sniff_wxr(std::string_view head, std::string_view) {
  const bool exported =
      head.find("wordpress.org/export/") != kNone || head.find("<wp:wxr_version>") != kNone;
  return exported && xml_root_name(head) == "rss" ? 99 : 0;
}

}  // namespace onrecord::formats
