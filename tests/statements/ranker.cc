// The ranker's table and what it is asked.
#include "indexer/statements/ranker.h"

#include <set>

#include "indexer/statements/candidate.h"
#include "indexer/statements/context.h"
#include "indexer/statements/document.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::statements;

TEST_CASE("the trained table has a weight for every feature, and every feature has a place in it") {
  REQUIRE(trained_weights().size() == weight_count());
  QuotationContext quotation;
  CandidateContext candidate;
  for (int rule = 0; rule < kRules; ++rule) {
    quotation.picked = candidate.rule = static_cast<Rule>(rule);
    quotation.before = static_cast<Before>(rule % kBefores);
    quotation.after = static_cast<After>(rule % kAfters);
    quotation.last = rule % 6;
    quotation.length = rule % 5;
    quotation.cue_distance = rule % 8;
    candidate.phrase = static_cast<PhraseKind>(rule % 10);
    candidate.cue = rule % 5;
    candidate.distance = rule % 7;
    candidate.verbs_between = candidate.openers_between = rule % 3;
    candidate.head = static_cast<Head>(rule % kHeads);
    candidate.stands = static_cast<Stands>(rule % kStands);
    candidate.cue_used = rule % 2 != 0;
    for (const Features& features : {candidate_features(quotation, candidate),
                                     refusal_features(quotation), stranger_features(quotation)}) {
      std::set<std::uint16_t> distinct;
      for (std::size_t i = 0; i < features.size; ++i) {
        CHECK(features.index[i] < weight_count());
        distinct.insert(features.index[i]);
      }
      CHECK(distinct.size() == features.size);
    }
  }
}

TEST_CASE("a score is the sum of the weights of its features") {
  std::vector<float> weights(weight_count(), 0.0F);
  const Features features = refusal_features({});
  for (std::size_t i = 0; i < features.size; ++i) weights[features.index[i]] = 0.5F;
  CHECK(score(features, weights) == Approx(0.5 * static_cast<double>(features.size)));
}

TEST_CASE("a quotation is described by its neighbours and its shape") {
  const std::string_view text = "In her book Ada Brill calls it “The Long Canal” today.";
  const Document document =
      prepare_line(text, {0, static_cast<std::uint32_t>(text.size())}, MarkStyle::doubles);
  REQUIRE(document.quotations.size() == 1);
  int at = 0;
  while (!document.tokens[static_cast<std::size_t>(at)].quoted()) ++at;
  const QuotationContext context =
      describe(text, document.tokens, document.sentences[0], at, document.quotations[0], 0);
  CHECK(context.words == 3);
  CHECK(context.title_case);
  CHECK(context.capital);
  CHECK(context.work_near);
  CHECK(context.before == Before::word);
  CHECK(context.after == After::function_word);
  CHECK(context.last == 5);
  CHECK_FALSE(context.opens_sentence);
}

TEST_CASE(
    "a proposed speaker is described by what stands around him and between him and the words") {
  const std::string_view text =
      "With Ada Brill said on Monday that the pilot, who had slept, was “half awake” she left.";
  const Document document =
      prepare_line(text, {0, static_cast<std::uint32_t>(text.size())}, MarkStyle::doubles);
  const auto find = [&](std::string_view word) {
    int i = 0;
    while (document.tokens[static_cast<std::size_t>(i)].of(text) != word) ++i;
    return i;
  };
  int quotation = 0;
  while (!document.tokens[static_cast<std::size_t>(quotation)].quoted()) ++quotation;
  const Range whole{0, static_cast<int>(document.tokens.size())};
  Option option;
  option.rule = Rule::far_cue_left;
  option.cue = find("said");
  option.speaker.tokens = {find("Ada"), find("Brill") + 1};
  const CandidateContext c =
      describe(document.tokens, {whole, document.sentences[0], quotation}, option);
  CHECK(c.rule == Rule::far_cue_left);
  CHECK(c.head == Head::capital);
  CHECK(c.stands == Stands::preposition);
  CHECK(c.verbs_between == 2);
  CHECK(c.openers_between == 1);
  CHECK(c.cue == 1);

  option.speaker.tokens = {find("the"), find("pilot") + 1};
  option.cue = -1;
  const CandidateContext pilot =
      describe(document.tokens, {whole, document.sentences[0], quotation}, option);
  CHECK(pilot.head == Head::role);
  CHECK(pilot.stands == Stands::word);
  CHECK(pilot.verbs_between == 0);
}
