// See speakers.h.
#include "indexer/statements/speakers.h"

#include <algorithm>
#include <cmath>

#include "indexer/statements/phrases.h"
#include "indexer/statements/subjects.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

constexpr float kGuest = .7F;  // who answers an interviewer's question

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
  // "Lands Minister the Hon. Ann Example": the address is no office.
  while (name_begin > begin && (!tokens[static_cast<std::size_t>(name_begin - 1)].word() ||
                                tokens[static_cast<std::size_t>(name_begin - 1)].is("hon"_w)))
    --name_begin;
  return role && begin < name_begin ? span_of(tokens, {begin, name_begin}) : Span{};
}

}  // namespace

Speakers::Speakers(const Document& document)
    : document_(document), people_(document), organisations_(document), focus_(document, people_) {}

void Speakers::name(Statement& statement, const Speaker& speaker, Evidence evidence) {
  if (!speaker.label.empty()) {
    evidence.reading = Reading::label;
    name_label(statement, speaker.label);
  } else if (speaker.known()) {
    name_phrase(statement, speaker.tokens, evidence);
  }
  statement.speaker_confidence = confidence_of(evidence);
  if (observer_) observer_(statement, evidence);
  // A pronoun is no name: whoever it is stays open.
  if (evidence.reading == Reading::other_pronoun || evidence.reading == Reading::he_nobody)
    if (statement.speaker == statement.speaker_as_written) {
      statement.speaker.clear();
      statement.speaker_confidence = 0;
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

// "Asked about the vote, she replied": who answers is whom the talk is with anyway.
bool Speakers::asked_again(int pronoun) const {
  constexpr int kReach = 40;
  for (int i = pronoun - 1; i >= 0 && i > pronoun - kReach; --i) {
    const Token& word = document_.tokens[static_cast<std::size_t>(i)];
    if (word.quoted() || word.mark == '.' || word.mark == '?') return false;
    if (word.capital && (word.is("asked"_w) || word.is("pressed"_w) || word.is("questioned"_w)))
      return true;
  }
  return false;
}

Antecedent Speakers::antecedent_of(int pronoun, std::string_view cue) {
  if (pronoun != pronoun_)
    antecedent_ = focus_.read(pronoun, answers(cue) && !asked_again(pronoun) ? Focus::Turn::answers
                                                                             : Focus::Turn::speaks);
  pronoun_ = pronoun;
  return antecedent_;
}

// "No one at the ministry said why", "None of them said why".
bool Speakers::nobody(Statement& statement, Range phrase) const {
  const Tokens tokens(document_.tokens);
  const auto at = [&](int i) -> const Token& { return tokens[static_cast<std::size_t>(i)]; };
  const auto no = [&](int i) {
    return at(i).is("no"_w) && at(i).end - at(i).begin == 2;
  };  // No. 10
  const bool before = phrase.begin > 0 && no(phrase.begin - 1) && at(phrase.begin).word();
  const Token& first = at(phrase.begin);
  if (!before && !no(phrase.begin) && !first.is("nobody"_w) && !first.is("none"_w)) return false;
  if (before) --phrase.begin;
  statement.speaker_as_written = span_of(tokens, phrase).of(document_.text);
  statement.negated = true;
  return true;
}

// "Brill Lunt and Co analyst Ann Example", "Brill Lunt and Oldbury analyst Ann Example", where
// nothing shows Brill Lunt to be human: one person.
bool Speakers::firm_goes_on(Range part, bool behind_human) const {
  const auto at = [&](int i) -> const Token& {
    return document_.tokens[static_cast<std::size_t>(i)];
  };
  if (at(part.begin).has(kFirm)) return true;
  if (behind_human || at(part.begin).has(kTitle) || !at(part.begin).capital) return false;
  int i = part.begin;
  while (i < part.end && at(i).capital) ++i;
  while (i < part.end && at(i).word() && !at(i).capital && !at(i).has(kTitle)) ++i;
  return i + 1 < part.end && at(i).has(kTitle) && !at(i).capital;
}

// "Ann Example and Ben Low", "Ann Example, Ben Low and Cy Dole": all of them, in full.
bool Speakers::several(Statement& statement, Range phrase) const {
  const Tokens tokens(document_.tokens);
  std::vector<Resolved> people;
  for (int begin = phrase.begin, i = begin; i <= phrase.end; ++i) {
    const bool ends = i == phrase.end || tokens[static_cast<std::size_t>(i)].is("and"_w) ||
                      tokens[static_cast<std::size_t>(i)].comma();
    if (!ends) continue;
    const bool joint = i == begin && i < phrase.end && !people.empty();  // ", and"
    if (!joint) {
      if (!people.empty() && begin < i &&
          firm_goes_on({begin, i}, people_[people.back().person].human))
        return false;
      if (i == begin || (i == phrase.end && people.empty())) return false;
      // "Ann Example of the Institute of Dams and Canals": one person.
      const bool of_body = std::any_of(tokens.begin() + begin, tokens.begin() + i,
                                       [](const Token& word) { return word.is("the"_w); });
      if (of_body && i < phrase.end && !people_.resolve({begin, i}).role) return false;
      Resolved who = people_.resolve({begin, i});
      const bool again = std::any_of(people.begin(), people.end(), [&](const Resolved& other) {
        return other.person == who.person;
      });
      const bool human =
          who.person >= 0 && (people_[who.person].human || people_[who.person].first != 0);
      if (!human || who.ambiguous || again) return false;
      people.push_back(std::move(who));
    }
    begin = i + 1;
  }
  statement.speaker = people.front().name;
  for (std::size_t i = 1; i < people.size(); ++i)
    statement.speaker += (i + 1 == people.size() ? " and " : ", ") + people[i].name;
  return true;
}

void Speakers::name_phrase(Statement& statement, Range phrase, Evidence& evidence) {
  if (nobody(statement, phrase)) return;
  const Tokens tokens(document_.tokens);
  statement.speaker_as_written = span_of(tokens, phrase).of(document_.text);
  statement.speaker = statement.speaker_as_written;
  const PhraseKind kind = kind_of(tokens, phrase);
  const bool pronoun =
      kind == PhraseKind::he_she || kind == PhraseKind::they || kind == PhraseKind::it ||
      kind == PhraseKind::first_person || kind == PhraseKind::relative ||
      (phrase.size() == 1 && tokens[static_cast<std::size_t>(phrase.begin)].has(kContracted));
  int person = pronoun ? name_pronoun(statement, phrase, kind, evidence)
                       : name_noun(statement, phrase, evidence);
  const bool the = tokens[static_cast<std::size_t>(phrase.begin)].is("the"_w);
  if (person < 0 && evidence.reading == Reading::unnamed && anonymous(phrase)) {
    evidence.reading = Reading::anonymous;
    person = people_.unnamed(phrase);  // whom the next "he" may mean
  } else if (person < 0 &&
             (kind == PhraseKind::determined || (kind == PhraseKind::name_modified && the)))
    person = name_described(statement, phrase, kind, evidence);
  if (person < 0) {
    if (!pronoun) focus_.group_spoke(phrase.begin, phrase);
    return;
  }
  if (statement.role.empty()) statement.role = people_[person].role.of(document_.text);
  focus_.spoke(phrase.begin, person);
}

// The person whom a pronoun means, or -1.
int Speakers::name_pronoun(Statement& statement, Range phrase, PhraseKind kind,
                           Evidence& evidence) {
  int person = -1;
  evidence.reading = Reading::other_pronoun;
  if (kind == PhraseKind::he_she) {
    const Antecedent antecedent = antecedent_of(phrase.begin, statement.cue);
    person = antecedent.person;
    evidence.certainty = antecedent.certainty;
    evidence.reading = person < 0                  ? Reading::he_nobody
                       : people_[person].last == 0 ? Reading::he_unnamed
                                                   : Reading::he_she;
  } else if (kind == PhraseKind::they || kind == PhraseKind::it) {
    if (const auto group = focus_.group_meant(phrase.begin)) {
      const auto body = body_of(*group);
      statement.speaker =
          body ? body->name : span_of(Tokens(document_.tokens), *group).of(document_.text);
      focus_.group_spoke(phrase.begin, *group);
    } else if (kind == PhraseKind::it) {
      person = focus_.thing_meant_by_it(phrase.begin);
      if (person < 0)
        if (const auto only = only_body(Kin::any)) statement.speaker = only->name;
    } else if (kind == PhraseKind::they) {
      person = focus_.person_meant_by_they(phrase.begin);
    }
  }
  if (person >= 0) statement.speaker = people_.name_of(person);
  return person;
}

// The person whom a name or a role means, or -1.
int Speakers::name_noun(Statement& statement, Range phrase, Evidence& evidence) {
  if (several(statement, phrase)) {
    evidence.reading = Reading::full_name;
    return -1;
  }
  const Tokens tokens(document_.tokens);
  const Resolved resolved = people_.resolve(phrase);
  const bool somebody = resolved.ambiguous || resolved.role ||
                        (resolved.person >= 0 && people_[resolved.person].human);
  if (!somebody)
    if (const auto body = body_of(phrase)) {
      statement.speaker = body->name;
      evidence.reading = body->reading;
      remember(*body);
      return -1;
    }
  statement.speaker = resolved.name;
  if (!somebody && resolved.person >= 0 && people_[resolved.person].firm)
    remember({people_.name_of(resolved.person), Reading::name, false});
  const auto name = name_in(tokens, phrase);
  // "the Ostwick Public Health Infobase": all of it, where nothing shows a person.
  if (name && name->size() == 1 && !somebody &&
      (resolved.person < 0 || people_[resolved.person].first == 0)) {
    const auto at = [&](int i) -> const Token& { return tokens[static_cast<std::size_t>(i)]; };
    int begin = name->begin, end = name->end;
    bool body = false;
    while (begin > phrase.begin && at(begin - 1).capital &&
           !at(begin - 1).has(kTitle | kDeterminer | kGiven | kFirm))
      body = at(--begin).has(kImpersonal) || body;
    // "the Ostwick Conference of River Pilots"
    if (end + 1 < phrase.end && at(end).is("of"_w) && at(end + 1).capital) end = phrase.end;
    const bool office = std::any_of(tokens.begin() + phrase.begin, tokens.begin() + name->begin,
                                    [](const Token& word) { return word.has(kTitle); });
    if (body && !office) statement.speaker = span_of(tokens, {begin, end}).of(document_.text);
  }
  statement.role = role_in(tokens, phrase, name ? name->begin : phrase.end).of(document_.text);
  evidence.reading = resolved.ambiguous ? Reading::shared
                     : resolved.role    ? Reading::role
                     : resolved.person >= 0 && people_[resolved.person].first != 0
                         ? Reading::full_name
                     : tokens[static_cast<std::size_t>(phrase.end - 1)].capital ? Reading::name
                                                                                : Reading::unnamed;
  return resolved.ambiguous ? -1 : resolved.person;
}

// The organisation that \a phrase names, or "the company" that it can only mean.
std::optional<Speakers::Body> Speakers::body_of(Range phrase) {
  if (const int named = organisations_.find(phrase); named >= 0)
    return Body{organisations_.name_of(named), Reading::full_name, true,
                !organisations_[named].firm};
  const Tokens tokens(document_.tokens);
  if (!calls_organisation(tokens, phrase)) return std::nullopt;
  if (const int kin = organisations_.of_kind(phrase); kin >= 0)
    return Body{organisations_.name_of(kin), Reading::role, true, true};
  if (!tokens[static_cast<std::size_t>(phrase.end) - 1].has(kTrade)) return std::nullopt;
  read_lead();
  const auto only = only_body(Kin::company);
  return only ? std::optional(Body{only->name, Reading::role}) : std::nullopt;
}

void Speakers::remember(const Body& body) {
  constexpr std::size_t kEnough = 8;  // to know that there are several
  read_lead();
  const bool known = std::any_of(bodies_.begin(), bodies_.end(),
                                 [&](const Body& other) { return other.name == body.name; });
  if (!known && bodies_.size() < kEnough) bodies_.push_back(body);
}

// The only one that spoke so far, or that the lead is about.
std::optional<Speakers::Body> Speakers::only_body(Kin kin) {
  read_lead();
  std::optional<Body> only;
  for (const Body& body : bodies_) {
    if (kin == Kin::company && body.authority) continue;
    if (only) return std::nullopt;
    only = body;
  }
  return only && only->sure ? only : std::nullopt;
}

// Whom the first sentence is about.
void Speakers::read_lead() {
  if (std::exchange(lead_read_, true)) return;
  for (const Paragraph& paragraph : document_.paragraphs) {
    if (paragraph.kind == SpanKind::headline || paragraph.sentences.empty()) continue;
    const Range first = document_.sentences_of(paragraph).front();
    const auto subject =
        clause_subject(document_.tokens_of(paragraph), first.begin, first.end, false);
    if (!subject) return;
    const Range phrase{subject->begin + paragraph.tokens.begin,
                       subject->end + paragraph.tokens.begin};
    if (const int body = organisations_.find(phrase); body >= 0) {
      remember(
          {organisations_.name_of(body), Reading::full_name, true, !organisations_[body].firm});
    } else if (const int who = people_.resolve(phrase).person;
               who >= 0 && !people_[who].human && people_[who].first != 0) {
      remember({people_.name_of(who), Reading::name});  // "Ostwick Water closed two works"
    }
    return;
  }
}

// "one aide", "another source", "a senior adviser": meant to have no name; so is "the aide" after
// "an aide".
bool Speakers::anonymous(Range phrase) const {
  constexpr int kBack = 400;  // tokens
  const Tokens tokens(document_.tokens);
  const auto at = [&](int i) -> const Token& { return tokens[static_cast<std::size_t>(i)]; };
  const Token& article = at(phrase.begin);
  const Token& head = at(phrase.end - 1);
  if (phrase.size() < 2 || head.capital) return false;
  const auto some = [](const Token& word) {
    return word.is("a"_w) || word.is("an"_w) || word.is("one"_w) || word.is("another"_w);
  };
  if (article.is("one"_w) || article.is("another"_w)) return true;
  if (!head.has(kNameless)) return false;
  if (some(article)) return true;
  if (!article.is("the"_w)) return false;
  constexpr int kAdjectives = 3;
  for (int i = phrase.begin - 1, low = std::max(1, phrase.begin - kBack); i >= low; --i) {
    if (at(i).hash != head.hash) continue;
    for (int k = i - 1; k >= std::max(0, i - 1 - kAdjectives) && at(k).word(); --k)
      if (some(at(k))) return i + 1 >= phrase.begin || !at(i + 1).comma();
  }
  return false;
}

// "Oduya scored twice. … the striker said": whom a sentence before is about, if his role is not
// known otherwise; else somebody of his own, or -1.
int Speakers::name_described(Statement& statement, Range phrase, PhraseKind kind,
                             Evidence& evidence) {
  const bool settled = evidence.reading == Reading::shared ||
                       evidence.reading == Reading::full_name || evidence.reading == Reading::role;
  if (settled) return -1;
  const Token& article = document_.tokens[static_cast<std::size_t>(phrase.begin)];
  if (article.is("the"_w))
    if (const int person = focus_.meant_by_role(phrase); person >= 0) {
      statement.speaker = people_.name_of(person);
      evidence.reading = Reading::focus;
      return person;
    }
  const bool definite = !article.is("a"_w) && !article.is("an"_w);
  const Token& head = document_.tokens[static_cast<std::size_t>(phrase.end) - 1];
  evidence.reading = anonymous(phrase)                                      ? Reading::anonymous
                     : article.is("the"_w) && head.has(kSpeechNoun | kBody) ? Reading::thing
                     : definite                                             ? Reading::described
                                                                            : Reading::unnamed;
  return kind == PhraseKind::determined ? people_.unnamed(phrase) : -1;
}

}  // namespace onrecord::statements
