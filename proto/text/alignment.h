// Lays a claimed quotation over what was said, word by word.  Knows words, not what a difference
// means.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "proto/text/claim.h"
#include "proto/text/spoken_words.h"

namespace onrecord::text {

enum class StepKind : std::uint8_t {
  kept,      ///< The same words.
  replaced,  ///< Words of the text became others in the claim.
  dropped,   ///< Words of the text that the claim leaves out without saying so.
  added,     ///< Words of the claim that stand nowhere there.
  elided,    ///< Words of the text in the place of the claim's dots.
};

/// Words [claim_begin, claim_end) of the claim against [text_begin, text_end) of the text.
struct AlignmentStep {
  StepKind kind = StepKind::kept;
  std::uint32_t claim_begin = 0, claim_end = 0;
  std::uint32_t text_begin = 0, text_end = 0;

  std::uint32_t claim_size() const { return claim_end - claim_begin; }
  std::uint32_t text_size() const { return text_end - text_begin; }
};

/// The best place for a claim in a text.
struct Alignment {
  std::vector<AlignmentStep> steps;  ///< In order; they hold every word of the claim.
  double coverage = 0;     ///< How much of the claim is kept, content words counting twice: 0 to 1.
  std::uint32_t kept = 0;  ///< Words.
  std::uint32_t kept_content = 0;  ///< Content words.

  bool empty() const { return kept == 0; }
};

/// Most cells that one comparison may fill: beyond it the text is cut.
inline constexpr std::size_t kMaxAlignmentCells = 8'000'000;

/// Finds where \a claim fits \a text best: the whole claim against any part of the text
/// (semi-global alignment; Smith and Waterman 1981 with the affine gaps of Gotoh 1982).  Words of
/// the text that are left out cost by number, up to what a leap costs; where the claim has dots
/// they cost nothing. O(claim x text) time, and as many bytes.  About 3 ns a cell.
Alignment align(const Claim& claim, std::span<const SpokenWord> text);

}  // namespace onrecord::text
