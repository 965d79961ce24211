// See docx.h.  The zip is read from memory by libarchive, the parts in it by libxml2, both capped.
#include "indexer/formats/docx.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "indexer/formats/news_item.h"
#include "indexer/formats/record.h"
#include "indexer/formats/sniff.h"
#include "indexer/formats/xml.h"

namespace onrecord::formats {
namespace {

constexpr std::string_view kText = "word/document.xml";
constexpr std::string_view kProperties = "docProps/core.xml";
constexpr std::size_t kMaxRatio = 100;
constexpr std::size_t kRatioSlack = 1u << 20;
constexpr int kMaxMembers = 10'000;

struct Parts {
  std::string text;
  std::string properties;
};

/// Unpacks one member.  Errors: `invalid`, `limit`.
Result<std::string> unpack(archive* reader, std::size_t packed_bytes) {
  std::string bytes;
  std::array<char, 16384> buffer;
  for (;;) {
    const la_ssize_t got = archive_read_data(reader, buffer.data(), buffer.size());
    if (got < 0) {
      const char* why = archive_error_string(reader);
      return Error{Errc::invalid, std::string("damaged document: ") + (why ? why : "no reason"), 0};
    }
    if (got == 0) return bytes;
    bytes.append(buffer.data(), static_cast<std::size_t>(got));
    if (bytes.size() > kMaxXmlBytes || bytes.size() > packed_bytes * kMaxRatio + kRatioSlack)
      return Error{Errc::limit,
                   "unpacks to more than " + std::to_string(kMaxRatio) +
                       " times its size: refused as a bomb",
                   0};
  }
}

Result<Parts> read_parts(std::string_view bytes) {
  const std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(),
                                                                      &archive_read_free);
  archive_read_support_format_zip(reader.get());
  if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
    return Error{Errc::invalid, "damaged document: no zip", 0};
  Parts parts;
  bool any = false;
  archive_entry* entry = nullptr;
  for (int members = 0; members < kMaxMembers; ++members) {
    const int result = archive_read_next_header(reader.get(), &entry);
    if (result == ARCHIVE_EOF) break;
    if (result != ARCHIVE_OK && result != ARCHIVE_WARN) {
      const char* why = archive_error_string(reader.get());
      return Error{Errc::invalid, std::string("damaged document: ") + (why ? why : "no reason"), 0};
    }
    const char* name = archive_entry_pathname(entry);
    const std::string_view member = name != nullptr ? name : "";
    if (member != kText && member != kProperties) continue;
    if (archive_entry_is_data_encrypted(entry) != 0)
      return Error{Errc::unsupported, "the document is encrypted", 0};
    auto unpacked = unpack(reader.get(), bytes.size());
    if (!unpacked) return unpacked.error();
    any = any || member == kText;
    (member == kText ? parts.text : parts.properties) = std::move(*unpacked);
  }
  if (!any)
    return Error{Errc::invalid,
                 "expected a Word document with " + std::string(kText) + ", got none", 0};
  return parts;
}

/// The words of a paragraph, in the order in which they are read.
void append_words(XmlNode node, std::string& out) {
  for (XmlNode child = node.first(); child; child = child.next()) {
    const std::string_view name = child.name();
    if (name == "t")
      out += child.text();
    else if (name == "tab")
      out += '\t';
    else if (name == "br" || name == "cr")
      out += '\n';
    else if (name == "noBreakHyphen")
      out += '-';
    else if (name == "del" || name == "moveFrom" || name == "Fallback" || name == "p" ||
             name == "pPr" || name == "rPr")
      continue;  // A paragraph in it (a text box) is one by itself.
    else if (child.is_element())
      append_words(child, out);
  }
}

/// Every paragraph below \a node, those of text boxes behind the one that holds them.
void append_paragraphs(XmlNode node, Record& record, std::string& title) {
  for (XmlNode child = node.first(); child; child = child.next()) {
    const std::string_view name = child.name();
    if (name == "Fallback" || name == "del" || name == "moveFrom") continue;
    if (name == "p") {
      std::string words;
      append_words(child, words);
      if (words.find_first_not_of(" \t\n") != std::string::npos) {
        if (title.empty() && record.body.empty() &&
            child.child("pPr").child("pStyle").attribute("val") == "Title")
          title = collapsed(words);
        if (!record.body.empty()) record.body += "\n\n";
        record.body += words;
      }
    }
    if (child.is_element()) append_paragraphs(child, record, title);
  }
}

void read_properties(const std::string& bytes, std::string title, Record& record) {
  const auto put = [&](std::string key, std::string value) {
    if (!value.empty())
      record.values.push_back({std::move(key), std::move(value), ValueKind::string});
  };
  std::optional<Xml> properties;
  if (!bytes.empty()) {
    auto parsed = Xml::parse(bytes);
    if (parsed)
      properties = std::move(*parsed);
    else
      record.warnings.push_back(std::string(kProperties) + ": " + parsed.error().message);
  }
  const XmlNode root = properties ? properties->root() : XmlNode();
  if (title.empty()) title = root.child("title").words();
  put("title", std::move(title));
  put("author", root.child("creator").words());
  put("modified", root.child("modified").words());
  put("language", root.child("language").words());
  put("document_created", root.child("created").words());
  put("document_subject", root.child("subject").words());
  add_list(record, "document_keywords", split_keywords(root.child("keywords").words()));
}

}  // namespace

void read_docx(std::string_view bytes, const ReadOptions& options, const Sink& sink) {
  Record record;
  record.bytes = bytes;
  record.origin = Origin::header;
  record.kind = BodyKind::plain;
  record.has_body = true;
  const auto refuse = [&](const std::string& reason) {
    sink.reject(make_reject(record, options, reason));
  };
  const auto parts = read_parts(bytes);
  if (!parts) return refuse(parts.error().message);
  const auto text = Xml::parse(parts->text);
  if (!text) return refuse(std::string(kText) + ": " + text.error().message);
  std::string title;
  append_paragraphs(text->root(), record, title);
  if (record.body.empty()) return refuse("a document without words");
  read_properties(parts->properties, std::move(title), record);
  deliver(std::move(record), options, sink, "docx/2");
}

int sniff_docx(std::string_view head, std::string_view path) {
  if (!head.starts_with("PK\x03\x04")) return 0;
  if (head.find(kText) != std::string_view::npos) return 98;
  return has_ending(path, {".docx", ".docm", ".dotx"}) ? 98 : 0;
}

}  // namespace onrecord::formats
