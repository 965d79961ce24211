// See speakers.h.
#include "indexer/statements/speakers.h"

#include <algorithm>
#include <cmath>

#include "indexer/statements/phrases.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

constexpr float kSharedSurname = .6F;  // two people of the article bear it: uncertain
constexpr float kByRole = .8F;         // "the minister"
constexpr float kByFocus = .65F;       // "the striker", whom nothing but the sentence before names
constexpr float kGuest = .7F;          // who answers an interviewer's question
constexpr float kNobodyNamed = .93F;   // "the striker" may be somebody with a name; at most this
constexpr float kNobodyFits = .3F;     // "he", and the article names no man

// Of pronouns whose antecedent was marked by hand, those read with .85 to .95 were right in 98 of
// 100: the product of the two probabilities is too modest.  Its log odds are stretched so that what
// is published is what was found.
float calibrated(float product) {
  constexpr float kStretch = 1.4F, kEdge = 1e-4F;
  const float p = std::clamp(product, kEdge, 1 - kEdge);
  return 1 / (1 + std::pow((1 - p) / p, kStretch));
}

bool answers(std::string_view cue) {
  return cue == "replied" || cue == "replies" || cue == "answered" || cue == "answers" ||
         cue == "retorted" || cue == "responded" || cue == "countered";
}

// The words of a phrase before the name: "Foreign Ministry spokesman".  Without a title among them
// there is no role.
Span role_in(Tokens tokens, Range phrase, int name_begin) {
  int begin = phrase.begin;
  while (begin < name_begin && tokens[static_cast<std::size_t>(begin)].has(kDeterminer)) ++begin;
  bool role = false;
  for (int i = begin; i < name_begin; ++i) {
    const Token& token = tokens[static_cast<std::size_t>(i)];
    role = role || (token.has(kTitle) && !token.has(kAbbreviation));
  }
  while (name_begin > begin && !tokens[static_cast<std::size_t>(name_begin - 1)].word())
    --name_begin;
  return role && begin < name_begin ? span_of(tokens, {begin, name_begin}) : Span{};
}

}  // namespace

Speakers::Speakers(const Document& document)
    : document_(document), people_(document), focus_(document, people_) {}

void Speakers::name(Statement& statement, const Speaker& speaker, float sure) {
  statement.speaker_confidence = sure;
  if (!speaker.known()) {
    statement.speaker_confidence = 0;
  } else if (!speaker.label.empty()) {
    name_label(statement, speaker.label);
  } else {
    name_phrase(statement, speaker.tokens, sure);
  }
}

int Speakers::guest_before(std::uint32_t at) const {
  int guest = -1, most = 0;
  std::vector<int> mentions(people_.all().size());
  for (const Mention& mention : people_.mentions()) {
    if (mention.at >= at) break;
    const Person& who = people_[mention.person];
    if (who.first == 0 || !who.firm) continue;
    const int count = ++mentions[static_cast<std::size_t>(mention.person)];
    const bool earlier = count == most && who.first_at < people_[guest].first_at;
    if (count <= most && !earlier) continue;
    guest = mention.person;
    most = count;
  }
  return guest;
}

void Speakers::name_guest(Statement& statement) {
  if (!guest_) guest_ = guest_before(statement.span.begin);
  if (*guest_ < 0) return;
  statement.speaker = people_.name_of(*guest_);
  statement.role = people_[*guest_].role.of(document_.text);
  statement.speaker_confidence = kGuest;
  statement.rule = name_of(Rule::introduced);
}

void Speakers::name_label(Statement& statement, std::string_view label) {
  statement.speaker_as_written = label;
  statement.speaker = label;
  const Document line =
      prepare_line(label, {0, static_cast<std::uint32_t>(label.size())}, MarkStyle::doubles);
  const Range whole{0, static_cast<int>(line.tokens.size())};
  if (const auto name = name_in(line.tokens, whole)) {
    statement.speaker = span_of(line.tokens, *name).of(label);
    statement.role = role_in(line.tokens, whole, name->begin).of(label);
  }
  const int person = people_.find(label);
  if (person < 0) return;
  statement.speaker = people_.name_of(person);
  if (statement.role.empty()) statement.role = people_[person].role.of(document_.text);
}

Antecedent Speakers::antecedent_of(int pronoun, std::string_view cue) {
  if (pronoun != pronoun_)
    antecedent_ = focus_.read(pronoun, answers(cue) ? Focus::Turn::answers : Focus::Turn::speaks);
  pronoun_ = pronoun;
  return antecedent_;
}

void Speakers::name_phrase(Statement& statement, Range phrase, float sure) {
  const Tokens tokens(document_.tokens);
  const std::string_view written = span_of(tokens, phrase).of(document_.text);
  statement.speaker_as_written = written;
  statement.speaker = written;
  const PhraseKind kind = kind_of(tokens, phrase);
  int person = -1;
  switch (kind) {
    case PhraseKind::he_she: {
      const Antecedent antecedent = antecedent_of(phrase.begin, statement.cue);
      person = antecedent.person;
      statement.speaker_confidence =
          person < 0 ? sure * kNobodyFits : calibrated(sure * antecedent.certainty);
      if (person >= 0) {
        statement.speaker = people_.name_of(person);
        if (people_[person].last == 0)
          statement.speaker_confidence = std::min(statement.speaker_confidence, kNobodyNamed);
      }
      break;
    }
    case PhraseKind::they:
    case PhraseKind::it:
      if (const auto group = focus_.group_meant(phrase.begin))
        statement.speaker = span_of(tokens, *group).of(document_.text);
      else if (kind == PhraseKind::they)
        person = focus_.person_meant_by_they(phrase.begin);
      if (person >= 0) statement.speaker = people_.name_of(person);
      [[fallthrough]];
    case PhraseKind::first_person:
    case PhraseKind::relative:
      statement.speaker_confidence = std::min(sure, kSharedSurname);
      break;
    default: {
      const Resolved resolved = people_.resolve(phrase);
      person = resolved.person;
      statement.speaker = resolved.name;
      if (resolved.ambiguous) {
        statement.speaker_confidence = std::min(sure, kSharedSurname);
        person = -1;
      } else if (resolved.role) {
        statement.speaker_confidence = sure * kByRole;
      }
      const auto name = name_in(tokens, phrase);
      const Span role = role_in(tokens, phrase, name ? name->begin : phrase.end);
      statement.role = role.of(document_.text);
      break;
    }
  }
  const bool described = kind == PhraseKind::determined ||
                         (kind == PhraseKind::name_modified &&
                          tokens[static_cast<std::size_t>(phrase.begin)].is("the"_w));
  if (person < 0 && described) {
    // "Oduya scored twice. … the striker said": whom the sentence before is about, if his role is
    // not known otherwise.
    person = tokens[static_cast<std::size_t>(phrase.begin)].is("the"_w)
                 ? focus_.meant_by_role(phrase)
                 : -1;
    if (person >= 0) {
      statement.speaker = people_.name_of(person);
      statement.speaker_confidence = sure * kByFocus;
    } else {
      if (kind == PhraseKind::determined) person = people_.unnamed(phrase);
      const Token& article = tokens[static_cast<std::size_t>(phrase.begin)];
      if (!article.is("a"_w) && !article.is("an"_w))
        statement.speaker_confidence = std::min(statement.speaker_confidence, kNobodyNamed);
    }
  }
  if (person < 0) return;
  if (statement.role.empty()) statement.role = people_[person].role.of(document_.text);
  focus_.spoke(phrase.begin, person);
}

}  // namespace onrecord::statements
