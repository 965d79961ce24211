// See xml_source.h.
#include "indexer/formats/xml_source.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <utility>

#include "proto/text/utf8.h"

namespace onrecord::formats {
namespace {

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::size_t kNone = std::string_view::npos;
constexpr std::size_t kMaxEntities = 64;
constexpr std::size_t kMaxEntityBytes = 256;
constexpr std::size_t kMaxExpandedBytes = 64u << 10;
constexpr std::size_t kLongestName = 32;
constexpr std::size_t kMaxTag = 16u << 10;  ///< The parser compares each attribute with all.

/// What &#128; to &#159; mean: the characters of windows-1252 (HTML Standard, 13.2.5.80).
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-' || c == '.' || c == ':' || static_cast<unsigned char>(c) >= 0x80;
}

/// A character that XML 1.0 allows.
bool is_xml_character(char32_t c) {
  return c == 9 || c == 10 || c == 13 || (c >= 0x20 && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) ||
         (c >= 0x10000 && c < 0x110000);
}

class Preparer {
 public:
  Preparer(std::string_view in, XmlMode mode) : in_(in), mode_(mode) {}

  Result<XmlSource> run() {
    source_.text.reserve(in_.size() + in_.size() / 64);
    while (at_ < in_.size()) {
      const std::size_t next = in_.find_first_of("<&", at_);
      copy_to(next == kNone ? in_.size() : next);
      if (next == kNone) break;
      if (in_[at_] == '&')
        read_reference();
      else if (starts("<!--"))
        copy_behind("-->");
      else if (starts("<![CDATA["))
        copy_behind("]]>");
      else if (starts("<?"))
        copy_behind("?>");
      else if (starts("<!DOCTYPE") || starts("<!doctype"))
        read_document_type();
      else if (tag_is_too_long())
        refuse("a tag of more than " + std::to_string(kMaxTag) + " bytes beside its values");
      else
        source_.text += in_[at_++];
      if (refused_) return *std::exchange(refused_, std::nullopt);
    }
    read_controls();
    if (escaped_ != 0)
      source_.warnings.push_back(std::to_string(escaped_) + " '&' that begin no known name");
    return std::move(source_);
  }

 private:
  bool starts(std::string_view with) const { return in_.substr(at_).starts_with(with); }
  void copy_to(std::size_t end) {
    source_.text += in_.substr(at_, end - at_);
    at_ = end;
  }
  void copy_behind(std::string_view mark) {
    const std::size_t end = in_.find(mark, at_ + 2);
    copy_to(end == kNone ? in_.size() : end + mark.size());
  }
  /// Looks no further than the next '<', which no tag holds: all tags together cost one pass.
  bool tag_is_too_long() const {
    if (at_ + 1 >= in_.size() || !is_name_char(in_[at_ + 1])) return false;
    std::size_t outside = 0;
    char quote = '\0';
    for (std::size_t i = at_ + 1; i < in_.size() && in_[i] != '<'; ++i) {
      const char c = in_[i];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '>') {
        break;
      } else {
        if (c == '"' || c == '\'') quote = c;
        if (++outside > kMaxTag) return true;
      }
    }
    return false;
  }
  void number(char32_t character) {
    source_.text += "&#" + std::to_string(static_cast<std::uint32_t>(character)) + ";";
  }
  void escape() {
    source_.text += "&amp;";
    ++at_;
    ++escaped_;
  }
  void refuse(std::string why) {
    refused_ = Error{Errc::invalid, "line " + std::to_string(line()) + ": " + std::move(why)};
  }
  std::size_t line() const {
    return 1 + static_cast<std::size_t>(
                   std::count(in_.begin(), in_.begin() + static_cast<std::ptrdiff_t>(at_), '\n'));
  }

  /// Controls of ISO 8859-1, which nobody means: they were windows-1252.
  void read_controls() {
    std::string& text = source_.text;
    std::string read;
    std::size_t from = 0;
    for (std::size_t at = text.find('\xC2'); at != kNone && at + 1 < text.size();
         at = text.find('\xC2', at + 2)) {
      const auto next = static_cast<unsigned char>(text[at + 1]);
      if (next < 0x80 || next >= 0xA0) continue;
      read.append(text, from, at - from);
      text::append(read, kWindows1252[next - 0x80]);
      from = at + 2;
    }
    if (from == 0) return;
    text = read + text.substr(from);
    source_.warnings.emplace_back("control characters were read as those of windows-1252");
  }

  void read_reference() {
    const bool recover = mode_ == XmlMode::recover;
    std::size_t end = at_ + 1;
    if (end < in_.size() && in_[end] == '#') return read_number();
    while (end < in_.size() && end - at_ <= kLongestName && is_name_char(in_[end])) ++end;
    const std::string_view name = in_.substr(at_ + 1, end - at_ - 1);
    const bool closed = end < in_.size() && in_[end] == ';';
    if (!closed) return recover ? escape() : copy_to(at_ + 1);
    for (const std::string_view known : {"amp", "lt", "gt", "quot", "apos"})
      if (name == known) return copy_to(end + 1);
    if (const auto entity = entities_.find(name); entity != entities_.end()) {
      expanded_ += entity->second.size();
      if (expanded_ > kMaxExpandedBytes) return refuse("entities would put in more than 64 KiB");
      source_.text += entity->second;
      at_ = end + 1;
    } else if (const char32_t character = html_character(name); character != 0) {
      number(character);
      at_ = end + 1;
    } else if (recover) {
      escape();
    } else {
      copy_to(end + 1);
    }
  }

  void read_number() {
    const bool hex = at_ + 2 < in_.size() && (in_[at_ + 2] == 'x' || in_[at_ + 2] == 'X');
    const std::size_t begin = at_ + (hex ? 3 : 2);
    std::uint32_t value = 0;
    const char* first = in_.data() + std::min(begin, in_.size());
    const char* last = in_.data() + in_.size();
    const auto read = std::from_chars(first, last, value, hex ? 16 : 10);
    const bool closed = read.ptr != first && read.ptr != last && *read.ptr == ';';
    const bool recover = mode_ == XmlMode::recover;
    if (!closed) return recover ? escape() : copy_to(at_ + 1);
    const auto end = static_cast<std::size_t>(read.ptr - in_.data()) + 1;
    if (read.ec == std::errc() && is_xml_character(value)) {
      number(value >= 0x80 && value < 0xA0 ? kWindows1252[value - 0x80] : value);
      at_ = end;
    } else if (recover) {
      number(0xFFFD);
      at_ = end;
      ++escaped_;
    } else {
      copy_to(end);
    }
  }

  /// Takes the document type out, its line ends apart.
  void read_document_type() {
    const std::size_t begin = at_;
    std::size_t i = begin + 9;
    int depth = 0;
    for (; i < in_.size(); ++i) {
      const char c = in_[i];
      if (c == '"' || c == '\'') {
        i = in_.find(c, i + 1);
        if (i == kNone) break;
      } else if (in_.substr(i).starts_with("<!--")) {
        i = in_.find("-->", i + 4);
        if (i == kNone) break;
        i += 2;
      } else if (in_.substr(i).starts_with("<!ENTITY")) {
        i = read_entity(i + 8);
        if (refused_ || i == kNone) break;
      } else if (c == '[') {
        ++depth;
      } else if (c == ']') {
        --depth;
      } else if (c == '>' && depth <= 0) {
        break;
      }
    }
    if (refused_) return;
    if (i >= in_.size()) return refuse("a document type that never closes");
    for (; at_ <= i; ++at_)
      if (in_[at_] == '\n') source_.text += '\n';
  }

  /// Reads the declaration of an entity from behind its keyword; returns where it ends.  Only in
  /// recover mode are any allowed: short plain texts are known from now on, outside parameter
  /// entities are never loaded.
  std::size_t read_entity(std::size_t at) {
    if (mode_ == XmlMode::strict) {
      refuse("a document type with entities is refused");
      return kNone;
    }
    at = in_.find_first_not_of(kSpace, at);
    if (at == kNone) return kNone;
    const bool parameter = in_[at] == '%';
    if (parameter) at = std::min(in_.find_first_not_of(kSpace, at + 1), in_.size());
    const std::size_t name_end = std::min(in_.find_first_of(" \t\r\n\"'>", at), in_.size());
    const std::string name(in_.substr(at, name_end - at));
    at = in_.find_first_not_of(kSpace, name_end);
    if (at == kNone) return kNone;
    const bool quoted = in_[at] == '"' || in_[at] == '\'';
    const bool outside =
        in_.substr(at).starts_with("SYSTEM") || in_.substr(at).starts_with("PUBLIC");
    if (parameter ? !outside : !quoted) {
      refuse("a document type with entities that are not plain texts is refused");
      return kNone;
    }
    if (parameter) {
      source_.warnings.emplace_back("an outside entity was not loaded");
      // Its quoted names may hold any character.
      for (; at < in_.size() && in_[at] != '>'; ++at)
        if (in_[at] == '"' || in_[at] == '\'') at = std::min(in_.find(in_[at], at + 1), in_.size());
      return at < in_.size() ? at : kNone;
    }
    const std::size_t close = in_.find(in_[at], at + 1);
    if (close == kNone) return kNone;
    const std::string_view value = in_.substr(at + 1, close - at - 1);
    if (value.size() > kMaxEntityBytes || entities_.size() >= kMaxEntities ||
        value.find_first_of("&%<") != kNone) {
      refuse("a document type with entities that are not short plain texts is refused");
      return kNone;
    }
    entities_.emplace(name, value);
    return in_.find('>', close);
  }

  std::string_view in_;
  XmlMode mode_;
  std::size_t at_ = 0;
  XmlSource source_;
  std::optional<Error> refused_;
  std::map<std::string, std::string, std::less<>> entities_;
  std::size_t expanded_ = 0;
  std::size_t escaped_ = 0;
};

}  // namespace

std::string_view declared_encoding(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t begin = bytes.find_first_not_of(kSpace);
  if (begin == kNone || !bytes.substr(begin).starts_with("<?xml")) return {};
  const std::string_view line =
      bytes.substr(begin, std::min(bytes.find("?>", begin), begin + 512) - begin);
  std::size_t at = line.find("encoding");
  if (at == kNone) return {};
  at = line.find_first_of("\"'", at);
  if (at == kNone) return {};
  const std::size_t end = line.find(line[at], at + 1);
  return end == kNone ? std::string_view() : line.substr(at + 1, end - at - 1);
}

std::string_view xml_root_name(std::string_view head) {
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  for (std::size_t at = head.find_first_not_of(kSpace); at < head.size();
       at = head.find_first_not_of(kSpace, at)) {
    const std::string_view rest = head.substr(at);
    std::string_view mark = ">";
    if (rest.starts_with("<!--")) {
      mark = "-->";
    } else if (rest.starts_with("<?")) {
      mark = "?>";
    } else if (rest.starts_with("<!")) {
      if (const std::size_t subset = rest.find('['); subset < rest.find('>')) mark = "]>";
    } else {
      if (rest[0] != '<' || rest.size() < 2 || !is_name_char(rest[1])) return {};
      std::size_t end = 1;
      while (end < rest.size() && is_name_char(rest[end])) ++end;
      const std::string_view name = rest.substr(1, end - 1);
      return name.substr(name.rfind(':') + 1);
    }
    const std::size_t end = head.find(mark, at + 2);
    if (end == kNone) return {};
    at = end + mark.size();
  }
  return {};
}

Result<XmlSource> prepare_xml(std::string_view document, XmlMode mode) {
  return Preparer(document, mode).run();
}

}  // namespace onrecord::formats
