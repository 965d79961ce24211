// See labels.h.
#include "indexer/statements/labels.h"

#include <algorithm>
#include <array>

namespace onrecord::statements {
namespace {

// "VIDEO", "VIDEO CLIP": what is shown, and nobody who speaks.
bool shows(std::string_view label) {
  constexpr std::array<std::string_view, 5> kFirst = {"AUDIO", "CLIP", "GRAPHICS", "MUSIC",
                                                      "VIDEO"};
  const std::string_view first = label.substr(0, label.find(' '));
  return std::find(kFirst.begin(), kFirst.end(), first) != kFirst.end();
}

}  // namespace

std::optional<InnerLabel> inner_label(std::string_view text, Span inner) {
  constexpr std::size_t kMaxName = 31;
  std::size_t begin = inner.begin;
  while (begin < inner.end && text[begin] == ' ') ++begin;
  std::size_t end = begin, capitals = 0;
  while (end < inner.end && end - begin <= kMaxName) {
    const char c = text[end];
    const bool capital = c >= 'A' && c <= 'Z';
    if (!capital && c != '.' && c != '\'' && c != '-' && c != ' ') break;
    capitals += capital ? 1 : 0;
    ++end;
  }
  if (capitals < 3 || end >= inner.end || text[end] != ':' || end + 1 >= inner.end ||
      text[end + 1] != ' ')
    return std::nullopt;
  std::size_t rest = end + 1;
  while (rest < inner.end && text[rest] == ' ') ++rest;
  if (rest >= inner.end) return std::nullopt;
  const std::string_view label = text.substr(begin, end - begin);
  return InnerLabel{shows(label) ? std::string_view() : label, static_cast<std::uint32_t>(rest)};
}

}  // namespace onrecord::statements
