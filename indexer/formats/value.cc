// See value.h.
#include "indexer/formats/value.h"
#include "indexer/formats/trimmed.h"

#include <array>
#include <boost/json.hpp>

namespace onrecord::formats {
namespace {

/// The words of a structured value: the name in {"name": …}, the items of a list joined by \a
/// separator.
std::string words_of(const boost::json::value& value, std::string_view separator) {
  if (const auto* text = value.if_string()) return std::string(*text);
  if (const auto* list = value.if_array()) {
    std::string joined;
    for (const auto& item : *list) {
      const std::string words = words_of(item, ", ");
      if (words.empty()) continue;
      if (!joined.empty()) joined += separator;
      joined += words;
    }
    return joined;
  }
  if (const auto* object = value.if_object())
    for (const std::string_view name : {"name", "value", "$oid", "#text"})
      if (const auto* member = object->if_contains(name)) return words_of(*member, separator);
  return value.is_null() ? "" : boost::json::serialize(value);
}

std::optional<boost::json::value> parsed(const Value& value) {
  boost::system::error_code failed;
  boost::json::parse_options options;
  options.max_depth = 128;
  auto tree = boost::json::parse(value.text, failed, {}, options);
  if (failed) return std::nullopt;
  return tree;
}

}  // namespace

std::string_view name_of(ValueKind kind) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"a string", "a number", "a boolean", "null", "an array", "an object"});
  return kNames[static_cast<std::size_t>(kind)];
}

bool is_blank(const Value& value) {
  return value.kind == ValueKind::null ||
         (value.kind == ValueKind::string && trimmed(value.text).empty());
}

bool is_no_date(std::string_view printed) {
  const std::string_view text = trimmed(printed);
  return text.starts_with("0001-01-01") || text.starts_with("0000-00-00");
}

std::string words_of(const Value& value, std::string_view separator) {
  if (value.kind == ValueKind::null) return "";
  if (value.kind != ValueKind::array && value.kind != ValueKind::object) return value.text;
  const auto tree = parsed(value);
  return tree ? words_of(*tree, separator) : value.text;
}

std::optional<std::vector<std::string>> plain_items(const Value& value) {
  if (value.kind != ValueKind::array) return std::nullopt;
  const auto tree = parsed(value);
  const auto* list = tree ? tree->if_array() : nullptr;
  if (list == nullptr) return std::nullopt;
  std::vector<std::string> items;
  for (const auto& item : *list) {
    if (item.is_structured()) return std::nullopt;
    if (!item.is_null()) items.push_back(words_of(item, ""));
  }
  if (items.empty()) return std::nullopt;
  return items;
}

}  // namespace onrecord::formats
