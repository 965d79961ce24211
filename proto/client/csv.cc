// Quoting.
#include "proto/client/csv.h"

#include "proto/wire/json_text.h"

namespace onrecord::client {
namespace {

std::string cell(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == text.npos) return std::string(text);
  std::string out = "\"";
  for (const char c : text) out.append(c == '"' ? 2 : 1, c);
  return out + '"';
}

std::string text_of(const boost::json::value& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return std::string(value.get_string());
  return wire::json_text(value);
}

}  // namespace

std::vector<std::string> table_fields(std::string_view target) {
  if (target == "statements")
    return {"id", "article", "date", "outlet", "speaker", "role", "kind", "text", "status"};
  return {"id", "source", "version", "date", "outlet", "desk", "speaker", "headline", "status"};
}

std::string csv_head(const std::vector<std::string>& fields) {
  std::string line;
  for (const std::string& field : fields) line += (line.empty() ? "" : ",") + cell(field);
  return line + '\n';
}

std::string csv_row(const boost::json::object& row, const std::vector<std::string>& fields) {
  std::string line;
  bool first = true;
  for (const std::string& field : fields) {
    if (!first) line += ',';
    first = false;
    if (const auto* value = row.if_contains(field)) line += cell(text_of(*value));
  }
  return line + '\n';
}

}  // namespace onrecord::client
