// See newsml_g2.h.  Elements are known by their local names; a concept by its name, else by the end
// of its code.
#include "indexer/formats/newsml_g2.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/formats/encoding.h"
#include "indexer/formats/inline_text.h"
#include "indexer/formats/news_item.h"
#include "indexer/formats/xml.h"
#include "indexer/formats/xml_source.h"

namespace onrecord::formats {
namespace {

/// Items that are no articles, and what they are.
constexpr auto kOtherItems = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"packageItem", "a package, which only names other items"},
    {"conceptItem", "a concept, no article"},
    {"knowledgeItem", "a list of concepts, no article"},
    {"planningItem", "a plan of coverage, no article"},
    {"catalogItem", "a list of vocabularies, no article"},
});

/// What is behind the colon of a code, or the last part of a URI.
std::string code_of(XmlNode concept_node) {
  const std::string code = first_of({collapsed(concept_node.attribute("literal")),
                                     collapsed(concept_node.attribute("qcode")),
                                     collapsed(concept_node.attribute("uri"))});
  if (code.find("//") == std::string::npos) return code.substr(code.find(':') + 1);
  const std::size_t end = code.find_last_not_of('/');
  const std::string path = code.substr(0, end + 1);
  return path.substr(path.find_last_of("/#") + 1);
}

/// The host of a URI: "acmenews.example" of "http://www.acmenews.example/about/".
std::string host_of(std::string_view uri) {
  const std::size_t begin = uri.find("//");
  if (begin == std::string_view::npos) return {};
  std::string_view host = uri.substr(begin + 2);
  host = host.substr(0, host.find_first_of("/:?#"));
  if (host.starts_with("www.")) host.remove_prefix(4);
  return std::string(host);
}

/// The name in \a language if there is one, else the first.
std::string in_language(const std::vector<XmlNode>& nodes, std::string_view language) {
  for (const XmlNode node : nodes)
    if (!language.empty() && node.attribute("lang") == language && !node.words().empty())
      return node.words();
  for (const XmlNode node : nodes)
    if (std::string words = node.words(); !words.empty()) return words;
  return {};
}

std::string name_of(XmlNode concept_node, std::string_view language) {
  return in_language(concept_node.children("name"), language);
}

std::string names_of(const std::vector<XmlNode>& concepts, std::string_view language) {
  std::vector<std::string> names;
  for (const XmlNode one : concepts) {
    std::string name = name_of(one, language);
    if (name.empty()) name = name_of(one.child("mainConcept"), language);
    names.push_back(first_of({std::move(name), collapsed(one.attribute("literal"))}));
  }
  return joined(names);
}

class Item {
 public:
  Item(Record& record, XmlNode item) : record_(record), item_(item) {}

  void read() {
    const XmlNode content = item_.child("contentMeta");
    language_ = first_of({collapsed(content.child("language").attribute("tag")),
                          collapsed(item_.attribute("lang"))});
    add_value(record_, "id", collapsed(item_.attribute("guid")));
    add_value(record_, "version", collapsed(item_.attribute("version")));
    add_value(record_, "language", language_);
    read_item_meta(item_.child("itemMeta"), content);
    read_rights(item_.child("rightsInfo"));
    read_content_meta(content);
    record_.has_body = true;
    read_content(item_.name() == "contentSet" ? item_ : item_.child("contentSet"));
    read_description(content);
    if (!has("headline")) add("headline", item_.child("itemMeta").child("title").words());
    // A byline, also the one inside the text, says more than who the creator was.
    const std::string creators = names_of(content.children("creator"), language_);
    add(has("byline") ? "creator_name" : "byline", creators);
  }

 private:
  void add(std::string_view key, std::string value) { add_value(record_, key, std::move(value)); }
  void add(std::string_view key, const std::vector<std::string>& items) {
    add_list(record_, key, items);
  }

  bool has(std::string_view key) const {
    return std::any_of(record_.values.begin(), record_.values.end(),
                       [&](const Value& value) { return value.key == key; });
  }

  void read_item_meta(XmlNode meta, XmlNode content) {
    const std::string created = meta.child("versionCreated").words();
    const std::string first = meta.child("firstCreated").words();
    add("published", iptc_date(first_of({created, first, content.child("contentModified").words(),
                                         content.child("contentCreated").words()})));
    add("modified", created);
    add("firstcreated", first);
    const XmlNode provider = meta.child("provider");
    const XmlNode source = content.child("infoSource");
    add("outlet", first_of({name_of(provider, language_), collapsed(provider.attribute("literal")),
                            provider.has_attribute("qcode") ? code_of(provider) : "",
                            name_of(source, language_), host_of(provider.attribute("uri"))}));
    add("info_source", names_of(content.children("infoSource"), language_));
    read_status(meta);
    add("expiry", iptc_instant(meta.child("expires").words()));
    add("item_class", code_of(meta.child("itemClass")));
    add("file_name", meta.child("fileName").words());
    add("editors_note", joined_words(meta.children("edNote"), "\n"));
    add("service", names_of(meta.children("service"), language_));
    for (const XmlNode link : meta.children("link")) {
      const std::string relation = code_of_attribute(link, "rel");
      const std::string target =
          first_of({collapsed(link.attribute("residref")), collapsed(link.attribute("href"))});
      if (!relation.empty()) add("link_" + relation, target);
    }
  }

  static std::string code_of_attribute(XmlNode node, std::string_view name) {
    const std::string code = collapsed(node.attribute(name));
    return code.substr(code.find(':') + 1);
  }

  void read_status(XmlNode meta) {
    add("status", code_of(meta.child("pubStatus")));
    bool corrected = false;
    bool killed = false;
    for (const XmlNode signal : meta.children("signal")) {
      const std::string code = code_of(signal);
      add("signal", code);
      corrected = corrected || code == "correction";
      killed = killed || code == "kill";
    }
    if ((corrected || killed) && is_usable(meta.child("pubStatus")))
      set_status(meta, killed ? "canceled" : "corrected");
    const XmlNode embargoed = meta.child("embargoed");
    if (!embargoed) return;
    if (embargoed.words().empty())
      hold(record_, "embargoed until further notice; withheld");
    else
      add("embargo", iptc_instant(embargoed.words()));
  }
  static bool is_usable(XmlNode status) { return !status || code_of(status) == "usable"; }
  void set_status(XmlNode meta, std::string status) {
    std::erase_if(record_.values, [](const Value& value) { return value.key == "status"; });
    add("status", std::move(status));
    add("notice", joined_words(meta.children("edNote"), " "));
  }

  void read_rights(XmlNode rights) {
    const XmlNode holder = rights.child("copyrightHolder");
    add("rights", first_of({in_language(rights.children("copyrightNotice"), language_),
                            name_of(holder, language_), collapsed(holder.attribute("literal"))}));
    add("copyright_holder", name_of(holder, language_));
    add("usage_terms", in_language(rights.children("usageTerms"), language_));
  }

  void read_content_meta(XmlNode meta) {
    add("headline", in_language(meta.children("headline"), language_));
    add("byline", byline_names(in_language(meta.children("by"), language_)));
    std::vector<std::string> subjects;
    for (const XmlNode subject : meta.children("subject"))
      subjects.push_back(names_of({subject}, language_));
    std::erase(subjects, std::string());
    const std::string genre = names_of(meta.children("genre"), language_);
    if (!subjects.empty()) add("desk", subjects.front());
    add("subjects", subjects);
    add("genre", genre);
    add("slugline", joined_words(meta.children("slugline")));
    add("dateline", in_language(meta.children("dateline"), language_));
    add("located", names_of(meta.children("located"), language_));
    add("keywords", words_of_each(meta.children("keyword")));
    add("urgency", meta.child("urgency").words());
    add("credit", in_language(meta.children("creditline"), language_));
    add("content_created", meta.child("contentCreated").words());
    add("content_modified", meta.child("contentModified").words());
  }

  /// The first rendition that is text.
  void read_content(XmlNode content) {
    for (const XmlNode rendition : content.children()) {
      if (rendition.name() == "remoteContent") {
        const std::string href = collapsed(rendition.attribute("href"));
        const bool page = rendition.attribute("contenttype").find("html") != std::string::npos;
        add(page ? "url" : "remote_content", href);
        continue;
      }
      if (!record_.body.empty()) continue;
      const std::string type = rendition.attribute("contenttype");
      if (rendition.name() == "inlineXML") {
        if (!take_inline_text(record_, rendition, type) && !rendition.children().empty())
          record_.warnings.push_back("inlineXML of '" +
                                     std::string(rendition.children().front().name()) +
                                     "' holds no article text");
      } else if (rendition.name() == "inlineData") {
        read_data(rendition, type);
      }
    }
  }

  void read_data(XmlNode data, const std::string& type) {
    if (data.attribute("encoding").find("base64") == std::string::npos) {
      take_inline_text(record_, data, type);
      return;
    }
    const auto bytes = decoded_base64(data.text());
    const bool text = type.starts_with("text/") || type.find("xml") != std::string::npos;
    if (!bytes || !text || !take_text(record_, decode_text(*bytes).text, type))
      record_.warnings.push_back("inlineData of type '" + type +
                                 "' in Base64 holds no article text");
  }

  /// What a picture or a film has instead of a text is its description.
  void read_description(XmlNode meta) {
    const auto descriptions = meta.children("description");
    if (descriptions.empty()) return;
    std::string all;
    for (const XmlNode description : descriptions) {
      const std::string words = description.words();
      if (words.empty()) continue;
      all += (all.empty() ? "" : "\n\n") + words;
    }
    if (record_.body.empty())
      record_.body = std::move(all);
    else
      add("description", joined_words(descriptions, "\n"));
  }

  Record& record_;
  XmlNode item_;
  std::string language_;
};

std::string_view other_item(std::string_view name) {
  for (const auto& [item, what] : kOtherItems)
    if (name == item) return what;
  return {};
}

}  // namespace

void read_newsml_g2(std::string_view bytes, const ReadOptions& options, const Sink& sink) {
  Record whole;
  whole.bytes = bytes;
  auto xml = Xml::parse(bytes, XmlMode::strict, options.encoding);
  if (!xml) return sink.reject(make_reject(whole, options, xml.error().message));
  std::vector<std::string_view> names{"newsItem"};
  for (const auto& [item, what] : kOtherItems) names.push_back(item);
  const XmlNode root = xml->root();
  const bool alone =
      root.name() == "newsItem" || root.name() == "contentSet" || !other_item(root.name()).empty();
  const std::vector<XmlNode> items = alone ? std::vector<XmlNode>{root} : root.find_all(names);
  if (items.empty())
    return sink.reject(make_reject(
        whole, options, "expected a newsItem, got none below '" + std::string(root.name()) + "'"));
  const auto places = alone ? std::vector<ItemBytes>() : item_bytes(bytes, names);
  for (std::size_t i = 0; i < items.size(); ++i) {
    Record record;
    record.bytes = bytes;
    record.line = items[i].line();
    if (!alone) record.number = i + 1;
    if (places.size() == items.size()) {
      record.byte_begin = places[i].begin;
      record.bytes = bytes.substr(places[i].begin, places[i].end - places[i].begin);
    }
    if (const std::string_view what = other_item(items[i].name()); !what.empty()) {
      sink.reject(
          make_reject(record, options,
                      "skipped: " + std::string(items[i].name()) + " is " + std::string(what)));
      continue;
    }
    record.warnings = xml->warnings();
    record.replaced = xml->replaced();
    Item(record, items[i]).read();
    deliver(std::move(record), options, sink, "newsml-g2/2");
  }
}

int sniff_newsml_g2(std::string_view head, std::string_view path) {
  (void)path;
  const std::string_view root = xml_root_name(head);
  if (root == "newsMessage" || root == "newsItem" || !other_item(root).empty()) return 97;
  if (root == "contentSet" || root == "contentMeta") return 80;
  return head.find("http://iptc.org/std/nar/2006-10-01/") != std::string_view::npos &&
                 head.find("<newsItem") != std::string_view::npos
             ? 75
             : 0;
}

}  // namespace onrecord::formats
