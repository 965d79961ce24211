// A stretch of text.  Nothing else.
#pragma once

#include <cstdint>
#include <string_view>

namespace onrecord {

/// Bytes [begin, end) of some text, on code-point boundaries.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
  bool contains(Span inner) const { return begin <= inner.begin && inner.end <= end; }
  std::string_view of(std::string_view text) const { return text.substr(begin, end - begin); }
  friend bool operator==(Span, Span) = default;
};

}  // namespace onrecord
