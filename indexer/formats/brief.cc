// See brief.h.  Knows where the header ends and the body begins; what stands in the body is
// layout.h's business.
#include "indexer/formats/brief.h"

#include <utility>

#include "indexer/formats/encoding.h"
#include "indexer/formats/header.h"
#include "indexer/formats/record.h"
#include "indexer/formats/sniff.h"
#include "indexer/formats/stories.h"

namespace onrecord::formats {
namespace {

/// One story: header lines or front matter, then its text.
void read_story(std::string_view text, Record record, const ReadOptions& options, const Sink& sink,
                std::string_view reader) {
  Header header = read_front_matter(text);
  if (header.body_begin == 0) header = read_header_lines(text);
  record.values = std::move(header.values);
  for (std::string& warning : header.warnings) record.warnings.push_back(std::move(warning));
  record.body = text.substr(header.body_begin);
  record.has_body = true;
  deliver(std::move(record), options, sink, reader);
}

void read_file(std::string_view bytes, const ReadOptions& options, const Sink& sink, BodyKind kind,
               std::string_view reader) {
  Record record;
  record.bytes = bytes;
  record.kind = kind;
  record.origin = Origin::header;
  if (std::string reason = binary_reason(bytes); !reason.empty())
    return sink.reject(make_reject(record, options, std::move(reason)));
  if (options.split.empty() && bytes.size() > options.max_article_bytes)
    return sink.reject(
        make_reject(record, options,
                    "a file of " + std::to_string(bytes.size()) + " bytes is over the cap of " +
                        std::to_string(options.max_article_bytes) + " for one article"));
  const Decoded decoded = decode_text(bytes, options.encoding);
  note_decoding(decoded, record);
  const std::string_view text = decoded.text;
  if (text.find_first_not_of(" \t\r\n\f\v") == std::string_view::npos)
    return sink.reject(make_reject(record, options, empty_reason(bytes)));

  if (options.split.empty()) return read_story(text, std::move(record), options, sink, reader);
  const auto stories = split_stories(text, options.split);
  if (!stories) return sink.reject(make_reject(record, options, stories.error().message));
  const SourceLines source(bytes, decoded);
  for (std::size_t i = 0; i < stories->size(); ++i) {
    const Span story = (*stories)[i];
    Record one = record;
    one.number = i + 1;
    one.bytes = source.of(story.begin, story.end);
    one.byte_begin = static_cast<std::uint64_t>(one.bytes.data() - bytes.data());
    read_story(story.of(text), std::move(one), options, sink, reader);
  }
}

/// Markup that another format must read.
bool is_markup(std::string_view head) {
  const auto begin = head.find_first_not_of(" \t\r\n", head.starts_with(kBom) ? kBom.size() : 0);
  if (begin == std::string_view::npos || head[begin] != '<' || begin + 1 >= head.size())
    return false;
  const char next = head[begin + 1];
  return next == '!' || next == '?' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
}

}  // namespace

void read_text(std::string_view bytes, const ReadOptions& options, const Sink& sink) {
  read_file(bytes, options, sink, BodyKind::plain, "text/2");
}

void read_markdown(std::string_view bytes, const ReadOptions& options, const Sink& sink) {
  read_file(bytes, options, sink, BodyKind::markdown, "markdown/2");
}

int sniff_text(std::string_view head, std::string_view path) {
  if (has_ending(path, {".txt", ".text"})) return 85;
  if (has_ending(path, {".html", ".htm", ".xhtml", ".xml", ".rss", ".atom", ".nitf", ".newsml"}))
    return 0;
  return is_markup(head) ? 0 : 40;
}

int sniff_markdown(std::string_view head, std::string_view path) {
  if (has_ending(path, {".md", ".markdown", ".mdown", ".mkd"})) return 97;
  if (has_ending(path, {".txt", ".text", ".csv", ".tsv"})) return 0;
  return head.starts_with("---\n") || head.starts_with("---\r\n") || head.starts_with("# ") ? 60
                                                                                            : 0;
}

}  // namespace onrecord::formats
