// See feed.h.  The families name the same things differently; one look-up by local names, in order
// of preference, serves them all.
#include "indexer/formats/feed.h"

#include <algorithm>
#include <utility>

#include "indexer/formats/feed_words.h"
#include "indexer/formats/inline_text.h"
#include "indexer/formats/news_item.h"
#include "indexer/formats/sniff.h"
#include "indexer/formats/xml.h"
#include "indexer/formats/xml_source.h"

namespace onrecord::formats {
namespace {

/// "Ana Reyes" of "ana@example.org (Ana Reyes)" and of "Ana Reyes <ana@example.org>".
std::string person_of(std::string printed) {
  printed = collapsed(printed);
  const std::size_t at = printed.find('@');
  if (at == std::string::npos) return printed;
  if (const std::size_t open = printed.find('('), close = printed.rfind(')');
      open != std::string::npos && close != std::string::npos && open + 1 < close)
    return printed.substr(open + 1, close - open - 1);
  if (const std::size_t open = printed.find('<'); open != std::string::npos && open > 0) {
    printed.resize(open);
    while (printed.ends_with(' ') || printed.ends_with('"')) printed.pop_back();
    while (printed.starts_with('"')) printed.erase(0, 1);
  }
  return printed;
}

std::string authors_of(XmlNode element) {
  std::vector<std::string> people;
  for (const XmlNode creator : named(element, "creator", Family::dublin_core))
    people.push_back(person_of(line_of_html(creator.text())));
  if (people.empty())
    for (const XmlNode author : named(element, "author")) {
      const std::string name = words(author, "name");
      people.push_back(person_of(!name.empty()                    ? name
                                 : words(author, "email").empty() ? author.words()
                                                                  : words(author, "email")));
    }
  if (people.empty()) people.push_back(person_of(words(element, "author", Family::itunes)));
  return joined(people);
}

/// What the feed says of all of its entries.
struct FeedValues {
  std::string title;
  std::string language;
  std::string rights;
  std::string authors;
};

FeedValues values_of(XmlNode root, XmlNode channel, TextForm unsaid) {
  FeedValues values;
  values.title = line_of(one(channel, "title"), unsaid);
  values.language =
      first_of({words(channel, "language"), words(channel, "language", Family::dublin_core),
                inherited(channel, "lang")});
  values.rights =
      first_of({line_of(one(channel, "rights"), unsaid), line_of(one(channel, "copyright"), unsaid),
                words(channel, "rights", Family::dublin_core)});
  if (same_name(root.name(), "feed")) values.authors = authors_of(root);
  return values;
}

class Entry {
 public:
  Entry(Record& record, XmlNode entry, const FeedValues& feed, TextForm unsaid)
      : record_(record), entry_(entry), feed_(feed), unsaid_(unsaid) {}

  void read() {
    record_.has_body = true;
    record_.may_be_bare =
        !entry_.children().empty() || !cdf("HREF").empty() || !cdf("LASTMOD").empty();
    read_links();
    read_text();
    read_dates();
    const std::string authors = authors_of(entry_);
    add("byline", authors.empty() ? feed_.authors : authors);
    read_categories();
    const XmlNode source = one(entry_, "source");
    const std::string original =
        source.children().empty() ? source.words() : line_of(one(source, "title"), unsaid_);
    add("outlet",
        first_of({original, words(entry_, "publisher", Family::dublin_core), feed_.title}));
    add("language", first_of({words(entry_, "language", Family::dublin_core), entry_language(),
                              feed_.language}));
    add("rights", first_of({line_of(one(entry_, "rights"), unsaid_),
                            line_of(one(entry_, "copyright"), unsaid_),
                            words(entry_, "rights", Family::dublin_core), feed_.rights}));
    add("comments", words(entry_, "comments"));
    for (const XmlNode enclosure : named(entry_, "enclosure"))
      add("enclosure", resolved(enclosure.attribute("url"), enclosure));
  }

 private:
  void add(std::string_view key, std::string value) { add_value(record_, key, std::move(value)); }
  void add(std::string_view key, const std::vector<std::string>& items) {
    add_list(record_, key, items);
  }

  /// An attribute of Microsoft's Channel Definition Format, which writes in capitals.
  std::string cdf(std::string_view name) const {
    return first_of(
        {collapsed(entry_.attribute(name)), collapsed(entry_.attribute(lowered(name)))});
  }

  std::string entry_language() const {
    for (const XmlNode node : {entry_, one(entry_, "content"), one(entry_, "title")})
      if (node && node.has_attribute("lang")) return collapsed(node.attribute("lang"));
    return {};
  }

  void read_links() {
    std::string link;
    std::string original;
    for (const XmlNode child : entry_.children()) {
      if (same_name(child.name(), "origLink")) original = child.words();
      if (!same_name(child.name(), "link") || !link.empty()) continue;
      const std::string href = collapsed(child.attribute("href"));
      const std::string relation = lowered(collapsed(child.attribute("rel")));
      if (!href.empty() && (relation.empty() || relation == "alternate"))
        link = resolved(href, child);
      else if (href.empty() && family_of(child) == Family::feed)
        link = resolved(child.text(), child);
    }
    if (link.empty()) link = resolved(cdf("HREF"), entry_);
    const std::string about = collapsed(entry_.attribute("about"));
    const XmlNode guid = one(entry_, "guid");
    const bool permanent = lowered(guid.attribute("isPermaLink")) != "false";
    const std::string given = first_of(
        {guid.words(), words(entry_, "id"), words(entry_, "identifier", Family::dublin_core)});
    if (link.empty() && permanent && given.starts_with("http")) link = given;
    add("id", first_of({given, about, link}));
    add("url", first_of({original, link, about.starts_with("http") ? about : ""}));
    for (const XmlNode via : named(entry_, "link"))
      if (lowered(via.attribute("rel")) == "enclosure")
        add("enclosure", resolved(via.attribute("href"), via));
  }

  void read_text() {
    const XmlNode title = one(entry_, "title");
    add("headline", first_of({line_of(title, unsaid_), collapsed(entry_.attribute("title")),
                              words(entry_, "title", Family::dublin_core),
                              words(entry_, "title", Family::media)}));
    const TextForm html = TextForm::html;
    std::vector<std::string> texts;  // longest kinds first
    texts.push_back(text_of(record_, one(entry_, "encoded", Family::content), html));
    if (texts.back().empty()) texts.back() = text_of(record_, rdf_content(), html);
    for (const XmlNode content : named(entry_, "content"))
      if (texts.back().empty()) texts.back() = text_of(record_, content, unsaid_);
    for (const XmlNode child : entry_.children())  // <body xmlns="…xhtml">, <xhtml:div>
      if (texts.back().empty() &&
          (same_name(child.name(), "body") || same_name(child.name(), "div")))
        texts.back() = text_of_html(record_, child.inner_markup());
    for (const std::string_view fuller : {"fulltext", "full-text", "fullitem"})
      if (texts.back().empty()) texts.back() = text_of(record_, one(entry_, fuller), html);
    const auto add_text = [&](XmlNode node, TextForm form) {
      std::string text = text_of(record_, node, form);
      if (!text.empty()) texts.push_back(std::move(text));
    };
    add_text(one(entry_, "description"), html);
    add_text(one(entry_, "summary"), unsaid_);
    add_text(one(entry_, "abstract"), html);
    add_text(one(entry_, "tagline"), unsaid_);
    add_text(one(entry_, "description", Family::dublin_core), html);
    add_text(one(entry_, "description", Family::media), html);
    add_text(one(entry_, "summary", Family::itunes), TextForm::plain);
    std::erase(texts, std::string());
    if (texts.empty()) return;
    record_.body = std::move(texts.front());
    if (texts.size() > 1 && texts[1] != record_.body) add("summary", std::move(texts[1]));
  }

  /// RSS 1.0 with mod_content as it was first: content:items/rdf:Bag/…/rdf:value.
  XmlNode rdf_content() const { return one(entry_, "items", Family::content).find("value"); }

  void read_dates() {
    const auto date = [&](std::string_view name) {
      return first_of({words(entry_, name), words(entry_, name, Family::dublin_core)});
    };
    const std::string updated = first_of({date("updated"), date("modified"), cdf("LASTMOD")});
    const std::string published = first_of({date("pubDate"), date("published"), date("issued"),
                                            date("date"), date("available"), date("created")});
    add("published", published.empty() ? updated : published);
    add("modified", updated);
    add("expiry", date("expirationDate"));
  }

  void read_categories() {
    std::vector<std::string> found;
    for (const Family family : {Family::feed, Family::dublin_core})
      for (const std::string_view name : {"category", "subject"})
        for (const XmlNode category : named(entry_, name, family))
          found.push_back(first_of({collapsed(category.attribute("label")), category.words(),
                                    collapsed(category.attribute("term"))}));
    add_list(record_, "keywords", split_keywords(words(entry_, "keywords", Family::itunes)));
    std::erase(found, std::string());
    if (found.empty()) return;
    add("desk", found.front());
    if (found.size() > 1) add("categories", found);
  }

  Record& record_;
  XmlNode entry_;
  const FeedValues& feed_;
  TextForm unsaid_;
};

std::vector<XmlNode> entries_of(XmlNode root) {
  std::vector<XmlNode> found;
  std::vector<XmlNode> around{root};
  // The channel, and what a message or another feed wraps: no entry lies inside another.
  for (std::size_t i = 0; i < around.size() && around.size() < 10000; ++i)
    for (const XmlNode child : around[i].children()) {
      if ((same_name(child.name(), "item") || same_name(child.name(), "entry")) &&
          family_of(child) != Family::media)
        found.push_back(child);
      else if (same_name(child.name(), "channel") || same_name(child.name(), "items") ||
               same_name(child.name(), "rss") || same_name(child.name(), "feed"))
        around.push_back(child);
    }
  return found;
}

}  // namespace

void read_feed(std::string_view bytes, const ReadOptions& options, const Sink& sink) {
  Record whole;
  whole.bytes = bytes;
  auto xml = Xml::parse(bytes, XmlMode::recover, options.encoding);
  if (!xml) return sink.reject(make_reject(whole, options, xml.error().message));
  const XmlNode root = xml->root();
  const auto entries = entries_of(root);
  if (entries.empty()) {
    std::string reason =
        "expected an entry or item, got none below '" + std::string(root.name()) + "'";
    for (const std::string& warning : xml->warnings()) reason += "; " + warning;
    return sink.reject(make_reject(whole, options, std::move(reason)));
  }
  // In Atom a text is plain unless it says otherwise; in RSS nobody says, and all escape HTML.
  const bool atom = same_name(root.name(), "feed") || same_name(root.name(), "entry");
  const TextForm unsaid = atom ? TextForm::plain : TextForm::html;
  XmlNode channel = root;
  for (const XmlNode child : root.children())
    if (same_name(child.name(), "channel")) channel = child;
  const FeedValues feed = values_of(root, channel, unsaid);
  std::vector<std::string_view> names;
  for (const XmlNode entry : entries)
    if (std::find(names.begin(), names.end(), entry.name()) == names.end() && names.size() < 8)
      names.push_back(entry.name());
  const auto places = item_bytes(bytes, names);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    Record record;
    record.number = i + 1;
    record.line = entries[i].line();
    if (places.size() == entries.size()) {
      record.byte_begin = places[i].begin;
      record.bytes = bytes.substr(places[i].begin, places[i].end - places[i].begin);
    } else {
      record.bytes = entries.size() == 1 ? bytes : std::string_view();
    }
    record.warnings = xml->warnings();
    record.replaced = xml->replaced();
    Entry(record, entries[i], feed, unsaid).read();
    deliver(std::move(record), options, sink, "feed/3");
  }
}

int sniff_feed(std::string_view head, std::string_view path) {
  const std::string root = lowered(xml_root_name(head));
  if (root == "rss" || root == "feed") return 96;
  if (root == "rdf" && (head.find("rss/1.0") != std::string_view::npos ||
                        head.find("netscape.com/rdf") != std::string_view::npos ||
                        head.find("<channel") != std::string_view::npos ||
                        head.find("<item") != std::string_view::npos))
    return 96;
  if (root == "channel" || root == "entry") return 80;
  const bool named_so = has_ending(path, {".rss", ".atom", ".rdf"});
  return named_so && head.find('<') != std::string_view::npos ? 60 : 0;
}

}  // namespace onrecord::formats
