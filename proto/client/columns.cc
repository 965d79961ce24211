// Text for a terminal: how wide it is, how it wraps, what must not reach it.  Knows no answers.
#include "proto/client/columns.h"

#include <clocale>
#include <cwchar>

namespace onrecord::client {

namespace {

/// Reads one code point at \a at and moves past it; a stray byte is U+FFFD.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at++);
  if (first < 0x80) return first;
  const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : -1;
  if (more < 0 || at + static_cast<std::size_t>(more) > text.size()) return 0xFFFD;
  char32_t point = first & (0x3Fu >> more);
  for (int i = 0; i < more; ++i) {
    if ((byte(at) & 0xC0) != 0x80) return 0xFFFD;
    point = (point << 6) | (byte(at++) & 0x3Fu);
  }
  return point;
}

bool is_mark(char32_t point) { return point == 1 || point == 2; }

int width_of_point(char32_t point) {
  if (is_mark(point)) return 0;
  if (point < 0x80) return 1;
  // wcwidth follows the locale; every system that this runs on has C.UTF-8.
  static const bool utf8 = std::setlocale(LC_CTYPE, "C.UTF-8") != nullptr;
  if (!utf8) return 1;
  const int width = wcwidth(static_cast<wchar_t>(point));
  return width < 0 ? 1 : width;
}

bool is_space(char32_t point) {
  return point == ' ' || (point >= 0x09 && point <= 0x0D) || point == 0x85 || point == 0xA0 ||
         point == 0x2028 || point == 0x2029;
}

bool is_unsafe(char32_t point) {
  return (point < 0x20 && !is_mark(point)) || (point >= 0x7F && point < 0xA0) ||
         (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool space = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t point = next_code_point(text, at);
    if (is_space(point)) {
      space = !out.empty();
      continue;
    }
    if (space) out += ' ';
    space = false;
    if (point == 0xFFFD || is_unsafe(point))
      out += "\xEF\xBF\xBD";
    else
      out.append(text, begin, at - begin);
  }
  return out;
}

std::size_t width_of(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();)
    columns += static_cast<std::size_t>(width_of_point(next_code_point(text, at)));
  return columns;
}

std::string cut_to(std::string_view text, std::size_t columns) {
  if (width_of(text) <= columns) return std::string(text);
  std::size_t used = 0;
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    used += static_cast<std::size_t>(width_of_point(next_code_point(text, at)));
    if (used + 1 > columns) break;
    end = at;
  }
  return std::string(text.substr(0, end)) + "…";
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t used = 0;
  const auto flush = [&] {
    if (!line.empty()) lines.push_back(std::move(line));
    line.clear();
    used = 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t stop = std::min(text.find(' ', at), text.size());
    std::string_view word = text.substr(at, stop - at);
    at = stop + 1;
    while (!word.empty()) {
      const std::size_t wide = width_of(word);
      if (used + (used > 0 ? 1 : 0) + wide <= columns) {
        if (used > 0) line += ' ';
        line += word;
        used += (used > 0 ? 1 : 0) + wide;
        break;
      }
      if (used > 0) {
        flush();
        continue;
      }
      std::size_t end = 0;
      std::size_t taken = 0;
      for (std::size_t i = 0; i < word.size();) {
        taken += static_cast<std::size_t>(width_of_point(next_code_point(word, i)));
        if (taken > columns && end > 0) break;
        end = i;
      }
      line = word.substr(0, end);
      word.remove_prefix(end);
      flush();
    }
  }
  flush();
  return lines;
}

}  // namespace onrecord::client
