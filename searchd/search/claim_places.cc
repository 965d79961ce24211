// See claim_places.h.
#include "searchd/search/claim_places.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "searchd/search/asked_quotation.h"
#include "searchd/search/deadline.h"

namespace onrecord::search {
namespace {

using verify::SpeakerFound;
using verify::Wording;
using Having = ClaimSearch::Having;

constexpr Xapian::doccount kCandidates = 24;  ///< Statements of each way of looking.
constexpr Xapian::doccount kOfSpeaker = 12;   ///< The same among those of the asked speaker.
constexpr std::size_t kRead = 32;             ///< Statements that are read with their article.
constexpr std::size_t kPartial = 8;           ///< Of these such as have other words than the claim.
/// Long statements that are looked at: those in which the claim's rarest words stand closest.
constexpr std::size_t kLongOnes = 8;
constexpr double kWhole = .999;
constexpr double kLeastGlance = .3;  ///< Of the claim, in a statement by itself.
constexpr double kBehindBest = .3;   ///< As much less than the best is still read.
/// Of the words that are left when a statement is just worth reading it has this share of the rare
/// ones; with less it is not looked at.
constexpr double kLeastShare = .8;
constexpr double kFound = .85;         ///< Of the claim: here it was found.
constexpr std::size_t kMisses = 4;     ///< Statements in a row that are not, and the search ends.
constexpr double kPartCoverage = .85;  ///< Of a part of a claim that stands somewhere.

/// Picks those of \a glances, the best first, that are worth reading.
class Choice {
 public:
  enum class Of { worth, too_many, end };

  Of next(const EvidenceReader::Glance& glance) {
    const bool whole = glance.coverage > kWhole && glance.same;
    if (best_ == 0) best_ = glance.coverage;
    if (glance.coverage + kBehindBest < best_) return Of::end;
    if (!whole && ++partial_ > kPartial) return Of::end;
    // However many have all of it, those that have other words are read too.
    return whole && ++wholes_ > kRead - kPartial ? Of::too_many : Of::worth;
  }

 private:
  double best_ = 0;
  std::size_t partial_ = 0;
  std::size_t wholes_ = 0;
};

/// The least is the best.
auto part_rank(const Evidence& place) {
  return std::pair(place.finding.speaker == SpeakerFound::other, place.judgement.wording);
}

/// The words stand there as somebody's own.
bool counts_at_first_hand(const Evidence& place) {
  return verify::is_there(place.judgement.wording) && !place.finding.retracted &&
         (place.finding.form == verify::EvidenceForm::quoted ||
          place.finding.form == verify::EvidenceForm::transcript);
}

constexpr auto kBestPart = std::pair(false, Wording::verbatim);

}  // namespace

/// Glances at \a candidates, at those that share most first; each at most once.
Result<void> ClaimPlaces::look_at(Candidates candidates, const text::Claim& claim, Looked& looked) {
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const auto& a, const auto& b) { return a.share > b.share; });
  for (const ClaimSearch::Candidate& candidate : candidates) {
    if (looked.known.contains(candidate.docid)) continue;
    const double least = std::max(kLeastGlance, looked.best - kBehindBest);
    if (candidate.share < least * kLeastShare && looked.best > 2 * kLeastGlance) break;
    if (looked.best > kFound && looked.missed >= kMisses && candidate.share < 1) break;
    if (candidate.is_long && candidate.share < 1 && ++looked.long_ones > kLongOnes) continue;
    check_time(budget_.deadline);
    looked.known.insert(candidate.docid);
    auto glance = reader_.glance(candidate.docid, claim);
    if (!glance) return glance.error();
    const bool worth = glance->has_value() && (*glance)->coverage >= least;
    looked.missed = worth ? 0 : looked.missed + 1;
    if (!worth) continue;
    looked.best = std::max(looked.best, (*glance)->coverage);
    looked.glances.push_back(std::move(**glance));
  }
  return {};
}

/// The best first; of equal ones those without other words between, then those of the asked
/// speaker: many may have said the same.
void ClaimPlaces::put_in_order(std::vector<Glance>& glances) {
  bool part_of_name = false;
  for (Glance& glance : glances) {
    const std::string& speaker = glance.stored->statement.speaker;
    const auto match =
        asked_.name.empty() ? verify::NameMatch::none : verify::compare_names(asked_.name, speaker);
    part_of_name =
        part_of_name || match == verify::NameMatch::part ||
        (match == verify::NameMatch::same &&
         verify::by_surname_only(asked_.name, glance.stored->statement.speaker_as_written));
    glance.asked =
        !asked_.name.empty() && (match != verify::NameMatch::none || person_.may_be(speaker));
  }
  std::stable_sort(glances.begin(), glances.end(), [](const Glance& a, const Glance& b) {
    return std::tuple(a.coverage, a.same, a.asked) > std::tuple(b.coverage, b.same, b.asked);
  });
  // Who else has the asked surname matters only where a surname is all there is.
  if (!part_of_name || looked_up_) return;
  looked_up_ = true;
  const auto bare = verify::bare_name(asked_.name);
  std::vector<std::string> names{asked_.name};
  for (std::string& name : search_.names_with(bare.back()))
    if (verify::bare_name(name).back() == bare.back()) names.push_back(std::move(name));
  asked_.namesakes = verify::distinct_people(names);
}

Result<std::vector<Evidence>> ClaimPlaces::judged(const text::Claim& claim,
                                                  ClaimSearch::Dates dates) {
  Candidates candidates = search_.statements(claim, kCandidates, {}, dates);
  more_ = more_ || !search_.complete();
  for (const std::string& name : names_of(asked_, person_))
    for (const ClaimSearch::Candidate& own : search_.statements(claim, kOfSpeaker, name, dates))
      candidates.push_back(own);
  Looked looked;
  if (const auto done = look_at(std::move(candidates), claim, looked); !done) return done.error();
  std::vector<Evidence> evidence;
  if (const auto done = read_worth(looked, claim, evidence); !done) return done.error();
  const bool at_first_hand = std::any_of(evidence.begin(), evidence.end(), counts_at_first_hand);
  if (!more_ || at_first_hand || evidence.empty()) return evidence;
  // So many report the words, or take them back, that who quotes them was not among those read.
  looked.glances.clear();
  Candidates quoted = search_.statements(claim, Having::at_first_hand, kOfSpeaker, {}, dates);
  if (const auto done = look_at(std::move(quoted), claim, looked); !done) return done.error();
  if (const auto done = read_worth(looked, claim, evidence); !done) return done.error();
  return evidence;
}

/// Reads those of what was looked at that are worth it, the best first.
Result<void> ClaimPlaces::read_worth(Looked& looked, const text::Claim& claim,
                                     std::vector<Evidence>& evidence) {
  put_in_order(looked.glances);
  Choice choice;
  for (const Glance& glance : looked.glances) {
    const Choice::Of next = choice.next(glance);
    if (next == Choice::Of::end) break;
    if (next == Choice::Of::too_many) {
      more_ = true;
      continue;
    }
    check_time(budget_.deadline);
    auto one = reader_.statement(glance, claim);
    if (!one) return one.error();
    evidence.push_back(std::move(*one));
  }
  return {};
}

Result<std::optional<Evidence>> ClaimPlaces::best_unchanged(std::vector<Glance> glances,
                                                            const text::Claim& part) {
  put_in_order(glances);
  std::optional<Evidence> best;
  Choice choice;
  for (const Glance& glance : glances) {
    const Choice::Of next = choice.next(glance);
    if (next == Choice::Of::end || (best && part_rank(*best) == kBestPart)) break;
    if (next == Choice::Of::too_many) continue;
    check_time(budget_.deadline);
    auto one = reader_.statement(glance, part);
    if (!one) return one.error();
    const bool usable = verify::is_there(one->judgement.wording) &&
                        one->judgement.coverage >= kPartCoverage && !one->finding.retracted;
    if (usable && (!best || part_rank(*one) < part_rank(*best))) best = std::move(*one);
  }
  return best;
}

Result<std::optional<Evidence>> ClaimPlaces::unchanged(const text::Claim& part) {
  std::vector<std::string> names = names_of(asked_, person_);
  names.emplace_back();  // Anybody.
  Looked looked;
  std::optional<Evidence> best;
  const auto own = [&] { return best && best->finding.speaker != SpeakerFound::other; };
  const auto consider = [&](Candidates candidates) -> Result<void> {
    looked.glances.clear();
    if (auto done = look_at(std::move(candidates), part, looked); !done) return done;
    auto found = best_unchanged(std::move(looked.glances), part);
    if (!found) return found.error();
    if (*found && (!best || part_rank(**found) < part_rank(*best))) best = std::move(**found);
    return {};
  };
  // What stands unchanged has all words: who has only some is asked only where nobody has all.
  for (const std::string& name : names) {
    const Xapian::doccount most = name.empty() ? kCandidates : kOfSpeaker;
    if (own()) return best;
    for (const Having having : {Having::all, Having::crowded}) {
      if (best && part_rank(*best) == kBestPart) return best;
      const auto done =
          consider(search_.statements(part, having, most, name, ClaimSearch::Dates::asked));
      if (!done) return done.error();
    }
  }
  if (own()) return best;
  Candidates some;
  for (const std::string& name : names) {
    if (name.empty() && best) continue;
    const Xapian::doccount most = name.empty() ? kCandidates : kOfSpeaker;
    const Candidates more =
        search_.statements(part, Having::some, most, name, ClaimSearch::Dates::asked);
    some.insert(some.end(), more.begin(), more.end());
  }
  if (const auto done = consider(std::move(some)); !done) return done.error();
  return best;
}

}  // namespace onrecord::search
