// See show_describe.h.
#include "proto/client/show_describe.h"

#include <algorithm>
#include <string_view>

#include "proto/client/columns.h"
#include "proto/client/show_parts.h"

namespace onrecord::client {
namespace json = boost::json;
namespace {

constexpr std::size_t kIndent = 3;
constexpr std::size_t kWidestName = 16;  ///< What is wider takes a line of its own.

/// The name, and beside it the help.
void show_row(std::string& out, std::string_view name, std::string_view help,
              const Screen& screen) {
  constexpr std::size_t kHelp = kIndent + kWidestName + 2;
  const std::string label = std::string(kIndent, ' ') + one_line(name);
  std::string lines;
  add_wrapped(lines, one_line(help), kHelp, screen);
  if (label.size() + 2 > kHelp)
    out += label + "\n" + lines;
  else
    out += label + lines.substr(std::min(label.size(), lines.size()));
}

}  // namespace

std::string show_description(const json::object& answer, const Screen& screen) {
  std::string out = "methods ('onrecord METHOD --help' tells the arguments)\n";
  for (const json::value& value : array_of(answer, "methods"))
    if (const auto* row = value.if_object())
      show_row(out, text_of(*row, "name"), text_of(*row, "help"), screen);
  out += "\nfields\n";
  for (const json::value& value : array_of(answer, "fields")) {
    const auto* row = value.if_object();
    if (row == nullptr) continue;
    std::string help(text_of(*row, "help"));
    if (const auto example = text_of(*row, "example"); !example.empty())
      help += ", as in " + std::string(example);
    if (const auto alias = text_of(*row, "alias"); !alias.empty())
      help += " (or " + std::string(alias) + ":)";
    show_row(out, text_of(*row, "name"), help, screen);
  }
  out += "\noperators\n";
  for (const json::value& value : array_of(answer, "operators"))
    if (const auto* row = value.if_object())
      show_row(out, text_of(*row, "syntax"), text_of(*row, "help"), screen);
  if (const auto* limits = object_of(answer, "limits")) {
    out += "\nlimits\n";
    show_object(out, *limits, kIndent);
  }
  return out;
}

}  // namespace onrecord::client
