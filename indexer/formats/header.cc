// See header.h.
#include "indexer/formats/header.h"

#include <algorithm>

#include "indexer/formats/json_object.h"
#include "indexer/formats/keys.h"
#include "indexer/formats/trimmed.h"

namespace onrecord::formats {
namespace {

constexpr std::size_t kMaxHeaderKey = 40;

/// The line that begins at \a at, without its end; \a at moves to the next one.
std::string_view take_line(std::string_view text, std::size_t& at) {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  std::string_view line = text.substr(at, end - at);
  at = std::min(end + 1, text.size());
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::size_t skip_blank_lines(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    std::size_t next = at;
    if (!trimmed(take_line(text, next)).empty()) break;
    at = next;
  }
  return at;
}

bool is_indented(std::string_view line) { return line.starts_with(' ') || line.starts_with('\t'); }

/// Bytes before the colon of "Key: value", or npos when the line has another form.
std::size_t key_length(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon > kMaxHeaderKey)
    return std::string_view::npos;
  if (colon + 1 < line.size() && line[colon + 1] != ' ' && line[colon + 1] != '\t')
    return std::string_view::npos;
  for (const char c : line.substr(0, colon)) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-' || c == '.' || c == ' ';
    if (!word) return std::string_view::npos;
  }
  return colon;
}

/// A key that is printed for people, as a name: "Page no" is "page_no".
std::string meta_name(std::string_view printed) {
  std::string name(trimmed(printed));
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (c == ' ') c = '_';
  }
  return name;
}

}  // namespace

Header read_header_lines(std::string_view text) {
  Header header;
  std::size_t known = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t next = at;
    const std::string_view line = take_line(text, next);
    if (trimmed(line).empty()) break;
    if (is_indented(line) && !header.values.empty()) {
      header.values.back().text += ' ';
      header.values.back().text += trimmed(line);
    } else {
      const std::size_t colon = key_length(line);
      if (colon == std::string_view::npos) return {};
      const auto match = find_key(line.substr(0, colon));
      if (match && match->key == Key::text)
        return {};  // "Text: …" above a body would be two bodies
      known += match ? 1 : 0;
      header.values.push_back({meta_name(line.substr(0, colon)),
                               std::string(trimmed(line.substr(colon + 1))), ValueKind::string});
    }
    at = next;
  }
  if (known == 0 || known * 2 < header.values.size()) return {};
  // One line alone is a header only if it cannot be the first turn of a transcript.
  if (header.values.size() == 1) {
    const auto key = find_key(header.values.front().key)->key;
    if (key == Key::speaker || key == Key::role || key == Key::notice ||
        header.values.front().text.size() > 200)
      return {};
  }
  if (std::all_of(header.values.begin(), header.values.end(),
                  [](const Value& value) { return value.text.empty(); }))
    return {};
  header.body_begin = skip_blank_lines(text, at);
  return header;
}

namespace {

/// The meaning of a YAML scalar on one line: quotes and their escapes off, a comment off.
std::string scalar_of(std::string_view text) {
  text = trimmed(text);
  std::string meaning;
  if (text.starts_with('"')) {
    for (std::size_t i = 1; i < text.size() && text[i] != '"'; ++i) {
      if (text[i] != '\\' || i + 1 == text.size()) {
        meaning += text[i];
        continue;
      }
      const char escaped = text[++i];
      meaning += escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped;
    }
    return meaning;
  }
  if (text.starts_with('\'')) {
    for (std::size_t i = 1; i < text.size(); ++i) {
      if (text[i] == '\'') {
        if (i + 1 == text.size() || text[i + 1] != '\'') break;
        ++i;
      }
      meaning += text[i];
    }
    return meaning;
  }
  if (text.starts_with('#')) return "";
  return std::string(trimmed(text.substr(0, text.find(" #"))));
}

/// A list's items as a JSON array.
std::string json_list(const std::vector<std::string>& items) {
  std::string list = "[";
  for (const std::string& item : items) {
    if (list.size() > 1) list += ',';
    append_json_string(list, item);
  }
  return list + "]";
}

/// The items of "[a, 'b, c', \"d\"]".
std::vector<std::string> flow_items(std::string_view text) {
  std::vector<std::string> items;
  text = text.substr(1, text.rfind(']') - 1);
  std::size_t begin = 0;
  char quote = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && quote != 0) {
      if (text[i] == quote) quote = 0;
    } else if (i < text.size() && (text[i] == '"' || text[i] == '\'') &&
               trimmed(text.substr(begin, i - begin)).empty()) {
      quote = text[i];
    } else if (i == text.size() || text[i] == ',') {
      if (std::string item = scalar_of(text.substr(begin, i - begin)); !item.empty())
        items.push_back(std::move(item));
      begin = i + 1;
    }
  }
  return items;
}

/// A block text: "|" keeps line ends, ">" makes them spaces.
std::string block_text(const std::vector<std::string_view>& lines, char style) {
  std::size_t margin = std::string_view::npos;
  for (const std::string_view line : lines)
    if (!trimmed(line).empty()) margin = std::min(margin, line.find_first_not_of(' '));
  std::string text;
  for (const std::string_view line : lines) {
    const std::string_view words = line.size() > margin ? line.substr(margin) : std::string_view();
    if (!text.empty()) text += style == '|' || words.empty() || text.back() == '\n' ? '\n' : ' ';
    text += words;
  }
  return std::string(trimmed(text));
}

/// The value of \a key: what stands behind its colon, and the indented (or "- item") lines below.
Value yaml_value(std::string_view key, std::string_view inline_text,
                 const std::vector<std::string_view>& below, std::vector<std::string>& warnings) {
  Value value;
  value.key = scalar_of(key);
  inline_text = trimmed(inline_text);
  if (inline_text.starts_with('[') && inline_text.find(']') != std::string_view::npos) {
    value.text = json_list(flow_items(inline_text));
    value.kind = ValueKind::array;
  } else if (inline_text.starts_with('|') || inline_text.starts_with('>')) {
    value.text = block_text(below, inline_text.front());
  } else if (below.empty()) {
    value.text = scalar_of(inline_text);
    if (value.text.empty() || value.text == "null" || value.text == "~")
      value.kind = ValueKind::null;
  } else {
    const auto item_of = [](std::string_view line) {
      line = trimmed(line);
      return line == "-"              ? std::string_view()
             : line.starts_with("- ") ? trimmed(line.substr(2))
                                      : std::string_view();
    };
    std::vector<std::string> items;
    for (const std::string_view line : below)
      if (const auto item = item_of(line);
          !item.empty() && (item.front() == '"' || item.front() == '\'' ||
                            item.find(": ") == std::string_view::npos))
        items.push_back(scalar_of(item));
    const auto filled = static_cast<std::size_t>(std::count_if(
        below.begin(), below.end(), [](std::string_view line) { return !trimmed(line).empty(); }));
    if (items.size() == filled) {
      value.text = json_list(items);
      value.kind = ValueKind::array;
    } else {
      value.text = inline_text;
      for (const std::string_view line : below)
        value.text.append(value.text.empty() ? "" : "\n").append(line);
      warnings.push_back("front matter key '" + value.key +
                         "': deeper than a list; kept as its YAML text");
      value.key.insert(0, "front_matter.");  // never one of ours: its text is no plain value
    }
  }
  return value;
}

}  // namespace

Header read_front_matter(std::string_view text) {
  std::size_t at = 0;
  if (trimmed(take_line(text, at)) != "---") return {};
  Header header;
  bool closed = false;
  std::string_view key;
  std::string_view inline_text;
  std::vector<std::string_view> below;
  const auto finish = [&] {
    while (!below.empty() && trimmed(below.back()).empty()) below.pop_back();
    if (!key.empty()) header.values.push_back(yaml_value(key, inline_text, below, header.warnings));
    key = {};
    below.clear();
  };
  while (at < text.size() && !closed) {
    const std::string_view line = take_line(text, at);
    const std::string_view words = trimmed(line);
    if (!is_indented(line) && (words == "---" || words == "...")) {
      closed = true;
    } else if (is_indented(line) || line.starts_with("- ") || words.empty()) {
      if (!key.empty()) below.push_back(line);
    } else if (!words.starts_with('#')) {
      finish();
      const std::size_t colon = line.find(':');
      if (colon == std::string_view::npos || (colon + 1 < line.size() && line[colon + 1] != ' ')) {
        header.warnings.push_back("front matter: expected 'key: value', got '" +
                                  std::string(words.substr(0, 60)) + "'");
        continue;
      }
      key = line.substr(0, colon);
      inline_text = line.substr(colon + 1);
    }
  }
  finish();
  if (!closed) return {};  // a rule, and a text below it
  header.body_begin = skip_blank_lines(text, at);
  return header;
}

}  // namespace onrecord::formats
