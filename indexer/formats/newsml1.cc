// See newsml1.h.  A component inherits what it does not say from the one around it.
#include "indexer/formats/newsml1.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/formats/inline_text.h"
#include "indexer/formats/news_item.h"
#include "indexer/formats/xml.h"
#include "indexer/formats/xml_source.h"

namespace onrecord::formats {
namespace {

std::string lowered(std::string_view text) {
  std::string low = collapsed(text);
  for (char& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return low;
}

/// How likely a component of this role holds the text: 0 never, 1 when there is nothing better.
int rank_of_role(std::string_view role) {
  const std::string low = lowered(role);
  if (low == "main" || low == "body" || low.find("text") != std::string::npos ||
      low.starts_with("maincontent"))
    return 4;
  for (const std::string_view never : {"stylesheet", "headline", "subheadline", "contact", "logo",
                                       "byline", "dateline", "thumbnail"})
    if (low == never) return 0;
  for (const std::string_view short_one : {"caption", "abstract", "summary", "photo", "picture",
                                           "graphic", "video", "audio", "supporting"})
    if (low.find(short_one) != std::string::npos) return 1;
  return 3;
}

std::string formal_name(XmlNode node) { return collapsed(node.attribute("FormalName")); }

class Item {
 public:
  Item(Record& record, XmlNode item, XmlNode envelope)
      : record_(record), item_(item), envelope_(envelope) {}

  void read() {
    read_identification(item_.child("Identification"));
    read_management(item_.child("NewsManagement"));
    record_.has_body = true;
    read_text();
    if (!at_) at_ = item_.find("NewsComponent");
    read_lines();
    read_metadata();
  }

 private:
  void add(std::string_view key, std::string value) { add_value(record_, key, std::move(value)); }
  void add(std::string_view key, const std::vector<std::string>& items) {
    add_list(record_, key, items);
  }

  void read_identification(XmlNode identification) {
    const XmlNode id = identification.child("NewsIdentifier");
    const std::string item = id.child("NewsItemId").words();
    // Without the revision: a newer one replaces this.
    if (item.empty())
      add("id", id.child("PublicIdentifier").words());
    else
      add("id", "urn:newsml:" + id.child("ProviderId").words() + ":" + id.child("DateId").words() +
                    ":" + item);
    add("public_identifier", id.child("PublicIdentifier").words());
    add("version", id.child("RevisionId").words());
    provider_ = id.child("ProviderId").words();
    label_ = identification.child("NameLabel").words();
  }

  void read_management(XmlNode management) {
    const std::string created = management.child("ThisRevisionCreated").words();
    const std::string first = management.child("FirstCreated").words();
    add("published", iptc_date(created.empty() ? first : created));
    add("modified", created);
    add("firstcreated", first);
    add("urgency", formal_name(management.child("Urgency")));
    add("item_type", formal_name(management.child("NewsItemType")));
    const std::string status = lowered(management.child("Status").attribute("FormalName"));
    if (status != "embargoed") return add("status", status);
    const XmlNode change = management.child("StatusWillChange");
    const std::string release = change.child("DateAndTime").words();
    if (release.empty() ||
        lowered(change.child("FutureStatus").attribute("FormalName")) != "usable")
      hold(record_, "embargoed without a date of release; withheld");
    else
      add("embargo", iptc_instant(release));
  }

  static std::string role_of(XmlNode component) {
    for (; component && component.name() == "NewsComponent"; component = component.parent())
      if (const XmlNode role = component.child("Role")) return formal_name(role);
    return {};
  }

  /// The component around \a node.
  static XmlNode component_of(XmlNode node) {
    while (node && node.name() != "NewsComponent") node = node.parent();
    return node;
  }

  /// Takes the longest text of the best role.
  void read_text() {
    struct Candidate {
      XmlNode data;
      std::string type;
      int rank = 0;
      std::size_t size = 0;
    };
    std::vector<Candidate> candidates;
    for (const XmlNode content : item_.find_all({"ContentItem"})) {
      const XmlNode data = content.child("DataContent");
      const std::string type =
          first_of({formal_name(content.child("MimeType")), formal_name(content.child("Format"))});
      const int rank = rank_of_role(role_of(component_of(content)));
      if (!data || rank == 0 || type.find("css") != std::string::npos) continue;
      if (!data.attribute("Encoding").empty() || content.child("Encoding")) continue;
      candidates.push_back({data, type, rank, data.words().size()});
    }
    std::stable_sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
      return a.rank != b.rank ? a.rank > b.rank : a.size > b.size;
    });
    for (const Candidate& candidate : candidates) {
      if (!take_inline_text(record_, candidate.data, candidate.type)) continue;
      at_ = component_of(candidate.data);
      const auto others =
          std::count_if(candidates.begin(), candidates.end(), [&](const auto& other) {
            return other.rank == candidate.rank && other.rank > 1 && other.size > 0;
          });
      if (others > 1)
        record_.warnings.push_back(std::to_string(others - 1) +
                                   " other texts of this item were not taken");
      return;
    }
  }

  /// The value that the component at hand, or the nearest around it, has below \a group.
  std::string nearest(std::string_view group, std::string_view name) const {
    for (XmlNode component = at_; component; component = component_of(component.parent()))
      if (std::string words = joined_words(component.child(group).children(name)); !words.empty())
        return words;
    return {};
  }
  XmlNode nearest_node(std::string_view group, std::string_view name) const {
    for (XmlNode component = at_; component; component = component_of(component.parent()))
      if (const XmlNode found = component.child(group).child(name)) return found;
    return {};
  }

  /// A line that stands in its own component: <Role FormalName="HeadLine"/>.
  std::string line_of_role(std::string_view role) const {
    for (const XmlNode content : item_.find_all({"ContentItem"}))
      if (lowered(role_of(component_of(content))) == role)
        return content.child("DataContent").words();
    return {};
  }

  void read_lines() {
    add("headline", first_of({nearest("NewsLines", "HeadLine"), line_of_role("headline"),
                              headline_anywhere(), label_}));
    add("subheadline",
        first_of({nearest("NewsLines", "SubHeadLine"), line_of_role("subheadline")}));
    add("byline", byline_names(nearest("NewsLines", "ByLine")));
    add("dateline", nearest("NewsLines", "DateLine"));
    add("slugline", nearest("NewsLines", "SlugLine"));
    add_list(record_, "keywords", split_keywords(nearest("NewsLines", "KeywordLine")));
    add("credit", nearest("NewsLines", "CreditLine"));
    add("rights", nearest("NewsLines", "CopyrightLine"));
    add("usage_terms", nearest("NewsLines", "RightsLine"));
  }

  std::string headline_anywhere() const {
    for (const XmlNode lines : item_.find_all({"NewsLines"})) {
      if (rank_of_role(role_of(component_of(lines))) <= 1) continue;
      if (std::string words = lines.child("HeadLine").words(); !words.empty()) return words;
    }
    return {};
  }

  void read_metadata() {
    const auto party = [](XmlNode node) {
      return first_of({formal_name(node.child("Party")), node.words()});
    };
    add("outlet", first_of({party(nearest_node("AdministrativeMetadata", "Provider")),
                            formal_name(envelope_.child("SentFrom").child("Party")),
                            formal_name(envelope_.child("NewsService")),
                            party(nearest_node("AdministrativeMetadata", "Source")), provider_}));
    add("info_source", party(nearest_node("AdministrativeMetadata", "Source")));
    add("creator_name", party(nearest_node("AdministrativeMetadata", "Creator")));
    add("language", formal_name(nearest_node("DescriptiveMetadata", "Language")));
    add("genre", formal_name(nearest_node("DescriptiveMetadata", "Genre")));
    std::vector<std::string> subjects;
    for (XmlNode component = at_; component; component = component_of(component.parent()))
      for (const XmlNode code : component.child("DescriptiveMetadata").children("SubjectCode"))
        for (const XmlNode subject : code.children()) subjects.push_back(formal_name(subject));
    add("subjects", subjects);
    for (const std::string& subject : subjects)
      if (subject.find_first_not_of("0123456789:") != std::string::npos) {
        add("desk", subject);
        break;
      }
  }

  Record& record_;
  XmlNode item_;
  XmlNode envelope_;
  XmlNode at_;  ///< The component that holds the text.
  std::string provider_;
  std::string label_;
};

}  // namespace

void read_newsml1(std::string_view bytes, const ReadOptions& options, const Sink& sink) {
  Record whole;
  whole.bytes = bytes;
  auto xml = Xml::parse(bytes, XmlMode::strict, options.encoding);
  if (!xml) return sink.reject(make_reject(whole, options, xml.error().message));
  const XmlNode root = xml->root();
  const bool alone = root.name() == "NewsItem";
  const std::vector<XmlNode> items =
      alone ? std::vector<XmlNode>{root} : root.find_all({"NewsItem"});
  if (items.empty())
    return sink.reject(make_reject(
        whole, options, "expected a NewsItem, got none below '" + std::string(root.name()) + "'"));
  const auto places = item_bytes(bytes, {"NewsItem"});
  for (std::size_t i = 0; i < items.size(); ++i) {
    Record record;
    record.bytes = bytes;
    record.line = items[i].line();
    if (items.size() > 1) {
      record.number = i + 1;
      if (places.size() == items.size()) {
        record.byte_begin = places[i].begin;
        record.bytes = bytes.substr(places[i].begin, places[i].end - places[i].begin);
      }
    }
    record.warnings = xml->warnings();
    record.replaced = xml->replaced();
    Item(record, items[i], root.child("NewsEnvelope")).read();
    deliver(std::move(record), options, sink, "newsml1/3");
  }
}

int sniff_newsml1(std::string_view head, std::string_view path) {
  (void)path;
  const std::string_view root = xml_root_name(head);
  return root == "NewsML" ? 97 : root == "NewsItem" ? 90 : 0;
}

}  // namespace onrecord::formats
