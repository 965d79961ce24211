// Edit distance over short names.
#include "proto/wire/nearest.h"

#include <algorithm>
#include <array>

namespace onrecord::wire {
namespace {

constexpr std::size_t kLongest = 64;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Optimal string alignment distance (Damerau 1964, without a second edit of a swapped pair).
int distance(std::string_view a, std::string_view b) {
  std::array<std::array<int, kLongest + 1>, 3> rows{};
  for (std::size_t j = 0; j <= b.size(); ++j) rows[0][j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i - 1) % 3];
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
          lower(a[i - 2]) == lower(b[j - 1]))
        row[j] = std::min(row[j], rows[(i - 2) % 3][j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

}  // namespace

std::string_view nearest_name(std::string_view given, std::span<const std::string_view> names) {
  if (given.size() > kLongest) return {};
  std::string_view best;
  int least = 0;
  for (const std::string_view name : names) {
    if (name.size() > kLongest) continue;
    const int edits = distance(given, name);
    const auto longer = std::max(given.size(), name.size());
    if (edits > static_cast<int>((longer + 2) / 3)) continue;
    if (best.empty() || edits < least) {
      best = name;
      least = edits;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view given, std::span<const std::string_view> names) {
  const std::string_view name = nearest_name(given, names);
  return name.empty() ? std::string() : "; did you mean '" + std::string(name) + "'?";
}

std::string_view shortened(std::string_view name) {
  constexpr std::size_t kShown = 40;
  if (name.size() <= kShown) return name;
  std::size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
  return name.substr(0, end);
}

}  // namespace onrecord::wire
