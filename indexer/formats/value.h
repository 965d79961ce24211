// A value as a source printed it: a string, or anything else as JSON text.  Knows no field.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace onrecord::formats {

/// What kind of value stood there.
enum class ValueKind : std::uint8_t { string, number, boolean, null, array, object };

/// "a string", "an array", …, for messages.
std::string_view name_of(ValueKind kind);

/// One key of a record with its value: a string's meaning, anything else as JSON text.
struct Value {
  std::string key;
  std::string text;
  ValueKind kind = ValueKind::string;
};

/// Whether it fills no field: null, or a string of white space.
bool is_blank(const Value& value);

/// Whether \a printed is what programs write where there is no date: 0001-01-01 or 0000-00-00, with
/// any time.
bool is_no_date(std::string_view printed);

/// Its words: of {"name": …} the name, of a list the items joined by \a separator.
std::string words_of(const Value& value, std::string_view separator);

/// The items of a list of strings, numbers and truth values, each as if it stood alone, without
/// nulls.  Nothing for an empty list, a list with anything else in it, or what is no list.
std::optional<std::vector<std::string>> plain_items(const Value& value);

}  // namespace onrecord::formats
