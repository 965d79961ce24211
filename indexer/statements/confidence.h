// How sure it is that a speaker said something: from what was seen, by measurement.  Knows rules
// and readings, no text.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "indexer/statements/sieves.h"

namespace onrecord::statements {

/// How the words for a speaker became who it is.
enum class Reading : std::uint8_t {
  none,          ///< Nobody is named.
  label,         ///< A label's words.
  full_name,     ///< A person or an organisation whom the article names in full.
  name,          ///< Another name: an organisation, a surname alone.
  shared,        ///< A surname that several people of the article bear.
  role,          ///< "the minister", "the company", whom the article names elsewhere.
  focus,         ///< "the striker", whom nothing but a sentence before names.
  described,     ///< "the company", "the driver": may have a name.
  unnamed,       ///< "a spokesman", "officials".
  he_she,        ///< Whom the pronoun means, a person with a name.
  he_unnamed,    ///< The same, without a name: "the driver".
  he_nobody,     ///< The article names no man, or no woman.
  other_pronoun  ///< "they", "it", "who", "I".
};
inline constexpr int kReadings = static_cast<int>(Reading::other_pronoun) + 1;
std::string_view name_of(Reading reading);

/// What is known of an attribution.
struct Evidence {
  Rule rule = Rule::none;  ///< None: a reported clause.
  bool fragment = false;
  float probability = 0;  ///< The ranker's, or the pattern's own.
  Reading reading = Reading::none;
  float certainty = 1;  ///< Of he_she: the antecedent's share.
};

/// The probability that the speaker is right, 0 to 1.  A logistic of the evidence; its table
/// (confidence_table.cc) is fitted by scripts/train-ranker to articles that neither the ranker nor
/// the rules had seen.
float confidence_of(const Evidence& evidence);

/// The table: a weight a rule, a weight a reading, and those of the log odds.
struct ConfidenceTable {
  std::array<float, kRules> rule;
  std::array<float, kReadings> reading;  ///< Of a pronoun or a shared surname: the log odds that it
                                         ///< is read right; of others added to the rule's.
  float slope;            ///< Of the probability's log odds, for speech that stands by itself.
  float fragment;         ///< Added for a fragment.
  float fragment_slope;   ///< Of the probability's log odds, for a fragment.
  float certainty_slope;  ///< Of the certainty's log odds, for he_she and he_unnamed.
};
const ConfidenceTable& confidence_table();

}  // namespace onrecord::statements
