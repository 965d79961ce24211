// Rows of an export as comma-separated lines.  Knows JSON values, not what the fields mean.
#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

namespace onrecord::client {

/// The fields of a table when none are named; \a target as in the method `export`.
std::vector<std::string> table_fields(std::string_view target);

/// The line with the names.  RFC 4180, but for the line's end, which is a line feed.
std::string csv_head(const std::vector<std::string>& fields);

/// The values of \a fields in \a row: null is empty, a list or an object its JSON.
std::string csv_row(const boost::json::object& row, const std::vector<std::string>& fields);

}  // namespace onrecord::client
