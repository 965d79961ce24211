// Boost.JSON writes the text; the numbers in it are written again.
#include "proto/wire/json_text.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <string_view>

namespace onrecord::wire {
namespace {

/// Where the string that opens at \a quote ends: behind its closing mark.
std::size_t end_of_string(std::string_view text, std::size_t quote) {
  std::size_t at = quote + 1;
  while (text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  return at + 1;
}

/// The shortest digits that give the same number: 0.592, 12.5, 1e-07.
void append_number(std::string& out, std::string_view printed) {
  double number = 0;
  std::from_chars(printed.data(), printed.data() + printed.size(), number);
  std::array<char, 32> digits;
  const auto [end, failure] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end);
}

}  // namespace

std::string json_text(const boost::json::value& value) {
  const std::string text = boost::json::serialize(value);
  std::string out;
  out.reserve(text.size());
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '"') {
      at = end_of_string(text, at);
    } else if (text[at] == 'E') {  // Outside strings only a number has it.
      const std::size_t begin = text.find_last_of("[,:", at) + 1;
      const std::size_t end = std::min(text.find_first_of(",]}", at), text.size());
      out.append(text, copied, begin - copied);
      append_number(out, std::string_view(text).substr(begin, end - begin));
      copied = at = end;
    } else {
      ++at;
    }
  }
  return out.append(text, copied);
}

}  // namespace onrecord::wire
