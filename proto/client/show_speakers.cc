// Columns of a table.
#include "proto/client/show_speakers.h"

#include <algorithm>

#include "proto/client/columns.h"
#include "proto/client/show_parts.h"

namespace onrecord::client {
namespace json = boost::json;
namespace {

/// \a right filled with blanks on the left.
std::string column(std::string_view right, std::size_t columns) {
  const std::size_t width = width_of(right);
  return std::string(columns > width ? columns - width : 0, ' ') + std::string(right);
}

std::string row(std::string_view name, std::string_view statements, std::string_view articles,
                std::string_view first, std::string_view last, const Screen& screen) {
  const std::string right =
      column(statements, 12) + column(articles, 10) + column(first, 12) + column(last, 12);
  const std::size_t room = std::max<std::size_t>(screen.columns, 60) - 46;
  std::string left = cut_to(one_line(name), room - 1);
  left += std::string(room - width_of(left), ' ');
  std::string line = left + right;
  line.erase(line.find_last_not_of(' ') + 1);
  return line + "\n";
}

/// Whether \a name stands in the row: as who speaks, or as what was printed.
bool is_shown(const json::object& speaker, std::string_view name) {
  if (name == text_of(speaker, "name")) return true;
  const json::array& names = array_of(speaker, "names");
  return std::any_of(names.begin(), names.end(), [&](const json::value& value) {
    return value.is_object() && text_of(value.get_object(), "value") == name;
  });
}

/// Why the row is an answer, where that is not plain to see.
std::string found(const json::object& speaker) {
  const std::string_view way = text_of(speaker, "way");
  const std::string by = one_line(text_of(speaker, "found_by"));
  if (way == "authority") return "the authority file has " + by;
  const std::string what = by == one_line(text_of(speaker, "name")) ? "" : ": " + by;
  if (way == "spelling") return "spelt alike" + what;
  if (way == "sound") return "sounds alike" + what;
  if (!by.empty() && !is_shown(speaker, text_of(speaker, "found_by"))) return "found as " + by;
  return {};
}

/// The names that were merged, where there is another than the one shown.
std::string other_names(const json::object& speaker) {
  const json::array& names = array_of(speaker, "names");
  std::string out;
  for (const json::value& value : names) {
    const json::object* name = value.if_object();
    if (name == nullptr) continue;
    const std::string_view text = text_of(*name, "value");
    if (names.size() == 1 && text == text_of(speaker, "name")) return {};
    out +=
        (out.empty() ? "" : ", ") + one_line(text) + " " + grouped(integer_of(*name, "statements"));
  }
  if (const auto more = integer_of(speaker, "more_names"); more > 0)
    out += " and " + grouped(more) + " more";
  return out;
}

}  // namespace

std::string show_speakers(const json::object& answer, const Screen& screen) {
  const json::array& people = array_of(answer, "people");
  const json::object* total = object_of(answer, "total");
  std::string head =
      counted(total == nullptr ? 0 : integer_of(*total, "value"), "speaker", "speakers");
  if (const auto unnamed = integer_of(answer, "unnamed"); unnamed > 0)
    add_part(head, counted(unnamed, "statement", "statements") + " of nobody named");
  std::string out = head + "\n";
  if (people.empty()) return out;
  out += "\n" + row("", "statements", "articles", "first", "last", screen);
  constexpr std::size_t kIndent = 3;
  for (const json::value& value : people) {
    const json::object* speaker = value.if_object();
    if (speaker == nullptr) continue;
    std::string name(text_of(*speaker, "name"));
    if (const auto person = text_of(*speaker, "person"); !person.empty())
      name += " (" + std::string(person) + ")";
    out += row(name, grouped(integer_of(*speaker, "statements")),
               grouped(integer_of(*speaker, "articles")), text_of(*speaker, "first"),
               text_of(*speaker, "last"), screen);
    if (const std::string names = other_names(*speaker); !names.empty())
      add_wrapped(out, "as " + names, kIndent, screen);
    if (const auto retracted = integer_of(*speaker, "retracted"); retracted > 0)
      add_wrapped(out, counted(retracted, "statement", "statements") + " RETRACTED", kIndent,
                  screen);
    if (const std::string how = found(*speaker); !how.empty())
      add_wrapped(out, how, kIndent, screen);
  }
  return out;
}

std::string speakers_as_tsv(const json::object& answer) {
  std::string out;
  for (const json::value& value : array_of(answer, "people")) {
    const json::object* speaker = value.if_object();
    if (speaker == nullptr) continue;
    out += one_line(text_of(*speaker, "name")) + "\t" + one_line(text_of(*speaker, "person")) +
           "\t" + std::to_string(integer_of(*speaker, "statements")) + "\t" +
           std::to_string(integer_of(*speaker, "articles")) + "\t" +
           std::string(text_of(*speaker, "first")) + "\t" + std::string(text_of(*speaker, "last")) +
           "\t" + std::string(text_of(*speaker, "way")) + "\t" +
           one_line(text_of(*speaker, "found_by")) + "\t" +
           std::to_string(integer_of(*speaker, "retracted")) + "\n";
  }
  return out;
}

}  // namespace onrecord::client
