// Lines that name what follows: is it a labelled section, or the person who speaks?  Knows one line
// and the text around it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "proto/text/span.h"

namespace onrecord::formats {

/// How a label is set off from the text that it names.
enum class LabelMark : std::uint8_t {
  none,  ///< Nothing but its words: a known label, or capitals.
  colon,
  dash,
  bold,  ///< Emphasised, with or without a colon.
};

/// A label at the beginning of a line.
struct LabelLine {
  Span words;              ///< Without colon, dash, and emphasis.
  Span printed;            ///< With the colon, where that follows the words at once.
  std::uint32_t rest = 0;  ///< Where the text that it names begins in the same line; the line's end
                           ///< when it stands alone.
  bool alone = false;
  LabelMark mark = LabelMark::colon;
};

/// The label that the line \a line of \a text begins with, if it has the form of one: at most 60
/// bytes and 8 words.
std::optional<LabelLine> read_label(std::string_view text, Span line);

/// "Why it matters", "The big picture", …: labels of news briefs that are known without a colon.
bool is_known_section(std::string_view words);

/// Whether \a words at \a place name a person who speaks in what follows, \a next (the rest of the
/// line, or the next block). Looks for the name elsewhere in \a text.
bool names_speaker(std::string_view text, Span words, std::string_view next);

/// "GRAPHICS", "VIDEO CLIP", "HARBOUR SHOW": a transcript's note of what is shown, and nobody who
/// speaks.
bool is_stage_label(std::string_view words);

/// "Q", "A", "NAME": what may stand before the colon in a transcript.
bool is_turn_label(std::string_view words);

}  // namespace onrecord::formats
