// Quoting.
#include "proto/client/csv.h"

#include <algorithm>

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

bool is_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r\n").find(text[0]) != std::string_view::npos;
}

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

std::string csv_row(const boost::json::object& row, const std::vector<std::string>& fields,
                    Formulas formulas) {
  std::string line;
  bool first = true;
  for (const std::string& field : fields) {
    if (!first) line += ',';
    first = false;
    const auto* value = row.if_contains(field);
    if (value == nullptr) continue;
    std::string text = text_of(*value);
    if (formulas == Formulas::as_text && value->is_string() && is_formula(text))
      text.insert(0, 1, '\'');
    line += cell(text);
  }
  return line + '\n';
}

std::size_t formulas_in(const boost::json::object& row, const std::vector<std::string>& fields) {
  return static_cast<std::size_t>(
      std::count_if(fields.begin(), fields.end(), [&](const std::string& field) {
        const auto* value = row.if_contains(field);
        return value != nullptr && value->is_string() &&
               is_formula(std::string_view(value->get_string()));
      }));
}

}  // namespace onrecord::client
