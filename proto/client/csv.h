// Rows of an export as comma-separated lines.  Knows JSON values, not what the fields mean.
#pragma once

#include <boost/json.hpp>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace onrecord::client {

/// The fields of a table when none are named; \a target as in the method `export`.
std::vector<std::string> table_fields(std::string_view target);

/// What becomes of texts that a spreadsheet takes for formulas: they begin with = + - @, a tab or
/// the end of a line.
enum class Formulas {
  kept,     ///< Cells are what the row has, byte for byte.
  as_text,  ///< An apostrophe goes before them.
};
bool is_formula(std::string_view text);

/// The line with the names.  RFC 4180, but for the line's end, which is a line feed.
std::string csv_head(const std::vector<std::string>& fields);

/// The values of \a fields in \a row: null is empty, a list or an object its JSON.
std::string csv_row(const boost::json::object& row, const std::vector<std::string>& fields,
                    Formulas formulas);
/// How many of them a spreadsheet takes for formulas.
std::size_t formulas_in(const boost::json::object& row, const std::vector<std::string>& fields);

}  // namespace onrecord::client
