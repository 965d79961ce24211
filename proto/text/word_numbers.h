// Numbers for the different words of a short text, to look up those of a long one.  Knows hashes,
// not words.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace onrecord::text {

/// Small and half empty: most look-ups are of words that are not there, and end at the first place.
class WordNumbers {
 public:
  /// For \a most words at most.  Their hashes must differ in their lowest bits as in the others.
  explicit WordNumbers(std::size_t most = 0) : places_(std::bit_ceil(2 * most + 1)) {}

  /// The number of the word: 0 for the first, the next one for one that is new.
  std::int32_t add(std::uint64_t hash) {
    Place& place = places_[at(hash)];
    if (place.number < 0) place = {hash, size_++};
    return place.number;
  }
  /// -1 when it is not there.
  std::int32_t find(std::uint64_t hash) const { return places_[at(hash)].number; }
  std::size_t size() const { return static_cast<std::size_t>(size_); }

 private:
  struct Place {
    std::uint64_t hash = 0;
    std::int32_t number = -1;
  };
  /// Where it is, or would be.
  std::size_t at(std::uint64_t hash) const {
    std::size_t place = hash & (places_.size() - 1);
    while (places_[place].number >= 0 && places_[place].hash != hash)
      place = (place + 1) & (places_.size() - 1);
    return place;
  }

  std::vector<Place> places_;
  std::int32_t size_ = 0;
};

}  // namespace onrecord::text
