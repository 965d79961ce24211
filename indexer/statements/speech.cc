// See speech.h.  One walk over the spans with the containers that are open at each.
#include "indexer/statements/speech.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "indexer/statements/words.h"

namespace onrecord::statements {
namespace {

bool ends_with_question(std::string_view words) {
  for (const std::string_view mark : {"\"", "'", ")", "\xE2\x80\x9D", "\xE2\x80\x99", "\xC2\xBB"})
    if (words.ends_with(mark))
      return ends_with_question(words.substr(0, words.size() - mark.size()));
  return words.ends_with('?') || words.ends_with("\xD8\x9F");
}

Statement spoken(const Article& article, Span span) {
  Statement statement;
  statement.kind = StatementKind::speech;
  statement.place = StatementPlace::text;
  statement.span = span;
  statement.pieces = {span};
  statement.context = span;
  statement.text = span.of(article.text);
  statement.question = ends_with_question(statement.text);
  statement.span_confidence = 1;
  return statement;
}

void attribute(Statement& statement, std::string_view speaker, std::string_view role,
               std::string_view rule) {
  statement.speaker = speaker;
  statement.speaker_as_written = speaker;
  statement.role = role;
  statement.rule = rule;
  statement.speaker_confidence = speaker.empty() ? 0.0F : 1.0F;
}

std::string_view last_word(std::string_view name) { return name.substr(name.rfind(' ') + 1); }

bool speaks_of_himself(std::string_view words) {
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find_first_of(" \n,.;:", at), words.size());
    if ((Lexicon::english()[word_hash(words.substr(at, end - at))] & word_flag::kFirstPerson) != 0)
      return true;
    at = end + 1;
  }
  return false;
}

// Where the first turn begins, if the article's own speaker has a turn; else 0. What stands above
// it leads over to the talk.
std::uint32_t end_of_introduction(const Article& article) {
  if (article.speaker.empty()) return 0;
  const std::uint64_t surname = word_hash(last_word(article.speaker.value));
  const TextSpan* first = nullptr;
  bool speaks = false;
  for (const TextSpan& span : article.spans) {
    if (span.kind != SpanKind::turn) continue;
    if (first == nullptr) first = &span;
    speaks = speaks || word_hash(last_word(span.label)) == surname;
  }
  return speaks ? first->span.begin : 0;
}

}  // namespace

std::vector<Statement> speech_statements(const Article& article) {
  std::vector<Statement> found;
  const std::uint32_t introduction = end_of_introduction(article);
  std::vector<const TextSpan*>
      open;  // The sections and turns around the span at hand, outermost first.
  for (const TextSpan& span : article.spans) {
    std::erase_if(
        open, [&](const TextSpan* container) { return container->span.end <= span.span.begin; });
    if (span.kind == SpanKind::section || span.kind == SpanKind::turn) {
      open.push_back(&span);
      continue;
    }
    if ((span.kind != SpanKind::lead && span.kind != SpanKind::paragraph) || span.span.empty())
      continue;

    const TextSpan* turn = nullptr;
    const TextSpan* section = nullptr;
    for (const TextSpan* container : open) {
      if (!container->span.contains(span.span)) continue;
      (container->kind == SpanKind::turn ? turn : section) = container;
    }
    if (turn == nullptr && article.speaker.empty()) continue;
    if (turn == nullptr && span.span.begin < introduction &&
        !speaks_of_himself(span.span.of(article.text)))
      continue;

    Statement& statement = found.emplace_back(spoken(article, span.span));
    if (section != nullptr) statement.label = section->label;
    if (turn != nullptr)
      attribute(statement, turn->label,
                turn->label == article.speaker.value ? article.role.value : "", "turn");
    else
      attribute(statement, article.speaker.value, article.role.value, "metadata");
  }
  return found;
}

}  // namespace onrecord::statements
