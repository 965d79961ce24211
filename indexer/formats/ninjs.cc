// See ninjs.h.  Version 1 names renditions of a text by the ends of its keys (body_xhtml), 2 and 3
// put them into lists; 3 writes the keys of 2 in camel case.
#include "indexer/formats/ninjs.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <utility>

#include "indexer/formats/inline_text.h"
#include "indexer/formats/json_object.h"
#include "indexer/formats/json_records.h"
#include "indexer/formats/keys.h"
#include "indexer/formats/news_item.h"
#include "indexer/formats/sniff.h"

namespace onrecord::formats {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxKeptBytes = 4096;  ///< A longer value of no known key is left out.

std::string lowered(std::string_view text) {
  std::string low(text);
  for (char& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return low;
}

/// A member of an object, its name in any case.
const json::value* member(const json::object& object, std::string_view name) {
  for (const auto& [key, value] : object)
    if (lowered(std::string_view(key)) == name) return &value;
  return nullptr;
}
std::string string_of(const json::value* value) {
  if (value == nullptr) return {};
  if (const auto* text = value->if_string()) return std::string(*text);
  if (value->is_number()) return json::serialize(*value);
  return {};
}
std::string string_of(const json::object& object, std::string_view name) {
  return string_of(member(object, name));
}

/// One text in one of its forms.
struct Rendition {
  std::string role;  ///< "main", "caption"; version 1: what is behind the underscore.
  std::string type;  ///< MIME type, or that ending.
  std::string text;
};

bool says(const std::string& text, std::string_view what) {
  return text.find(what) != std::string::npos;
}

class Item {
 public:
  explicit Item(Record& record) : record_(record), members_(std::move(record.values)) {
    record_.values.clear();
  }

  void read() {
    record_.has_body = true;
    const std::string uri = text("uri");
    record_.may_be_bare = !uri.empty();
    add("id", uri);
    read_dates();
    read_about();
    read_words(uri);  // last: NITF inside fills only what is still missing
    for (std::size_t i = 0; i < members_.size(); ++i)
      if (!used(i) && members_[i].text.size() <= kMaxKeptBytes) keep(members_[i]);
  }

 private:
  void add(std::string_view key, std::string value) { add_value(record_, key, std::move(value)); }
  void add(std::string_view key, const std::vector<std::string>& items) {
    add_list(record_, key, items);
  }

  /// What hides an item is never left out for its kind: the field reads or refuses it.
  void hand_on(std::string_view key, const Value* value) {
    if (value == nullptr || is_blank(*value)) return;
    const bool instant = key == "embargo" && value->kind == ValueKind::string;
    record_.values.push_back(
        {std::string(key), instant ? iptc_instant(value->text) : value->text, value->kind});
  }

  bool used(std::size_t i) const { return std::find(used_.begin(), used_.end(), i) != used_.end(); }

  /// The member of this name in any case, which is then used.
  const Value* take(std::string_view name) {
    for (std::size_t i = 0; i < members_.size(); ++i)
      if (lowered(members_[i].key) == name) {
        used_.push_back(i);
        return &members_[i];
      }
    return nullptr;
  }
  std::string text(std::string_view name) {
    const Value* value = take(name);
    if (value == nullptr || value->kind == ValueKind::array || value->kind == ValueKind::object ||
        value->kind == ValueKind::null)
      return {};
    return value->text;
  }
  static json::value parsed(const Value& value) {
    boost::system::error_code failed;
    json::parse_options options;
    options.max_depth = kMaxJsonDepth;
    json::value read = json::parse(value.text, failed, {}, options);
    return failed ? json::value() : read;
  }
  json::array list(std::string_view name) {
    const Value* value = take(name);
    if (value == nullptr) return {};
    if (value->kind == ValueKind::array) {
      json::value read = parsed(*value);
      if (read.is_array()) return std::move(read.get_array());
    }
    if (value->kind == ValueKind::object) return {parsed(*value)};
    if (value->kind == ValueKind::string) return {json::value(value->text)};
    return {};
  }

  /// The renditions of a text: \a one and one_* of version 1, the list \a many of the others.
  std::vector<Rendition> renditions(const std::string& one, std::string_view many) {
    std::vector<Rendition> found;
    for (std::size_t i = 0; i < members_.size(); ++i) {
      const std::string key = lowered(members_[i].key);
      if (members_[i].kind != ValueKind::string || !key.starts_with(one)) continue;
      if (key.size() > one.size() && key[one.size()] != '_') continue;
      used_.push_back(i);
      const std::string end = key.size() > one.size() ? key.substr(one.size() + 1) : "";
      found.push_back({end, end, members_[i].text});
    }
    for (const json::value& item : list(many)) {
      if (const auto* text = item.if_string()) found.push_back({"", "", std::string(*text)});
      const auto* object = item.if_object();
      if (object == nullptr) continue;
      Rendition rendition{lowered(string_of(*object, "role")),
                          lowered(string_of(*object, "contenttype")), string_of(*object, "value")};
      if (rendition.type.empty()) rendition.type = rendition.role;
      found.push_back(std::move(rendition));
    }
    std::erase_if(found, [](const Rendition& rendition) {
      return rendition.text.find_first_not_of(" \t\r\n") == std::string::npos;
    });
    return found;
  }

  /// A form that keeps paragraphs goes before one that may not.
  static int rank_of_body(const Rendition& body) {
    if (body.role == "summary" || body.role == "caption" || body.role == "abstract" ||
        body.role == "teaser")
      return 4 + rank_of_form(body);
    return rank_of_form(body);
  }
  static int rank_of_form(const Rendition& body) {
    if (says(body.type, "html")) return 0;
    if (says(body.type, "nitf")) return 1;
    return says(body.type, "xml") || says(body.type, "json") ? 3 : 2;
  }
  static int rank_of_line(const Rendition& line) {
    const bool plain = !says(line.type, "html");
    return line.role == "main" || line.role.empty() ? (plain ? 0 : 1) : (plain ? 2 : 3);
  }
  static std::string one_line(const Rendition& rendition) {
    return says(rendition.type, "html") ? line_of_html(rendition.text) : collapsed(rendition.text);
  }

  void read_words(const std::string& uri) {
    auto headlines = renditions("headline", "headlines");
    std::stable_sort(headlines.begin(), headlines.end(), [](const auto& a, const auto& b) {
      return rank_of_line(a) < rank_of_line(b);
    });
    const std::string title = text("title");
    std::string headline = headlines.empty() ? "" : one_line(headlines.front());
    for (std::size_t i = 1; i < headlines.size(); ++i)
      if (const std::string other = one_line(headlines[i]); other != headline)
        add("headline_" + headlines[i].role, other);
    if (headline.empty())
      headline = collapsed(title);
    else
      add("name", title);
    add("headline", std::move(headline));

    auto bodies = renditions("body", "bodies");
    std::stable_sort(bodies.begin(), bodies.end(), [](const auto& a, const auto& b) {
      return rank_of_body(a) < rank_of_body(b);
    });
    for (const Rendition& body : bodies)
      if (take_text(record_, body.text, rank_of_form(body) == 2 ? "text/plain" : body.type)) break;
    read_plain_text();
    read_descriptions();
    add("url", link(uri));
  }

  /// What a record of a house's own calls its text.
  void read_plain_text() {
    for (const std::string_view name : {"text", "articlebody", "fulltext", "content", "article"})
      for (std::size_t i = 0; i < members_.size() && record_.body.empty(); ++i)
        if (members_[i].kind == ValueKind::string && lowered(members_[i].key) == name &&
            take_text(record_, members_[i].text, ""))
          used_.push_back(i);
  }

  /// What a picture has instead of a body is its caption.
  void read_descriptions() {
    auto descriptions = renditions("description", "descriptions");
    const auto is_words = [](const Rendition& one) {
      return one.role != "creditline" && one.role != "writer" && one.role != "keywords";
    };
    std::stable_partition(descriptions.begin(), descriptions.end(), is_words);
    for (const Rendition& description : descriptions) {
      const bool html = says(description.type, "html");
      if (record_.body.empty() && is_words(description)) {
        take_text(record_, description.text, html ? "text/html" : "text/plain");
        continue;
      }
      const std::string words = one_line(description);
      if (words != collapsed(record_.body))
        add(description.role.empty() ? "description" : "description_" + description.role, words);
    }
  }

  /// A page to read it on: a rendition that is one, else its own address.
  std::string link(const std::string& uri) {
    std::string first;
    for (const json::value& value : rendition_list()) {
      const auto* rendition = value.if_object();
      if (rendition == nullptr) continue;
      const std::string href = string_of(*rendition, "href");
      const std::string type =
          first_of({string_of(*rendition, "mimetype"), string_of(*rendition, "contenttype")});
      if (says(type, "html") && !href.empty()) return href;
      if (first.empty()) first = href;
    }
    return uri.starts_with("http://") || uri.starts_with("https://") ? uri : first;
  }
  json::array rendition_list() {
    json::array all = list("renditions");
    if (all.size() != 1 || !all[0].is_object() || member(all[0].get_object(), "href") != nullptr)
      return all;
    json::array values;  // version 1: named by their keys
    for (const auto& [key, value] : all[0].get_object()) values.push_back(value);
    return values;
  }

  void read_dates() {
    const std::string created = text("versioncreated");
    const std::string first = text("firstcreated");
    const std::string content = text("contentcreated");
    add("published", first_of({created, first, content}));
    add("modified", created);
    add("firstcreated", first);
    add("contentcreated", content);
    const Value* embargoed = take("embargoed");
    const Value* until = take("embargoeduntil");
    hand_on("embargo", until != nullptr && !is_blank(*until) ? until : embargoed);
    add("expiry", iptc_instant(first_of({text("expires"), text("expiry")})));
    hand_on("status", take("pubstatus"));
    add("version", text("version"));
  }

  /// The names in a list of things, each once.
  std::vector<std::string> names(std::string_view key) {
    std::vector<std::string> found;
    for (const json::value& value : list(key)) {
      if (const auto* text = value.if_string()) found.emplace_back(*text);
      if (const auto* object = value.if_object())
        found.push_back(first_of({string_of(*object, "name"), string_of(*object, "literal"),
                                  string_of(*object, "symbol")}));
    }
    std::erase(found, std::string());
    return found;
  }
  std::vector<std::string> names(std::string_view one, std::string_view many) {
    auto found = names(one);
    for (std::string& name : names(many)) found.push_back(std::move(name));
    return found;
  }

  void read_about() {
    const std::string by = text("by");
    const std::string byline = text("byline");
    // Not of the standard, but what Superdesk writes: authors, source, service, keywords.
    const auto authors = names("authors");
    add("byline", byline_names(first_of({byline, by, joined(authors)})));
    const auto sources = names("infosource", "infosources");
    const std::string source = text("source");
    add("outlet", sources.empty() ? source : sources.front());
    if (sources.size() > 1) add("info_sources", sources);
    const auto subjects = names("subject", "subjects");
    const auto genres = names("genre", "genres");
    const auto services = names("service", "services");
    for (const auto* list : {&services, &subjects, &genres}) {
      if (list->empty()) continue;
      add("desk", list->front());
      break;
    }
    add("services", services);
    add("keywords", names("keyword", "keywords"));
    add("subjects", subjects);
    add("genres", genres);
    add("people", names("person", "people"));
    add("organisations", names("organisation", "organisations"));
    add("places", names("place", "places"));
    add("objects", names("object", "objects"));
    add("language", text("language"));
    const std::string holder = text("copyrightholder");
    const std::string notice = text("copyrightnotice");
    add("rights", notice.empty() ? holder : notice);
    add("copyright_holder", holder);
    add("editors_note", text("ednote"));
    add("usage_terms", text("usageterms"));
    // Items of their own, mostly pictures.
    if (const Value* others = take("associations");
        others != nullptr && lowered(others->text).find("\"bod") != std::string::npos)
      record_.warnings.emplace_back("texts of associated items were not taken");
  }

  /// A key that this reader does not know is meta; one of ours must not take a field's place.
  void keep(Value& value) {
    if (value.kind == ValueKind::null || value.text.empty()) return;
    std::string key = find_key(value.key) ? "ninjs:" + value.key : value.key;
    record_.values.push_back({std::move(key), std::move(value.text), value.kind});
  }

  Record& record_;
  std::vector<Value> members_;
  std::vector<std::size_t> used_;
};

void shape(Record& record) { Item(record).read(); }

}  // namespace

void read_ninjs(std::string_view bytes, const ReadOptions& options, const Sink& sink) {
  read_json_records(bytes, options, sink, "ninjs/2", shape);
}

namespace {

/// How the object that begins at \a at looks like an item, from its keys as far as \a head goes; \a
/// list is set to where a list of items begins that it is only the wrapper of.
int score_object(std::string_view head, std::size_t at, std::size_t& list) {
  constexpr auto kTelling = std::to_array<std::string_view>(
      {"versioncreated", "headlines", "bodies", "pubstatus", "body_xhtml", "body_html", "body_text",
       "body_nitf", "representationtype", "infosource", "infosources", "copyrightholder",
       "description_text", "descriptions", "eventdetails", "altids", "renditions", "usageterms",
       "trustindicator"});
  bool telling = false;
  bool has_uri = false;
  for (std::size_t i = at + 1; i < head.size();) {
    i = skip_json_space(head, i);
    if (i >= head.size() || head[i] != '"') break;
    const std::size_t end = skip_json_value(head, i);
    if (end == std::string_view::npos) break;
    const std::string key = lowered(head.substr(i + 1, end - i - 2));
    has_uri = has_uri || key == "uri";
    telling = telling || std::find(kTelling.begin(), kTelling.end(), key) != kTelling.end();
    i = skip_json_space(head, end);
    if (i >= head.size() || head[i] != ':') break;
    i = skip_json_space(head, i + 1);
    if (i >= head.size()) break;
    if ((key == "_items" || key == "items") && head[i] == '[') list = i;
    const bool standard = key == "standard" || key == "$standard";
    const std::size_t value_end = skip_json_value(head, i);
    if (standard && head.substr(i, value_end - i).find("ninjs") != std::string_view::npos)
      return 98;
    if (value_end == std::string_view::npos) break;
    i = skip_json_space(head, value_end);
    if (i >= head.size() || head[i] != ',') break;
    ++i;
  }
  return has_uri && telling ? 97 : 0;
}

}  // namespace

int sniff_ninjs(std::string_view head, std::string_view path) {
  (void)path;
  const auto item_at = [&](std::size_t at) {
    at = skip_json_space(head, at);
    if (at < head.size() && head[at] == '[') at = skip_json_space(head, at + 1);
    return at < head.size() && head[at] == '{' ? at : std::string_view::npos;
  };
  constexpr std::size_t kNone = std::string_view::npos;
  const std::size_t first = item_at(head.starts_with(kBom) ? kBom.size() : 0);
  if (first == kNone) return 0;
  std::size_t list = kNone;
  if (const int score = score_object(head, first, list); score > 0 || list == kNone) return score;
  const std::size_t wrapped = item_at(list);
  return wrapped == kNone ? 0 : score_object(head, wrapped, list);
}

}  // namespace onrecord::formats
