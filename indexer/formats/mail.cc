// See mail.h.  Articles out of messages; how a message is coded is mime.h's business.
#include "indexer/formats/mail.h"

#include <algorithm>
#include <array>
#include <utility>

#include "indexer/formats/html_text.h"
#include "indexer/formats/mime.h"
#include "indexer/formats/record.h"
#include "indexer/formats/sniff.h"

namespace onrecord::formats {
namespace {

constexpr std::string_view kMboxLine = "From ";

/// Header fields that are kept, and the key that each becomes.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kFields = {{
    {"message-id", "id"},
    {"subject", "headline"},
    {"from", "byline"},
    {"date", "date"},
    {"to", "mail_to"},
    {"cc", "mail_cc"},
    {"reply-to", "mail_reply_to"},
    {"list-id", "mail_list"},
    {"content-language", "language"},
}};

/// The body of a message, gathered over its parts.
class Body {
 public:
  explicit Body(Record& record) : record_(record) {}

  void add(const MimePart& part) {
    if (!part.attachment.empty()) {
      record_.values.push_back({"attachment", part.attachment, ValueKind::string});
      return;
    }
    if (part.type == "multipart/alternative") return add_best(part);
    if (part.type.starts_with("multipart/")) {
      for (const MimePart& inner : part.parts) add(inner);
      return;
    }
    if (part.type == "text/plain" || part.type == "text/html") return append(words_of(part));
    record_.values.push_back({"attachment", part.type, ValueKind::string});
  }

 private:
  /// Of the forms of one text the plain one, unless it is empty.
  void add_best(const MimePart& part) {
    for (const std::string_view type : {"text/plain", "multipart/", "text/html"})
      for (const MimePart& inner : part.parts)
        if (inner.type.starts_with(type) && inner.attachment.empty()) {
          const std::size_t before = record_.body.size();
          add(inner);
          if (record_.body.size() > before) return;
        }
  }

  std::string words_of(const MimePart& part) {
    const Decoded decoded = decode_text(part.bytes, part.charset);
    note_decoding(decoded, record_);
    if (part.type == "text/plain") return part.flowed ? unflowed(decoded.text) : decoded.text;
    auto words = html_to_text(decoded.text);
    if (words) return std::move(*words);
    record_.warnings.push_back("HTML part: " + words.error().message);
    return "";
  }

  void append(std::string_view words) {
    const auto begin = words.find_first_not_of("\r\n");
    if (begin == std::string_view::npos) return;
    words = words.substr(begin, words.find_last_not_of(" \t\r\n") + 1 - begin);
    if (!record_.body.empty()) record_.body += "\n\n";
    record_.body += words;
  }

  Record& record_;
};

/// "Ann Marlow" of "Ann Marlow <ann@example.org>"; an address alone stays as it is.
std::string sender_name(std::string_view from) {
  const std::size_t angle = from.find('<');
  std::string name(from.substr(0, angle));
  std::erase(name, '"');
  while (name.ends_with(' ')) name.pop_back();
  while (name.starts_with(' ')) name.erase(0, 1);
  return name.empty() ? std::string(from) : name;
}

void read_message(std::string_view bytes, Record record, const ReadOptions& options,
                  const Sink& sink) {
  const MimePart message = read_mime(bytes, options.encoding);
  for (const auto& [field, key] : kFields) {
    std::string value = message.field(field);
    if (value.empty()) continue;
    if (key == "byline") {
      record.values.push_back({"mail_from", value, ValueKind::string});
      value = sender_name(value);
    }
    if (key == "id") std::erase_if(value, [](char c) { return c == '<' || c == '>' || c == ' '; });
    record.values.push_back({std::string(key), std::move(value), ValueKind::string});
  }
  for (const std::string& warning : message.warnings) record.warnings.push_back(warning);
  record.has_body = true;
  Body(record).add(message);
  deliver(std::move(record), options, sink, "mail/1");
}

/// "From ann@example.org Sun Mar 17 14:05:00 2024": words may begin so, but not with a time.
bool is_mbox_line(std::string_view line) {
  line = line.substr(0, line.find('\n'));
  const std::size_t colon = line.find(':');
  const auto digit_at = [&](std::size_t at) {
    return at < line.size() && line[at] >= '0' && line[at] <= '9';
  };
  return line.starts_with(kMboxLine) && colon != std::string_view::npos && digit_at(colon - 1) &&
         digit_at(colon + 1);
}

/// Where the messages of an mbox begin: such a line at its top or behind a blank line.
std::vector<std::size_t> mbox_starts(std::string_view bytes) {
  std::vector<std::size_t> starts;
  for (std::size_t at = 0; at != std::string_view::npos && at < bytes.size();) {
    const bool behind_blank = at == 0 || bytes.substr(0, at).ends_with("\n\n") ||
                              bytes.substr(0, at).ends_with("\r\n\r\n");
    if (at == 0 || (behind_blank && is_mbox_line(bytes.substr(at)))) starts.push_back(at);
    const std::size_t next = bytes.find("\nFrom ", at);
    at = next == std::string_view::npos ? next : next + 1;
  }
  return starts;
}

}  // namespace

void read_mail(std::string_view bytes, const ReadOptions& options, const Sink& sink) {
  Record record;
  record.bytes = bytes;
  record.origin = Origin::header;
  if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos)
    return sink.reject(make_reject(record, options, empty_reason(bytes)));
  if (!bytes.starts_with(kMboxLine)) return read_message(bytes, std::move(record), options, sink);
  const std::vector<std::size_t> starts = mbox_starts(bytes);
  for (std::size_t i = 0; i < starts.size(); ++i) {
    const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : bytes.size();
    Record one = record;
    one.number = i + 1;
    one.byte_begin = starts[i];
    one.bytes = bytes.substr(starts[i], end - starts[i]);
    const std::size_t line = one.bytes.find('\n');
    read_message(line == std::string_view::npos ? std::string_view() : one.bytes.substr(line + 1),
                 one, options, sink);
  }
}

int sniff_mail(std::string_view head, std::string_view path) {
  const std::string_view message = head.starts_with(kMboxLine)
                                       ? head.substr(std::min(head.find('\n'), head.size() - 1) + 1)
                                       : head;
  int known = 0;
  bool machine = false;  // Written by mail programs alone: people begin texts with From: and Date:.
  for (const auto& [name, value] : mime_fields(message.substr(0, 16384))) {
    const bool mark = name == "message-id" || name == "mime-version" || name == "received" ||
                      name == "return-path" || name == "delivered-to";
    machine = machine || mark;
    known += mark || name == "from" || name == "to" || name == "subject" || name == "date" ? 1 : 0;
  }
  if (machine && known >= 3) return 97;
  return has_ending(path, {".eml", ".mbox", ".mbx"}) ? (known >= 1 ? 96 : 60) : 0;
}

}  // namespace onrecord::formats
