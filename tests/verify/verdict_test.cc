// What evidence comes to: which of it decides, what it counts for, when it disagrees.
#include "searchd/verify/verdict.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::verify;

namespace {

struct Made {
  Wording wording = Wording::verbatim;
  EvidenceForm form = EvidenceForm::quoted;
  SpeakerFound speaker = SpeakerFound::stated;
  std::string outlet = "harbour post";
  std::string cluster = "a";
};

Finding finding(const Made& made) {
  Finding one;
  one.wording = made.wording;
  one.form = made.form;
  one.speaker = made.speaker;
  one.changed = made.wording == Wording::altered ? kNegationChanged : 0;
  one.coverage = .9;
  one.said_by = made.speaker == SpeakerFound::other ? "tomas verey" : "mara lindqvist";
  one.outlet = made.outlet;
  one.cluster = made.cluster;
  one.date = *text::parse_date("2026-03-05");
  return one;
}

Verdict verdict_of(const std::vector<Made>& all) {
  std::vector<Finding> findings;
  for (const Made& made : all) findings.push_back(finding(made));
  return sum_up(findings).verdict;
}

}  // namespace

TEST_CASE("one finding alone") {
  using W = Wording;
  using F = EvidenceForm;
  using S = SpeakerFound;
  struct Case {
    W wording;
    F form;
    S speaker;
    Verdict verdict;
  };
  const auto c = GENERATE(values<Case>({
      {W::verbatim, F::quoted, S::stated, Verdict::verbatim},
      {W::verbatim, F::transcript, S::not_asked, Verdict::verbatim},
      {W::minor, F::quoted, S::resolved, Verdict::minor},
      {W::truncated, F::quoted, S::stated, Verdict::truncated},
      {W::spliced, F::quoted, S::stated, Verdict::spliced},
      {W::altered, F::quoted, S::stated, Verdict::altered},
      {W::verbatim, F::quoted, S::other, Verdict::other_speaker},
      {W::verbatim, F::reported, S::other, Verdict::other_speaker},
      {W::verbatim, F::reported, S::stated, Verdict::reported},
      {W::verbatim, F::denied, S::stated, Verdict::reported},
      {W::verbatim, F::denied, S::other, Verdict::reported},
      {W::verbatim, F::outlet, S::other, Verdict::reported},
      {W::verbatim, F::quoted_by, S::stated, Verdict::verbatim},
      {W::altered, F::reported, S::stated, Verdict::altered},
      {W::none, F::quoted, S::stated, Verdict::not_found},
  }));
  CAPTURE(name_of(c.wording), name_of(c.form), name_of(c.speaker));
  CHECK(verdict_on(finding({c.wording, c.form, c.speaker})) == c.verdict);
}

TEST_CASE("the asked speaker's own words go first, unless somebody else said exactly these") {
  const Made own;
  const Made foreign{.speaker = SpeakerFound::other};
  const Made changed{.wording = Wording::altered};
  const Made reported{.form = EvidenceForm::reported};
  const Made outlet{.form = EvidenceForm::outlet, .speaker = SpeakerFound::other};
  CHECK(verdict_of({foreign, own}) == Verdict::verbatim);
  CHECK(verdict_of({changed, foreign}) == Verdict::other_speaker);
  CHECK(verdict_of({reported, foreign}) == Verdict::reported);
  CHECK(verdict_of({outlet, changed}) == Verdict::altered);
  CHECK(verdict_of({outlet, own}) == Verdict::verbatim);
  CHECK(verdict_of({changed, {.wording = Wording::minor}}) == Verdict::minor);
  CHECK(verdict_of({}) == Verdict::not_found);
}

TEST_CASE("what was retracted supports nothing") {
  Finding retracted = finding({});
  retracted.retracted = true;
  const Sum sum = sum_up({retracted});
  CHECK(sum.verdict == Verdict::not_found);
  CHECK(sum.supports.empty());
  CHECK(sum.outlets == 0);
  const Sum both = sum_up({retracted, finding({.wording = Wording::altered})});
  CHECK(both.verdict == Verdict::altered);
  CHECK_FALSE(both.disputed);
}

TEST_CASE("copies count once, outlets count once") {
  const Sum sum =
      sum_up({finding({.outlet = "a", .cluster = "1"}), finding({.outlet = "b", .cluster = "1"}),
              finding({.outlet = "b", .cluster = "2"}),
              finding({.wording = Wording::altered, .outlet = "c", .cluster = "3"})});
  CHECK(sum.outlets == 2);
  CHECK(sum.independent == 2);
  CHECK(sum.supports.size() == 3);
}

TEST_CASE(
    "one utterance in two wordings is disputed; two occasions, two speakers, two copies are not") {
  const Finding one = finding({.cluster = "1"});
  Finding other = finding({.wording = Wording::altered, .cluster = "2"});
  CHECK(sum_up({one, other}).disputed);
  Finding later = other;
  later.date = *text::parse_date("2026-04-05");
  CHECK_FALSE(sum_up({one, later}).disputed);
  Finding copy = other;
  copy.cluster = "1";
  CHECK_FALSE(sum_up({one, copy}).disputed);
  copy.outlet = "island gazette";
  CHECK(sum_up({one, copy}).disputed);
  Finding foreign = other;
  foreign.said_by = "tomas verey";
  CHECK_FALSE(sum_up({one, foreign}).disputed);
}

TEST_CASE("two places that differ from the claim alike may differ from each other") {
  const auto altered = [](std::string said, std::string cluster, std::string outlet) {
    Finding one =
        finding({.wording = Wording::altered, .outlet = std::move(outlet), .cluster = cluster});
    one.changed = kContentChanged;
    one.said = std::move(said);
    return one;
  };
  const Finding stairs = altered("we hid the ruby sceptre under the vestry stairs", "1", "a");
  const Finding roof = altered("we hid the ruby sceptre under the chapel roof", "2", "b");
  const Finding same = altered("We hid the ruby sceptre under the vestry stairs", "3", "c");
  const Finding more = altered("that we hid the ruby sceptre under the vestry stairs", "4", "d");
  CHECK(sum_up({stairs, roof}).disputed);
  CHECK(sum_up({stairs, roof}).supports.size() == 1);
  CHECK_FALSE(sum_up({stairs, same}).disputed);
  CHECK(sum_up({stairs, same}).independent == 2);
  CHECK_FALSE(sum_up({stairs, more}).disputed);
  Finding number = altered("we counted 40 goats on the ridge", "1", "a");
  number.changed = kNumberChanged;
  Finding other = altered("we counted 50 goats on the ridge", "2", "b");
  other.changed = kNumberChanged;
  CHECK(sum_up({number, other}).disputed);
}

TEST_CASE("articles disagree where one goes on with what another leaves out") {
  Finding whole = finding({.wording = Wording::truncated, .outlet = "harbour post"});
  Finding cut = finding({.wording = Wording::verbatim, .outlet = "tide", .cluster = "b"});
  CHECK(sum_up({cut, whole}).verdict == Verdict::verbatim);
  CHECK(sum_up({cut, whole}).disputed);
  cut.date = *text::parse_date("2027-03-05");
  CHECK_FALSE(sum_up({cut, whole}).disputed);
}

TEST_CASE("hearsay neither supports nor disputes what is on record at first hand") {
  const Finding own = finding({.cluster = "1"});
  const Finding told = finding({.form = EvidenceForm::quoted_by, .outlet = "b", .cluster = "2"});
  const Sum sum = sum_up({own, told});
  CHECK(sum.supports.size() == 1);
  CHECK(sum.independent == 1);
  CHECK(sum_up({told}).supports.size() == 1);
  CHECK_FALSE(sum_up({own, finding({.wording = Wording::altered,
                                    .form = EvidenceForm::quoted_by,
                                    .cluster = "2"})})
                  .disputed);
}

TEST_CASE("what is most like the claim explains what was altered") {
  Finding far = finding({.wording = Wording::altered});
  Finding near = finding({.wording = Wording::altered, .speaker = SpeakerFound::resolved});
  far.edits = 5;
  near.edits = 1;
  CHECK(*sum_up({far, near}).best == 1);
  CHECK(*sum_up({near, far}).best == 0);
  // Whose words they are goes before.
  near.speaker = SpeakerFound::other;
  CHECK(*sum_up({near, far}).best == 1);
}
