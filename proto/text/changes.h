// What changed from one text to another, in words.  Knows no article, shows nothing.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "proto/text/span.h"

namespace onrecord::text {

/// One place where two texts differ: \a before of the older one became \a after of the newer one.
/// Either may be empty, and then says where.
struct Change {
  Span before;
  Span after;
  std::uint32_t removed_words = 0;  ///< In `before`.
  std::uint32_t added_words = 0;    ///< In `after`.
};

/// All places where two texts differ, in order, never touching one another.
struct Changes {
  std::vector<Change> list;
  std::uint64_t removed_words = 0;
  std::uint64_t added_words = 0;
  bool coarse = false;  ///< The steps did not suffice: some places are larger than need be.
};

/// What a comparison may cost, in steps of about 5 ns.
inline constexpr std::uint64_t kComparisonSteps = 5'000'000;

/// Compares two texts word by word, punctuation being words of its own and white space nothing.
/// Paragraphs that stand once in both are found first and kept in place (patience diff, Bram Cohen
/// 2003); between them words are compared (E. Myers, "An O(ND) Difference Algorithm and Its
/// Variations", Algorithmica 1986, in linear space); a few common words between two larger changes
/// are taken into them (semantic cleanup, N. Fraser, "Diff Strategies" 2006).
/// O(n log n) and at most \a steps.  Memory: 12 bytes a word of the longest stretch between two
/// kept paragraphs, 60 a paragraph.  REQUIRES: valid UTF-8 shorter than 4 GiB.
Changes compare(std::string_view before, std::string_view after,
                std::uint64_t steps = kComparisonSteps);

}  // namespace onrecord::text
