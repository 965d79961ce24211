// Passes over a text quickly and stops where a wanted word may begin.  Knows first letters, not
// words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "proto/text/span.h"

namespace onrecord::search {

/// Lets by every chunk (what stands between ASCII white space) that may hold one of some terms, and
/// few others.  No token crosses white space but "40 %", which is one chunk.
class WordSieve {
 public:
  /// Terms that begin like \a term may be wanted: with its first two letters, where \a two says
  /// that both are sure.
  void want(std::string_view term, bool two);
  /// False when so much is wanted that reading every word is faster.
  bool pays() const { return heads_.size() <= 12; }

  struct Chunk {
    Span span;
    bool words_before = false;  ///< Words were passed over since the last chunk.
  };
  /// The next chunk from \a from on; an empty span at the end.  A few GB/s where nothing is wanted.
  Chunk next(std::string_view text, std::uint32_t from) const;

 private:
  struct Head {
    std::uint8_t first;   ///< With the bit of small letters set.
    std::uint8_t second;  ///< The same.
    std::uint8_t any;     ///< 0xFF: whatever the second is.
    friend bool operator==(const Head&, const Head&) = default;
  };
  std::size_t next_start(std::string_view text, std::size_t from) const;

  std::vector<Head> heads_;
};

}  // namespace onrecord::search
