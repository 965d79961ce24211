// See sniff.h and reader.h: the table of formats, and the choice among them.
#include "indexer/formats/sniff.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/formats/brief.h"
#include "indexer/formats/claim_review.h"
#include "indexer/formats/csv.h"
#include "indexer/formats/docx.h"
#include "indexer/formats/encoding.h"
#include "indexer/formats/feed.h"
#include "indexer/formats/html.h"
#include "indexer/formats/jsonl.h"
#include "indexer/formats/mail.h"
#include "indexer/formats/newsml1.h"
#include "indexer/formats/newsml_g2.h"
#include "indexer/formats/ninjs.h"
#include "indexer/formats/nitf.h"
#include "indexer/formats/reader.h"
#include "indexer/formats/subtitles.h"
#include "indexer/formats/wire_text.h"
#include "indexer/formats/wxr.h"
#include "indexer/formats/xml_source.h"
#include "proto/text/utf8.h"

namespace onrecord::formats {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// First bytes of files that are no text, whether or not a NUL follows soon.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kMagic = {{
    {"\x1F\x8B", "gzip"},
    {"PK\x03\x04", "zip"},
    {"\x28\xB5\x2F\xFD", "zstd"},
    {"\x89PNG", "PNG"},
    {"\xFF\xD8\xFF", "JPEG"},
}};

/// Kinds that a program outside turns into text.
constexpr std::array<ForeignType, 9> kForeign = {{
    {"pdf", "application/pdf", "%PDF-", 1024},
    {"doc", "application/msword", "\xD0\xCF\x11\xE0", 0},
    {"rtf", "application/rtf", "{\\rtf", 0},
    {"odt", "application/vnd.oasis.opendocument.text",
     "mimetypeapplication/vnd.oasis.opendocument.text", 30, true},
    {"ods", "application/vnd.oasis.opendocument.spreadsheet",
     "mimetypeapplication/vnd.oasis.opendocument.spreadsheet", 30, true},
    {"odp", "application/vnd.oasis.opendocument.presentation",
     "mimetypeapplication/vnd.oasis.opendocument.presentation", 30, true},
    {"epub", "application/epub+zip", "mimetypeapplication/epub+zip", 30, true},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xl/workbook.",
     1u << 14, true},
    {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation",
     "ppt/presentation.", 1u << 14, true},
}};

/// A PDF may have something in front of it, a text may speak of one.
bool is_behind_junk(std::string_view head, std::size_t at) {
  return (head[at - 1] == '\n' || head[at - 1] == '\r') &&
         std::any_of(head.begin(), head.end(), [](char c) {
           const auto byte = static_cast<unsigned char>(c);
           return byte >= 0x7F || (byte < 0x20 && (byte < '\t' || byte > '\r'));
         });
}

/// By name, or nothing.
const Format* named_format(std::string_view name) {
  const std::vector<Format>& all = formats();
  const auto named =
      std::find_if(all.begin(), all.end(), [&](const Format& f) { return f.name == name; });
  return named == all.end() ? nullptr : &*named;
}

}  // namespace

std::span<const ForeignType> foreign_types() { return kForeign; }

const ForeignType* foreign_type(std::string_view head) {
  for (const ForeignType& type : kForeign) {
    if (type.zipped && !head.starts_with("PK\x03\x04")) continue;
    const std::size_t at = head.substr(0, type.within + type.magic.size()).find(type.magic);
    if (at == std::string_view::npos) continue;
    if (type.name == "pdf" && at != 0 && !is_behind_junk(head, at)) continue;
    return &type;
  }
  return nullptr;
}

bool has_ending(std::string_view path, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
    return path.size() >= ending.size() &&
           std::equal(ending.begin(), ending.end(),
                      path.end() - static_cast<std::ptrdiff_t>(ending.size()),
                      [](char a, char b) { return a == lower(b); });
  });
}

std::string binary_reason(std::string_view bytes) {
  for (const auto& [magic, name] : kMagic)
    if (bytes.starts_with(magic)) return "binary file: " + std::string(name) + " at offset 0";
  if (!wide_encoding(bytes).empty()) return "";
  // Old files are padded with NULs, and wires and damage leave a stray control byte here and there.
  const std::string_view text = bytes.substr(0, bytes.find_last_not_of('\0') + 1);
  const auto is_binary = [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0 || (byte > 0x04 && byte < 0x09) || (byte > 0x0D && byte < 0x1B) ||
           (byte > 0x1B && byte < 0x20);
  };
  const auto count = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_binary));
  const std::size_t allowed = sniff_wire(bytes, "") > 0 ? 16 : 1;
  if (count <= allowed + text.size() / 50)
    return text.empty() && !bytes.empty() ? "nothing but NUL bytes" : "";
  const auto at =
      static_cast<std::size_t>(std::find_if(text.begin(), text.end(), is_binary) - text.begin());
  return std::string("binary file: ") + (text[at] == '\0' ? "NUL" : "control") +
         " byte at offset " + std::to_string(at);
}

std::string empty_reason(std::string_view bytes) {
  return bytes.empty() ? "empty file" : "nothing but white space";
}

const std::vector<Format>& formats() {
  static const std::vector<Format> kFormats = {
      {"jsonl", "2", "JSON Lines: one article a line", sniff_jsonl, read_jsonl, true},
      {"json", "2", "a JSON array of articles, one article, or an object around a list of them",
       sniff_json, read_json, false},
      {"claimreview", "1", "fact checks: schema.org's ClaimReview as JSON", sniff_claim_review,
       read_claim_review, false},
      {"html", "3", "an article page: JSON-LD, meta elements, and the text that is its article",
       sniff_html, read_html, false},
      {"ninjs", "2", "ninjs 1 to 3 of the IPTC: one item, or a list of them", sniff_ninjs,
       read_ninjs, false},
      {"feed", "3", "RSS 0.9x to 2.0, RDF Site Summary and Atom: one article an entry", sniff_feed,
       read_feed, false},
      {"nitf", "2", "NITF 3 of the IPTC, with or without its namespace", sniff_nitf, read_nitf,
       false},
      {"newsml-g2", "2", "NewsML-G2 of the IPTC: a newsItem, or a newsMessage of several",
       sniff_newsml_g2, read_newsml_g2, false},
      {"newsml1", "3", "NewsML 1 of the IPTC", sniff_newsml1, read_newsml1, false},
      {"wxr", "2", "a WordPress export: every post and page of a site", sniff_wxr, read_wxr, false},
      {"docx", "2", "a Word document (Office Open XML)", sniff_docx, read_docx, false, true},
      {"mail", "1", "a mail message, or an mbox of them", sniff_mail, read_mail, false},
      {"subtitles", "1", "subtitles or captions, SubRip (SRT) or WebVTT", sniff_subtitles,
       read_subtitles, false},
      {"wire", "1", "wire text, ANPA 1312 or IPTC 7901", sniff_wire, read_wire, false},
      {"csv", "2", "comma, semicolon, tab or bar separated values with a header row", sniff_csv,
       read_csv, false},
      {"markdown", "2", "a Markdown story or brief, with or without front matter", sniff_markdown,
       read_markdown, false},
      {"text", "2",
       "a plain-text story, brief or transcript, with or without 'Key: value' lines at its top",
       sniff_text, read_text, false},
  };
  return kFormats;
}

std::string place_of(const ReadOptions& options) {
  return options.member.empty() ? options.path : options.path + "!/" + options.member;
}

Result<const Format*> choose_format(std::string_view head, const ReadOptions& options) {
  const std::string& name = options.name.empty() ? options.path : options.name;
  const std::vector<Format>& all = formats();
  const Format* forced = options.format.empty() ? nullptr : named_format(options.format);
  if (!options.format.empty() && forced == nullptr) {
    std::string names;
    for (const Format& format : all)
      names += (names.empty() ? "" : ", ") + std::string(format.name);
    return Error{Errc::unsupported, "no format '" + options.format + "': expected one of " + names};
  }
  if (forced != nullptr && forced->is_archive) return forced;
  for (const Format& format : all)
    if (format.is_archive && format.sniff(head, name) > 0) return &format;
  if (const ForeignType* type = foreign_type(head))
    return Error{Errc::unsupported, "needs converter: " + std::string(type->mime)};
  if (std::string reason = binary_reason(head); !reason.empty())
    return Error{Errc::unsupported, std::move(reason)};
  if (forced != nullptr) return forced;
  const Format* best = nullptr;
  int best_score = 0;
  const std::string_view wide = wide_encoding(head);
  const std::string decoded = wide.empty() ? "" : decode_text(head).text;
  if (!wide.empty()) head = decoded;
  for (const Format& format : all)
    if (const int score = format.sniff(head, name); score > best_score) {
      best = &format;
      best_score = score;
    }
  if (!wide.empty() && best != nullptr &&
      (best->name.starts_with("json") || best->name == "ninjs" || best->name == "claimreview"))
    return Error{Errc::unsupported, std::string(wide) + ": expected UTF-8, which JSON must be"};
  if (best != nullptr) return best;
  if (const std::string_view root = xml_root_name(head); !root.empty())
    return Error{Errc::unsupported,
                 "expected an article or a list of them, got an XML document of '" +
                     text::mend(root.substr(0, 60)).text + "'"};
  std::string begin(head.substr(0, 24));
  for (char& c : begin)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return Error{Errc::unsupported,
               "expected text, Markdown, JSON or CSV, got a file that begins with '" + begin + "'"};
}

}  // namespace onrecord::formats
