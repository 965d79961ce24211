// Labels that name a speaker: "NAME: …" inside quotation marks, "Mayor: '…'" in a headline.  Knows
// capitals and colons.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "proto/text/span.h"

namespace onrecord::statements {

/// A label and where the words after it begin.
struct InnerLabel {
  std::string_view name;  ///< "" for a label that says what is shown, "VIDEO CLIP".
  std::uint32_t rest = 0;
};

/// "TRUMP: …" at the beginning of a quotation: words in capitals, a colon, a space.
std::optional<InnerLabel> inner_label(std::string_view text, Span inner);

}  // namespace onrecord::statements
