// See labels.h.
#include "indexer/statements/labels.h"

namespace onrecord::statements {

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
  return InnerLabel{text.substr(begin, end - begin), static_cast<std::uint32_t>(rest)};
}

}  // namespace onrecord::statements
