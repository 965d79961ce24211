// See verify_json.h.
#include "searchd/search/verify_json.h"

#include <algorithm>
#include <cmath>

#include "proto/text/sentences.h"
#include "proto/text/tokens.h"
#include "searchd/search/render.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

using verify::EvidenceForm;
using verify::SpeakerFound;
using verify::Verdict;

constexpr std::uint32_t kMostAround = 600;  ///< Bytes of the sentences around.

std::string_view name_of(text::StepKind kind) {
  switch (kind) {
    case text::StepKind::kept:
      return "kept";
    case text::StepKind::replaced:
      return "replaced";
    case text::StepKind::dropped:
      return "dropped";
    case text::StepKind::added:
      return "added";
    case text::StepKind::elided:
      break;
  }
  return "elided";
}

/// Where the first word behind \a from begins, before \a end.
std::uint32_t word_behind(std::string_view text, std::uint32_t from, std::uint32_t end) {
  const std::size_t space = text.substr(0, end).find(' ', from);
  return space == std::string_view::npos ? end : static_cast<std::uint32_t>(space + 1);
}

/// Where the last word before \a to ends, behind \a begin.
std::uint32_t word_before(std::string_view text, std::uint32_t begin, std::uint32_t to) {
  const std::size_t space = text.substr(0, to).rfind(' ');
  return space == std::string_view::npos || space < begin ? begin
                                                          : static_cast<std::uint32_t>(space);
}

/// The sentences that \a matched lies in, with one before and one behind.
Span sentences_around(std::string_view text, Span matched) {
  // The lines some way to each side are enough.
  const std::size_t low = matched.begin > kMostAround
                              ? text.rfind('\n', matched.begin - kMostAround)
                              : std::string_view::npos;
  const auto from = static_cast<std::uint32_t>(low == std::string_view::npos ? 0 : low + 1);
  const std::size_t high =
      text.find('\n', std::min<std::size_t>(text.size(), matched.end + kMostAround));
  const std::string_view near = text.substr(from, std::min(high, text.size()) - from);
  std::vector<Span> sentences;
  for (const Span paragraph : text::paragraphs(near))
    for (const Span sentence : text::sentences(paragraph.of(near)))
      sentences.push_back(
          {from + paragraph.begin + sentence.begin, from + paragraph.begin + sentence.end});
  Span around = matched;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    if (sentences[i].end <= matched.begin || sentences[i].begin >= matched.end) continue;
    const Span first = sentences[i > 0 ? i - 1 : i];
    const Span last = sentences[i + 1 < sentences.size() ? i + 1 : i];
    for (const std::uint32_t begin : {sentences[i].begin, first.begin})
      if (begin <= matched.begin && matched.begin - begin <= kMostAround)
        around.begin = std::min(around.begin, begin);
    for (const std::uint32_t end : {sentences[i].end, last.end})
      if (end >= matched.end && end - matched.end <= kMostAround)
        around.end = std::max(around.end, end);
    // A sentence without an end is cut between words.
    if (around.begin == matched.begin && sentences[i].begin < matched.begin)
      around.begin = word_behind(text, matched.begin - kMostAround, matched.begin);
    if (around.end == matched.end && sentences[i].end > matched.end)
      around.end = word_before(text, matched.end, matched.end + kMostAround);
  }
  return around;
}

std::string who_said(const Evidence& evidence) {
  if (!evidence.said || evidence.said->statement.speaker.empty())
    return "somebody who is not named";
  const std::string& name = evidence.said->statement.speaker;
  if (!evidence.by_authority || evidence.person == nullptr || evidence.person->name == name)
    return name;
  return name + " (" + evidence.person->name + " by the authority file)";
}

/// " of Dag Holm" or ", perhaps of Dag Holm".
std::string of_whom(const Evidence& evidence) {
  const bool sure = !evidence.said || evidence.said->statement.speaker.empty() ||
                    evidence.said->statement.speaker_confidence >= verify::kResolved;
  return (sure ? " of " : ", perhaps of ") + who_said(evidence);
}

/// "a, b and c".
std::string list_of(const std::vector<std::string_view>& names) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i)
    list += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + std::string(names[i]);
  return list;
}

/// " of Lindqvist" where that is not how it was asked.
std::string of_another(const Evidence& best, const std::string& asked) {
  if (!best.said || best.said->statement.speaker.empty()) return {};
  const bool same = text::fold_value(best.said->statement.speaker) == text::fold_value(asked);
  return same ? std::string() : " of " + who_said(best);
}

/// What people are called who may be meant by either name: the surname where one is no more, else
/// the shorter of "Dag Holm" and "Dag Holm Jr.".
std::string name_in_common(const std::string& a, const std::string& b) {
  const std::size_t words_of_a = verify::bare_name(a).size();
  const std::size_t words_of_b = verify::bare_name(b).size();
  if (words_of_a == words_of_b) return a.size() < b.size() ? a : b;
  const std::string& shorter = words_of_a < words_of_b ? a : b;
  return shorter.substr(shorter.rfind(' ') + 1);
}

/// \a words and who is on record with them, as surely as is known.
std::string on_record(const Evidence& best, const std::string& said, const std::string& asked) {
  std::string words = said;
  if (best.finding.form == EvidenceForm::quoted_by) {
    // Hearsay: by whose word comes first.
    words += ", as " + best.said->statement.quoted_by + " tells it,";
    if (best.finding.speaker != SpeakerFound::uncertain &&
        best.finding.speaker != SpeakerFound::ambiguous)
      return words + " are on record" + of_whom(best) +
             (best.finding.speaker == SpeakerFound::other ? ", not of " + asked : "");
  }
  switch (best.finding.speaker) {
    case SpeakerFound::uncertain:
      return words + " are on record" + of_another(best, asked) + "; that " + asked +
             " said them is not certain";
    case SpeakerFound::ambiguous:
      return words + " are on record of " + who_said(best) + "; several people are called " +
             name_in_common(best.said->statement.speaker, asked);
    case SpeakerFound::other:
      return words + " are on record" + of_whom(best) + ", not of " + asked;
    default:
      return who_said(best) + " is on record with " + words;
  }
}

/// Everybody whose words are parts of a splice.
std::string speakers_of(const std::vector<Evidence>& evidence) {
  std::vector<std::string> names;
  for (const Evidence& one : evidence)
    if (std::find(names.begin(), names.end(), who_said(one)) == names.end())
      names.push_back(who_said(one));
  return list_of({names.begin(), names.end()});
}

std::string reported_as(const Evidence& best) {
  switch (best.finding.form) {
    case EvidenceForm::denied:
      return "only as what " + who_said(best) + " denied or did not say";
    case EvidenceForm::outlet:
      return "only as the outlet's own words";
    default: {
      const std::string whom = of_whom(best);
      return "only as indirect speech" + (whom.starts_with(',') ? whom : "," + whom);
    }
  }
}

}  // namespace

json::array changes_json(std::uint16_t changed) {
  json::array list;
  for (const std::string_view name : verify::names_of_changes(changed)) list.emplace_back(name);
  return list;
}

json::array difference_json(const Evidence& evidence, const text::Claim& claim) {
  json::array list;
  const std::string_view place = evidence.place_text();
  for (const verify::Difference& one : evidence.judgement.differences) {
    json::object row{{"op", name_of(one.kind)}};
    if (!one.claim.empty()) row.emplace("claim", one.claim.of(claim.text));
    if (!one.said.empty()) row.emplace("said", one.said.of(place));
    if (one.changed != 0) row.emplace("changes", changes_json(one.changed));
    if (one.form != verify::Form::same) row.emplace("form", verify::name_of(one.form));
    list.push_back(std::move(row));
  }
  return list;
}

json::object evidence_json(const Evidence& evidence, const text::Claim& claim, bool supports,
                           text::OffsetUnit unit) {
  const Article& article = evidence.source->article;
  const std::string_view place = evidence.place_text();
  const text::OffsetMap map(place, unit);
  json::object row;
  if (evidence.said) {
    row = statement_json(*evidence.said, place, unit);
  } else {
    row = article_summary(article);
    row.emplace("article", article.key.id);
    row.emplace("place", evidence.place == StatementPlace::headline ? "headline" : "text");
    row.emplace("text_sha256", article.text_sha256);
    row.emplace("source_sha256", article.provenance.source_sha256);
  }
  if (!article.notice.empty() && !row.contains("notice"))
    row.emplace("notice", article.notice.value);
  row.emplace("verdict", verify::name_of(verify::verdict_on(evidence.finding)));
  row.emplace("wording", verify::name_of(evidence.judgement.wording));
  row.emplace("form", verify::name_of(evidence.finding.form));
  row.emplace("speaker_found", verify::name_of(evidence.finding.speaker));
  if (evidence.by_authority) row.emplace("speaker_by", "authority");
  if (evidence.person != nullptr && !row.contains("person"))
    row.emplace("person",
                json::object{{"id", evidence.person->id}, {"name", evidence.person->name}});
  row.emplace("supports", supports);
  if (evidence.part > 0) row.emplace("part", evidence.part);
  row.emplace("coverage", std::round(evidence.judgement.coverage * 1000) / 1000);
  row.emplace("changed", changes_json(evidence.judgement.changed));
  if (evidence.judgement.wording == verify::Wording::truncated)
    row.emplace("cut", verify::name_of(evidence.judgement.cut));
  row.emplace("difference", difference_json(evidence, claim));
  const Span matched = evidence.judgement.matched;
  row.emplace("matched", json::object{{"text", matched.of(place)},
                                      {"begin", map(matched.begin)},
                                      {"end", map(matched.end)}});
  const Span around = sentences_around(place, matched);
  row.emplace("around", json::object{{"text", around.of(place)},
                                     {"begin", map(around.begin)},
                                     {"end", map(around.end)}});
  return row;
}

std::string says(const verify::Sum& sum, const std::vector<Evidence>& evidence,
                 const std::string& asked) {
  if (!sum.best) return "not found in this archive";
  const Evidence& best = evidence[*sum.best];
  switch (sum.verdict) {
    case Verdict::verbatim:
      return on_record(best, "these words", asked);
    case Verdict::minor:
      return on_record(best, "these words but for small differences", asked);
    case Verdict::truncated:
      return on_record(
                 best,
                 best.judgement.edits > 0 ? "these words but for small differences" : "these words",
                 asked) +
             ", but the claim leaves out what the sentence " +
             (best.judgement.cut == verify::Cut::front    ? "said first"
              : best.judgement.cut == verify::Cut::middle ? "said between"
                                                          : "goes on to say");
    case Verdict::spliced:
      return "put together from what " + speakers_of(evidence) + " said apart";
    case Verdict::altered:
      return "not on record in these words (" +
             list_of(verify::names_of_changes(best.judgement.changed)) +
             " changed): " + on_record(best, "similar words", asked);
    case Verdict::other_speaker:
      return on_record(best, best.judgement.changed == 0 ? "these words" : "similar words", asked);
    case Verdict::reported:
      return "these words are on record " + reported_as(best);
    case Verdict::not_found:
      break;
  }
  return "not found in this archive";
}

}  // namespace onrecord::search
