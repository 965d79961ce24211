// White space around words.
#pragma once

#include <string_view>

namespace onrecord::formats {

/// \a text without the \a marks around it.
constexpr std::string_view trimmed(std::string_view text, std::string_view marks = " \t\r\n\f\v") {
  const auto begin = text.find_first_not_of(marks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(marks) - begin + 1);
}

}  // namespace onrecord::formats
