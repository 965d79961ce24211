// See ranker.h.  Every feature is a cell of a small table: the template's offset plus its values in
// mixed radix.
#include "indexer/statements/ranker.h"

namespace onrecord::statements {
namespace {

constexpr int kLasts = 6, kLengths = 5, kPhrases = 10, kCues = 5, kDistances = 7, kSides = 3;

enum Template : std::size_t {
  // of a candidate
  kRuleLast,
  kRuleBefore,
  kRuleAfter,
  kRuleLength,
  kRulePhrase,
  kRuleCue,
  kRuleDistance,
  kRuleBetween,
  kRuleCuesBetween,
  kRulePicked,
  kRuleShape,
  kRuleLastBefore,
  kRuleSame,
  kRuleLastCapital,
  kPhraseCue,
  kRuleVerbsBetween,
  kUsed,
  kRuleHead,
  kRuleStands,
  kSideBeforeAfter,
  // of a refusal
  kNotLengthLast,
  kNotLengthBefore,
  kNotLengthAfter,
  kNotLengthPicked,
  kNotTitleBefore,
  kNotTitleWork,
  kNotCapitalLast,
  kNotLengthOpens,
  kNotPickedBefore,
  kNotLengthCues,
  kNotLengthStrength,
  kNotLastAfter,
  kNotInSentence,
  kNotLengthContent,
  kNotLengthCueDistance,
  kNotBeforeAfter,
  // of a stranger
  kStrangerBefore,
  kStrangerPicked,
  kStrangerLength,
  kStrangerShape,
  kTemplates,
};

constexpr std::array<int, kTemplates> kCells = {
    kRules * kLasts,
    kRules* kBefores,
    kRules* kAfters,
    kRules* kLengths,
    kRules* kPhrases,
    kRules* kCues,
    kRules* kDistances,
    kRules * 3,
    kRules * 3,
    kRules* kRules,
    kRules * 4,
    kRules * 3 * kBefores,
    kRules * 2,
    kRules* kLasts * 2,
    kPhrases* kCues,
    kRules * 9,
    kBefores * 2 * 2,
    kRules* kHeads,
    kRules* kStands,
    kSides* kBefores* kAfters,
    kLengths* kLasts,
    kLengths* kBefores,
    kLengths* kAfters,
    kLengths* kRules,
    2 * kLengths* kBefores,
    2 * kLengths * 2,
    2 * kLasts,
    kLengths * 4,
    kRules* kBefores,
    kLengths * 3,
    kLengths * 4,
    kLasts* kAfters,
    kLengths * 3,
    kLengths * 3 * 2,
    kLengths * 8,
    kBefores* kAfters * 2,
    kBefores,
    kRules,
    kLengths,
    8,
};

constexpr std::array<int, kTemplates + 1> kOffsets = [] {
  std::array<int, kTemplates + 1> offsets{};
  for (std::size_t i = 0; i < kTemplates; ++i) offsets[i + 1] = offsets[i] + kCells[i];
  return offsets;
}();
static_assert(kOffsets[kTemplates] < 65536);

class Builder {
 public:
  void add(Template which, int cell) {
    features_.index[features_.size++] = static_cast<std::uint16_t>(kOffsets[which] + cell);
  }
  const Features& done() const { return features_; }

 private:
  Features features_;
};

template <class Enum>
int at(Enum value) {
  return static_cast<int>(value);
}

}  // namespace

Features candidate_features(const QuotationContext& q, const CandidateContext& c) {
  const int rule = at(c.rule);
  // comma-like, sentence-like or open endings: what the combinations below tell apart
  const int ending = q.last == 0 ? 0 : q.last <= 3 ? 1 : 2;
  Builder builder;
  builder.add(kRuleLast, rule * kLasts + q.last);
  builder.add(kRuleBefore, rule * kBefores + at(q.before));
  builder.add(kRuleAfter, rule * kAfters + at(q.after));
  builder.add(kRuleLength, rule * kLengths + q.length);
  builder.add(kRulePhrase, rule * kPhrases + at(c.phrase));
  builder.add(kRuleCue, rule * kCues + c.cue);
  builder.add(kRuleDistance, rule * kDistances + c.distance);
  builder.add(kRuleBetween, rule * 3 + c.between);
  builder.add(kRuleCuesBetween, rule * 3 + c.cues_between);
  builder.add(kRulePicked, rule * kRules + (c.picked ? rule : at(q.picked)));
  builder.add(kRuleShape, rule * 4 + (q.opens_sentence ? 2 : 0) + (q.closed ? 1 : 0));
  builder.add(kRuleLastBefore, (rule * 3 + ending) * kBefores + at(q.before));
  builder.add(kRuleSame, rule * 2 + (c.same ? 1 : 0));
  builder.add(kRuleLastCapital, (rule * kLasts + q.last) * 2 + (q.capital ? 1 : 0));
  builder.add(kPhraseCue, at(c.phrase) * kCues + c.cue);
  // a cue after the quotation, one before it that leads to it, or one further off
  const int side = c.rule <= Rule::according ? 0 : c.distance <= 2 ? 1 : 2;
  builder.add(kRuleVerbsBetween, (rule * 3 + c.verbs_between) * 3 + c.openers_between);
  if (c.cue_used)
    builder.add(kUsed, at(q.before) * 4 + (q.title_case ? 2 : 0) + (q.length >= 3 ? 1 : 0));
  builder.add(kRuleHead, rule * kHeads + at(c.head));
  builder.add(kRuleStands, rule * kStands + at(c.stands));
  builder.add(kSideBeforeAfter, (side * kBefores + at(q.before)) * kAfters + at(q.after));
  return builder.done();
}

Features refusal_features(const QuotationContext& q) {
  Builder builder;
  const int opens = (q.opens_sentence ? 1 : 0) + (q.opens_paragraph ? 2 : 0);
  builder.add(kNotLengthLast, q.length * kLasts + q.last);
  builder.add(kNotLengthBefore, q.length * kBefores + at(q.before));
  builder.add(kNotLengthAfter, q.length * kAfters + at(q.after));
  builder.add(kNotLengthPicked, q.length * kRules + at(q.picked));
  builder.add(kNotTitleBefore,
              ((q.title_case ? 1 : 0) * kLengths + q.length) * kBefores + at(q.before));
  builder.add(kNotTitleWork,
              ((q.title_case ? 1 : 0) * kLengths + q.length) * 2 + (q.work_near ? 1 : 0));
  builder.add(kNotCapitalLast, (q.capital ? kLasts : 0) + q.last);
  builder.add(kNotLengthOpens, q.length * 4 + opens);
  builder.add(kNotPickedBefore, at(q.picked) * kBefores + at(q.before));
  builder.add(kNotLengthCues, q.length * 3 + q.cues);
  builder.add(kNotLengthStrength, q.length * 4 + q.picked_strength);
  builder.add(kNotLastAfter, q.last * kAfters + at(q.after));
  builder.add(kNotInSentence, q.length * 3 + q.in_sentence);
  builder.add(kNotLengthContent, (q.length * 3 + q.content) * 2 + (q.capital ? 1 : 0));
  builder.add(kNotLengthCueDistance, q.length * 8 + q.cue_distance);
  builder.add(kNotBeforeAfter,
              (at(q.before) * kAfters + at(q.after)) * 2 + (q.length >= 3 ? 1 : 0));
  return builder.done();
}

Features stranger_features(const QuotationContext& q) {
  Builder builder;
  builder.add(kStrangerBefore, at(q.before));
  builder.add(kStrangerPicked, at(q.picked));
  builder.add(kStrangerLength, q.length);
  builder.add(kStrangerShape,
              (q.opens_paragraph ? 4 : 0) + (q.opens_sentence ? 2 : 0) + (q.closed ? 1 : 0));
  return builder.done();
}

std::size_t weight_count() { return static_cast<std::size_t>(kOffsets[kTemplates]); }

float score(const Features& features, Weights weights) {
  float sum = 0;
  for (std::size_t i = 0; i < features.size; ++i) sum += weights[features.index[i]];
  return sum;
}

}  // namespace onrecord::statements
