// See people.h.
#include "indexer/statements/people.h"

#include <algorithm>
#include <array>
#include <functional>

namespace onrecord::statements {
namespace {

using namespace word_flag;

constexpr std::size_t kNamesakes = 8;    // of one surname, how many are told apart
constexpr std::size_t kRoleHolders = 4;  // of one role, how many are looked back at

bool verb_like(const Token& token) {
  return !token.capital && token.has(kCue | kFinite | kAuxiliary) &&
         !token.has(kTitle | kNounLike) && !token.possessive();
}

// "Minister Defends Reform in Parliament": a headline whose capitals make no names.
bool title_case(Tokens tokens) {
  constexpr int kLongest = 20;
  int words = 0, capitals = 0;
  if (!tokens.empty() && tokens.back().mark == '.') tokens = tokens.first(tokens.size() - 1);
  for (const Token& token : tokens) {
    if (token.quoted() || token.mark == '.' || ++words > kLongest) return false;
    const bool counts =
        token.word() && !token.has(kStop | kPreposition | kDeterminer | kNumber | kAdverb);
    if (counts && !token.capital) return false;
    capitals += counts ? 1 : 0;
  }
  return capitals >= 4;
}

// "Council Gets Third Boat Under Brill Plan “It will help,” said Ada Brill.": past a headline that
// runs into a quotation; `paragraph.begin` when there is none.
int headline_end(Tokens tokens, Range paragraph) {
  const auto begin = tokens.begin() + paragraph.begin, end = tokens.begin() + paragraph.end;
  const auto quotation = std::find_if(begin, end, [](const Token& token) {
    return token.quoted() || token.mark == '.' || token.mark == ':';
  });
  const bool reports = std::any_of(begin, quotation, verb_like);
  if (quotation == end || !quotation->quoted() || reports || !title_case({begin, quotation}))
    return paragraph.begin;
  return static_cast<int>(quotation - tokens.begin());
}

}  // namespace

People::People(const Document& document) : document_(document) {
  people_.reserve(32);
  mentions_.reserve(64);
  std::string_view label;
  for (std::size_t i = 0; i < document.paragraphs.size(); ++i) {
    const Paragraph& paragraph = document.paragraphs[i];
    if (!paragraph.speaker.empty() && paragraph.speaker.data() != label.data())
      read_label(label = paragraph.speaker);
    if (i > 0 || !title_case(document.tokens_of(paragraph))) read_paragraph(static_cast<int>(i));
  }
}

// "Ann Example:" above what she says: below it she is "Example".
void People::read_label(std::string_view label) {
  const std::less_equal<> precedes;  // A turn's label need not be printed in the text.
  if (!precedes(document_.text.data(), label.data()) ||
      !precedes(label.data() + label.size(), document_.text.data() + document_.text.size()))
    return;
  const auto at = static_cast<std::uint32_t>(label.data() - document_.text.data());
  const Document line = prepare_line(
      document_.text, {at, at + static_cast<std::uint32_t>(label.size())}, MarkStyle::doubles);
  const Tokens tokens(line.tokens);
  const auto name = name_in(tokens, {0, static_cast<int>(tokens.size())});
  if (!name || name->size() < 2) return;
  const Token& first = tokens[static_cast<std::size_t>(name->begin)];
  const Token& last = tokens[static_cast<std::size_t>(name->end - 1)];
  const Span span{first.begin, last.end};
  std::vector<int>& namesakes = last_names_[last.hash];
  for (const int known : namesakes) {
    Person& person = people_[static_cast<std::size_t>(known)];
    if (person.first == first.hash) return;
    if (person.first != 0) continue;
    person.first = first.hash;  // now we know the full name
    person.name = span;
    person.human = person.evidence = person.firm = true;
    first_names_.emplace(first.hash, known);
    return;
  }
  Person& person = people_.emplace_back();
  person.name = span;
  person.first = first.hash;
  person.last = last.hash;
  person.gender = gender_in(first.flags);
  person.human = person.evidence = person.firm = true;
  person.first_at = at;
  namesakes.push_back(static_cast<int>(people_.size()) - 1);
  first_names_.emplace(first.hash, namesakes.back());
}

void People::read_paragraph(int index) {
  paragraph_ = document_.paragraphs[static_cast<std::size_t>(index)].tokens;
  const Tokens all(document_.tokens);
  for (int i = index == 0 ? headline_end(all, paragraph_) : paragraph_.begin; i < paragraph_.end;) {
    if (!name_word(token(i)) || token(i).has(kStop)) {
      ++i;
      continue;
    }
    NameRun run = name_run(all, i, paragraph_.end);
    if (opens_with_verb(run.name)) ++run.name.begin;
    const bool known = run.name.size() == 1 && known_surname(token(run.name.begin));
    if (known || (is_personal(all, run.name) && !of_body(run.name)))
      add({run.name, {i, run.name.begin}}, index);
    i = run.words.end;
  }
}

// "Organisation for River Cooperation": what a body is of or for, unless a given name shows that it
// bears somebody's.
bool People::of_body(Range name) const {
  constexpr int kReach = 6;
  if (token(name.begin).has(kGiven)) return false;
  int bind = name.begin - 1;
  while (bind > paragraph_.begin && name.begin - bind < kReach &&
         (token(bind).is("and"_w) || (token(bind).capital && bind < name.begin - 1)))
    --bind;
  if (bind - 1 < paragraph_.begin) return false;
  const bool binds = token(bind).is("of"_w) || token(bind).is("for"_w) || token(bind).is("on"_w);
  return binds && token(bind - 1).capital && token(bind - 1).has(kBody);
}

// "Including Brill's boats", after "Ada Brill".
bool People::opens_with_verb(Range name) const {
  if (name.size() != 2 || !token(name.begin).has(kGerund | kParticiple) ||
      token(name.begin).has(kGiven) ||
      (name.begin > paragraph_.begin && token(name.begin - 1).word()))
    return false;
  const auto found = last_names_.find(token(name.begin + 1).hash);
  return found != last_names_.end() && !found->second.empty();
}

// "Bloomberg", after "Michael Bloomberg".
bool People::known_surname(const Token& word) const {
  if (!word.has(kImpersonal)) return false;
  const auto found = last_names_.find(word.hash);
  return found != last_names_.end() && !found->second.empty() &&
         (*this)[found->second.back()].first != 0;
}

void People::add(const Core& core, int paragraph) {
  bool told = false;
  const Gender gender = gender_of(core, told);
  bool titled = core.name.begin > paragraph_.begin && token(core.name.begin - 1).has(kTitle);
  for (int i = core.titles.begin; i < core.titles.end; ++i) titled = titled || token(i).has(kTitle);
  const std::uint32_t at = token(core.name.begin).begin;
  const int index = person_for(core.name, gender, titled, at);
  Person& person = people_[static_cast<std::size_t>(index)];
  ++person.mentions;
  const bool opens = core.name.begin == paragraph_.begin ||
                     (!token(core.name.begin - 1).word() && !token(core.name.begin - 1).comma());
  person.firm =
      person.firm || titled || core.name.size() > 1 || !opens || token(core.name.begin).has(kGiven);
  if (gender != Gender::unknown &&
      (person.gender == Gender::unknown || (told && !person.gender_told))) {
    person.gender = gender;
    person.gender_told = told;
  }
  read_role(core, person);
  weigh(core, person);
  person.human = person.human || titled || person.gender != Gender::unknown ||
                 !person.role.empty() ||
                 (core.name.size() > 1 && token(core.name.begin).has(kGiven));
  mentions_.push_back({core.name.begin, core.name.end, at, index, paragraph, titled});
}

// What the neighbours say: a person, a place, a thing?
void People::weigh(const Core& core, Person& person) const {
  const int after = core.name.end;
  const auto at = [&](int i) {
    return i >= paragraph_.begin && i < paragraph_.end ? &token(i) : nullptr;
  };
  int before_name =
      core.titles.size() > 0 ? core.titles.begin : core.name.begin - 1;  // "The" may open the run
  if (core.titles.size() > 0 && !token(before_name).has(kDeterminer)) --before_name;
  const Token* previous = at(before_name);
  const Token* next = at(after);
  if (next != nullptr && next->has(kAuxiliary | kAdverb) && !next->possessive())
    next = at(after + 1);
  const bool speaks = (next != nullptr && next->has(kStrong) &&
                       !next->has(kNounLike | kParticiple) && !next->capital) ||
                      (previous != nullptr && (previous->is("said"_w) || previous->is("says"_w)));
  // "the chief executive of SunHopper says": he does.  Kin are people's.
  const Token* owner = before_name > paragraph_.begin ? &token(before_name - 1) : nullptr;
  const bool office = core.name.size() == 1 && core.titles.size() == 0 && previous != nullptr &&
                      previous->is("of"_w) && owner != nullptr && owner->has(kTitle) &&
                      !owner->capital && !owner->has(kMale | kFemale);
  // "this year's Golden Nose"
  const bool prize =
      previous != nullptr && owner != nullptr && previous->possessive() && owner->has(kTime);
  if (office || prize) person.against = true;
  const auto place = [](const Token& word) {
    return word.is("in"_w) || word.is("at"_w) || word.is("near"_w) || word.is("from"_w) ||
           word.is("against"_w) || (!word.word() && (word.mark == '*' || word.mark == '\''));
  };
  const bool place_before = previous != nullptr && place(*previous);  // "a woman in Ostwick told"
  if ((speaks && !office && !place_before) || person.gender != Gender::unknown ||
      !person.role.empty() || token(core.name.begin).has(kGiven))
    person.evidence = true;
  const auto noun = [](const Token& word) {
    return word.word() && !word.capital && !word.possessive() &&
           !word.has(kStop | kAuxiliary | kCue | kFinite | kEd | kS | kIng | kAdverb | kTitle |
                     kPreposition | kSubject | kDeterminer | kNumber | kParticiple);
  };
  const Token* article = core.titles.size() == 1 ? &token(core.titles.begin) : previous;
  if (core.name.size() == 1 && core.titles.size() <= 1 &&
      ((article != nullptr && (article->is("a"_w) || article->is("an"_w))) ||
       (core.titles.size() == 0 && next != nullptr && next == at(after) && noun(*next))))
    person.against = true;  // "a Norwegian", "the Harrow star"
  const bool role_between = core.titles.size() > 0 && token(core.titles.end - 1).has(kTitle);
  if (place_before || (previous != nullptr && previous->is("the"_w) && !role_between))
    person.against = true;
}

Gender People::gender_of(const Core& core, bool& told) const {
  Gender gender = Gender::unknown;
  for (int i = core.titles.begin; i < core.titles.end; ++i)
    if (token(i).has(kTitle) && !token(i).has(kGiven))
      gender = gender_in(token(i).flags) == Gender::unknown ? gender : gender_in(token(i).flags);
  if (gender == Gender::unknown && core.titles.begin > paragraph_.begin &&
      token(core.titles.begin - 1).has(kTitle) && !token(core.titles.begin - 1).capital)
    gender = gender_in(token(core.titles.begin - 1).flags);
  told = gender != Gender::unknown;
  if (!told && core.name.size() > 1) gender = gender_in(token(core.name.begin).flags);
  return gender;
}

int People::person_for(Range name, Gender gender, bool titled, std::uint32_t at) {
  const std::uint64_t last = token(name.end - 1).hash;
  const std::uint64_t first = name.size() > 1 ? token(name.begin).hash : 0;
  const Span span{token(name.begin).begin, token(name.end - 1).end};
  std::vector<int>& namesakes = last_names_[last];
  if (first != 0) {
    for (std::size_t i = namesakes.size(), tried = 0; i-- > 0 && tried < kNamesakes; ++tried) {
      Person& known = people_[static_cast<std::size_t>(namesakes[i])];
      if (known.first == first) return namesakes[i];
      if (known.first == 0 && (known.gender == Gender::unknown || gender == Gender::unknown ||
                               known.gender == gender)) {
        known.first = first;  // now we know the full name
        known.name = span;
        if (!titled) known.gender_told = false;
        first_names_.emplace(first, namesakes[i]);
        return namesakes[i];
      }
    }
  } else {
    bool ambiguous = false;
    const int known = by_last(last, gender, at, ambiguous);
    if (known >= 0) return known;
    if (!titled)
      if (const auto given = first_names_.find(last); given != first_names_.end())
        return given->second;
  }
  const int index = static_cast<int>(people_.size());
  Person& person = people_.emplace_back();
  person.name = span;
  person.first = first;
  person.last = last;
  person.first_at = at;
  namesakes.push_back(index);
  if (first != 0) first_names_.emplace(first, index);
  return index;
}

// The bearer of a surname: the one named last in full before `at`, else the first one.
int People::by_last(std::uint64_t last, Gender gender, std::uint32_t at, bool& ambiguous) const {
  const auto found = last_names_.find(last);
  if (found == last_names_.end() || found->second.empty()) return -1;
  int best = -1, fits = 0;
  const std::vector<int>& namesakes = found->second;
  const bool somebody = std::any_of(namesakes.begin(), namesakes.end(), [&](int who) {
    return (*this)[who].human && (*this)[who].mentions > 1;
  });
  for (std::size_t i = namesakes.size(), tried = 0; i-- > 0 && tried < kNamesakes; ++tried) {
    const Person& person = people_[static_cast<std::size_t>(namesakes[i])];
    if (gender != Gender::unknown && person.gender != Gender::unknown && person.gender != gender)
      continue;
    // "Impeach Brill Now", "Team Brill": words beside a name, once, and nothing shows a person.
    if (somebody && !person.human && !person.evidence && person.mentions == 1) continue;
    ++fits;
    if (best < 0 || (*this)[best].first_at > at || person.mentions > (*this)[best].mentions)
      best = namesakes[i];
  }
  ambiguous = fits > 1;
  return best;
}

// "Ada", where Ada Brill and Ada Oduya are named: who was named in full last before it; -1 when
// nobody is called so.
int People::by_given(Range name) const {
  constexpr std::size_t kReach = 100;  // mentions
  const std::uint64_t given = token(name.begin).hash;
  const auto found = first_names_.find(given);
  if (found == first_names_.end()) return -1;
  const std::size_t here = first_mention_from(name.begin);
  for (std::size_t i = here, tried = 0; i-- > 0 && tried < kReach; ++tried)
    if (token(mentions_[i].token).is(given) && mentions_[i].end_token - mentions_[i].token > 1)
      return mentions_[i].person;
  return found->second;
}

// The one bearer of a surname whom its paragraph or the one before names in full, before token
// `name`: "Ann Brill came. Brill said"; -1 when there is none, or another.
int People::named_near(Range name, Gender gender) const {
  const std::size_t here = first_mention_from(name.begin);
  if (here >= mentions_.size() || mentions_[here].token != name.begin) return -1;
  int only = -1;
  for (std::size_t i = here; i-- > 0 && mentions_[i].paragraph >= mentions_[here].paragraph - 1;) {
    const Mention& mention = mentions_[i];
    const Person& who = (*this)[mention.person];
    if (who.last != token(name.begin).hash || mention.end_token - mention.token < 2) continue;
    if (gender != Gender::unknown && who.gender != Gender::unknown && who.gender != gender)
      continue;
    if (only >= 0 && only != mention.person) return -1;
    only = mention.person;
  }
  return only;
}

// Before the name ("Foreign Ministry spokesman X") or in apposition (", a spokesman for Y,").
void People::read_role(const Core& core, Person& person) {
  const auto note = [&](const Token& head) {
    if (!head.has(kTitle) || (honorific(head) && !head.is("dr"_w))) return;
    if (std::find(person.role_heads.begin(), person.role_heads.end(), head.hash) ==
            person.role_heads.end() &&
        person.role_heads.size() < kNamesakes)
      person.role_heads.push_back(head.hash);
    for (const std::uint64_t key : role_keys(head.hash))
      if (key != 0)
        roles_[key].emplace_back(token(core.name.begin).begin,
                                 static_cast<int>(&person - people_.data()));
  };
  // "His widow, Ann": the noun that heads the apposition tells the gender.
  const auto note_gender = [&](const Token& head) {
    const Gender gender = gender_in(head.flags & ~kGiven);
    if (gender == Gender::unknown || person.gender_told) return;
    person.gender = gender;
    person.gender_told = true;
  };
  const auto keep = [&](int begin, int end) {
    if (person.role.empty() && begin < end) person.role = {token(begin).begin, token(end - 1).end};
  };
  int begin = core.name.begin;
  bool role = false;
  while (begin > paragraph_.begin && core.name.begin - begin < 8) {
    const Token& word = token(begin - 1);
    if (!word.word() || word.has(kDeterminer | kPronoun | kAuxiliary) ||
        (word.has(kStop) && !(word.capital && word.has(kTime))) || word.possessive())
      break;
    const bool adjective =
        word.capital || word.has(kTitle | kImpersonal) || begin < core.name.begin;
    if (!adjective ||
        (word.has(kCue | kFinite | kAdverb | kEd) && !word.has(kTitle) && !word.capital))
      break;
    if (honorific(word) && begin == core.name.begin) break;
    constexpr std::uint32_t kAcronym = 4;  // bytes: "NATO Gen. Ann Example"
    const bool shout = token(begin).has(kTitle) && token(begin).has(kAbbreviation) &&
                       word.end - word.begin > kAcronym;
    const bool heading = word.has(kCaps) && !token(core.name.begin).has(kCaps) &&
                         (shout || (begin - 2 >= paragraph_.begin && token(begin - 2).has(kCaps)));
    if (heading) break;  // "BRILL OPENS THIRD CANAL Mayor Ada Brill"
    if (!word.capital && !word.has(kTitle) && !word.has(kImpersonal) && !role) break;
    role = role || word.has(kTitle);
    note(word);
    --begin;
  }
  int role_last = core.name.begin;
  while (role_last > begin && token(role_last - 1).is("hon"_w)) --role_last;
  if (role) keep(begin, role_last);

  // "the nurse, Faith Sithole,"
  const int role_end = core.titles.begin - 1;
  if (role_end - 1 > paragraph_.begin && token(role_end).comma() &&
      token(role_end - 1).has(kTitle) && !token(role_end - 1).capital &&
      (core.name.end >= paragraph_.end || !token(core.name.end).word())) {
    int first = role_end - 1;
    while (first > paragraph_.begin && role_end - first < 6 && token(first - 1).word() &&
           !token(first - 1).has(kDeterminer | kStop | kCue))
      --first;
    if (first > paragraph_.begin && token(first - 1).has(kDeterminer)) {
      note(token(role_end - 1));
      note_gender(token(role_end - 1));
      keep(first, role_end);
    }
  }

  int i = core.name.end;
  if (i + 1 < paragraph_.end && token(i).comma()) {
    int end = i + 1;
    bool found = false, head = true;
    while (end < paragraph_.end && end < i + 14 && token(end).word() && !token(end).is("who"_w) &&
           !verb_like(token(end)) && !token(end).is("which"_w) && !token(end).is("whose"_w)) {
      if (token(end).has(kTitle) && !honorific(token(end))) {
        found = true;
        note(token(end));
        if (head && !token(end).capital) note_gender(token(end));
      }
      head = head && !token(end).has(kPreposition) && !token(end).possessive();
      ++end;
    }
    int from = i + 1;
    while (from < end && token(from).has(kDeterminer)) ++from;
    const bool closed = end < paragraph_.end && (token(end).comma() || token(end).mark == '.');
    // "X, Senator Y and Z" is a list, not an apposition.
    if (found && closed && from < end && !token(from).capital) keep(from, end);
  }
}

std::size_t People::first_mention_from(int token_index) const {
  const auto at =
      std::lower_bound(mentions_.begin(), mentions_.end(), token_index,
                       [](const Mention& mention, int value) { return mention.token < value; });
  return static_cast<std::size_t>(at - mentions_.begin());
}

Resolved People::resolve(Range phrase) const {
  const Tokens all(document_.tokens);
  Resolved resolved;
  const std::string_view written = span_of(all, phrase).of(document_.text);
  const auto name = name_in(all, phrase);
  if (name) {
    const std::uint32_t at = token(name->begin).begin;
    const std::uint64_t last = token(name->end - 1).hash;
    resolved.name = span_of(all, *name).of(document_.text);
    if (name->size() >= 2) {
      if (const auto found = last_names_.find(last); found != last_names_.end())
        for (std::size_t i = 0; i < found->second.size() && i < kNamesakes; ++i)
          if ((*this)[found->second[i]].first == token(name->begin).hash)
            resolved.person = found->second[i];
      if (resolved.person >= 0) resolved.name = name_of(resolved.person);
      return resolved;
    }
    Gender gender = Gender::unknown;
    if (name->begin > 0 && name->begin > phrase.begin)
      gender = gender_in(token(name->begin - 1).flags & ~kGiven);
    resolved.person = by_last(last, gender, at, resolved.ambiguous);
    if (resolved.ambiguous)
      if (const int near = named_near(*name, gender); near >= 0) {
        resolved.person = near;
        resolved.ambiguous = false;
      }
    if (resolved.person < 0) resolved.person = by_given(*name);
    if (resolved.person >= 0 && !resolved.ambiguous) resolved.name = name_of(resolved.person);
    return resolved;
  }

  resolved.name = written;
  // "the nurse, Faith Sithole,": the name follows.
  if (phrase.end + 1 < static_cast<int>(document_.tokens.size()) && token(phrase.end).comma()) {
    const std::size_t mention = first_mention_from(phrase.end + 1);
    const bool role = token(phrase.begin).has(kDeterminer) &&
                      std::any_of(all.begin() + phrase.begin, all.begin() + phrase.end,
                                  [](const Token& word) { return word.has(kTitle); });
    if (mention < mentions_.size() && token(phrase.begin).has(kDeterminer) &&
        std::all_of(all.begin() + phrase.end + 1, all.begin() + mentions_[mention].token,
                    [](const Token& word) { return word.capital && word.has(kTitle); })) {
      const int end = mentions_[mention].end_token;
      const bool last = end >= static_cast<int>(document_.tokens.size());
      const bool ends = last || !token(end).word();
      // "the groom, Tom Lunt." has no title: then nothing else may follow.
      const bool plain = std::none_of(all.begin() + phrase.begin + 1, all.begin() + phrase.end,
                                      [](const Token& word) { return word.capital; }) &&
                         !token(phrase.end - 1).has(kS) &&
                         (*this)[mentions_[mention].person].first != 0 &&
                         (last || token(end).mark == '.');
      if (ends && (role || plain)) {
        resolved.person = mentions_[mention].person;
        resolved.name = name_of(resolved.person);
        return resolved;
      }
    }
  }

  // "the minister", "the spokesman": the person of that role, named before.
  const int head = role_head(all, phrase);
  if (head < 0 || head != phrase.end - 1 || !token(phrase.begin).is("the"_w) || phrase.size() > 4)
    return resolved;
  const auto found = roles_.find(role_keys(token(head).hash)[0]);
  if (found == roles_.end()) return resolved;
  // "the Chief Minister" is not the minister of roads.
  const auto bears = [&](const Person& who) {
    const std::string_view role = who.role.of(document_.text);
    return std::all_of(all.begin() + phrase.begin + 1, all.begin() + head, [&](const Token& word) {
      return !word.capital || role.find(word.of(document_.text)) != std::string_view::npos;
    });
  };
  const auto& holders = found->second;
  for (std::size_t i = holders.size(), tried = 0; i-- > 0 && tried < kRoleHolders * 16; ++tried) {
    if (holders[i].first >= token(phrase.begin).begin) continue;
    if (token(head).capital && !bears((*this)[holders[i].second])) continue;
    if (resolved.person < 0) resolved.person = holders[i].second;
    if (holders[i].second != resolved.person) resolved.ambiguous = true;
  }
  if (resolved.person >= 0 && !resolved.ambiguous) {
    resolved.name = name_of(resolved.person);
    resolved.role = true;
  } else {
    resolved.person = -1;
  }
  return resolved;
}

int People::unnamed(Range phrase) {
  const int head = role_head(document_.tokens, phrase);
  if (head < 0) return -1;
  const auto [entry, fresh] = unnamed_.emplace(token(head).hash, static_cast<int>(people_.size()));
  if (fresh) {
    Person& person = people_.emplace_back();
    person.name = span_of(document_.tokens, phrase);
    person.gender = gender_in(token(head).flags & ~kGiven);
    person.gender_told = person.gender != Gender::unknown;
    person.evidence = person.firm = person.human = true;
    const Token& article = token(phrase.begin);
    person.introduced = article.is("a"_w) || article.is("an"_w) || article.is("another"_w);
    person.first_at = person.name.begin;
  }
  return entry->second;
}

int People::find(std::string_view name) const {
  const Document line =
      prepare_line(name, {0, static_cast<std::uint32_t>(name.size())}, MarkStyle::doubles);
  const auto inside = name_in(line.tokens, {0, static_cast<int>(line.tokens.size())});
  if (!inside) return -1;
  const auto found = last_names_.find(line.tokens[static_cast<std::size_t>(inside->end - 1)].hash);
  if (found == last_names_.end() || found->second.empty()) return -1;
  if (inside->size() == 1) return found->second.size() == 1 ? found->second.front() : -1;
  const std::uint64_t first = line.tokens[static_cast<std::size_t>(inside->begin)].hash;
  for (const int person : found->second)
    if ((*this)[person].first == first) return person;
  return -1;
}

void People::learn_gender(int person, Gender gender) {
  Person& known = people_[static_cast<std::size_t>(person)];
  if (known.gender == Gender::unknown) known.gender = gender;
}

}  // namespace onrecord::statements
