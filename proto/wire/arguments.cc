// Checks a request's arguments against its method's table.  Knows types and ranges, not what a
// method does.
#include <charconv>

#include "proto/text/utf8.h"
#include "proto/wire/messages.h"
#include "proto/wire/nearest.h"

namespace onrecord::wire {
namespace json = boost::json;
namespace {

/// "1 text" / "3 texts" would need grammar; ranges are printed as "from A to B".
std::string expectation(const Argument& argument) {
  const std::string range =
      argument.low == argument.high
          ? std::to_string(argument.low)
          : "from " + std::to_string(argument.low) + " to " + std::to_string(argument.high);
  switch (argument.type) {
    case ArgType::text:
      return "a text " + range + " bytes long";
    case ArgType::integer:
      return "an integer " + range;
    case ArgType::flag:
      return "true or false";
    case ArgType::text_list:
      return "a list of texts, " + range + " of them";
    case ArgType::choice:
      break;
  }
  std::string listed = "one of '" + std::string(argument.choices) + "'";
  for (std::size_t at = 0; (at = listed.find('|', at)) != std::string::npos; at += 4)
    listed.replace(at, 1, "', '");
  return listed;
}

/// A value as it may stand in a message: short, whatever was sent.
std::string shown(const json::value& value) {
  constexpr std::size_t kLongest = 40;
  if (value.is_object()) return "an object";
  if (const json::array* list = value.if_array()) {
    const auto odd = std::find_if(list->begin(), list->end(), [](const json::value& one) {
      return !one.is_string() || one.get_string().empty();
    });
    return "a list of " + std::to_string(list->size()) +
           (odd == list->end() ? ""
            : odd->is_string() ? ", one of them empty"
                               : ", one of them no text");
  }
  if (value.is_string() && value.get_string().size() > kLongest)
    return "a text of " + std::to_string(value.get_string().size()) + " bytes";
  return json::serialize(value);
}

Error refusal(const Argument& argument, const json::value& value) {
  return {Errc::invalid,
          "argument '" + std::string(argument.name) + "': expected " + expectation(argument) +
              ", got " + shown(value),
          0};
}

bool is_choice(std::string_view choices, std::string_view value) {
  while (!choices.empty()) {
    const auto bar = choices.find('|');
    if (choices.substr(0, bar) == value) return true;
    choices = bar == std::string_view::npos ? std::string_view() : choices.substr(bar + 1);
  }
  return false;
}

bool in_range(const Argument& argument, std::uint64_t size) {
  return size >= static_cast<std::uint64_t>(argument.low) &&
         size <= static_cast<std::uint64_t>(argument.high);
}

bool fits(const Argument& argument, const json::value& value) {
  switch (argument.type) {
    case ArgType::text:
      return value.is_string() && in_range(argument, value.get_string().size());
    case ArgType::integer:
      return value.is_int64() && value.get_int64() >= argument.low &&
             value.get_int64() <= argument.high;
    case ArgType::flag:
      return value.is_bool();
    case ArgType::choice:
      return value.is_string() && is_choice(argument.choices, value.get_string());
    case ArgType::text_list:
      if (!value.is_array() || !in_range(argument, value.get_array().size())) return false;
      for (const json::value& item : value.get_array())
        if (!item.is_string() || item.get_string().empty()) return false;
      return true;
  }
  return false;
}

Error unknown_argument(const Method& method, std::string_view name) {
  std::vector<std::string_view> names;
  for (const Argument& argument : method.arguments) names.push_back(argument.name);
  std::string message = std::string(method.name) + " has no argument '" +
                        std::string(shortened(name)) + "'" + did_you_mean(name, names);
  if (names.empty()) message += "; it takes none";
  return {Errc::invalid, std::move(message), 0};
}

/// One printed value in the type of \a argument; texts that are not of the type come back as texts,
/// to be refused by name.
json::value from_text(const Argument& argument, const std::string& printed) {
  if (argument.type == ArgType::integer) {
    std::int64_t number = 0;
    const auto [end, error] =
        std::from_chars(printed.data(), printed.data() + printed.size(), number);
    if (error == std::errc() && end == printed.data() + printed.size()) return number;
  }
  if (argument.type == ArgType::flag) {
    if (printed == "true" || printed == "1") return true;
    if (printed == "false" || printed == "0") return false;
  }
  return json::string(printed);
}

void append_list(json::array& list, std::string_view printed) {
  while (!printed.empty()) {
    const auto comma = printed.find(',');
    list.emplace_back(printed.substr(0, comma));
    printed = comma == std::string_view::npos ? std::string_view() : printed.substr(comma + 1);
  }
}

}  // namespace

Result<json::object> check_arguments(const Method& method, json::object arguments) {
  for (const auto& [name, value] : arguments) {
    const Argument* argument = find_argument(method, name);
    if (argument == nullptr) return unknown_argument(method, name);
    if (!fits(*argument, value)) return refusal(*argument, value);
  }
  for (const Argument& argument : method.arguments) {
    if (arguments.contains(argument.name)) continue;
    if (argument.required)
      return Error{Errc::invalid,
                   std::string(method.name) + " needs the argument '" + std::string(argument.name) +
                       "': " + expectation(argument),
                   0};
    if (!argument.fallback.empty())
      arguments.emplace(argument.name, json::parse(argument.fallback));
  }
  return arguments;
}

Result<json::object> check_text_arguments(
    const Method& method, std::span<const std::pair<std::string, std::string>> arguments) {
  json::object read;
  for (const auto& [name, printed] : arguments) {
    const Argument* argument = find_argument(method, name);
    if (argument == nullptr) return unknown_argument(method, name);
    if (text::first_invalid(printed) != std::string::npos)
      return Error{Errc::invalid, "argument '" + name + "': invalid UTF-8", 0};
    if (argument->type == ArgType::text_list) {
      json::value& list = read[name];
      if (list.is_null()) list.emplace_array();
      append_list(list.get_array(), printed);
      continue;
    }
    if (read.contains(name))
      return Error{Errc::invalid, "argument '" + name + "': given twice, expected once", 0};
    read.emplace(name, from_text(*argument, printed));
  }
  return check_arguments(method, std::move(read));
}

}  // namespace onrecord::wire
