// See stories.h.  ICU's regular expressions, which keep to a time and a stack.
#include "indexer/formats/stories.h"

#include <unicode/uregex.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>

namespace onrecord::formats {
namespace {

/// ICU's units of work, about a millisecond each, for one file.
constexpr int32_t kMaxSteps = 5000;
constexpr int32_t kMaxStackBytes = 1 << 20;

using Text = std::unique_ptr<UText, decltype(&utext_close)>;
using Pattern = std::unique_ptr<URegularExpression, decltype(&uregex_close)>;

Text open_text(std::string_view text, UErrorCode& error) {
  return {utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &error),
          &utext_close};
}

Pattern open_pattern(std::string_view printed, UErrorCode& error) {
  const Text text = open_text(printed, error);
  UParseError place{};
  return {uregex_openUText(text.get(), UREGEX_MULTILINE, &place, &error), &uregex_close};
}

}  // namespace

std::string split_mistake(std::string_view pattern) {
  UErrorCode error = U_ZERO_ERROR;
  const Pattern made = open_pattern(pattern, error);
  if (U_SUCCESS(error) && !pattern.empty()) return "";
  return "'" + std::string(pattern) +
         "' is no regular expression: " + (pattern.empty() ? "it is empty" : u_errorName(error));
}

Result<std::vector<Span>> split_stories(std::string_view text, std::string_view pattern) {
  if (std::string mistake = split_mistake(pattern); !mistake.empty())
    return Error{Errc::invalid, std::move(mistake), 0};
  UErrorCode error = U_ZERO_ERROR;
  const Text whole = open_text(text, error);
  const Pattern match = open_pattern(pattern, error);
  uregex_setTimeLimit(match.get(), kMaxSteps, &error);
  uregex_setStackLimit(match.get(), kMaxStackBytes, &error);
  uregex_setUText(match.get(), whole.get(), &error);
  std::vector<Span> stories;
  std::size_t begin = 0;
  const auto add = [&](std::size_t end) {
    const std::size_t words = text.find_first_not_of(" \t\r\n\f\v", begin);
    if (words >= end) return;
    // Blank lines on top belong to no story.
    const std::size_t line = text.rfind('\n', words) + 1;
    stories.push_back(
        {static_cast<std::uint32_t>(std::max(begin, line)), static_cast<std::uint32_t>(end)});
  };
  while (U_SUCCESS(error) && uregex_findNext(match.get(), &error) != 0) {
    add(static_cast<std::size_t>(uregex_start64(match.get(), 0, &error)));
    begin = static_cast<std::size_t>(uregex_end64(match.get(), 0, &error));
  }
  if (U_FAILURE(error))
    return Error{Errc::limit, "parting the file by '" + std::string(pattern) + "' takes too long",
                 0};
  add(text.size());
  return stories;
}

}  // namespace onrecord::formats
