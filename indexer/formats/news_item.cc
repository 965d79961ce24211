// See news_item.h.
#include "indexer/formats/news_item.h"

#include <algorithm>
#include <boost/json.hpp>
#include <set>
#include <utility>

#include "indexer/formats/byline.h"
#include "indexer/formats/trimmed.h"

namespace onrecord::formats {

void add_value(Record& record, std::string_view key, std::string value) {
  if (value.find_first_not_of(" \t\r\n\f\v") == std::string::npos) return;
  record.values.push_back({std::string(key), std::move(value), ValueKind::string});
}

void add_list(Record& record, std::string_view key, const std::vector<std::string>& items) {
  boost::json::array list;
  std::set<std::string_view> seen;
  for (const std::string& item : items)
    if (!item.empty() && seen.insert(item).second) list.emplace_back(item);
  if (!list.empty())
    record.values.push_back({std::string(key), boost::json::serialize(list), ValueKind::array});
}

std::vector<std::string> split_keywords(std::string_view line) {
  const char separator = line.find(';') == std::string_view::npos ? ',' : ';';
  std::vector<std::string> keywords;
  for (std::size_t at = 0; at <= line.size();) {
    const std::size_t end = std::min(line.find(separator, at), line.size());
    if (const std::string_view one = trimmed(line.substr(at, end - at)); !one.empty())
      keywords.emplace_back(one);
    at = end + 1;
  }
  return keywords;
}

std::vector<std::string> words_of_each(const std::vector<XmlNode>& nodes) {
  std::vector<std::string> all;
  for (const XmlNode node : nodes)
    if (std::string words = node.words(); !words.empty()) all.push_back(std::move(words));
  return all;
}

std::string joined(const std::vector<std::string>& items) {
  std::string all;
  std::set<std::string_view> seen;
  for (const std::string& item : items) {
    if (item.empty() || !seen.insert(item).second) continue;
    if (!all.empty()) all += ", ";
    all += item;
  }
  return all;
}

std::string joined_words(const std::vector<XmlNode>& nodes, std::string_view separator) {
  std::string all;
  for (const std::string& words : words_of_each(nodes)) {
    if (!all.empty()) all += separator;
    all += words;
  }
  return all;
}

std::string byline_names(std::string_view printed) {
  const std::string line = collapsed(printed);
  const Byline byline = read_byline(line);
  return byline.form == BylineForm::by ? std::string(byline.names) : line;
}

namespace {

/// Where the zone of a day without a time begins in \a date, or npos.
std::size_t zone_of_day(std::string_view date) {
  const auto digits = [&](std::size_t from, std::size_t to) {
    return date.size() > to && std::all_of(date.begin() + static_cast<std::ptrdiff_t>(from),
                                           date.begin() + static_cast<std::ptrdiff_t>(to),
                                           [](char c) { return c >= '0' && c <= '9'; });
  };
  const bool printed = digits(0, 4) && date[4] == '-' && digits(5, 7) && date[7] == '-';
  const std::size_t end = printed && digits(8, 10) ? 10 : digits(0, 8) ? 8 : date.size();
  if (end >= date.size()) return std::string_view::npos;
  return date[end] == '+' || date[end] == '-' || date[end] == 'Z' ? end : std::string_view::npos;
}

}  // namespace

std::string iptc_date(std::string_view printed) {
  std::string date = collapsed(printed);
  return date.substr(0, zone_of_day(date));
}

std::string iptc_instant(std::string_view printed) {
  std::string date = collapsed(printed);
  if (const std::size_t zone = zone_of_day(date); zone != std::string::npos)
    date.insert(zone, zone == 8 ? "T000000" : "T00:00:00");
  return date;
}

std::string first_of(std::initializer_list<std::string> values) {
  for (const std::string& value : values)
    if (!value.empty()) return value;
  return {};
}

void hold(Record& record, std::string why) {
  record.held = true;
  record.warnings.push_back(std::move(why));
}

}  // namespace onrecord::formats
