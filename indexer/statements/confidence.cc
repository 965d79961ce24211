// See confidence.h.
#include "indexer/statements/confidence.h"

#include <algorithm>
#include <cmath>

namespace onrecord::statements {
namespace {

constexpr float kEdge = 1e-3F;  // probabilities nearer to 0 or 1 say no more

float log_odds(float probability) {
  const float p = std::clamp(probability, kEdge, 1 - kEdge);
  return std::log(p / (1 - p));
}

float logistic(float value) { return 1 / (1 + std::exp(-value)); }

}  // namespace

std::string_view name_of(Reading reading) {
  static constexpr std::array<std::string_view, kReadings> kNames = {
      "none",  "label",  "full-name",  "name",      "shared",
      "role",  "focus",  "described",  "unnamed",   "anonymous",
      "thing", "he-she", "he-unnamed", "he-nobody", "other-pronoun"};
  return kNames[static_cast<std::size_t>(reading)];
}

float confidence_of(const Evidence& evidence) {
  if (evidence.reading == Reading::none) return 0;
  const ConfidenceTable& table = confidence_table();
  const auto reading = static_cast<std::size_t>(evidence.reading);
  const auto by_touch = [&](auto apart, auto before, auto after) {
    return evidence.touch == Touch::apart    ? apart
           : evidence.touch == Touch::before ? before
                                             : after;
  };
  const float slope = evidence.fragment
                          ? table.fragment_slope
                          : by_touch(table.apart_slope, table.before_slope, table.after_slope);
  const float said =
      logistic(table.rule[static_cast<std::size_t>(evidence.rule)] +
               by_touch(table.apart[reading], table.before[reading], table.after[reading]) +
               slope * log_odds(evidence.probability) + (evidence.fragment ? table.fragment : 0));
  const bool guessed =
      evidence.reading == Reading::he_she || evidence.reading == Reading::he_unnamed;
  return said * logistic(table.meant[reading] +
                         (guessed ? table.certainty_slope * log_odds(evidence.certainty) : 0));
}

}  // namespace onrecord::statements
