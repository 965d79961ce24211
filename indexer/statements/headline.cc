// See headline.h.
#include "indexer/statements/headline.h"

#include <algorithm>
#include <optional>

#include "indexer/statements/attribution.h"
#include "indexer/statements/clauses.h"
#include "indexer/statements/echo.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

constexpr float kSpan = .9F;
constexpr float kSpeaker = .85F;     // headlines shorten; the words may be the desk's
constexpr float kEchoed = .97F;      // of the confidence below: the same words, the same speaker
constexpr float kMostQuoted = .55F;  // nobody is named, and nobody says it below
constexpr int kLongestSpeaker = 6;   // words before the colon
constexpr int kLongestHeadline = 30;

struct Found {
  std::optional<Range> speaker;
  int cue = -1;
  Rule rule = Rule::none;
};

bool says(const Token& token) {
  return token.has(kCue) && !token.has(kNounLike | kPlain) && token.word();
}

// "MAYOR: '…'", "Mayor says '…'", "'…', says mayor", "'…' - mayor": capitals mean nothing in a
// headline.
Found read(std::string_view headline, Tokens tokens, int quotation, const People& people) {
  const int size = static_cast<int>(tokens.size());
  const auto at = [&](int i) -> const Token& { return tokens[static_cast<std::size_t>(i)]; };
  const auto words_before = [&](int end) {
    int begin = end;
    while (begin > 0 && at(begin - 1).word() && end - begin <= kLongestSpeaker) --begin;
    return Range{begin, end};
  };
  const auto words_after = [&](int begin) {
    int end = begin;
    while (end < size && at(end).word() && end - begin <= kLongestSpeaker) ++end;
    return Range{begin, end};
  };
  const auto fits = [](Range range) { return range.size() > 0 && range.size() <= kLongestSpeaker; };

  if (quotation > 0 && at(quotation - 1).mark == ':')
    if (const Range who = words_before(quotation - 1); fits(who) && who.begin == 0)
      return {who, -1, Rule::title_line};
  for (int k = quotation - 1; k > 0 && k >= quotation - 3; --k)
    if (says(at(k)))
      if (const Range who = words_before(k); fits(who)) return {who, k, Rule::name_cue_left};
  int next = quotation + 1;
  const bool comma = next < size && at(next).comma();
  if (comma) ++next;
  if (next < size && says(at(next)))
    if (const Range who = words_after(next + 1); fits(who)) return {who, next, Rule::cue_name};
  if (next < size && at(next).dash())
    if (const Range who = words_after(next + 1); fits(who) && who.end == size)
      return {who, -1, Rule::dash_name};
  for (int k = next + 1; k < size && k <= next + kLongestSpeaker; ++k)
    if (says(at(k)) && at(k - 1).word()) {
      // "'Killer' fog closes port, mayor says": what stands between is more than a name.
      const Range who{next, k};
      bool one_phrase = true;
      for (int i = next; i < k; ++i) one_phrase = one_phrase && !at(i).comma();
      const bool known = one_phrase && people.find(span_of(tokens, who).of(headline)) >= 0;
      if (!comma && !known) return {};
      return {who, k, Rule::name_cue};
    }
  return {};
}

void take_speaker(Statement& statement, const Statement& from, float share) {
  statement.speaker = from.speaker;
  statement.role = from.role;
  if (statement.speaker_as_written.empty()) statement.speaker_as_written = from.speaker;
  statement.speaker_confidence = from.speaker_confidence * share;
  statement.rule = name_of(Rule::title_line);
}

void name_person(Statement& statement, const Article& article, const People& people) {
  const int person = people.find(statement.speaker);
  if (person < 0) return;
  statement.speaker = people.name_of(person);
  statement.role = people[person].role.of(article.text);
}

Statement begun(std::string_view headline, StatementKind kind, Span words) {
  Statement statement;
  statement.kind = kind;
  statement.place = StatementPlace::headline;
  statement.span = words;
  statement.pieces = {words};
  statement.text = words.of(headline);
  statement.context = {0, static_cast<std::uint32_t>(headline.size())};
  statement.question = statement.text.ends_with('?');
  statement.span_confidence = kSpan;
  return statement;
}

// "Ann Example: the canal will open", "Ann Example says the canal will open": no marks.
std::vector<Statement> unmarked(const Article& article, const Document& line,
                                const People& people) {
  const std::string_view headline = article.headline.value;
  const Tokens tokens(line.tokens);
  std::vector<Statement> found;
  const auto add = [&](StatementKind kind, Span words, Range speaker, int cue, Rule rule) {
    Statement statement = begun(headline, kind, words);
    statement.speaker_as_written = statement.speaker = span_of(tokens, speaker).of(headline);
    statement.speaker_confidence = kSpeaker;
    statement.rule = name_of(rule);
    if (cue >= 0) statement.cue = tokens[static_cast<std::size_t>(cue)].of(headline);
    name_person(statement, article, people);
    found.push_back(std::move(statement));
  };
  const int size = static_cast<int>(tokens.size());
  int colon = 0;
  while (colon < size && tokens[static_cast<std::size_t>(colon)].mark != ':') ++colon;
  const bool named = colon > 0 && colon <= kLongestSpeaker && colon + 2 < size &&
                     people.find(span_of(tokens, {0, colon}).of(headline)) >= 0;
  if (named) {
    add(StatementKind::speech, span_of(tokens, {colon + 1, size}), {0, colon}, -1,
        Rule::title_line);
    return found;
  }
  for (const Range sentence : line.sentences)
    for (const Clause& clause : find_clauses(headline, tokens, sentence, ClauseCues::strong))
      add(StatementKind::indirect, clause.words, clause.speaker, clause.cue, Rule::name_cue_left);
  return found;
}

}  // namespace

std::vector<Statement> headline_statements(const Article& article, const People& people,
                                           const std::vector<Statement>& below) {
  const std::string_view headline = article.headline.value;
  const bool in_text =
      std::any_of(article.spans.begin(), article.spans.end(),
                  [](const TextSpan& span) { return span.kind == SpanKind::headline; });
  if (headline.empty() || in_text) return {};
  const Document line = prepare_line(headline, {0, static_cast<std::uint32_t>(headline.size())},
                                     mark_style(headline));
  const Tokens tokens(line.tokens);
  if (line.quotations.empty()) return unmarked(article, line, people);
  std::vector<Statement> found;
  for (int i = 0; i < static_cast<int>(tokens.size()); ++i) {
    if (!tokens[static_cast<std::size_t>(i)].quoted()) continue;
    const Quotation& quotation = line.quotations[tokens[static_cast<std::size_t>(i)].quotation];
    const Found reading = read(headline, tokens, i, people);
    const Statement* echo = echo_of(quotation.inner.of(headline), 0, below);
    // Scare quotes and titles are as common in headlines as speech.
    if (!reading.speaker && echo == nullptr) continue;
    Statement statement = begun(headline, StatementKind::direct, quotation.inner);
    if (!quotation.closed) statement.span_confidence *= .8F;
    if (reading.speaker) {
      statement.rule = name_of(reading.rule);
      statement.speaker_as_written = span_of(tokens, *reading.speaker).of(headline);
      statement.speaker = statement.speaker_as_written;
      statement.speaker_confidence = kSpeaker;
      name_person(statement, article, people);
    }
    if (reading.cue >= 0)
      statement.cue = tokens[static_cast<std::size_t>(reading.cue)].of(headline);
    if (echo != nullptr) take_speaker(statement, *echo, kEchoed);
    found.push_back(std::move(statement));
  }
  return found;
}

void name_headline(const Document& document, std::vector<Statement>& found) {
  if (document.paragraphs.size() < 2) return;
  const Paragraph& line = document.paragraphs.front();
  const Tokens tokens = document.tokens_of(line);
  const bool heading =
      line.kind == SpanKind::headline || (!tokens.empty() && tokens.size() <= kLongestHeadline &&
                                          tokens.back().mark != '.' && tokens.back().last != '.');
  if (!heading || line.quotations.size() == 0) return;
  const std::uint32_t end = line.span.end;
  for (const Quotation& quotation : document.quotations_of(line)) {
    const auto known = std::find_if(found.begin(), found.end(), [&](const Statement& statement) {
      return statement.span.begin < end && statement.kind != StatementKind::mixed &&
             quotation.outer.contains(statement.span);
    });
    const std::string_view words = quotation.inner.of(document.text);
    const Statement* echo = echo_of(words, end, found);
    if (known == found.end()) {
      if (echo == nullptr) continue;
      Statement statement;
      statement.kind = quotation.outer.begin == line.span.begin ? StatementKind::direct
                                                                : StatementKind::fragment;
      statement.span = quotation.inner;
      statement.pieces = {quotation.inner};
      statement.text = words;
      statement.context = line.span;
      statement.span_confidence = kSpan;
      take_speaker(statement, *echo, kEchoed);
      found.push_back(std::move(statement));
    } else if (echo != nullptr) {
      take_speaker(*known, *echo, kEchoed);
    } else if (known->speaker.empty() && known->kind == StatementKind::direct) {
      if (const Statement* other = most_quoted(end, found)) {
        take_speaker(*known, *other, 1);
        known->speaker_confidence = std::min(known->speaker_confidence, kMostQuoted);
      }
    }
  }
}

}  // namespace onrecord::statements
