// Which rows were given.  Knows hashes of their names.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace onrecord::search {

/// A growing set of hashes, open-addressed: 12 to 24 bytes each, half as much again while it grows.
class GivenRows {
 public:
  void add(std::uint64_t hash) {
    ++size_;
    if (size_ > slots_.size() / 3 * 2) grow();
    place_of(slots_, filled(hash)) = filled(hash);
  }

  bool contains(std::uint64_t hash) {
    return !slots_.empty() && place_of(slots_, filled(hash)) != kFree;
  }

  /// How often add() was called.
  std::uint64_t size() const { return size_; }

 private:
  static constexpr std::uint64_t kFree = 0;
  static std::uint64_t filled(std::uint64_t hash) { return hash == kFree ? 1 : hash; }

  /// Where \a hash is, or would be.
  static std::uint64_t& place_of(std::vector<std::uint64_t>& slots, std::uint64_t hash) {
    std::size_t at = hash & (slots.size() - 1);
    while (slots[at] != kFree && slots[at] != hash) at = (at + 1) & (slots.size() - 1);
    return slots[at];
  }

  void grow() {
    std::vector<std::uint64_t> next(slots_.empty() ? 1024 : 2 * slots_.size(), kFree);
    for (const std::uint64_t hash : slots_)
      if (hash != kFree) place_of(next, hash) = hash;
    slots_ = std::move(next);
  }

  std::vector<std::uint64_t> slots_;  ///< A power of two of them, or none.
  std::uint64_t size_ = 0;
};

}  // namespace onrecord::search
