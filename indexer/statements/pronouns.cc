// See pronouns.h.
#include "indexer/statements/pronouns.h"

#include <algorithm>
#include <cmath>
#include "indexer/statements/subjects.h"

namespace onrecord::statements {
namespace {

constexpr int kMentionsBack = 40;
constexpr int kSentencesBack = 14;
constexpr int kHearerReach = 6;
constexpr int kRoleReach = 4;     // sentences
constexpr int kTheyReach = 6;     // sentences
constexpr float kThing = 1.0F;    // taken off the score of whom nothing shows to be human
constexpr float kUnnamed = 2.0F;  // and of "the runner", who may be somebody with a name
constexpr float kNobody = 2.0F;   // score of somebody whom the article does not name so: who scores
                                  // less is read unsurely, though nobody else is there
constexpr float kSureOfGender = .8F;  // share of the candidates from which a pronoun tells a gender
constexpr float kAsked = 2.5F;        // score of who spoke last, when the pronoun answers him

enum Feature : std::size_t {
  kSameSentence,
  kOneBack,
  kTwoBack,
  kThreeToFiveBack,
  kFurtherBack,
  kSubjectSame,  // the subject of the pronoun's own sentence
  kSubjectOneBack,
  kSubjectTwoBack,
  kSubjectFurther,
  kSpokeOneBack,  // spoke in the sentence before
  kSpokeTwoBack,
  kSpokeFurther,
  kSameParagraph,
  kParagraphBefore,
  kGenderFits,
  kGenderTold,
  kFrequency,  // log of the mentions in the article so far
  kTitled,
  kBareName,         // one word, no title, gender unknown: maybe no person at all
  kLatest,           // named last of all before the pronoun
  kFirstInSentence,  // named first in its sentence
  kSpokeSame,
  kSubjectParagraphFirst,  // subject of the paragraph's first sentence
  kHeadlinePerson,         // named in the first paragraph
  kCentre,                 // whom "him" or "his" of the sentence before means
  kActsOnCentre,           // the subject of that sentence, who is not "him"
};
static_assert(kActsOnCentre + 1 == kAntecedentFeatures);

// Weights of a log-linear choice among the candidates, set by hand and then fitted by
// scripts/train-ranker's method on pronouns whose antecedent was marked by hand.
constexpr AntecedentFeatures kWeights = {
    1.18F,  1.33F, -0.03F, 0.12F,  -2.15F, 1.71F,  1.21F, 0.06F, 0.12F, 1.32F, 0.79F,  1.07F, 1.12F,
    -0.95F, 1.11F, 0.90F,  -0.08F, 0.58F,  -1.83F, 1.83F, 1.39F, 1.28F, 0.63F, -0.75F, 1.5F,  -1.5F,
};

}  // namespace

Focus::Focus(const Document& document, People& people) : document_(document), people_(people) {
  sentences_.reserve(document.sentences.size());
  for (std::size_t p = 0; p < document.paragraphs.size(); ++p) {
    const Paragraph& paragraph = document.paragraphs[p];
    for (const Range sentence : document.sentences_of(paragraph)) {
      Sentence& entry = sentences_.emplace_back();
      entry.tokens = {sentence.begin + paragraph.tokens.begin,
                      sentence.end + paragraph.tokens.begin};
      entry.paragraph = static_cast<int>(p);
    }
  }
  sentence_of_mention_.reserve(people.mentions().size());
  int sentence = -1;
  const int last = static_cast<int>(sentences_.size()) - 1;
  for (const Mention& mention : people.mentions()) {  // both in text order
    while (sentence < last &&
           sentences_[static_cast<std::size_t>(sentence) + 1].tokens.begin <= mention.token)
      ++sentence;
    sentence_of_mention_.push_back(sentence);
  }
}

int Focus::sentence_of(int token) const {
  const auto after = std::upper_bound(
      sentences_.begin(), sentences_.end(), token,
      [](int value, const Sentence& sentence) { return value < sentence.tokens.begin; });
  return static_cast<int>(after - sentences_.begin()) - 1;
}

Gender Focus::wanted(int token) const {
  const Token& word = document_.tokens[static_cast<std::size_t>(token)];
  return word.is("she"_w) || word.is("her"_w) ? Gender::female : Gender::male;
}

// The subject of every sentence up to `before`.
void Focus::read_subjects(int before) {
  while (subjects_read_ < before) {
    const int index = subjects_read_++;
    find_subject(index, sentences_[static_cast<std::size_t>(index)].tokens.end);
  }
}

// The subject of a sentence, where it stands before token `limit`: a named person, or whom its "he"
// means.
void Focus::find_subject(int index, int limit) {
  Sentence& sentence = sentences_[static_cast<std::size_t>(index)];
  const Tokens tokens(document_.tokens);
  const auto token = [&](int i) -> const Token& { return tokens[static_cast<std::size_t>(i)]; };
  int low = sentence.tokens.begin;
  while (low < limit && (token(low).quoted() || token(low).comma())) ++low;
  const auto subject = clause_subject(tokens, low, sentence.tokens.end, false);
  if (!subject || subject->begin >= limit) return;
  if (token(subject->begin).is("he"_w) || token(subject->begin).is("she"_w)) {
    sentence.subject_token = subject->begin;
    sentence.subject = read(subject->begin).person;
    return;
  }
  if (const int head = role_head(tokens, *subject);
      head >= 0 && head + 1 < limit) {  // "The town clerk", "the mayor of Ostwick"
    sentence.subject = people_.resolve(*subject).person;
    if (sentence.subject < 0) sentence.subject = meant_by_role(*subject);
    if (sentence.subject < 0) sentence.subject = people_.unnamed(*subject);
    sentence.subject_token = subject->begin;
    return;
  }
  // The first mention inside the subject phrase, or in apposition: "the director, Ann Example, …".
  // "the Brill government", "the Brill Ferries pilot Carl Lunt": Brill is not who acts.
  const Token& head = token(subject->end - 1);
  const bool headed = head.capital || head.has(word_flag::kTitle | word_flag::kImpersonal);
  const auto modifies = [&](const Mention& name) {
    return headed && name.end_token < subject->end && token(name.end_token).word() &&
           !token(name.end_token).capital && !token(name.end_token).possessive() &&
           !token(name.end_token)
                .has(word_flag::kPreposition | word_flag::kStop | word_flag::kFinite |
                     word_flag::kCue | word_flag::kS | word_flag::kEd);
  };
  std::size_t mention = people_.first_mention_from(subject->begin);
  while (mention < people_.mentions().size() && modifies(people_.mentions()[mention])) ++mention;
  if (mention >= people_.mentions().size()) return;
  const Mention& who = people_.mentions()[mention];
  const bool apposed = subject->end < sentence.tokens.end && token(subject->end).comma() &&
                       who.token <= subject->end + 3;
  if (who.token >= limit || (who.token >= subject->end && !apposed)) return;
  for (int i = subject->begin; i < who.token && i < subject->end; ++i)
    if (token(i).has(word_flag::kPreposition)) return;  // "the member for Harrow": not Harrow
  const bool possessor = who.end_token < subject->end && token(who.end_token).possessive();
  if (possessor) return;
  sentence.subject = who.person;
  sentence.subject_token = who.token;
}

// Whom the last "him", "his" or "her" of a sentence means.  Nothing is asked about the sentences
// before it, so that no chain of them is followed.
void Focus::find_centre(int index, Gender gender) {
  Sentence& sentence = sentences_[static_cast<std::size_t>(index)];
  if (sentence.centre_read == gender) return;
  sentence.centre_read = gender;
  sentence.centre = -1;
  sentence.acts = false;
  const auto token = [&](int i) -> const Token& {
    return document_.tokens[static_cast<std::size_t>(i)];
  };
  int at = sentence.tokens.end - 1;
  const auto fits = [&](const Token& word) {
    return gender == Gender::female ? word.is("her"_w) : word.is("him"_w) || word.is("his"_w);
  };
  while (at > sentence.tokens.begin && !fits(token(at))) --at;
  if (at <= sentence.tokens.begin) return;
  const bool last = at + 1 >= sentence.tokens.end || !token(at + 1).word();
  const bool object = token(at).is("him"_w) ||
                      (token(at).is("her"_w) &&
                       (last || token(at + 1).has(word_flag::kStop | word_flag::kPreposition)));
  reading_centre_ = true;
  const auto found = candidates(at, gender);
  reading_centre_ = false;
  const AntecedentCandidate* best = nullptr;
  for (const AntecedentCandidate& who : found) {
    if (object && who.person == sentence.subject) continue;  // "Ann asked her": somebody else
    if (best == nullptr || who.score > best->score) best = &who;
  }
  if (best != nullptr) sentence.centre = best->person;
  sentence.acts = object && sentence.subject >= 0;
}

std::vector<AntecedentCandidate> Focus::candidates(int token, Gender gender) {
  std::vector<AntecedentCandidate> found;
  found.reserve(8);
  const int here = sentence_of(token);
  if (here < 0) return found;
  if (subjects_read_ <= here) read_subjects(here);
  const Sentence& own = sentences_[static_cast<std::size_t>(here)];
  if (subjects_read_ <= here) find_subject(here, token);
  if (!reading_centre_ && here > 0) find_centre(here - 1, gender);
  const std::size_t end = people_.first_mention_from(token);

  // "he told Ann": not Ann.
  std::array<int, 2> hearers{-1, -1};
  for (std::size_t i = end; i < people_.mentions().size() && i < end + hearers.size(); ++i) {
    const Mention& mention = people_.mentions()[i];
    if (mention.token > token + kHearerReach || mention.token >= own.tokens.end) break;
    hearers[i - end] = mention.person;
  }

  const auto candidate = [&](int person) -> AntecedentCandidate* {
    if (person == hearers[0] || person == hearers[1] || !people_[person].firm) return nullptr;
    for (AntecedentCandidate& known : found)
      if (known.person == person) return &known;
    const Person& who = people_[person];
    if (who.gender != Gender::unknown && who.gender != gender) return nullptr;
    if (who.against && !who.evidence) return nullptr;
    AntecedentCandidate& fresh = found.emplace_back();
    fresh.person = person;
    fresh.features[kGenderFits] = who.gender == gender ? 1.0F : 0.0F;
    fresh.features[kGenderTold] = who.gender == gender && who.gender_told ? 1.0F : 0.0F;
    fresh.features[kBareName] =
        who.gender == Gender::unknown && who.first == 0 && !who.evidence ? 1.0F : 0.0F;
    fresh.features[kFrequency] = std::log(1.0F + static_cast<float>(std::min(who.mentions, 20)));
    fresh.features[kHeadlinePerson] =
        !document_.paragraphs.empty() && who.first_at < document_.paragraphs.front().span.end
            ? 1.0F
            : 0.0F;
    return &fresh;
  };
  const auto at_distance = [&](AntecedentCandidate& who, int distance) {
    const Feature feature = distance == 0   ? kSameSentence
                            : distance == 1 ? kOneBack
                            : distance == 2 ? kTwoBack
                            : distance <= 5 ? kThreeToFiveBack
                                            : kFurtherBack;
    for (std::size_t f = kSameSentence; f < feature; ++f)
      if (who.features[f] > 0) return;  // nearer already
    who.features[feature] = 1;
  };

  // "Asked about Ann, she replied": not Ann.
  const Token& opening = document_.tokens[static_cast<std::size_t>(own.tokens.begin)];
  const bool asked = opening.is("asked"_w) || opening.is("pressed"_w) || opening.is("questioned"_w);
  for (std::size_t i = end; i-- > 0 && end - i <= static_cast<std::size_t>(kMentionsBack);) {
    const Mention& mention = people_.mentions()[i];
    if (asked && mention.token > own.tokens.begin) continue;
    const int sentence = sentence_of_mention_[i];
    const int distance = here - sentence;
    if (distance > kSentencesBack) break;
    AntecedentCandidate* who = candidate(mention.person);
    if (who == nullptr) continue;
    at_distance(*who, distance);
    if (i + 1 == end) who->features[kLatest] = 1;
    if (mention.titled) who->features[kTitled] = 1;
    if (mention.paragraph == own.paragraph) who->features[kSameParagraph] = 1;
    if (mention.paragraph == own.paragraph - 1) who->features[kParagraphBefore] = 1;
    const bool first_here =
        i == 0 || people_.mentions()[i - 1].token <
                      sentences_[static_cast<std::size_t>(sentence)].tokens.begin;
    if (first_here && distance <= 2) who->features[kFirstInSentence] = 1;
  }
  for (int s = here; s >= 0 && here - s <= kSentencesBack; --s) {
    const Sentence& sentence = sentences_[static_cast<std::size_t>(s)];
    const int distance = here - s;
    if (sentence.subject >= 0 && sentence.subject_token < token) {
      if (AntecedentCandidate* who = candidate(sentence.subject)) {
        at_distance(*who, distance);
        who->features[distance == 0   ? kSubjectSame
                      : distance == 1 ? kSubjectOneBack
                      : distance == 2 ? kSubjectTwoBack
                                      : kSubjectFurther] = 1;
        if (sentence.paragraph == own.paragraph) who->features[kSameParagraph] = 1;
        const bool opens =
            s == 0 || sentences_[static_cast<std::size_t>(s) - 1].paragraph != sentence.paragraph;
        if (opens && own.paragraph - sentence.paragraph <= 1)
          who->features[kSubjectParagraphFirst] = 1;
      }
    }
    if (sentence.speaker >= 0) {
      if (AntecedentCandidate* who = candidate(sentence.speaker)) {
        at_distance(*who, distance);
        who->features[distance == 0   ? kSpokeSame
                      : distance == 1 ? kSpokeOneBack
                      : distance == 2 ? kSpokeTwoBack
                                      : kSpokeFurther] = 1;
      }
    }
  }
  if (!reading_centre_ && here > 0) {
    const Sentence& before = sentences_[static_cast<std::size_t>(here) - 1];
    for (AntecedentCandidate& who : found) {
      if (who.person == before.centre) who.features[kCentre] = 1;
      if (before.acts && who.person == before.subject) who.features[kActsOnCentre] = 1;
    }
  }
  for (AntecedentCandidate& who : found) {
    for (std::size_t f = 0; f < kAntecedentFeatures; ++f)
      who.score += kWeights[f] * who.features[f];
    if (!people_[who.person].human) who.score -= kThing;
    if (people_[who.person].last == 0) who.score -= people_[who.person].introduced ? 0 : kUnnamed;
  }
  return found;
}

Antecedent Focus::read(int token, Turn turn) {
  auto found = candidates(token, wanted(token));
  if (turn == Turn::answers) {
    const int here = sentence_of(token);
    const Sentence* before = here > 0 ? &sentences_[static_cast<std::size_t>(here) - 1] : nullptr;
    if (before != nullptr && before->acts)  // "Ann put it to him that …. “…,” he replied"
      for (AntecedentCandidate& who : found)
        if (who.person == before->subject) who.score -= kAsked;
    if (const int asked = last_speaker(token); asked >= 0)
      for (AntecedentCandidate& who : found)
        if (who.person == asked) who.score -= kAsked;
  }
  if (observer_) observer_(token, found);
  if (found.empty()) return {};
  const auto best = std::max_element(
      found.begin(), found.end(), [](const auto& a, const auto& b) { return a.score < b.score; });
  float total = 0;
  for (const AntecedentCandidate& who : found) {  // what chooses does not make sure
    const bool thing = !people_[who.person].human && people_[best->person].human;
    total += std::exp(who.score + (thing ? kThing : 0) - best->score);
  }
  if (total < 1 / kSureOfGender) people_.learn_gender(best->person, wanted(token));
  return {best->person, 1 / (total + std::exp(kNobody - best->score))};
}

int Focus::read_inside(int quotation, Gender gender, std::string_view speaker) {
  int best = -1;
  float most = kNobody;
  for (const AntecedentCandidate& who : candidates(quotation, gender)) {
    if (who.score <= most || people_.name_of(who.person) == speaker) continue;
    best = who.person;
    most = who.score;
  }
  return best;
}

int Focus::last_speaker(int token) const {
  constexpr int kTurn = 4;  // sentences
  const int here = sentence_of(token);
  if (here > 0) {  // the narrator asked: "Did he still believe it?"
    const Range before = sentences_[static_cast<std::size_t>(here) - 1].tokens;
    if (document_.tokens[static_cast<std::size_t>(before.end - 1)].mark == '?') return -1;
  }
  for (int s = here - 1; s >= 0 && here - s <= kTurn; --s)
    if (sentences_[static_cast<std::size_t>(s)].speaker >= 0)
      return sentences_[static_cast<std::size_t>(s)].speaker;
  return -1;
}

// The person nearest before sentence `here`, as its subject or its speaker, who fits.
template <class Fits>
int Focus::latest(int here, int reach, Fits&& fits) {
  if (subjects_read_ < here) read_subjects(here);
  for (int s = here - 1; s >= 0 && here - s <= reach; --s) {
    const Sentence& sentence = sentences_[static_cast<std::size_t>(s)];
    for (const int person : {sentence.subject, sentence.speaker})
      if (person >= 0 && people_[person].first != 0 &&
          (people_[person].evidence || !people_[person].against) && fits(people_[person]))
        return person;
  }
  return -1;
}

// Does sentence `here` follow another of its paragraph, which names one person and no other before?
bool Focus::alone_in_paragraph(int here) const {
  const Sentence& own = sentences_[static_cast<std::size_t>(here)];
  const Range paragraph = document_.paragraphs[static_cast<std::size_t>(own.paragraph)].tokens;
  int only = -1;
  for (std::size_t i = people_.first_mention_from(paragraph.begin);
       i < people_.mentions().size() && people_.mentions()[i].token < own.tokens.begin; ++i) {
    if (only >= 0 && people_.mentions()[i].person != only) return false;
    only = people_.mentions()[i].person;
  }
  return only >= 0;
}

int Focus::meant_by_role(Range phrase) {
  const int here = sentence_of(phrase.begin);
  const Token& last = document_.tokens[static_cast<std::size_t>(phrase.end - 1)];
  const bool aged = phrase.size() == 2 && last.has(word_flag::kNumber) &&
                    last.of(document_.text).ends_with("-year-old");
  if (aged && here >= 1) return latest(here, kRoleReach, [](const Person&) { return true; });
  const int head = role_head(document_.tokens, phrase);
  if (head < 0 || head + 1 != phrase.end || here < 1) return -1;
  const Token& role = document_.tokens[static_cast<std::size_t>(head)];
  if (role.has(word_flag::kS)) return -1;
  // "Ann Example watched. “…,” the minister said": of the paragraph's only person, just before.
  const bool again = role.has(word_flag::kAgain);
  if (!again && !alone_in_paragraph(here)) return -1;
  const Gender gender = gender_in(role.flags & ~word_flag::kGiven);
  return latest(here, again ? kRoleReach : 1, [&](const Person& who) {
    const bool agrees =
        gender == Gender::unknown || who.gender == Gender::unknown || gender == who.gender;
    return agrees && who.role.empty();
  });
}

int Focus::person_meant_by_they(int token) {
  return latest(sentence_of(token), kTheyReach,
                [](const Person& who) { return who.gender == Gender::unknown; });
}

// Whether "they", or else "it", may stand for \a phrase.
bool Focus::agrees(Range phrase, bool they) const {
  using namespace word_flag;
  const Token& head = document_.tokens[static_cast<std::size_t>(phrase.end - 1)];
  if (!head.word() || head.has(kSubject | kTime | kDay | kDeterminer)) return false;
  const bool plural =
      head.of(document_.text).ends_with('s') || head.is("police"_w) || head.is("people"_w);
  if (!they && head.has(kTitle) && !head.capital) return false;
  return plural == they || head.capital;  // "Reuters … it", "Fiat … they"
}

std::optional<Range> Focus::group_meant(int token) const {
  const Tokens tokens(document_.tokens);
  const bool they = tokens[static_cast<std::size_t>(token)].is("they"_w);
  const int here = sentence_of(token);
  if (here < 1) return std::nullopt;
  const Sentence& before = sentences_[static_cast<std::size_t>(here) - 1];
  if (!before.group.empty() && agrees(before.group, they)) return before.group;
  const auto subject = clause_subject(tokens, before.tokens.begin, before.tokens.end, false);
  if (!subject) return std::nullopt;
  const std::size_t mention = people_.first_mention_from(subject->begin);
  if (mention < people_.mentions().size() && people_.mentions()[mention].token < subject->end)
    return std::nullopt;
  return agrees(*subject, they) ? subject : std::nullopt;
}

int Focus::thing_meant_by_it(int token) const {
  const int here = sentence_of(token);
  if (here < 1) return -1;
  const int person = sentences_[static_cast<std::size_t>(here) - 1].speaker;
  return person >= 0 && !people_[person].human ? person : -1;
}

void Focus::group_spoke(int token, Range phrase) {
  const int sentence = sentence_of(token);
  if (sentence >= 0) sentences_[static_cast<std::size_t>(sentence)].group = phrase;
}

void Focus::spoke(int token, int person) {
  const int sentence = sentence_of(token);
  if (sentence >= 0) sentences_[static_cast<std::size_t>(sentence)].speaker = person;
}

}  // namespace onrecord::statements
