// See news_item.h.
#include "indexer/formats/news_item.h"

#include <algorithm>
#include <set>
#include <utility>

#include "indexer/formats/byline.h"

namespace onrecord::formats {

void add_value(Record& record, std::string_view key, std::string value) {
  if (value.find_first_not_of(" \t\r\n\f\v") == std::string::npos) return;
  record.values.push_back({std::string(key), std::move(value), ValueKind::string});
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
  for (const XmlNode node : nodes) {
    const std::string words = node.words();
    if (words.empty()) continue;
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

std::string iptc_date(std::string_view printed) {
  std::string date = collapsed(printed);
  const bool compact_day =
      date.size() > 8 &&
      std::all_of(date.begin(), date.begin() + 8, [](char c) { return c >= '0' && c <= '9'; });
  const bool printed_day = date.size() > 10 && date[4] == '-' && date[7] == '-';
  const std::size_t day = compact_day ? 8 : printed_day ? 10 : date.size();
  if (day < date.size() && (date[day] == '+' || date[day] == '-' || date[day] == 'Z'))
    date.resize(day);
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
