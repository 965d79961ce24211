// A field's name and value → a node.  Knows each type's values: dates, numbers, names of kinds;
// nothing of operators.
#pragma once

#include <string>
#include <string_view>

#include "proto/result.h"
#include "searchd/query/tree.h"

namespace onrecord::query {

/// A field as a query names it.
struct FieldName {
  enum class Role : std::uint8_t { plain, before, after, said };
  Role role = Role::plain;
  const Field* field = nullptr;  ///< Of `before` and `after`: date.  Of `said`: nullptr.
  std::string key;               ///< For meta: KEY.
  std::string printed;           ///< Lower case, as the messages name it.
};

/// A value as it was written.
struct FieldText {
  std::string_view value;  ///< Without quotation marks and a trailing '*' or '~'.
  bool quoted = false;
  bool star = false;
  int edits = 0;  ///< Of a trailing '~'.
  int column = 0;
};

/// Finds the field called \a name.  Errors (at \a column): no such field, with the nearest name; a
/// field of the other database.
Result<FieldName> resolve_field(std::string_view name, In target, int column);

/// Reads one value of a field that holds no running text.  Errors: `invalid` with what was
/// expected.  The node has neither place nor column yet.
Result<NodePtr> read_value(const FieldName& name, const FieldText& text);

/// Fields whose values are running text, searched like the body: their values are words and
/// phrases, not names.
constexpr bool is_running_text(const Field& field) {
  return field.prefix == prefix::kHeadline || field.prefix == prefix::kLead;
}

/// Whether values side by side in a group can be meant: words of one value.
constexpr bool has_words(const Field& field) { return field.type == FieldType::words; }

}  // namespace onrecord::query
