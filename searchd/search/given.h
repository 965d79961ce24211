// Which rows were given.  Knows hashes of their names.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace onrecord::search {

/// A growing set of hashes: 8 bytes each, cheap to add to, seldom asked.
class GivenRows {
 public:
  void add(std::uint64_t hash) { hashes_.push_back(hash); }

  /// O(log n), and now and then O(n log n).
  bool contains(std::uint64_t hash) {
    constexpr std::ptrdiff_t kUnsorted = 1024;
    if (hashes_.end() - sorted_end() > kUnsorted) {
      std::sort(hashes_.begin(), hashes_.end());
      sorted_ = hashes_.size();
    }
    return std::binary_search(hashes_.begin(), sorted_end(), hash) ||
           std::find(sorted_end(), hashes_.end(), hash) != hashes_.end();
  }

  std::uint64_t size() const { return hashes_.size(); }

 private:
  std::vector<std::uint64_t>::iterator sorted_end() {
    return hashes_.begin() + static_cast<std::ptrdiff_t>(sorted_);
  }

  std::vector<std::uint64_t> hashes_;
  std::size_t sorted_ = 0;  ///< So many from the beginning are in order.
};

}  // namespace onrecord::search
