// The method `variants`: the forms in which one quotation stands in the archive, who printed which,
// and when.
#include <xapian.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "proto/text/tokens.h"
#include "searchd/search/asked_quotation.h"
#include "searchd/search/deadline.h"
#include "searchd/search/evidence.h"
#include "searchd/search/methods.h"
#include "searchd/search/notice.h"
#include "searchd/search/render.h"
#include "searchd/search/verify_json.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

using verify::EvidenceForm;
using verify::Wording;

constexpr Xapian::doccount kCandidates = 400;  ///< Statements that are looked at.
constexpr std::size_t kRead = 150;             ///< Of these are read with their articles.
constexpr double kLeastWhole = .6;             ///< Of the quotation, in a statement by itself.
/// To find who disagrees each place is held against each: so many, and fewer of a long quotation.
constexpr std::size_t kMostHeld = 60;
constexpr std::size_t kFewest = 8;
constexpr std::size_t kComparedWords = 8000;
constexpr std::size_t kMostDays = 5;  ///< Of one variant.
constexpr std::int64_t kDaySeconds = 86400;
constexpr std::size_t kLeastPartWords = 4;
constexpr std::size_t kMostIds = 20;  ///< Statements that a variant names.

/// A place where the quotation, or a part of it, is printed.
struct Printed {
  Evidence evidence;
  std::string words;  ///< As printed there.
  bool part = false;  ///< All that stands there is in the quotation, which has more.
};

/// Those that print the same words.
using Group = std::vector<const Printed*>;

bool is_quotation(EvidenceForm form) {
  return form == EvidenceForm::quoted || form == EvidenceForm::transcript ||
         form == EvidenceForm::quoted_by;
}

/// The same for words that differ in case, marks, contractions and the form of numbers alone.
std::string sameness_of(const Printed& one) {
  std::string key(one.part ? "part" : "whole");
  for (const text::SpokenWord& word : text::spoken_words(one.words)) key += ' ' + word.key;
  return key;
}

/// What was surely said by then comes first, what has no date last; then by article.
auto order_of(const Printed* one) {
  const Article& article = one->evidence.source->article;
  return std::tuple(!article.date.known(), article.date.latest, article.date.earliest,
                    article.key.str());
}

/// Of what was surely said no earlier the last.
auto last_order_of(const Printed* one) {
  const Article& article = one->evidence.source->article;
  return std::tuple(article.date.earliest, article.date.latest, article.key.str());
}

json::array counted_json(const std::map<std::string, std::size_t>& counts) {
  std::vector<std::pair<std::string, std::size_t>> rows(counts.begin(), counts.end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  json::array list;
  for (const auto& [value, count] : rows)
    list.push_back(json::object{
        {"value", value.empty() ? json::value(nullptr) : json::value(value)}, {"count", count}});
  return list;
}

std::string id_of(const StoredStatement& stored) {
  return statement_id(stored.key, stored.version, stored.statement);
}

class Variants {
 public:
  Variants(Snapshot& snapshot, const Budget& budget, AskedQuotation given)
      : snapshot_(snapshot),
        budget_(budget),
        search_(std::move(given.search)),
        claim_(std::move(given.claim)),
        asked_(std::move(given.asked)),
        person_(std::move(given.person)),
        reader_(snapshot, asked_, person_) {}

  Result<json::object> run(std::int64_t limit, text::OffsetUnit unit) {
    if (auto done = read_all(); !done) return done.error();
    std::vector<Group> groups = grouped();
    json::array variants;
    for (const Group& group : groups) {
      if (static_cast<std::int64_t>(variants.size()) == limit) break;
      auto variant = variant_json(group, unit);
      if (!variant) return variant.error();
      variants.push_back(std::move(*variant));
    }
    json::object result{{"quote", claim_.text}, {"words", claim_.words.size()}};
    if (!asked_.name.empty()) result.emplace("speaker", asked_.name);
    result.emplace("total", groups.size());
    result.emplace("statements", printed_.size());
    result.emplace("independent", independent(all_of(printed_)));
    result.emplace("disputed", disputed(groups));
    result.emplace("not_quoted", not_quoted_);
    if (!asked_.name.empty()) result.emplace("other_speakers", other_speakers_);
    result.emplace("truncated", full_);
    result.emplace("variants", std::move(variants));
    return result;
  }

 private:
  static Group all_of(const std::vector<Printed>& printed) {
    Group all;
    for (const Printed& one : printed) all.push_back(&one);
    return all;
  }

  /// A statement by itself.
  struct Seen {
    EvidenceReader::Glance glance;
    bool part = false;  ///< All that it says is in the quotation.
  };

  Result<void> read_all() {
    // Anybody's, and those of who is asked for, whom many others may leave no room.
    std::vector<std::string> names = names_of(asked_, person_);
    names.emplace(names.begin());
    std::set<Xapian::docid> known;
    std::vector<Seen> seen;
    for (const std::string& name : names) {
      const auto candidates = search_.statements(claim_, kCandidates + 1, name);
      full_ = full_ || candidates.size() > kCandidates;
      for (const ClaimSearch::Candidate& candidate : candidates) {
        if (!known.insert(candidate.docid).second) continue;
        check_time(budget_.deadline);
        auto glance = reader_.glance(candidate.docid, claim_);
        if (!glance) return glance.error();
        if (!glance->has_value()) continue;
        const bool part = is_part(**glance);
        if (part) (*glance)->coverage = 1;
        if ((*glance)->coverage >= kLeastWhole) seen.push_back({std::move(**glance), part});
      }
    }
    std::stable_sort(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) {
      return a.glance.coverage > b.glance.coverage;
    });
    if (seen.size() > kRead) full_ = true;
    if (seen.size() > kRead) seen.resize(kRead);
    for (const Seen& one : seen) {
      check_time(budget_.deadline);
      auto read = one.part ? part(one.glance) : whole(one.glance);
      if (!read) return read.error();
      // Two readings of one place, as where a quotation stands within a quotation, are one.
      if (read->has_value() && places_.insert(place_of((*read)->evidence)).second)
        take(std::move(**read));
    }
    return {};
  }

  using Place = std::tuple<std::string, StatementPlace, std::uint32_t>;
  static Place place_of(const Evidence& evidence) {
    return {evidence.source->article.key.str(), evidence.place, evidence.judgement.matched.begin};
  }

  void take(Printed one) {
    if (one.evidence.finding.speaker == verify::SpeakerFound::other) {
      ++other_speakers_;
    } else if (!is_quotation(one.evidence.finding.form)) {
      ++not_quoted_;
    } else {
      printed_.push_back(std::move(one));
    }
  }

  Result<std::optional<Printed>> whole(const EvidenceReader::Glance& glance) {
    auto evidence = reader_.statement(glance, claim_);
    if (!evidence) return evidence.error();
    if (evidence->finding.wording == Wording::none || evidence->judgement.coverage < kLeastWhole)
      return std::optional<Printed>();
    // Words that stand far apart in other company are another quotation.
    if (evidence->judgement.wording == Wording::altered &&
        evidence->judgement.edits > claim_.words.size())
      return std::optional<Printed>();
    Printed one{std::move(*evidence), {}, false};
    one.words = one.evidence.printed;
    return std::optional(std::move(one));
  }

  /// Whether a statement has a stretch of the quotation and nothing else.
  bool is_part(const EvidenceReader::Glance& glance) const {
    const std::string& said = glance.stored->statement.text;
    // Most are longer: those are not read.
    if (said.size() > 2 * claim_.text.size()) return false;
    const text::Claim piece = text::read_claim(said);
    if (piece.words.size() < kLeastPartWords || piece.words.size() >= claim_.words.size())
      return false;
    const text::Alignment there = text::align(piece, claim_.words);
    return std::all_of(there.steps.begin(), there.steps.end(), [](const text::AlignmentStep& step) {
      return step.kind == text::StepKind::kept;
    });
  }

  Result<std::optional<Printed>> part(const EvidenceReader::Glance& glance) {
    // Its speaker may go on to say the rest: "…," she said, "…".
    auto more = whole(glance);
    if (!more) return more.error();
    if (*more && verify::is_there((*more)->evidence.judgement.wording)) return more;
    const std::string& said = glance.stored->statement.text;
    auto evidence = reader_.statement(glance, text::read_claim(said));
    if (!evidence) return evidence.error();
    if (evidence->finding.wording == Wording::none) return std::optional<Printed>();
    return std::optional(Printed{std::move(*evidence), said, true});
  }

  /// Of most sources first; of equals the one that is most like the quotation, then the one that
  /// was printed first.
  std::vector<Group> grouped() const {
    std::map<std::string, Group> by_words;
    for (const Printed& one : printed_) by_words[sameness_of(one)].push_back(&one);
    std::vector<Group> groups;
    for (auto& [words, group] : by_words) {
      std::sort(group.begin(), group.end(),
                [](const Printed* a, const Printed* b) { return order_of(a) < order_of(b); });
      groups.push_back(std::move(group));
    }
    const auto rank = [](const Group& group) {
      const Printed& one = *group.front();
      return std::tuple(one.part, -static_cast<std::int64_t>(independent(group)),
                        one.evidence.judgement.wording, order_of(&one));
    };
    std::sort(groups.begin(), groups.end(),
              [&](const Group& a, const Group& b) { return rank(a) < rank(b); });
    return groups;
  }

  /// Whether articles of the same days disagree: of each variant one place a day, as many as can be
  /// held against each other in a fraction of a second.
  bool disputed(const std::vector<Group>& groups) const {
    const std::size_t most =
        std::clamp<std::size_t>(kComparedWords / claim_.words.size(), kFewest, kMostHeld);
    std::vector<verify::Finding> findings;
    for (std::size_t round = 0; round < kMostDays; ++round)
      for (const Group& group : groups) {
        std::set<std::int64_t> days;
        for (const Printed* one : group) {
          const std::int64_t day = one->evidence.finding.date.earliest / kDaySeconds;
          if (!days.insert(day).second || days.size() != round + 1) continue;
          if (findings.size() < most) findings.push_back(one->evidence.finding);
        }
      }
    return verify::sum_up(findings).disputed;
  }

  /// Retracted ones count for nothing, copies once.
  static std::size_t independent(const Group& group) {
    std::set<std::string> sources;
    for (const Printed* one : group)
      if (!one->evidence.finding.retracted) sources.insert(one->evidence.finding.cluster);
    return sources.size();
  }

  Result<json::value> end_json(const Printed* one, text::OffsetUnit unit) {
    if (one == nullptr) return json::value(nullptr);
    json::object row = statement_json(*one->evidence.said, one->evidence.place_text(), unit);
    if (auto linked = link_notice(row, one->evidence.source->article, snapshot_); !linked)
      return linked.error();
    return json::value(std::move(row));
  }

  Result<json::object> variant_json(const Group& group, text::OffsetUnit unit) {
    std::map<std::string, std::size_t> outlets, speakers;
    std::size_t retracted = 0;
    const Printed *first = nullptr, *last = nullptr;
    json::array ids;
    for (const Printed* one : group) {
      const Article& article = one->evidence.source->article;
      ++outlets[article.outlet.value];
      ++speakers[one->evidence.said->statement.speaker];
      if (ids.size() < kMostIds) ids.emplace_back(id_of(*one->evidence.said));
      if (one->evidence.finding.retracted) {
        ++retracted;
      } else if (article.date.known()) {
        if (first == nullptr) first = one;
        if (last == nullptr || last_order_of(last) < last_order_of(one)) last = one;
      }
    }
    const auto stands = std::find_if(group.begin(), group.end(), [](const Printed* one) {
      return !one->evidence.finding.retracted;
    });
    const Printed& shown = **(stands == group.end() ? group.begin() : stands);
    json::object row{{"text", shown.words}, {"part", shown.part}};
    row.emplace("wording", verify::name_of(shown.evidence.judgement.wording));
    if (!shown.part) {
      row.emplace("changed", changes_json(shown.evidence.judgement.changed));
      row.emplace("difference", difference_json(shown.evidence, claim_));
    }
    row.emplace("count", group.size());
    row.emplace("independent", independent(group));
    row.emplace("retracted", retracted);
    row.emplace("outlets", counted_json(outlets));
    row.emplace("speakers", counted_json(speakers));
    for (const auto& [name, one] : {std::pair("first", first), {"last", last}}) {
      auto end = end_json(one, unit);
      if (!end) return end.error();
      row.emplace(name, std::move(*end));
    }
    row.emplace("statements", std::move(ids));
    return row;
  }

  Snapshot& snapshot_;
  const Budget& budget_;
  ClaimSearch search_;
  text::Claim claim_;
  verify::Asked asked_;
  AskedPerson person_;
  EvidenceReader reader_;
  std::vector<Printed> printed_;
  std::set<Place> places_;
  std::size_t not_quoted_ = 0;
  std::size_t other_speakers_ = 0;
  bool full_ = false;
};

}  // namespace

Result<json::object> run_variants(const wire::Request& request, Snapshot& snapshot,
                                  const Budget& budget) {
  auto asked = AskedQuotation::read(request, snapshot, budget);
  if (!asked) return asked.error();
  Variants variants(snapshot, budget, std::move(*asked));
  return variants.run(*request.integer("limit"), offset_unit(*request.text("offsets")));
}

}  // namespace onrecord::search
