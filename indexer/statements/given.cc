// See given.h.
#include "indexer/statements/given.h"

#include <algorithm>
#include <string_view>

#include "indexer/statements/characters.h"

namespace onrecord::statements {
namespace {

/// \a span without white space and double quotation marks at its ends: a single one may be an
/// apostrophe.
Span words_only(std::string_view text, Span span) {
  const auto is_edge = [](const Glyph& glyph) {
    switch (glyph.kind) {
      case Char::space:
      case Char::straight:
      case Char::left_double:
      case Char::right_double:
      case Char::low_double:
      case Char::left_angle:
      case Char::right_angle:
        return true;
      default:
        return false;
    }
  };
  while (span.begin < span.end && is_edge(glyph_at(text, span.begin)))
    span.begin += glyph_at(text, span.begin).size;
  while (span.end > span.begin && is_edge(glyph_at(text, before(text, span.end))))
    span.end = static_cast<std::uint32_t>(before(text, span.end));
  return span;
}

bool starts_before(const Statement& a, const Statement& b) {
  return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
}

class Giver {
 public:
  Giver(const Article& article, std::vector<Statement>& found)
      : article_(article), found_(found), before_(found.size()) {
    for (const TextSpan& span : article.spans) {
      if (span.kind == SpanKind::lead || span.kind == SpanKind::paragraph)
        paragraphs_.push_back(span.span);
      if (span.kind == SpanKind::section) sections_.push_back(&span);
    }
  }

  void run() {
    std::uint32_t end = 0;
    for (const TextSpan& span : article_.spans) {
      if (!is_mark(span.kind) || span.span.begin < end || span.span.end > article_.text.size() ||
          (span.kind == SpanKind::quotation && span.label.empty()))
        continue;
      end = span.span.end;
      each_paragraph(span);
    }
    if (found_.size() > before_) std::stable_sort(found_.begin(), found_.end(), starts_before);
  }

 private:
  void each_paragraph(const TextSpan& mark) {
    auto paragraph = std::upper_bound(paragraphs_.begin(), paragraphs_.end(), mark.span.begin,
                                      [](std::uint32_t at, Span other) { return at < other.end; });
    if (paragraph == paragraphs_.end() || paragraph->begin >= mark.span.end)
      return give(mark, mark.span, mark.span);
    for (; paragraph != paragraphs_.end() && paragraph->begin < mark.span.end; ++paragraph)
      give(mark,
           {std::max(mark.span.begin, paragraph->begin), std::min(mark.span.end, paragraph->end)},
           *paragraph);
  }

  void give(const TextSpan& mark, Span part, Span context) {
    const Span words = words_only(article_.text, part);
    if (words.empty()) return;
    const auto known = found_.begin() + static_cast<std::ptrdiff_t>(before_);
    auto statement = std::lower_bound(
        found_.begin(), known, part.begin,
        [](const Statement& other, std::uint32_t at) { return other.span.begin < at; });
    std::uint32_t covered = 0;
    for (; statement != known && statement->span.begin < part.end; ++statement) {
      if (!is_quoted(*statement) || statement->span.end > part.end ||
          statement->span.begin < covered)
        continue;
      attribute(*statement, mark);
      covered = statement->span.end;
    }
    // Quotations that are most of what is marked are the statement; else all of it is.
    std::uint32_t quoted = 0;
    for (auto again = std::lower_bound(
             found_.begin(), known, part.begin,
             [](const Statement&other, std::uint32_t at) { return other.span.begin < at; });
         again != known && again->span.begin < part.end; ++again)
      if (again->rule == rule_of(mark)) quoted += again->span.size();
    if (quoted * 2 >= words.size()) return;
    Statement own;
    own.kind = mark.kind == SpanKind::claim ? StatementKind::indirect : StatementKind::direct;
    own.span = words;
    own.pieces = {words};
    own.text = words.of(article_.text);
    own.question = own.text.ends_with('?');
    own.context = context;
    own.label = label_of(context);
    attribute(own, mark);
    found_.push_back(std::move(own));
  }

  /// The label of the last section that begins before \a paragraph does, if that lies in it.
  std::string_view label_of(Span paragraph) const {
    const auto behind = std::upper_bound(
        sections_.begin(), sections_.end(), paragraph.begin,
        [](std::uint32_t at, const TextSpan* section) { return at < section->span.begin; });
    if (behind == sections_.begin() || !(*(behind - 1))->span.contains(paragraph)) return {};
    return (*(behind - 1))->label;
  }

  static bool is_quoted(const Statement& statement) {
    return (statement.kind == StatementKind::direct || statement.kind == StatementKind::fragment) &&
           statement.quoted_by.empty();
  }

  static std::string_view rule_of(const TextSpan& mark) {
    return mark.kind == SpanKind::claim ? "claim" : "given";
  }

  static void attribute(Statement& statement, const TextSpan& mark) {
    statement.rule = rule_of(mark);
    statement.span_confidence = 1;
    if (mark.label.empty()) return;  // whom the words themselves name stays
    statement.speaker = mark.label;
    if (statement.speaker_as_written.empty()) statement.speaker_as_written = mark.label;
    statement.speaker_confidence = 1;
  }

  const Article& article_;
  std::vector<Statement>& found_;
  std::size_t before_;  ///< Statements that were there.
  std::vector<Span> paragraphs_;
  std::vector<const TextSpan*> sections_;  ///< In order of begin.
};

}  // namespace

void add_given(const Article& article, std::vector<Statement>& found) {
  const bool any = std::any_of(article.spans.begin(), article.spans.end(),
                               [](const TextSpan& span) { return is_mark(span.kind); });
  if (any) Giver(article, found).run();
}

}  // namespace onrecord::statements
