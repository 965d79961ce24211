// An array that only grows and whose elements never move.  Knows nothing of what it holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace onrecord::search {

/// A copy shares the elements and is cheap.  One thread at a time may write; others may read what
/// was written before they got their copy, without a lock: elements are written once, each into a
/// place of its own.
template <class T, std::size_t kSize>
class Blocks {
 public:
  /// T() where nothing was written.
  const T& operator[](std::size_t at) const {
    if (at / kSize < blocks_.size()) return blocks_[at / kSize][at % kSize];
    static const T kNothing{};
    return kNothing;
  }
  void put(std::size_t at, T value) {
    while (at / kSize >= blocks_.size()) blocks_.emplace_back(new T[kSize]());
    blocks_[at / kSize][at % kSize] = std::move(value);
  }
  /// Of the elements themselves, written or not.
  std::size_t bytes() const { return blocks_.size() * kSize * sizeof(T); }

 private:
  std::vector<std::shared_ptr<T[]>> blocks_;
};

}  // namespace onrecord::search
