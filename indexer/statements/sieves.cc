// See sieves.h.
#include "indexer/statements/sieves.h"

#include <algorithm>
#include <array>

#include "indexer/statements/cues.h"
#include "indexer/statements/phrases.h"
#include "indexer/statements/subjects.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

struct Line {
  Tokens tokens;
  const Token& operator[](int i) const { return tokens[static_cast<std::size_t>(i)]; }
};

// Participles whose subject stands before them, never after: "saying Tuesday" names no one.
bool needs_own_subject(const Token& cue) { return cue.has(kParticiple); }

// "…" — Ann Example, 34, of Harrow
std::optional<Attribution> dash_name(Line line, int quotation, int high, int sentence_begin) {
  int first = quotation + 2;
  if (!line[quotation + 1].dash() || first >= high || quotation > sentence_begin + 1)
    return std::nullopt;
  // "— harbour master Ann Example"
  constexpr int kRole = 3;
  bool role = false;
  int name = first;
  while (name < high && name - first < kRole && line[name].word() && !line[name].capital &&
         !line[name].has(kStop | kDeterminer | kAuxiliary | kPronoun)) {
    role = line[name].has(kTitle);
    ++name;
  }
  if (role) first = name;
  if (first >= high || !line[first].capital) return std::nullopt;
  if (high - first > 14 || line[first].has(kStop)) return std::nullopt;
  int i = first;
  while (i < high && (line[i].capital || (line[i].has(kParticle) && i > first))) ++i;
  const bool ends = i == high || line[i].comma() || line[i].mark == '.' || line[i].mark == '(';
  if (i - first > 6 || !ends) return std::nullopt;
  return Attribution{{first, i}, -1, Rule::dash_name, .9F, false};
}

// "…," Ann thundered: a finite verb that no list has, straight after a short name.
std::optional<Attribution> any_verb(Line line, int first, int high) {
  for (int i = first + 1; i < high && i < first + 8; ++i) {
    const Token& token = line[i];
    if (!token.word()) return std::nullopt;
    const bool verb = !token.capital &&
                      !token.has(kStop | kAdverb | kDeterminer | kTitle | kTime) &&
                      token.has(kFinite | kEd | kS) && !token.possessive();
    if (!verb) continue;
    const auto subject = subject_before(line.tokens, i, first);
    if (subject && subject->begin == first)
      return Attribution{*subject, i, Rule::name_verb, .75F, false};
  }
  return std::nullopt;
}

// "…?" posed Ann: a past tense that no list has, between the quotation and a name.
std::optional<Attribution> any_verb_name(Line line, int verb, int high) {
  if (verb + 1 >= high) return std::nullopt;
  const Token& token = line[verb];
  const Token& next = line[verb + 1];
  const bool fits = token.word() && !token.capital && token.has(kEd) &&
                    !token.has(kStop | kAdverb | kDeterminer | kTitle | kAuxiliary | kCue) &&
                    next.capital && !next.has(kStop | kDay);
  if (!fits) return std::nullopt;
  const auto name = phrase_beginning(line.tokens, verb + 1, high);
  const bool ends = name && (name->end == high || !line[name->end].word());
  if (!ends || !line[name->end - 1].capital) return std::nullopt;
  return Attribution{*name, verb, Rule::name_verb, .75F, false};
}

// "wrote a book", "added a line": the object is a thing, and no words.
bool takes_thing(Line line, int cue, int quotation) {
  constexpr int kObject = 5;
  if (!line[cue].has(kThing) || cue + 2 >= quotation || !line[cue + 1].has(kDeterminer) ||
      line[cue + 1].has(kSubject) || line[cue + 1].is("that"_w))
    return false;
  for (int i = cue + 2; i < quotation && i < cue + kObject; ++i)
    if (line[i].has(kSpeechNoun | kCue) || line[i].mark == ':') return false;
  return true;
}

// "Ann Example (Greens) — “…”": a line of its own.
std::optional<Attribution> dash_before(Line line, int last, int low) {
  if (!line[last].dash() || last - 1 < low || low != 0) return std::nullopt;
  int end = last;
  if (line[end - 1].mark == ')') {
    int open = end - 1;
    while (open > low && line[open].mark != '(') --open;
    end = open;
  }
  if (end - low < 2 || end - low > 5) return std::nullopt;
  for (int i = low; i < end; ++i)
    if (!line[i].capital && !line[i].has(kParticle)) return std::nullopt;
  if (line[low].has(kStop | kNoLabel | kImpersonal)) return std::nullopt;
  return Attribution{{low, end}, -1, Rule::dash_name, .9F, false};
}

// ", as Ann put it," before the quotation.
std::optional<Attribution> put_it(Line line, int last, int low) {
  if (last - 3 < low || !line[last].comma() || !line[last - 1].is("it"_w)) return std::nullopt;
  const Token& verb = line[last - 2];
  if (!verb.is("put"_w) && !verb.is("puts"_w) && !verb.is("phrased"_w) && !verb.is("described"_w) &&
      !verb.is("explained"_w) && !verb.is("saw"_w) && !verb.is("sees"_w))
    return std::nullopt;
  const auto subject = subject_before(line.tokens, last - 2, low);
  if (!subject) return std::nullopt;
  return Attribution{*subject, last - 2, Rule::put_it_left, .9F, false};
}

// "was described by Ann Example as “…”".
std::optional<Attribution> described_by(Line line, int last, int low) {
  constexpr int kReach = 14;
  if (!line[last].is("as"_w)) return std::nullopt;
  for (int k = last - 2; k > low && k > last - kReach; --k) {
    if (!line[k].is("by"_w) || !line[k - 1].has(kCue | kEd) || line[k - 1].capital) continue;
    const auto speaker = phrase_beginning(line.tokens, k + 1, last);
    if (!speaker) return std::nullopt;
    return Attribution{*speaker, k - 1, Rule::cue_name_left, .85F, false};
  }
  return std::nullopt;
}

// Does a word for speech stand within a few words from `from` on?
bool speech_noun_near(Line line, int from, int high) {
  constexpr int kNear = 4;
  for (int i = from; i < high && i < from + kNear && line[i].word(); ++i)
    if (line[i].has(kSpeechNoun)) return true;
  return false;
}

// "Ann Example issued the following statement on the port: “…”", "… made these remarks: “…”".
std::optional<Attribution> announced(Line line, int last, int low) {
  if (line[last].mark != ':') return std::nullopt;
  for (int k = last - 1; k - 2 >= low; --k) {
    const bool following = line[k].is("following"_w) && line[k - 1].is("the"_w);
    const bool these =
        (line[k].is("this"_w) || line[k].is("these"_w)) && speech_noun_near(line, k + 1, last);
    if (!following && !these) continue;
    const int verb = following ? k - 2 : k - 1;
    if (!line[verb].word() || line[verb].capital || line[verb].has(kPreposition))
      return std::nullopt;
    const auto subject = subject_before(line.tokens, verb, low);
    if (!subject) return std::nullopt;
    return Attribution{*subject, verb, Rule::name_cue_left, .9F, false};
  }
  return std::nullopt;
}

// "Below are excerpts of Ann Example's speech: “…”", "… of a statement by Ann Example: “…”".
std::optional<Range> author_of(Line line, int colon, int low) {
  for (int k = colon - 1; k > low; --k) {
    if (line[k].possessive() && speech_noun_near(line, k + 1, colon)) {
      auto author = phrase_ending(line.tokens, k - 1, low);
      if (author && !line[author->begin].capital)  // "excerpts of Sen. Example"
        for (int i = author->end - 1; i > author->begin; --i)
          if (line[i - 1].is("of"_w) || line[i - 1].is("from"_w)) author->begin = i;
      return author;
    }
    if (line[k].is("by"_w) && line[k - 1].has(kSpeechNoun))
      return phrase_beginning(line.tokens, k + 1, colon);
  }
  return std::nullopt;
}

// The speaker of the cue at `k`, seen from a quotation to its right.
std::optional<Attribution> cue_before(Line line, int k, int low, int distance, bool near,
                                      bool negated) {
  const Token& cue = line[k];
  const bool ing = needs_own_subject(cue);
  std::optional<Range> subject;
  const bool hanging = ing && k > low && (line[k - 1].comma() || line[k - 1].quoted());
  if (!hanging) subject = subject_before(line.tokens, k, low);
  if (subject && ing && !line[subject->begin].has(kSubject) && !line[subject->end - 1].capital)
    subject.reset();
  if (subject && subject->begin > low && line[subject->begin - 1].has(kHearer))
    return std::nullopt;  // "told Ann": Ann hears
  if (subject) {
    const float strength = distance < 12 ? (near ? .95F : .85F) : .75F;
    return Attribution{*subject, k, Rule::name_cue_left, strength, negated};
  }
  if (ing) {
    if (const auto opening = clause_subject(line.tokens, low, k, true))
      return Attribution{*opening, k, Rule::participle_left, .75F, negated};
    return std::nullopt;
  }
  if (k > low && (line[k - 1].is("and"_w) || line[k - 1].is("but"_w) || line[k - 1].comma()))
    if (const auto opening = clause_subject(line.tokens, low, k, true))
      return Attribution{*opening, k, Rule::joined_left, .75F, negated};
  if (k == low && cue.has(kStrong)) {  // "Said Ann: …"
    const auto speaker = phrase_beginning(line.tokens, k + 1, k + 1 + distance);
    if (speaker && speaker->end < k + 1 + distance && line[speaker->end - 1].capital)
      return Attribution{*speaker, k, Rule::cue_name_left, .9F, negated};
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Rule rule) {
  static constexpr std::array<std::string_view, kRules> kNames = {
      "none",           "cue-name",         "name-cue",        "name-cue-far",   "name-verb",
      "according-to",   "dash-name",        "name-cue-left",   "cue-name-left",  "participle-left",
      "joined-left",    "according-left",   "put-it-left",     "colon-left",     "subject-left",
      "far-cue-left",   "far-cue-right",    "possessor-left",  "later-cue",      "same-sentence",
      "same-paragraph", "paragraph-before", "reported-before", "subject-before", "introduced",
      "run-on",         "runs-into",        "label",           "headline",       "inner-label"};
  return kNames[static_cast<std::size_t>(rule)];
}

std::optional<Range> signature(Tokens tokens) {
  const Line line{tokens};
  const int size = static_cast<int>(tokens.size());
  int i = 1;
  if (!line[0].dash() || !line[1].capital || line[1].has(kStop)) return std::nullopt;
  while (i < size && (line[i].capital || line[i].has(kParticle)) && i < 8) ++i;
  const bool ends = i == size || line[i].comma() || line[i].mark == '(' || line[i].mark == '.';
  return ends && i > 2 ? std::optional(Range{1, i}) : std::nullopt;
}

std::optional<Attribution> attribution_after(Tokens tokens, int quotation, int high,
                                             int sentence_begin, bool comma) {
  const Line line{tokens};
  int first = quotation + 1;
  if (first >= high) return std::nullopt;
  if (line[first].comma() || line[first].dash()) ++first;
  if (first >= high) return std::nullopt;
  if (const auto source = according_to(tokens, first, high))
    return Attribution{*source, first, Rule::according, .9F, false};
  if (const auto dash = dash_name(line, quotation, high, sentence_begin)) return dash;

  constexpr int kReach = 22;
  if (const auto lent = lent_words(tokens, first, std::min(high, first + kReach)))
    return lent->whom
               ? std::optional(Attribution{*lent->whom, lent->cue, Rule::name_cue, .8F, false})
               : std::nullopt;

  int k = first;
  while (k < high && line[k].has(kAdverb | kAuxiliary) && !line[k].possessive() &&
         !line[k].has(kNegation))
    ++k;
  if (k < high && is_cue(tokens, k, true) && !needs_own_subject(line[k]))
    if (const auto speaker = phrase_beginning(tokens, k + 1, high))
      return Attribution{*speaker, k, Rule::cue_name, .95F, false};

  if (comma && first == quotation + 1)
    if (const auto verb = any_verb_name(line, first, high)) return verb;

  for (k = first + 1; k < high && k < first + kReach; ++k) {
    const Token& token = line[k];
    if (token.quoted() || token.mark == ';' || token.mark == ':') break;
    const CueSense sense = read_cue(tokens, k, k - first < 8);
    if (sense == CueSense::none) continue;
    if (const auto subject = subject_before(tokens, k, first)) {
      const bool at_once = subject->begin == first;
      const bool far = !at_once && k - first >= 12;
      return Attribution{*subject, k, far ? Rule::name_cue_far : Rule::name_cue,
                         at_once ? .95F
                         : far   ? .6F
                                 : .8F,
                         sense == CueSense::negated};
    }
    if (token.is("said"_w) || token.is("says"_w)) {  // "…" but to wait, says Ann
      const auto speaker =
          line[k - 1].comma() ? phrase_beginning(tokens, k + 1, high) : std::nullopt;
      if (speaker) return Attribution{*speaker, k, Rule::cue_name, .8F, false};
      break;
    }
    if (token.is("told"_w)) break;
  }
  if (comma && first == quotation + 1 && line[first].word())
    if (const auto verb = any_verb(line, first, high)) return verb;
  return std::nullopt;
}

std::optional<Attribution> attribution_before(Tokens tokens, int quotation, int low) {
  const Line line{tokens};
  const int last = quotation - 1;
  if (last < low) return std::nullopt;
  if (const auto dash = dash_before(line, last, low)) return dash;
  if (const auto put = put_it(line, last, low)) return put;
  if (const auto said = announced(line, last, low)) return said;
  if (const auto said = described_by(line, last, low)) return said;
  if (const auto lent = lent_words(tokens, low, quotation))
    return lent->whom
               ? std::optional(Attribution{*lent->whom, lent->cue, Rule::name_cue_left, .8F, false})
               : std::nullopt;
  const bool near = line[last].comma() || line[last].mark == ':' || line[last].is("that"_w);
  for (int k = last; k >= low; --k) {
    const Token& token = line[k];
    if (!token.word()) continue;
    if (token.has(kCue)) {
      const CueSense sense = read_cue(tokens, k, last - k < (near ? 9 : 6));
      if (sense != CueSense::none && !takes_thing(line, k, quotation))
        if (const auto found = cue_before(line, k, low, last - k, near, sense == CueSense::negated))
          return found;
    }
    if (token.is("according"_w))
      if (const auto source = according_to(tokens, k, quotation))
        return Attribution{*source, k, Rule::according_left, .9F, false};
  }
  if (line[last].mark == ':')
    if (const auto author = author_of(line, last, low))
      return Attribution{*author, -1, Rule::colon_left, .7F, false};
  if (line[last].mark == ':')
    if (const auto subject = clause_subject(tokens, low, last, false);
        subject && !line[subject->begin].is("quote"_w))  // "Quote of the day: “…”"
      return Attribution{*subject, -1, Rule::colon_left, .55F, false};
  return std::nullopt;
}

}  // namespace onrecord::statements
