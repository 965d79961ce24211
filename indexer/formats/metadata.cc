// See metadata.h.
#include "indexer/formats/metadata.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "indexer/formats/encoding.h"
#include "indexer/formats/json_object.h"
#include "indexer/formats/keys.h"

namespace onrecord::formats {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
/// Values that a pattern may hold in one part of a path.
constexpr std::size_t kMaxNames = 32;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::vector<std::string_view> split(std::string_view path) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    if (end > at) parts.push_back(path.substr(at, end - at));
    at = end + 1;
  }
  return parts;
}

/// Of a member of an archive its place in that, without the ending.
std::string_view without_ending(std::string_view path) {
  if (const std::size_t member = path.rfind("!/"); member != kNone) path.remove_prefix(member + 2);
  const std::size_t slash = path.rfind('/');
  const std::size_t dot = path.rfind('.');
  if (dot != kNone && dot > (slash == kNone ? 0 : slash + 1)) path = path.substr(0, dot);
  return path;
}

bool fits_name(std::string_view name, std::string_view value) {
  if (value.empty()) return false;
  if (name == "year") return value.size() == 4 && all_digits(value);
  if (name == "month" || name == "day") return value.size() <= 2 && all_digits(value);
  return true;
}

/// Fits one part of a path to one part of a pattern; the shortest value that lets the rest fit.
bool fit(std::string_view text, std::string_view pattern, std::vector<Value>& values, int& steps) {
  if (--steps < 0) return false;
  if (pattern.empty()) return text.empty();
  if (pattern.front() != '{')
    return !text.empty() && text.front() == pattern.front() &&
           fit(text.substr(1), pattern.substr(1), values, steps);
  const std::size_t close = pattern.find('}');
  const std::string_view name = pattern.substr(1, close - 1);
  const std::size_t kept = values.size();
  for (std::size_t size = 1; size <= text.size(); ++size) {
    if (!fits_name(name, text.substr(0, size))) continue;
    values.resize(kept);
    if (name != "*")
      values.push_back({std::string(name), std::string(text.substr(0, size)), ValueKind::string});
    if (fit(text.substr(size), pattern.substr(close + 1), values, steps)) return true;
  }
  values.resize(kept);
  return false;
}

/// Puts year, month and day together: a date as far as they go.
std::vector<Value> with_date(std::vector<Value> values) {
  std::string date;
  for (const std::string_view part : {"year", "month", "day"}) {
    const auto found = std::find_if(values.begin(), values.end(),
                                    [&](const Value& value) { return value.key == part; });
    if (found == values.end()) break;
    if (!date.empty()) date += '-';
    if (found->text.size() == 1) date += '0';
    date += found->text;
  }
  std::erase_if(values, [](const Value& value) {
    return value.key == "year" || value.key == "month" || value.key == "day";
  });
  if (!date.empty()) values.push_back({"date", std::move(date), ValueKind::string});
  return values;
}

bool is_year(std::string_view text) {
  return text.size() == 4 && all_digits(text) && text >= "1500" && text <= "2199";
}
bool is_month(std::string_view text) {
  return text.size() == 2 && all_digits(text) && text >= "01" && text <= "12";
}
bool is_day(std::string_view text) {
  return text.size() == 2 && all_digits(text) && text >= "01" && text <= "31";
}

}  // namespace

std::string pattern_mistake(std::string_view pattern) {
  std::size_t names = 0;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] == '}') return "'}' without '{' before it";
    if (pattern[at] != '{') continue;
    const std::size_t close = pattern.find('}', at);
    if (close == kNone) return "'{' without '}' behind it";
    const std::string_view name = pattern.substr(at + 1, close - at - 1);
    const bool known = name == "*" || name == "slug" || name == "year" || name == "month" ||
                       name == "day" || find_key(name).has_value();
    if (!known) return "no field '" + std::string(name) + "'";
    if (name.find('/') != kNone) return "a name must not hold '/'";
    if (++names > kMaxNames) return "more than " + std::to_string(kMaxNames) + " names";
    at = close;
  }
  return names == 0 ? "expected a name in braces, such as {outlet}" : "";
}

std::vector<Value> read_path(std::string_view path, std::string_view pattern) {
  constexpr int kMaxSteps = 100'000;
  const std::vector<std::string_view> parts = split(without_ending(path));
  const std::vector<std::string_view> wanted = split(pattern);
  if (parts.size() < wanted.size()) return {};
  std::vector<Value> values;
  int steps = kMaxSteps;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (!fit(parts[parts.size() - wanted.size() + i], wanted[i], values, steps)) return {};
  return with_date(std::move(values));
}

std::vector<Value> read_path(std::string_view path) {
  const std::vector<std::string_view> parts = split(without_ending(path));
  std::vector<Value> values;
  for (std::size_t i = 0; i + 3 < parts.size(); ++i) {
    if (!is_year(parts[i]) || !is_month(parts[i + 1]) || !is_day(parts[i + 2])) continue;
    if (i == 1 && parts.size() == 5)
      values.push_back({"outlet", std::string(parts[0]), ValueKind::string});
    values.push_back(
        {"date",
         std::string(parts[i]) + "-" + std::string(parts[i + 1]) + "-" + std::string(parts[i + 2]),
         ValueKind::string});
    return values;
  }
  if (parts.empty()) return values;
  const std::string_view name = parts.back();
  if (name.size() >= 10 && is_year(name.substr(0, 4)) && name[4] == '-' &&
      is_month(name.substr(5, 2)) && name[7] == '-' && is_day(name.substr(8, 2)) &&
      (name.size() == 10 || !is_digit(name[10])))
    values.push_back({"date", std::string(name.substr(0, 10)), ValueKind::string});
  return values;
}

bool is_description(std::string_view json) {
  const std::vector<Value> values = read_description(json);
  return !values.empty() && std::none_of(values.begin(), values.end(), [](const Value& value) {
    const auto match = find_key(value.key);
    return match && match->key == Key::text;
  });
}

std::string description_mistake(std::string_view json) {
  const std::string text = decode_text(json).text;
  const std::size_t begin = skip_json_space(text, 0);
  if (begin == text.size() || text[begin] != '{') return "";
  JsonObjectReader reader;
  const auto whole = reader.read(text);
  if (whole) return "";
  const std::size_t end = skip_json_value(text, begin);
  if (end != kNone && reader.read(std::string_view(text).substr(begin, end - begin))) return "";
  return place_of(text, whole.error().at, 1) + ": " + whole.error().reason;
}

std::vector<Value> read_description(std::string_view json) {
  if (json.empty()) return {};
  const std::string text = decode_text(json).text;
  const std::size_t begin = skip_json_space(text, 0);
  if (begin == text.size() || text[begin] != '{') return {};
  JsonObjectReader reader;
  auto values = reader.read(text);
  return values ? std::move(*values) : std::vector<Value>();
}

}  // namespace onrecord::formats
