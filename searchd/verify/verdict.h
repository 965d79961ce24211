// What all the evidence comes to.  Knows judged evidence, not where it was found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/text/dates.h"
#include "searchd/verify/speaker.h"
#include "searchd/verify/wording.h"

namespace onrecord::verify {

/// How the words stand in the source.
enum class EvidenceForm : std::uint8_t {
  quoted,      ///< Between quotation marks.
  transcript,  ///< In a text that is somebody's speech.
  quoted_by,   ///< Inside somebody else's speech or quotation.
  reported,    ///< As indirect speech.
  outlet,      ///< As the outlet's own words.
  denied,      ///< As what somebody denied or did not say.
};
std::string_view name_of(EvidenceForm form);

enum class Verdict : std::uint8_t {
  verbatim,
  minor,
  truncated,
  spliced,
  altered,
  other_speaker,  ///< The words are somebody else's.
  reported,       ///< Only indirect speech, the outlet's own words, or denied.
  not_found,
};
std::string_view name_of(Verdict verdict);

/// What the verdict needs to know of one place where words like the claim's stand.
struct Finding {
  Wording wording = Wording::none;
  EvidenceForm form = EvidenceForm::quoted;
  SpeakerFound speaker = SpeakerFound::not_asked;
  bool retracted = false;
  std::uint16_t changed = 0;
  double coverage = 0;
  std::uint32_t edits = 0;  ///< See Judgement.
  std::string said;         ///< The words there that the claim was held against; "" when not known.
  std::string said_by;      ///< Folded name of the speaker; "" when not known.
  std::string outlet;       ///< "" when not known.
  std::string source;       ///< Whose article it is where the outlet is not known.
  std::string cluster;      ///< Of copies; the article's key where it stands alone.
  text::Date date;
};

/// All in all.
struct Sum {
  Verdict verdict = Verdict::not_found;
  std::optional<std::size_t> best;    ///< The finding that decides.
  std::vector<std::size_t> supports;  ///< Those that say the same as it.
  bool disputed = false;              ///< Articles give the same utterance in different words.
  std::size_t outlets = 0;            ///< Of the supporting ones, each counted once.
  std::size_t independent = 0;        ///< Of the supporting ones, copies counted once.
};

/// The verdict on one finding alone.
Verdict verdict_on(const Finding& finding);

/// Retracted findings support nothing.  The asked speaker's own words go before somebody else's
/// unless these are the claim and those are not.  Hearsay does not support what is on record at
/// first hand.  Of altered words those decide that are most like the claim.  O(n²) comparisons for
/// n findings.
Sum sum_up(const std::vector<Finding>& findings);

}  // namespace onrecord::verify
