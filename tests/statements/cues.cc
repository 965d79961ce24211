// Which words report speech, and which only look like it.
#include "indexer/statements/cues.h"

#include "indexer/statements/document.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::statements;

namespace {

CueSense sense(std::string_view text, std::string_view word) {
  const Document document =
      prepare_line(text, {0, static_cast<std::uint32_t>(text.size())}, MarkStyle::doubles);
  for (std::size_t i = 0; i < document.tokens.size(); ++i)
    if (document.tokens[i].of(text) == word)
      return read_cue(document.tokens, static_cast<int>(i), true);
  return CueSense::none;
}

}  // namespace

TEST_CASE("a cue is told from the noun, the passive, the infinitive and the negation") {
  struct Case {
    std::string_view text, word;
    CueSense expected;
  };
  const auto c = GENERATE(values<Case>({
      {"Brill said the dam held", "said", CueSense::plain},
      {"Brill has repeatedly said the dam held", "said", CueSense::plain},
      {"Brill did not say the dam held", "say", CueSense::negated},
      {"Brill never said the dam held", "said", CueSense::negated},
      {"Brill didn’t say the dam held", "say", CueSense::negated},
      {"Brill was asked about the dam", "asked", CueSense::none},
      {"Brill was told about the dam", "told", CueSense::none},
      {"the report shows the dam held", "report", CueSense::none},
      {"her tweets about the dam", "tweets", CueSense::none},
      {"Brill wanted to say more", "say", CueSense::none},
      {"Brill tweets that the dam held", "tweets", CueSense::plain},
      {"the dam held", "held", CueSense::none},
      {"officials insisted that it held", "insisted", CueSense::plain},
  }));
  CAPTURE(c.text);
  CHECK(sense(c.text, c.word) == c.expected);
}

TEST_CASE("the forms of verbs are spelt by rule, with doubling and irregular ones") {
  const Lexicon& lexicon = Lexicon::english();
  for (const std::string_view form : {"quipped", "quipping", "replied", "replies", "arguing",
                                      "swore", "told", "admitted", "sing", "cries"}) {
    CAPTURE(form);
    CHECK((lexicon[word_hash(form)] & word_flag::kCue) != 0);
  }
  CHECK((lexicon[word_hash("arguing")] & word_flag::kParticiple) != 0);
  CHECK((lexicon[word_hash("quiped")] & word_flag::kCue) == 0);
  CHECK(lexicon[word_hash("zebra")] == 0);
  CHECK("didn't"_w == word_hash("Didn’t"));
}
