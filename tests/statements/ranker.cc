// The ranker's table and what it is asked.
#include "indexer/statements/ranker.h"

#include <set>

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
