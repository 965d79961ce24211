// See html_visible.h.
#include "indexer/formats/html_visible.h"

#include <algorithm>
#include <array>
#include <vector>

#include "indexer/formats/byline.h"
#include "indexer/formats/html_text.h"
#include "indexer/formats/shape.h"

namespace onrecord::formats {
namespace {

constexpr std::size_t kMaxLine = 120;  ///< Bytes of a line that holds a date or a byline.
constexpr std::size_t kMaxWords = 14;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string lower(std::string_view text) {
  std::string low(text);
  for (char& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
  return low;
}

std::string names_of(const HtmlTree& tree, std::uint32_t node) {
  std::string names;
  for (const std::string_view attribute : {"class", "id", "itemprop", "rel", "data-testid"})
    if (const std::string_view value = tree.attribute(node, attribute); !value.empty())
      names += lower(value) + " ";
  return names;
}

std::string line_of(const HtmlTree& tree, std::uint32_t node) {
  std::string line;
  for (const HtmlBlock& block : html_blocks(tree, node)) {
    line += (line.empty() ? "" : " ") + block.text;
    if (line.size() > kMaxLine) return "";
  }
  return line;
}

/// Whether a page's element can be short enough for a line: looked at before its text is made.
bool is_small(const HtmlTree& tree, std::uint32_t node) { return tree[node].end - node <= 24; }

bool is_dated(const Result<text::Date>& date) {
  return date && (date->precision == text::DatePrecision::day ||
                  date->precision == text::DatePrecision::instant);
}

/// A date in numbers that may be read in two ways.
bool is_ambiguous(const Result<text::Date>& date) {
  return !date && date.error().message.find("say which comes first") != std::string::npos;
}

/// The longest run of words in \a line that is a date, or "".
std::string date_in(std::string_view line, text::DateOrder order) {
  if (std::none_of(line.begin(), line.end(), is_digit)) return "";
  const std::vector<std::string_view> words = words_of(line);
  if (words.size() > kMaxWords) return "";
  for (std::size_t size = words.size(); size > 0; --size)
    for (std::size_t first = 0; first + size <= words.size(); ++first) {
      const std::string_view end = words[first + size - 1];
      std::string_view run =
          line.substr(static_cast<std::size_t>(words[first].data() - line.data()),
                      static_cast<std::size_t>(end.data() + end.size() - words[first].data()));
      while (!run.empty() && std::string_view(".,;|)").find(run.back()) != std::string_view::npos)
        run.remove_suffix(1);
      while (!run.empty() && std::string_view("(|").find(run.front()) != std::string_view::npos)
        run.remove_prefix(1);
      if (lower(run.substr(0, 3)) == "on ") run.remove_prefix(3);
      if (run.size() < 6) continue;
      const auto date = text::parse_date(run, order);
      if (is_dated(date) || is_ambiguous(date)) return std::string(run);
    }
  return "";
}

}  // namespace

std::string clean_date(std::string_view printed) {
  printed = trim(printed);
  const bool number = !printed.empty() && std::all_of(printed.begin(), printed.end(), is_digit);
  if (!number || (printed.size() != 10 && printed.size() != 13)) return std::string(printed);
  const std::int64_t seconds = std::stoll(std::string(printed.substr(0, 10)));
  const std::int64_t day = seconds / 86400;
  text::Date date;
  date.precision = text::DatePrecision::instant;
  date.earliest = date.latest = seconds;
  date.has_offset = true;
  date.first_day = date.last_day = text::civil_from_days(day);
  return text::format_date(date);
}

std::string visible_date(const HtmlTree& tree, text::DateOrder order) {
  std::string first;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    if (tree[i].tag != HtmlTag::time) continue;
    std::string date = clean_date(tree.attribute(i, "datetime"));
    if (!is_dated(text::parse_date(date, order))) date = date_in(line_of(tree, i), order);
    if (date.empty()) continue;
    const std::string names = names_of(tree, i);
    if (names.find("publi") != std::string::npos || tree.has_attribute(i, "pubdate") ||
        names.find("entry-date") != std::string::npos)
      return date;
    if (first.empty() && names.find("updat") == std::string::npos &&
        names.find("modif") == std::string::npos)
      first = std::move(date);
  }
  if (!first.empty()) return first;
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    if (tree[i].tag == HtmlTag::text || tree[i].size == 0 || !is_small(tree, i)) continue;
    const std::string names = names_of(tree, i);
    const auto named = [&](std::string_view word) { return names.find(word) != std::string::npos; };
    const bool dated = named("date") || named("publish") || named("posted") || named("timestamp") ||
                       named("time") || named("byline") || named("meta");
    if (!dated || named("updated") || named("modif")) continue;
    for (const std::string_view attribute : {"datetime", "title", "content", "data-date"})
      if (const std::string date = clean_date(tree.attribute(i, attribute));
          is_dated(text::parse_date(date, order)))
        return date;
    if (std::string date = date_in(line_of(tree, i), order); !date.empty()) return date;
  }
  return "";
}

std::string visible_byline(const HtmlTree& tree) {
  for (std::uint32_t i = 0; i < tree.size(); ++i) {
    if (tree[i].tag == HtmlTag::text || tree[i].size == 0 || !is_small(tree, i)) continue;
    const std::string names = names_of(tree, i);
    const auto named = [&](std::string_view word) { return names.find(word) != std::string::npos; };
    if (!(named("byline") || named("author") || named("dateline") || named("p-author")) ||
        named("comment"))
      continue;
    const std::string line = line_of(tree, i);
    if (line.empty() || line.size() > 100) continue;
    const Byline byline = read_byline(line);
    if (byline.form != BylineForm::none && !byline.names.empty()) return std::string(byline.names);
  }
  return "";
}

std::string date_in_address(std::string_view url) {
  for (std::size_t at = url.find('/'); at != std::string_view::npos; at = url.find('/', at + 1)) {
    const std::string_view rest = url.substr(at + 1);
    const bool slashed = rest.size() >= 11 && rest[4] == '/' && rest[7] == '/' && rest[10] == '/';
    const bool dashed =
        rest.size() >= 11 && rest[4] == '-' && rest[7] == '-' && !is_digit(rest[10]);
    if (!slashed && !dashed) continue;
    std::string date(rest.substr(0, 10));
    date[4] = date[7] = '-';
    if (is_dated(text::parse_date(date))) return date;
  }
  return "";
}

}  // namespace onrecord::formats
