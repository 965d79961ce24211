// See show_explain.h.
#include "proto/client/show_explain.h"

#include "proto/client/columns.h"
#include "proto/client/show_parts.h"

namespace onrecord::client {

namespace json = boost::json;

namespace {

void show_clause(std::string& out, const json::object& row, const Screen& screen) {
  const bool one = row.contains("holds");
  const std::string mark = !one ? "" : flag_of(row, "holds") ? "yes  " : "no   ";
  const auto indent = static_cast<std::size_t>(integer_of(row, "depth")) * 2;
  out += ends("  " + mark + std::string(indent, ' ') + one_line(text_of(row, "clause")),
              "  " + grouped(integer_of(row, "documents")), screen.columns);
  std::string found;
  for (const auto& term : array_of(row, "found"))
    if (term.is_string()) found += (found.empty() ? "has " : ", ") + one_line(term.get_string());
  // What AND and OR have is told with their operands.
  if (integer_of(row, "depth") > 0 && !found.empty()) add_wrapped(out, found, 9 + indent, screen);
}

void show_expansion(std::string& out, const json::object& row, const Screen& screen) {
  std::string line = one_line(text_of(row, "word")) + " stands for " +
                     counted(integer_of(row, "count"), "word", "words") + ":";
  const json::array& words = array_of(row, "words");
  std::string_view before = " ";
  for (const auto& word : words) {
    if (!word.is_string()) continue;
    line += std::string(before) + one_line(word.get_string());
    before = ", ";
  }
  if (integer_of(row, "count") > static_cast<std::int64_t>(words.size())) line += " …";
  add_wrapped(out, line, 2, screen);
}

}  // namespace

std::string show_explain(const json::object& answer, const Screen& screen) {
  std::string out;
  if (answer.contains("matches"))
    out += flag_of(answer, "matches") ? "It matches.\n\n" : "It does not match.\n\n";
  out += ends("clauses", "documents", screen.columns);
  for (const auto& row : array_of(answer, "clauses"))
    if (row.is_object()) show_clause(out, row.get_object(), screen);
  for (const auto& row : array_of(answer, "hints"))
    if (row.is_object())
      add_wrapped(out,
                  "column " + std::to_string(integer_of(row.get_object(), "column")) + ": " +
                      one_line(text_of(row.get_object(), "message")),
                  2, screen);
  if (!array_of(answer, "tokens").empty()) {
    out += "\ntokens\n";
    for (const auto& row : array_of(answer, "tokens"))
      if (row.is_object()) {
        const std::string column = std::to_string(integer_of(row.get_object(), "column"));
        std::string line = std::string(column.size() < 6 ? 6 - column.size() : 0, ' ') + column +
                           "  " + std::string(text_of(row.get_object(), "kind"));
        line.resize(std::max<std::size_t>(line.size() + 1, 20), ' ');
        line += one_line(text_of(row.get_object(), "text"));
        out += cut_to(line, screen.columns) + "\n";
      }
  }
  if (!array_of(answer, "expanded").empty()) {
    out += "\nexpansions\n";
    for (const auto& row : array_of(answer, "expanded"))
      if (row.is_object()) show_expansion(out, row.get_object(), screen);
  }
  out += "\n" + ends("terms", "documents", screen.columns);
  for (const auto& row : array_of(answer, "terms"))
    if (row.is_object())
      out += ends("  " + one_line(text_of(row.get_object(), "term")),
                  "  " + grouped(integer_of(row.get_object(), "documents")), screen.columns);
  out += "\nXapian\n";
  add_wrapped(out, one_line(text_of(answer, "query")), 2, screen);
  return out;
}

}  // namespace onrecord::client
