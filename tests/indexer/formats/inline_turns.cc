// Transcripts that lost their line ends, and texts that only look like them.
#include "indexer/formats/inline_turns.h"

#include <string>

#include "indexer/formats/layout.h"
#include "tests/catch.h"

namespace onrecord::formats {
namespace {

/// "LABEL|LABEL|…", in order.
std::string labels_of(std::string_view text) {
  std::string labels;
  for (const InlineTurn& turn : inline_turns(text)) {
    CHECK(text.substr(turn.begin).starts_with(turn.label));
    labels += labels.empty() ? "" : "|";
    labels += turn.label;
  }
  return labels;
}

}  // namespace

TEST_CASE("turns inside running text are found by capitals, a colon, and talk") {
  struct Case {
    std::string_view text, labels;
  };
  const auto c = GENERATE(values<Case>({
      {"Minister Oduya on the Harbour Hour ADANNE: Will it open? ODUYA: I hope so. ADANNE: When? "
       "ODUYA: We say May.",
       "ADANNE|ODUYA|ADANNE|ODUYA"},
      {"MS. ADANNE: Will it open? SEN. ANN B. ODUYA: I hope so. MS. ADANNE: You hope? "
       "SEN. ANN B. ODUYA: We do.",
       "MS. ADANNE|SEN. ANN B. ODUYA|MS. ADANNE|SEN. ANN B. ODUYA"},
      // What is shown parts the turns, and is no turn of anybody.
      {"ADANNE: Will it open? GRAPHICS: The harbour in May ODUYA: I hope so. ADANNE: When? ODUYA: "
       "We say May.",
       "ADANNE|GRAPHICS|ODUYA|ADANNE|ODUYA"},
      {"Q: Will it open? A: I hope so. Q: When? A: We say May.", "Q|A|Q|A"},
      // What stands behind a name's comma is no name; "OK." and "I." are no part of one.
      {"NED ADANNE, HOST: You are here. ANN ODUYA (D-LUW), LUWEZI: I am. ADANNE: And? ODUYA: So am "
       "I. ADANNE: OK. ODUYA: We go.",
       "NED ADANNE, HOST|ANN ODUYA (D-LUW), LUWEZI|ADANNE|ODUYA|ADANNE|ODUYA"},
      // Who speaks but once is one whom the text names.
      {"With Governor Strand. ADANNE: You? ODUYA: I do. STRAND: We too. ADANNE: Why? VERDICT: It "
       "is. ODUYA: I asked.",
       "ADANNE|ODUYA|STRAND|ADANNE|ODUYA"},
  }));
  CAPTURE(c.text);
  CHECK(labels_of(c.text) == c.labels);
}

TEST_CASE("lists, advisories and single labels are no transcript") {
  const auto text = GENERATE(values<std::string_view>({
      "PROJECT: Pier wall AMOUNT: $3 million PROJECT: Lock gate AMOUNT: $2 million",
      "WHO: Ann Oduya WHAT: A walk WHEN: Monday WHERE: The pier. WHO: You. WHAT: Your walk.",
      "PORT ARLEN: The lock is open. I saw it. ODUYA: I did too.",
      "The vote at 10:30 AM: I was there. UPDATE: You were not. UPDATE: I was.",
      "Adanne: Will it open? Oduya: I hope so. Adanne: When? Oduya: We say May.",
      "",
      ":",
      "A:",
  }));
  CAPTURE(text);
  CHECK(labels_of(text).empty());
}

TEST_CASE("each inline turn is a paragraph under its label") {
  const std::string text =
      "Oduya spoke. ADANNE: Will it open? ODUYA: I hope so.\nADANNE: When? ODUYA: We say May.";
  std::string turns, paragraphs;
  for (const TextSpan& span : lay_out(text, BodyKind::given_apart, "").spans) {
    if (span.kind == SpanKind::turn) turns += span.label + ";";
    if (span.kind == SpanKind::paragraph || span.kind == SpanKind::lead)
      paragraphs += std::string(span.span.of(text)) + ";";
  }
  CHECK(turns == "ADANNE;ODUYA;ADANNE;ODUYA;");
  CHECK(paragraphs == "Oduya spoke.;Will it open?;I hope so.;When?;We say May.;");
}

}  // namespace onrecord::formats
