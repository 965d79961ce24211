// See mime.h.
#include "indexer/formats/mime.h"

#include <algorithm>
#include <optional>

#include "indexer/formats/encoding.h"
#include "indexer/formats/trimmed.h"

namespace onrecord::formats {
namespace {

constexpr int kMaxDepth = 20;
constexpr int kMaxParts = 1000;
constexpr std::size_t kMaxFields = 1000;
constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kBlank = " \t\r\n";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string folded(std::string_view text) {
  std::string small(text);
  std::transform(small.begin(), small.end(), small.begin(), lower);
  return small;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/// Undoes %41 or =41; \a underscores stand for spaces (RFC 2047, Q).
std::string unescaped(std::string_view text, char mark, bool underscores) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int high = text[at] == mark && at + 2 < text.size() ? hex_value(text[at + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[at + 2]) : -1;
    if (low >= 0) {
      out += static_cast<char>(high * 16 + low);
      at += 2;
    } else {
      out += underscores && text[at] == '_' ? ' ' : text[at];
    }
  }
  return out;
}

std::string from_base64(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    int value = -1;
    if (c >= 'A' && c <= 'Z')
      value = c - 'A';
    else if (c >= 'a' && c <= 'z')
      value = c - 'a' + 26;
    else if (c >= '0' && c <= '9')
      value = c - '0' + 52;
    else if (c == '+' || c == '-')
      value = 62;
    else if (c == '/' || c == '_')
      value = 63;
    else if (c == '=')
      break;
    if (value < 0) continue;
    bits = (bits << 6) | static_cast<std::uint32_t>(value);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>((bits >> count) & 0xFF);
    }
  }
  return out;
}

/// Lines whose end is "=" go on in the next one; "=E9" is a byte.
std::string from_quoted_printable(std::string_view text) {
  std::string joined;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    const std::string_view bare = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    if (bare.ends_with('=')) {
      joined += bare.substr(0, bare.size() - 1);
    } else {
      joined += line;
      if (end < text.size()) joined += '\n';
    }
  }
  return unescaped(joined, '=', false);
}

/// A parameter of a field: charset, boundary, name; continued ones (RFC 2231) are put together.
std::string parameter(std::string_view field, std::string_view name) {
  std::string joined;
  for (std::size_t at = field.find(';'); at != kNone && at < field.size();) {
    ++at;
    const std::size_t equals = field.find('=', at);
    if (equals == kNone) break;
    std::string key = folded(trimmed(field.substr(at, equals - at)));
    std::string value;
    std::size_t end = field.find_first_not_of(" \t", equals + 1);
    if (end != kNone && field[end] == '"') {
      for (++end; end < field.size() && field[end] != '"'; ++end) {
        if (field[end] == '\\' && end + 1 < field.size()) ++end;
        value += field[end];
      }
      at = field.find(';', end);
    } else {
      const std::size_t stop = field.find(';', equals);
      value = trimmed(field.substr(equals + 1, stop == kNone ? kNone : stop - equals - 1));
      at = stop;
    }
    const bool coded = key.ends_with('*');
    if (coded) {
      key.pop_back();
      if (const std::size_t quote = value.rfind('\''); quote != std::string::npos)
        value = decode_text(unescaped(value.substr(quote + 1), '%', false),
                            value.substr(0, value.find('\'')))
                    .text;
      else
        value = unescaped(value, '%', false);
    }
    if (const std::size_t star = key.find('*'); star != std::string::npos) key.resize(star);
    if (key == name) joined += value;
  }
  return joined;
}

/// What all parts of a message share.
struct Reading {
  std::string_view encoding;  ///< Of header fields in no stated one.
  int parts_left = kMaxParts;
};

/// The bytes between the lines of a boundary, without the line ends in front of them.
std::vector<std::string_view> cut_parts(std::string_view body, std::string_view boundary) {
  std::vector<std::string_view> parts;
  const std::string mark = "--" + std::string(boundary);
  std::optional<std::size_t> begin;
  for (std::size_t at = body.starts_with(mark) ? 0 : body.find("\n" + mark); at != kNone;) {
    const std::size_t line = at + (body[at] == '\n' ? 1 : 0);
    std::size_t end = at;
    if (end > 0 && body[end - 1] == '\r') --end;
    const std::string_view rest = body.substr(line + mark.size());
    const bool last = rest.starts_with("--");
    if (!last && !rest.empty() && kBlank.find(rest.front()) == kNone) {  // a longer boundary
      at = body.find("\n" + mark, line);
      continue;
    }
    if (begin) parts.push_back(body.substr(*begin, std::max(end, *begin) - *begin));
    begin.reset();
    if (last) break;
    const std::size_t next = body.find('\n', line);
    if (next == kNone) break;
    begin = next + 1;
    at = body.find("\n" + mark, next);
  }
  if (begin) parts.push_back(body.substr(std::min(*begin, body.size())));
  return parts;
}

/// Where the body begins: behind the first blank line of what begins with fields.
std::size_t body_begin(std::string_view bytes, MimeFields& fields) {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string_view line = bytes.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) return std::min(end + 1, bytes.size());
    if ((line[0] == ' ' || line[0] == '\t') && !fields.empty()) {
      fields.back().second.append(" ").append(trimmed(line));
    } else {
      const std::size_t colon = line.find(':');
      const std::string_view name = line.substr(0, colon);
      const bool is_name =
          colon != kNone && colon > 0 && colon < 77 &&
          std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < '\x7F'; });
      if (!is_name || fields.size() >= kMaxFields) return at;
      fields.emplace_back(folded(name), trimmed(line.substr(colon + 1)));
    }
    at = end + 1;
  }
  return bytes.size();
}

MimePart read_part(std::string_view bytes, int depth, Reading& reading) {
  MimePart part;
  const std::string_view body = bytes.substr(body_begin(bytes, part.fields));
  for (auto& [name, value] : part.fields) value = decode_text(value, reading.encoding).text;
  const auto raw = [&](std::string_view name) {
    for (const auto& [key, value] : part.fields)
      if (key == name) return value;
    return std::string();
  };
  const std::string content = raw("content-type");
  const std::string type = folded(trimmed(std::string_view(content).substr(0, content.find(';'))));
  if (type.find('/') != std::string::npos) part.type = type;
  part.charset = parameter(content, "charset");
  part.flowed = folded(parameter(content, "format")) == "flowed";
  const std::string disposition = raw("content-disposition");
  std::string name = parameter(disposition, "filename");
  if (name.empty()) name = parameter(content, "name");
  const bool text = part.type == "text/plain" || part.type == "text/html";
  if (folded(disposition).starts_with("attachment") || (!name.empty() && !text))
    part.attachment = name.empty() ? part.type : decode_words(name);

  const std::string boundary = parameter(content, "boundary");
  if (part.type.starts_with("multipart/") && !boundary.empty()) {
    if (depth >= kMaxDepth) {
      part.warnings.push_back("parts nested deeper than " + std::to_string(kMaxDepth) +
                              " were left out");
      return part;
    }
    const std::vector<std::string_view> inner_parts = cut_parts(body, boundary);
    for (const std::string_view inner : inner_parts) {
      if (--reading.parts_left < 0) {
        part.warnings.push_back("more than " + std::to_string(kMaxParts) +
                                " parts: the others were left out");
        break;
      }
      part.parts.push_back(read_part(inner, depth + 1, reading));
      for (std::string& warning : part.parts.back().warnings) part.warnings.push_back(warning);
    }
    if (!inner_parts.empty()) return part;
    part.warnings.emplace_back("no part begins with the message's boundary; read as one text");
  }
  if (part.type.starts_with("multipart/")) part.type = "text/plain";
  const std::string coding = folded(trimmed(raw("content-transfer-encoding")));
  part.bytes = coding == "base64"             ? from_base64(body)
               : coding == "quoted-printable" ? from_quoted_printable(body)
                                              : std::string(body);
  return part;
}

}  // namespace

std::string MimePart::field(std::string_view name) const {
  for (const auto& [key, value] : fields)
    if (key == name) return decode_words(value);
  return "";
}

MimePart read_mime(std::string_view bytes, std::string_view encoding) {
  Reading reading{encoding};
  return read_part(bytes, 0, reading);
}

MimeFields mime_fields(std::string_view bytes) {
  MimeFields fields;
  body_begin(bytes, fields);
  return fields;
}

std::string decode_words(std::string_view value) {
  std::string out;
  std::string bytes;  // Of words in one encoding after each other: a character may be cut between.
  std::string charset;
  const auto flush = [&] {
    if (!bytes.empty()) out += decode_text(bytes, charset).text;
    bytes.clear();
  };
  std::size_t at = 0;
  bool closes = true;  // no end is looked for behind the last one
  while (at < value.size()) {
    const std::size_t begin = value.find("=?", at);
    const std::size_t first = begin == kNone ? kNone : value.find('?', begin + 2);
    const std::size_t second = first == kNone ? kNone : first + 2;
    const bool shaped = second < value.size() && value[second] == '?';
    const char coding = shaped ? lower(value[first + 1]) : '\0';
    const bool coded_word = closes && (coding == 'b' || coding == 'q');
    const std::size_t end = coded_word ? value.find("?=", second + 1) : kNone;
    if (coded_word && end == kNone) closes = false;
    if (end == kNone) {
      flush();
      const std::size_t stop = begin == kNone ? value.size() : begin + 2;
      out += value.substr(at, stop - at);
      at = stop;
      continue;
    }
    const std::string_view between = value.substr(at, begin - at);
    std::string name(value.substr(begin + 2, first - begin - 2));
    name.resize(std::min(name.find('*'), name.size()));  // RFC 2231: a language behind it
    const bool goes_on = !bytes.empty() && trimmed(between).empty();
    if (!goes_on || name != charset) flush();
    if (!goes_on) out += between;
    charset = name;
    const std::string_view coded = value.substr(second + 1, end - second - 1);
    bytes += coding == 'b' ? from_base64(coded) : unescaped(coded, '=', true);
    at = end + 2;
  }
  flush();
  return out;
}

std::string unflowed(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    at = end + 1;
    const bool soft = line.ends_with(' ') && line != "-- " && at < text.size();
    out += line;
    if (!soft && end < text.size()) out += '\n';
  }
  return out;
}

}  // namespace onrecord::formats
