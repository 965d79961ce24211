// See verdict.h.
#include "searchd/verify/verdict.h"

#include <algorithm>
#include <set>
#include <span>
#include <tuple>

#include "proto/text/claim.h"
#include "searchd/verify/passage.h"

namespace onrecord::verify {
namespace {

/// Days between two reports of one utterance, at most.
constexpr std::int64_t kSameOccasionSeconds = 4 * 86400;
/// How much of the claim two variants of one utterance share with it.
constexpr double kVariantCoverage = .6;

bool is_speech(EvidenceForm form) {
  return form == EvidenceForm::quoted || form == EvidenceForm::transcript ||
         form == EvidenceForm::quoted_by;
}

/// The words are the speaker's by nobody else's word.
bool is_first_hand(EvidenceForm form) { return is_speech(form) && form != EvidenceForm::quoted_by; }

int wording_rank(Wording wording) { return static_cast<int>(wording); }

int speaker_rank(SpeakerFound speaker) {
  switch (speaker) {
    case SpeakerFound::not_asked:
    case SpeakerFound::stated:
      return 0;
    case SpeakerFound::resolved:
      return 1;
    case SpeakerFound::ambiguous:
      return 2;
    case SpeakerFound::uncertain:
      return 3;
    case SpeakerFound::other:
      break;
  }
  return 4;
}

/// The least decides.  Before all: whose words, and whether they are the claim's.  What was altered
/// is explained by what is most like it.
auto rank_of(const Finding& finding) {
  const bool own = finding.speaker != SpeakerFound::other;
  const bool there = is_there(finding.wording);
  const bool speech = is_speech(finding.form);
  int group = 0;
  if (own && there && speech)
    group = 0;
  else if (own && there)
    group = finding.form == EvidenceForm::outlet ? 3 : 1;
  else if (there && speech)
    group = 2;
  else if (own && speech)
    group = 4;
  else if (there)
    group = 5;
  else
    group = own ? 6 : 7;
  const int form = finding.form == EvidenceForm::quoted_by ? 1 : 0;
  const std::uint32_t unlike = finding.wording == Wording::altered ? finding.edits : 0;
  return std::tuple(group, wording_rank(finding.wording), unlike, speaker_rank(finding.speaker),
                    form, finding.edits);
}

bool same_occasion(const Finding& a, const Finding& b) {
  if (!a.date.known() || !b.date.known()) return false;
  return a.date.earliest <= b.date.latest + kSameOccasionSeconds &&
         b.date.earliest <= a.date.latest + kSameOccasionSeconds;
}

/// \a claimed held against \a said.
Judgement held_against(const std::string& claimed, const std::string& said) {
  const text::Claim claim = text::read_claim(claimed);
  const Piece whole{{0, static_cast<std::uint32_t>(said.size())}, Joint::breaks};
  return judge(claim, make_passage(said, std::span(&whole, 1)), Speech::direct);
}

/// Whether \a claimed changes what \a said says.
bool changes(const std::string& claimed, const std::string& said) {
  const Wording wording = held_against(claimed, said).wording;
  return wording == Wording::altered || wording == Wording::none;
}

/// Whether \a claimed has other words than \a said, be it a function word.
bool words_differ(const std::string& claimed, const std::string& said) {
  const Judgement judgement = held_against(claimed, said);
  return judgement.wording == Wording::none || judgement.edits > 0;
}

/// Whether two places give the same words, one of them perhaps more of them.
bool say_the_same(const Finding& a, const Finding& b) {
  if (a.said.empty() || b.said.empty())
    return (a.wording == Wording::altered) == (b.wording == Wording::altered) &&
           (a.wording != Wording::altered || a.changed == b.changed);
  return a.said == b.said || !changes(a.said, b.said) || !changes(b.said, a.said);
}

bool disagree(const Finding& a, const Finding& b) {
  const auto usable = [](const Finding& one) {
    return !one.retracted && is_first_hand(one.form) && one.coverage >= kVariantCoverage &&
           one.wording != Wording::none && one.wording != Wording::spliced;
  };
  // Copies say the same, but one outlet may print another's text with other words.
  const bool copies =
      a.cluster == b.cluster && (a.outlet == b.outlet || a.outlet.empty() || b.outlet.empty());
  if (!usable(a) || !usable(b) || copies) return false;
  if (a.said_by.empty() || compare_names(a.said_by, b.said_by) == NameMatch::none) return false;
  const bool altered = a.wording == Wording::altered || b.wording == Wording::altered;
  if (!same_occasion(a, b)) return false;
  if (altered)
    return (a.wording == Wording::altered) != (b.wording == Wording::altered) ||
           !say_the_same(a, b);
  // One of them goes on, with what the other leaves out.
  if ((a.wording == Wording::truncated) != (b.wording == Wording::truncated)) return true;
  if (a.edits + b.edits == 0 || a.said.empty() || b.said.empty()) return false;
  return words_differ(a.said, b.said) && words_differ(b.said, a.said);
}

}  // namespace

std::string_view name_of(EvidenceForm form) {
  switch (form) {
    case EvidenceForm::quoted:
      return "quoted";
    case EvidenceForm::transcript:
      return "transcript";
    case EvidenceForm::quoted_by:
      return "quoted_by";
    case EvidenceForm::reported:
      return "reported";
    case EvidenceForm::outlet:
      return "outlet";
    case EvidenceForm::denied:
      break;
  }
  return "denied";
}

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::verbatim:
      return "verbatim";
    case Verdict::minor:
      return "minor";
    case Verdict::truncated:
      return "truncated";
    case Verdict::spliced:
      return "spliced";
    case Verdict::altered:
      return "altered";
    case Verdict::other_speaker:
      return "other_speaker";
    case Verdict::reported:
      return "reported";
    case Verdict::not_found:
      break;
  }
  return "not_found";
}

Verdict verdict_on(const Finding& finding) {
  if (finding.retracted || finding.wording == Wording::none) return Verdict::not_found;
  if (finding.form == EvidenceForm::denied && is_there(finding.wording)) return Verdict::reported;
  if (finding.speaker == SpeakerFound::other && finding.form != EvidenceForm::outlet)
    return finding.wording == Wording::altered || finding.wording == Wording::spliced
               ? (finding.wording == Wording::altered ? Verdict::altered : Verdict::spliced)
               : Verdict::other_speaker;
  switch (finding.wording) {
    case Wording::altered:
      return Verdict::altered;
    case Wording::spliced:
      return Verdict::spliced;
    default:
      break;
  }
  if (!is_speech(finding.form)) return Verdict::reported;
  switch (finding.wording) {
    case Wording::verbatim:
      return Verdict::verbatim;
    case Wording::minor:
      return Verdict::minor;
    default:
      return Verdict::truncated;
  }
}

Sum sum_up(const std::vector<Finding>& findings) {
  Sum sum;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (verdict_on(findings[i]) == Verdict::not_found) continue;
    if (!sum.best || rank_of(findings[i]) < rank_of(findings[*sum.best])) sum.best = i;
  }
  for (std::size_t i = 0; i < findings.size() && !sum.disputed; ++i)
    for (std::size_t j = i + 1; j < findings.size() && !sum.disputed; ++j)
      sum.disputed = disagree(findings[i], findings[j]);
  if (!sum.best) return sum;

  const Finding& best = findings[*sum.best];
  sum.verdict = verdict_on(best);
  std::set<std::string> outlets;
  std::set<std::string> clusters;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& one = findings[i];
    // What says more than the verdict needs supports it too: verbatim words support "truncated" no
    // less.
    const bool as_strong =
        verdict_on(one) == sum.verdict ||
        (is_there(best.wording) && wording_rank(one.wording) <= wording_rank(best.wording) &&
         is_speech(one.form) == is_speech(best.form));
    const bool same_side =
        (one.speaker == SpeakerFound::other) == (best.speaker == SpeakerFound::other);
    if (one.retracted || one.wording == Wording::none || !as_strong || !same_side) continue;
    if (is_first_hand(best.form) && !is_first_hand(one.form)) continue;
    if (best.wording == Wording::altered && !say_the_same(one, best)) continue;
    sum.supports.push_back(i);
    outlets.insert(one.outlet.empty() ? "source " + one.source : "outlet " + one.outlet);
    clusters.insert(one.cluster);
  }
  sum.outlets = outlets.size();
  sum.independent = clusters.size();
  return sum;
}

}  // namespace onrecord::verify
