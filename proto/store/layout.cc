// Reads a generation's number out of its folder's name.
#include "proto/store/layout.h"

#include <charconv>

namespace onrecord::store::layout {

std::optional<std::uint64_t> generation_number(std::string_view name) {
  constexpr std::string_view kPrefix = "gen-";
  if (!name.starts_with(kPrefix)) return std::nullopt;
  name.remove_prefix(kPrefix.size());
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
  if (error != std::errc() || end != name.data() + name.size() || number == 0) return std::nullopt;
  return number;
}

}  // namespace onrecord::store::layout
