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
  anonymous,     ///< "one aide", "another source": meant to have no name.
  thing,         ///< "the statement", "the company": has no other name in the article.
  he_she,        ///< Whom the pronoun means, a person with a name.
  he_unnamed,    ///< The same, without a name: "the driver".
  he_nobody,     ///< The article names no man, or no woman.
  other_pronoun  ///< "they", "it", "who", "I".
};
inline constexpr int kReadings = static_cast<int>(Reading::other_pronoun) + 1;
std::string_view name_of(Reading reading);

/// Do quotation, cue and speaker touch, with nothing but a comma, a colon or "that" between?  Of a
/// speaker carried on: where he was named.
enum class Touch : std::uint8_t { apart, before, after };

/// What is known of an attribution.
struct Evidence {
  Rule rule = Rule::none;  ///< None: a reported clause.
  bool fragment = false;
  Touch touch = Touch::apart;
  float probability = 0;  ///< The ranker's, or the pattern's own.
  Reading reading = Reading::none;
  float certainty = 1;  ///< Of he_she: the antecedent's share.
};

/// The probability that the speaker is right, 0 to 1: that these words name who spoke, times that
/// they are read right, each a logistic of the evidence.  The table (confidence_table.cc) is fitted
/// by scripts/train-ranker to articles that the ranker had not seen.
float confidence_of(const Evidence& evidence);

/// The table: log odds, added up.
struct ConfidenceTable {
  std::array<float, kRules> rule;
  std::array<float, kReadings> apart, before,
      after;                           ///< That such words name who spoke, by Touch.
  std::array<float, kReadings> meant;  ///< That they are read right.
  // Of the probability's log odds: for speech that stands by itself, by Touch; for a fragment.
  float apart_slope, before_slope, after_slope;
  float fragment;  ///< Added for a fragment.
  float fragment_slope;
  float certainty_slope;  ///< Of the certainty's log odds, for he_she and he_unnamed.
};
const ConfidenceTable& confidence_table();

}  // namespace onrecord::statements
