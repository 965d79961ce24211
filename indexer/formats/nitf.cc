// See nitf.h.  Elements are known by their local names: agencies leave the namespace out.
#include "indexer/formats/nitf.h"

#include <algorithm>
#include <utility>

#include "indexer/formats/news_item.h"
#include "indexer/formats/xml_source.h"

namespace onrecord::formats {
namespace {

bool has_value(const Record& record, std::string_view key) {
  return std::any_of(record.values.begin(), record.values.end(),
                     [&](const Value& value) { return value.key == key; });
}

/// Adds what is not known yet from around the document.
void fill(Record& record, std::string_view key, std::string value) {
  if (!has_value(record, key)) add_value(record, key, std::move(value));
}

std::vector<std::string> attributes_of(const std::vector<XmlNode>& nodes, std::string_view name) {
  std::vector<std::string> values;
  for (const XmlNode node : nodes) values.push_back(collapsed(node.attribute(name)));
  return values;
}

/// "Ann Writer" of <byline>By <person>Ann Writer</person><byttl>Staff</byttl></byline>.
std::string names_of(XmlNode byline) {
  std::string names;
  for (XmlNode node = byline.first(); node; node = node.next())
    if (node.name() != "byttl") names += " " + node.text();
  names = collapsed(names);
  while (names.ends_with(',')) names.pop_back();
  return byline_names(names.empty() ? byline.child("byttl").words() : names);
}

void read_docdata(Record& record, XmlNode docdata) {
  const auto attribute = [&](std::string_view element, std::string_view name) {
    return collapsed(docdata.child(element).attribute(name));
  };
  fill(record, "id", attribute("doc-id", "id-string"));
  fill(record, "published", iptc_date(attribute("date.issue", "norm")));
  const std::string release = iptc_instant(attribute("date.release", "norm"));
  fill(record, "embargo", release);
  fill(record, "expiry", iptc_instant(attribute("date.expire", "norm")));
  const std::string managed = collapsed(docdata.attribute("management-status"));
  if (managed == "embargoed") {
    if (release.empty() && !has_value(record, "embargo"))
      hold(record, "embargoed without a date of release; withheld");
  } else if (managed == "withheld" || managed == "canceled" || managed == "cancelled") {
    fill(record, "status", managed);
  }
  fill(record, "urgency", attribute("urgency", "ed-urg"));
  fill(record, "key", attribute("du-key", "key"));
  fill(record, "version",
       first_of({attribute("du-key", "version"), attribute("doc-id", "version")}));
  if (!has_value(record, "keywords"))
    add_list(record, "keywords",
             attributes_of(docdata.child("key-list").children("keyword"), "key"));
  fill(record, "editors_note", attribute("ed-msg", "info"));
  fill(record, "notice", attribute("correction", "info"));
  const XmlNode copyright = docdata.child("doc.copyright");
  const std::string holder = collapsed(copyright.attribute("holder"));
  const std::string year = collapsed(copyright.attribute("year")).substr(0, 4);
  fill(record, "rights",
       first_of({collapsed(docdata.child("doc.rights").attribute("owner")),
                 holder.empty() || year.empty() ? holder : year + " " + holder}));
}

void read_head(Record& record, XmlNode head) {
  read_docdata(record, head.child("docdata"));
  const XmlNode pubdata = head.child("pubdata");
  fill(record, "outlet", collapsed(pubdata.attribute("name")));
  fill(record, "desk", collapsed(pubdata.attribute("position.section")));
  fill(record, "url", collapsed(pubdata.attribute("ex-ref")));
  fill(record, "published", iptc_date(pubdata.attribute("date.publication")));
  const XmlNode tobject = head.child("tobject");
  std::vector<std::string> subjects;
  for (const XmlNode subject : tobject.children("tobject.subject"))
    subjects.push_back(first_of({collapsed(subject.attribute("tobject.subject.matter")),
                                 collapsed(subject.attribute("tobject.subject.type")),
                                 collapsed(subject.attribute("tobject.subject.detail")),
                                 collapsed(subject.attribute("tobject.subject.code")),
                                 collapsed(subject.attribute("tobject.subject.refnum"))}));
  fill(record, "desk", subjects.empty() ? "" : subjects.front());
  fill(record, "desk", collapsed(tobject.attribute("tobject.type")));
  fill(record, "subjects", joined(subjects));
  for (const XmlNode meta : head.children("meta")) {
    const std::string name = collapsed(meta.attribute("name"));
    if (!name.empty()) fill(record, "nitf:" + name, collapsed(meta.attribute("content")));
  }
}

void read_body_head(Record& record, XmlNode nitf, XmlNode head) {
  const XmlNode hedline = head.child("hedline");
  fill(record, "headline",
       first_of({joined_words(hedline.children("hl1"), " "), hedline.words(),
                 nitf.child("head").child("title").words()}));
  fill(record, "subheadline", joined_words(hedline.children("hl2"), "; "));
  std::vector<std::string> names;
  for (const XmlNode byline : head.children("byline")) names.push_back(names_of(byline));
  fill(record, "byline", joined(names));
  fill(record, "byline_title", joined_words(head.find_all({"byttl"})));
  const XmlNode distributor = head.child("distributor");
  fill(record, "outlet", first_of({distributor.child("org").words(), distributor.words()}));
  const XmlNode docdata = nitf.child("head").child("docdata");
  fill(record, "outlet", collapsed(docdata.child("doc-id").attribute("regsrc")));
  const XmlNode dateline = head.child("dateline");
  fill(record, "dateline", dateline.words());
  fill(record, "published", iptc_date(dateline.find("story.date").attribute("norm")));
  fill(record, "abstract", head.child("abstract").words());
  fill(record, "rights", head.child("rights").words());
  fill(record, "editors_note", head.child("note").words());
}

}  // namespace

void read_nitf_into(Record& record, XmlNode nitf) {
  const XmlNode body = nitf.child("body");
  XmlNode content = body.child("body.content");
  if (!content && !body.child("body.head")) content = body;
  read_head(record, nitf.child("head"));
  read_body_head(record, nitf, body.child("body.head"));
  fill(record, "language",
       first_of({collapsed(nitf.attribute("baselang")), collapsed(nitf.attribute("lang")),
                 collapsed(body.attribute("lang"))}));
  const XmlNode end = body.child("body.end");
  const std::string tagline = end.child("tagline").words();
  fill(record, "byline", byline_names(tagline));
  fill(record, "tagline", tagline);
  fill(record, "bibliography", end.child("bibliography").words());
  NitfText read = nitf_text(content);
  // What a picture has instead of a text is its caption.
  if (read.text.empty())
    read.text = joined_words(content.find_all({"media-caption", "figcaption"}), "\n\n");
  if (read.text.empty()) return;
  record.body = std::move(read.text);
  record.has_body = true;
  record.marks = std::move(read.marks);
}

void read_nitf(std::string_view bytes, const ReadOptions& options, const Sink& sink) {
  Record whole;
  whole.bytes = bytes;
  auto xml = Xml::parse(bytes, XmlMode::strict, options.encoding);
  if (!xml) return sink.reject(make_reject(whole, options, xml.error().message));
  std::vector<XmlNode> found{xml->root()};
  if (xml->root().name() != "nitf") found = xml->root().find_all({"nitf"});
  if (found.empty())
    return sink.reject(make_reject(
        whole, options,
        "expected an element 'nitf', got only '" + std::string(xml->root().name()) + "'"));
  const auto places = item_bytes(bytes, {"nitf"});
  for (std::size_t i = 0; i < found.size(); ++i) {
    Record record;
    record.bytes = bytes;
    if (found.size() > 1) {
      record.number = i + 1;
      record.line = found[i].line();
      if (places.size() == found.size()) {
        record.byte_begin = places[i].begin;
        record.bytes = bytes.substr(places[i].begin, places[i].end - places[i].begin);
      }
    }
    record.warnings = xml->warnings();
    record.replaced = xml->replaced();
    record.has_body = true;
    read_nitf_into(record, found[i]);
    deliver(std::move(record), options, sink, "nitf/2");
  }
}

int sniff_nitf(std::string_view head, std::string_view path) {
  (void)path;
  if (xml_root_name(head) == "nitf") return 97;
  return 0;
}

}  // namespace onrecord::formats
