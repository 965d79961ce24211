// See headline.h.
#include "indexer/statements/headline.h"

#include <algorithm>
#include <optional>

#include "indexer/statements/attribution.h"
#include "indexer/statements/document.h"

namespace onrecord::statements {
namespace {

using namespace word_flag;

constexpr float kSpan = .9F;
constexpr float kSpeaker = .85F;    // headlines shorten; the words may be the desk's
constexpr int kLongestSpeaker = 6;  // words before the colon

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
Found read(Tokens tokens, int quotation) {
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
  if (next < size && at(next).comma()) ++next;
  if (next < size && says(at(next)))
    if (const Range who = words_after(next + 1); fits(who)) return {who, next, Rule::cue_name};
  if (next < size && at(next).dash())
    if (const Range who = words_after(next + 1); fits(who) && who.end == size)
      return {who, -1, Rule::dash_name};
  for (int k = next + 1; k < size && k <= next + kLongestSpeaker; ++k)
    if (says(at(k)) && at(k - 1).word()) return {Range{next, k}, k, Rule::name_cue};
  return {};
}

}  // namespace

std::vector<Statement> headline_statements(const Article& article, const People& people) {
  const std::string_view headline = article.headline.value;
  const bool in_text =
      std::any_of(article.spans.begin(), article.spans.end(),
                  [](const TextSpan& span) { return span.kind == SpanKind::headline; });
  if (headline.empty() || in_text) return {};
  const Span whole{0, static_cast<std::uint32_t>(headline.size())};
  const Document line = prepare_line(headline, whole, mark_style(headline));
  const Tokens tokens(line.tokens);
  std::vector<Statement> found;
  for (int i = 0; i < static_cast<int>(tokens.size()); ++i) {
    if (!tokens[static_cast<std::size_t>(i)].quoted()) continue;
    const Quotation& quotation = line.quotations[tokens[static_cast<std::size_t>(i)].quotation];
    const Found reading = read(tokens, i);
    if (!reading.speaker) continue;  // scare quotes and titles are as common in headlines as speech
    Statement statement;
    statement.kind = StatementKind::direct;
    statement.place = StatementPlace::headline;
    statement.span = quotation.inner;
    statement.pieces = {quotation.inner};
    statement.text = quotation.inner.of(headline);
    statement.context = whole;
    statement.rule = name_of(reading.rule);
    statement.question = statement.text.ends_with('?');
    statement.span_confidence = quotation.closed ? kSpan : kSpan * .8F;
    statement.speaker_as_written = span_of(tokens, *reading.speaker).of(headline);
    statement.speaker = statement.speaker_as_written;
    statement.speaker_confidence = kSpeaker;
    if (reading.cue >= 0)
      statement.cue = tokens[static_cast<std::size_t>(reading.cue)].of(headline);
    if (const int person = people.find(statement.speaker); person >= 0) {
      statement.speaker = people.name_of(person);
      statement.role = people[person].role.of(article.text);
    }
    found.push_back(std::move(statement));
  }
  return found;
}

}  // namespace onrecord::statements
