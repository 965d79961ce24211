// The method `verify`: what the archive has of a claimed quotation, place by place, and what that
// comes to.
#include <xapian.h>

#include <algorithm>
#include <string>
#include <tuple>

#include "proto/store/reader.h"
#include "searchd/search/asked_quotation.h"
#include "searchd/search/claim_places.h"
#include "searchd/search/deadline.h"
#include "searchd/search/evidence.h"
#include "searchd/search/methods.h"
#include "searchd/search/notice.h"
#include "searchd/search/render.h"
#include "searchd/search/speaker_filter.h"
#include "searchd/search/verify_json.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

using verify::SpeakerFound;
using verify::Wording;

constexpr Xapian::doccount kArticles = 8;  ///< Articles whose own text is looked at.
constexpr std::uint32_t kLeastPart = 3;    ///< Words of a part of a splice.

/// Everything about one request.
class Verification {
 public:
  Verification(Snapshot& snapshot, const Budget& budget, AskedQuotation given)
      : snapshot_(snapshot),
        budget_(budget),
        search_(std::move(given.search)),
        claim_(std::move(given.claim)),
        asked_(std::move(given.asked)),
        person_(std::move(given.person)),
        reader_(snapshot, asked_, person_),
        places_(search_, reader_, asked_, person_, budget) {}

  Result<json::object> run(std::int64_t limit, text::OffsetUnit unit) {
    auto statements = places_.judged(claim_, ClaimSearch::Dates::asked);
    if (!statements) return statements.error();
    const bool truncated = places_.more();  // Of the claim itself, not of its parts.
    std::vector<Evidence> weak;
    for (Evidence& one : *statements)
      (one.judgement.wording == Wording::none ? weak : evidence_).push_back(std::move(one));
    if (!any_there()) {
      if (auto done = look_for_splice(weak); !done) return done.error();
    }
    if (!any_there()) {
      if (auto done = look_in_articles(); !done) return done.error();
    }
    drop_doubles();
    std::vector<verify::Finding> findings;
    for (const Evidence& one : evidence_) findings.push_back(one.finding);
    const verify::Sum sum = verify::sum_up(findings);
    return answered(sum, truncated, limit, unit);
  }

 private:
  bool any_there() const {
    return std::any_of(evidence_.begin(), evidence_.end(), [](const Evidence& one) {
      return verify::is_there(one.judgement.wording) && !one.finding.retracted;
    });
  }

  // ---- Splices

  /// Takes the claim apart where the longest run of its words stands nowhere near the rest.
  Result<void> look_for_splice(std::vector<Evidence>& weak) {
    std::vector<const Evidence*> starts;
    for (const Evidence& one : evidence_) starts.push_back(&one);
    for (const Evidence& one : weak) starts.push_back(&one);
    const Evidence* start = nullptr;
    for (const Evidence* one : starts)
      if (one->judgement.missing_end > one->judgement.missing_begin &&
          (start == nullptr || one->judgement.coverage > start->judgement.coverage))
        start = one;
    if (start == nullptr) return {};
    const std::uint32_t begin = start->judgement.missing_begin;
    const std::uint32_t end = start->judgement.missing_end;
    const auto size = static_cast<std::uint32_t>(claim_.words.size());
    std::vector<Evidence> parts;
    std::uint32_t left_over = 0;
    for (const auto& [from, to] :
         {std::pair(0U, begin), std::pair(begin, end), std::pair(end, size)}) {
      if (to - from < kLeastPart) {
        left_over += to - from;
        continue;
      }
      auto part = find_part(from, to);
      if (!part) return part.error();
      if (!part->has_value()) return {};
      (*part)->part = static_cast<std::uint32_t>(parts.size()) + 1;
      parts.push_back(std::move(**part));
    }
    if (parts.size() < 2 || left_over > 2) return {};
    // Words of the asked speaker beside somebody else's are spliced; all of somebody else's are
    // his.
    const bool own = std::any_of(parts.begin(), parts.end(), [](const Evidence& part) {
      return part.finding.speaker != SpeakerFound::other;
    });
    evidence_.clear();
    for (Evidence& part : parts) {
      part.judgement.wording = Wording::spliced;
      part.finding.wording = Wording::spliced;
      if (own && part.finding.speaker == SpeakerFound::other) foreign_part_ = true;
      evidence_.push_back(std::move(part));
    }
    return {};
  }

  /// The best place of words [begin, end) of the claim, where they stand unchanged.
  Result<std::optional<Evidence>> find_part(std::uint32_t begin, std::uint32_t end) {
    const text::Claim part = verify::part_of(claim_, begin, end);
    const bool content = std::any_of(part.words.begin(), part.words.end(),
                                     [](const text::SpokenWord& word) { return word.content(); });
    if (!content) return std::optional<Evidence>();
    return places_.unchanged(part);
  }

  // ---- The outlets' own words

  Result<void> look_in_articles() {
    for (const Xapian::docid docid : search_.articles(claim_, kArticles)) {
      check_time(budget_.deadline);
      auto one = reader_.article(docid, claim_);
      if (!one) return one.error();
      // What differs from the outlet's own words differs from nobody's speech.
      if (one->has_value() && verify::is_there((*one)->judgement.wording))
        evidence_.push_back(std::move(**one));
    }
    return {};
  }

  // ---- The answer

  /// Of several readings of one place the best stays; of equal ones the innermost.
  void drop_doubles() {
    const auto same_place = [](const Evidence& a, const Evidence& b) {
      return a.place == b.place && a.source == b.source && a.part == b.part &&
             a.judgement.matched.begin < b.judgement.matched.end &&
             b.judgement.matched.begin < a.judgement.matched.end;
    };
    const auto rank = [](const Evidence& one) {
      return std::tuple(static_cast<int>(one.judgement.wording), one.judgement.edits,
                        one.said ? one.said->statement.span.size() : ~0U);
    };
    std::vector<Evidence> kept;
    std::stable_sort(evidence_.begin(), evidence_.end(),
                     [&](const Evidence& a, const Evidence& b) { return rank(a) < rank(b); });
    for (Evidence& one : evidence_)
      if (std::none_of(kept.begin(), kept.end(),
                       [&](const Evidence& other) { return same_place(one, other); }))
        kept.push_back(std::move(one));
    evidence_ = std::move(kept);
  }

  /// Places that might belong in but for their dates.
  Result<std::int64_t> count_undated() {
    auto left_out = places_.judged(claim_, ClaimSearch::Dates::left_out);
    if (!left_out) return left_out.error();
    return std::count_if(left_out->begin(), left_out->end(), [](const Evidence& one) {
      return one.judgement.wording != Wording::none;
    });
  }

  Result<json::object> answered(const verify::Sum& sum, bool truncated, std::int64_t limit,
                                text::OffsetUnit unit) {
    json::object result{{"verdict", verify::name_of(sum.verdict)},
                        {"says", says(sum, evidence_, asked_.name)}};
    if (sum.best) {
      const verify::Finding& best = evidence_[*sum.best].finding;
      result.emplace("wording", verify::name_of(best.wording));
      result.emplace("form", verify::name_of(best.form));
      result.emplace("speaker", verify::name_of(best.speaker));
    } else {
      result.emplace("wording", verify::name_of(Wording::none));
      result.emplace("form", nullptr);
      if (asked_.name.empty())
        result.emplace("speaker", verify::name_of(SpeakerFound::not_asked));
      else
        result.emplace("speaker", nullptr);
    }
    const bool exact =
        sum.verdict == verify::Verdict::verbatim || sum.verdict == verify::Verdict::minor;
    const bool sure = sum.best && (evidence_[*sum.best].finding.speaker == SpeakerFound::stated ||
                                   evidence_[*sum.best].finding.speaker == SpeakerFound::resolved ||
                                   evidence_[*sum.best].finding.speaker == SpeakerFound::not_asked);
    // What somebody says that another said is that somebody's word only.
    const bool hearsay =
        sum.best && evidence_[*sum.best].finding.form == verify::EvidenceForm::quoted_by;
    result.emplace("supported", exact && sure && !hearsay);
    result.emplace("disputed", sum.disputed);
    result.emplace("outlets", sum.outlets);
    result.emplace("independent", sum.independent);
    result.emplace("truncated", truncated && sum.best.has_value());
    json::object asked{{"quote", claim_.text}, {"words", claim_.words.size()}};
    if (!asked_.name.empty()) asked.emplace("speaker", asked_.name);
    result.emplace("claim", std::move(asked));
    if (!person_.persons().empty())
      result.emplace("person", speaker_row(*person_.authority(), asked_.name, person_.persons(),
                                           person_.matched()));
    if (search_.dated()) {
      const auto undated = count_undated();
      if (!undated) return undated.error();
      result.emplace("excluded_undated", *undated);
    }

    // The one that decides first, then those that support it, then the rest.
    std::vector<std::size_t> order;
    if (sum.best) order.push_back(*sum.best);
    const auto listed = [&](std::size_t i) {
      return std::find(order.begin(), order.end(), i) != order.end();
    };
    const auto supports = [&](std::size_t i) {
      return std::find(sum.supports.begin(), sum.supports.end(), i) != sum.supports.end();
    };
    for (const std::size_t i : sum.supports)
      if (!listed(i)) order.push_back(i);
    for (std::size_t i = 0; i < evidence_.size(); ++i)
      if (!listed(i)) order.push_back(i);
    json::array rows;
    for (const std::size_t i : order) {
      if (static_cast<std::int64_t>(rows.size()) == limit) break;
      json::object row = evidence_json(evidence_[i], claim_, supports(i), unit);
      if (auto linked = link_notice(row, evidence_[i].source->article, snapshot_); !linked)
        return linked.error();
      rows.push_back(std::move(row));
    }
    result.emplace("total", evidence_.size());
    result.emplace("evidence", std::move(rows));
    return result;
  }

  Snapshot& snapshot_;
  const Budget& budget_;
  ClaimSearch search_;
  text::Claim claim_;
  verify::Asked asked_;
  AskedPerson person_;
  EvidenceReader reader_;
  ClaimPlaces places_;
  std::vector<Evidence> evidence_;
  bool foreign_part_ = false;
};

}  // namespace

Result<json::object> run_verify(const wire::Request& request, Snapshot& snapshot,
                                const Budget& budget) {
  auto asked = AskedQuotation::read(request, snapshot, budget);
  if (!asked) return asked.error();
  Verification verification(snapshot, budget, std::move(*asked));
  return verification.run(*request.integer("limit"), offset_unit(*request.text("offsets")));
}

}  // namespace onrecord::search
