// What somebody said in one place, as words with their sentences and breaks.  Knows a text and the
// stretches of it that count, no speakers.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "proto/text/spoken_words.h"

namespace onrecord::verify {

/// How a piece goes on from the piece before.
enum class Joint : std::uint8_t {
  runs_on,  ///< As one speech: nothing but marks, or its attribution, stands between.
  breaks,   ///< Something else stands between.
};

struct Piece {
  Span span;
  Joint joint = Joint::breaks;
};

/// Words in the order in which they stand.
struct Passage {
  std::string_view text;  ///< What spans count in.
  std::vector<text::SpokenWord> words;
  std::vector<std::uint32_t> sentences;  ///< The number of each word's sentence.
  std::vector<std::uint32_t> stretches;  ///< Changes where a joint breaks.
};

/// The words of \a pieces of \a text.  A sentence goes on over an attribution ("…," she said, "…").
/// \a text must outlive the passage.
Passage make_passage(std::string_view text, std::span<const Piece> pieces);

/// Whether \a at lies between quotation marks in the paragraph \a paragraph of \a text.
bool inside_quotation(std::string_view text, Span paragraph, std::uint32_t at);

/// The words between quotation marks, double or single, that \a at lies in, inside \a part of
/// \a text; empty when there are none.
Span quotation_at(std::string_view text, Span part, std::uint32_t at);

}  // namespace onrecord::verify
