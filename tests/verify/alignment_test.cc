// Where a claim fits a text, step by step.
#include "proto/text/alignment.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::text;

namespace {

std::string words(std::span<const SpokenWord> all, std::uint32_t begin, std::uint32_t end) {
  std::string out;
  for (std::uint32_t i = begin; i < end; ++i) out += (i > begin ? " " : "") + all[i].key;
  return out;
}

/// "=kept -dropped +added -/+replaced ~elided".
std::string steps(std::string_view claim_text, std::string_view text) {
  const Claim claim = read_claim(claim_text);
  const auto said = spoken_words(text);
  std::string out;
  for (const AlignmentStep& step : align(claim, said).steps) {
    const std::string from = words(said, step.text_begin, step.text_end);
    const std::string to = words(claim.words, step.claim_begin, step.claim_end);
    if (!out.empty()) out += " | ";
    if (step.kind == StepKind::kept) out += "=" + to;
    if (step.kind == StepKind::elided) out += "~" + from;
    if (step.kind == StepKind::dropped || step.kind == StepKind::replaced) out += "-" + from;
    if (step.kind == StepKind::replaced) out += " ";
    if (step.kind == StepKind::added || step.kind == StepKind::replaced) out += "+" + to;
  }
  return out;
}

}  // namespace

TEST_CASE("a claim is laid where it fits best") {
  struct Case {
    std::string_view claim, text, steps;
  };
  const auto c = GENERATE(values<Case>({
      {"the harbour is closed", "They say the harbour is closed today.", "=the harbor is closed"},
      {"the harbour is closed", "the harbour is not closed", "=the harbor is | -not | =closed"},
      {"the harbour is not closed", "the harbour is closed", "=the harbor is | +not | =closed"},
      {"they will never surrender", "We will never surrender", "-we +they | =will never surrender"},
      {"the bridge will open in June", "The bridge will close in June, they say",
       "=the bridge will | -close +open | =in june"},
      {"we lost the vote … we will win the war",
       "We lost the vote yesterday, as all of you know by now. We will win the war.",
       "=we lost the vote | ~yesterday as all of you know by now | =we will win the war"},
  }));
  CAPTURE(c.claim, c.text);
  CHECK(steps(c.claim, c.text) == c.steps);
}

TEST_CASE("every word of the claim is in one step, in order") {
  const Claim claim = read_claim("The old bridge … will not [ever] open in June or so, they said");
  const auto said = spoken_words(
      "Some say the very old bridge over the river will open again, not in July but in June.");
  const Alignment alignment = align(claim, said);
  std::uint32_t claim_at = 0;
  std::uint32_t text_at = alignment.steps.front().text_begin;
  for (const AlignmentStep& step : alignment.steps) {
    CHECK(step.claim_begin == claim_at);
    CHECK(step.text_begin >= text_at);
    claim_at = step.claim_end;
    text_at = step.text_end;
  }
  CHECK(claim_at == claim.words.size());
  CHECK(text_at <= said.size());
}

TEST_CASE("nothing fits nothing") {
  CHECK(align(read_claim(""), spoken_words("a text")).empty());
  CHECK(align(read_claim("a claim"), {}).empty());
  CHECK(align(read_claim("quite other"), spoken_words("words here")).empty());
}
