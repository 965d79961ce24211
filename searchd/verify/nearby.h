// Where in a long text most of a claim's words stand close together.  Knows letters, not words as
// they are compared: a place to look at first, nothing to judge by.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "proto/text/claim.h"
#include "proto/text/word_numbers.h"

namespace onrecord::verify {

/// Looks for the words of one claim.
class Nearby {
 public:
  explicit Nearby(const text::Claim& claim);

  /// The part of \a text in which most words of the claim stand within three times its length, with
  /// as much around it; ends between words.  All of \a text where that is not much longer, and for
  /// a claim with dots, whose words may stand far apart.  O(n), about 1 ns a byte.
  Span in(std::string_view text) const;

 private:
  text::WordNumbers words_;  ///< Places in weights_.
  std::vector<std::uint32_t> weights_;
  /// By first letter.  Bit n: some word that begins so has n letters.
  std::array<std::uint64_t, 256> lengths_{};
  std::uint32_t width_ = 0;  ///< Bytes.
  bool anywhere_ = false;
};

}  // namespace onrecord::verify
