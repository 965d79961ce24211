// One edit: what stands between the common beginning and the common end.
#include "proto/text/typing_slip.h"

#include <algorithm>
#include <cstddef>

namespace onrecord::text {
namespace {

constexpr std::size_t kShortest = 5;        ///< Word in which a slip is taken for one.
constexpr std::size_t kShortestForAny = 7;  ///< Word in which any edit is.

/// Each row stands half a key to the right of the one above.
constexpr std::string_view kKeys[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};

bool keys_touch(char a, char b) {
  std::size_t row_a = 0, row_b = 0, at_a = 0, at_b = 0;
  const auto find = [](char c, std::size_t& row, std::size_t& at) {
    for (row = 0; row < std::size(kKeys); ++row)
      if ((at = kKeys[row].find(c)) != std::string_view::npos) return true;
    return false;
  };
  if (!find(a, row_a, at_a) || !find(b, row_b, at_b)) return false;
  if (row_a > row_b) return keys_touch(b, a);
  if (row_a == row_b) return at_a + 1 == at_b || at_b + 1 == at_a;
  return row_a + 1 == row_b && (at_a == at_b || at_a == at_b + 1);
}

}  // namespace

bool typing_slip(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() < kShortest || b.size() - a.size() > 1 || a.front() != b.front()) return false;
  const auto begin =
      static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin()).first - a.begin());
  const std::string_view rest = a.substr(begin), other = b.substr(begin);
  const bool any = a.size() >= kShortestForAny;
  if (rest.size() < other.size()) return any && rest == other.substr(1);
  if (rest.empty()) return false;
  if (rest.substr(1) == other.substr(1)) return any || keys_touch(rest.front(), other.front());
  return rest.size() > 1 && rest[0] == other[1] && rest[1] == other[0] &&
         rest.substr(2) == other.substr(2);
}

}  // namespace onrecord::text
