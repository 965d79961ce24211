// See document.h.
#include "indexer/statements/document.h"

#include <algorithm>

#include "indexer/statements/characters.h"
#include "indexer/statements/nicknames.h"
#include "indexer/statements/sentences.h"
#include "indexer/statements/trades.h"

namespace onrecord::statements {
namespace {

void read_paragraph(Document& document, Paragraph paragraph) {
  const auto size = [](const auto& list) { return static_cast<int>(list.size()); };
  paragraph.quotations.begin = size(document.quotations);
  find_quotations(document.text, paragraph.span, document.style, document.quotations);
  // A nickname is neither said nor a word of its own: the name goes on behind it.
  const auto first = document.quotations.begin() + paragraph.quotations.begin;
  for (auto quotation = first; quotation != document.quotations.end(); ++quotation)
    quotation->nickname = is_nickname(document.text, *quotation);
  paragraph.tokens.begin = size(document.tokens);
  append_tokens(document.text, paragraph.span, {first, document.quotations.end()},
                static_cast<std::uint32_t>(paragraph.quotations.begin), document.tokens);
  paragraph.tokens.end = size(document.tokens);
  document.quotations.erase(
      std::remove_if(first, document.quotations.end(),
                     [](const Quotation& quotation) { return quotation.nickname; }),
      document.quotations.end());
  paragraph.quotations.end = size(document.quotations);
  // A turn of quotations is a label with direct speech below it, not a transcript.
  if (paragraph.in_turn && paragraph.tokens.size() > 0 &&
      document.tokens[static_cast<std::size_t>(paragraph.tokens.begin)].quoted()) {
    if (paragraph.speaker != paragraph.turn)  // Else it is that of the label in the text.
      paragraph.speaker = paragraph.turn;
    paragraph.in_turn = false;
  }

  paragraph.sentences.begin = size(document.sentences);
  find_sentences(document.text, document.tokens_of(paragraph), document.sentences);
  paragraph.sentences.end = size(document.sentences);
  document.paragraphs.push_back(paragraph);
}

// Without spans: each line with something on it.
void read_lines(Document& document) {
  const std::string_view text = document.text;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (text.find_first_not_of(" \t\r\n", begin) < end) {
      Paragraph paragraph;
      paragraph.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
      read_paragraph(document, paragraph);
    }
    begin = end + 1;
  }
}

// The innermost containers around the span at hand.  Spans come in order of begin, containers
// before what they contain.
class Containers {
 public:
  void enter(const TextSpan& span) {
    if (span.kind == SpanKind::section) section_ = &span;
    if (span.kind == SpanKind::turn) turn_ = &span;
  }
  const TextSpan* section_around(Span inner) const { return around(section_, inner); }
  const TextSpan* turn_around(Span inner) const { return around(turn_, inner); }

 private:
  static const TextSpan* around(const TextSpan* container, Span inner) {
    return container != nullptr && container->span.contains(inner) ? container : nullptr;
  }
  const TextSpan* section_ = nullptr;
  const TextSpan* turn_ = nullptr;
};

std::string_view without_colon(std::string_view label) {
  const std::size_t last = label.find_last_not_of(" \t\r\n:*_");
  if (last == std::string_view::npos) return {};
  label = label.substr(0, last + 1);
  return label.substr(std::min(label.find_first_not_of(" \t*_#"), label.size()));
}

// "From Chairwoman Ada Brill" has the form of a section's label and names who speaks below.
std::string_view speaker_in(std::string_view label) {
  constexpr std::string_view kFrom = "From ";
  label = without_colon(label);
  const bool named = label.starts_with(kFrom) && label.size() > kFrom.size() + 1 &&
                     is_upper(label, kFrom.size()) &&
                     label.find(' ', kFrom.size()) != std::string_view::npos;
  return named ? label.substr(kFrom.size()) : std::string_view();
}

void read_spans(Document& document, const Article& article) {
  Containers containers;
  std::string_view speaker;
  bool after_label = false;
  for (const TextSpan& span : article.spans) {
    if (span.span.end > document.text.size() || span.span.begin >= span.span.end) continue;
    containers.enter(span);
    switch (span.kind) {
      case SpanKind::label:
        speaker = speaker_in(span.span.of(document.text));
        after_label = true;
        break;
      case SpanKind::speaker_label:
        speaker = without_colon(span.span.of(document.text));
        break;
      case SpanKind::headline:
      case SpanKind::lead:
      case SpanKind::paragraph: {
        Paragraph paragraph;
        paragraph.span = span.span;
        paragraph.kind = span.kind;
        if (const TextSpan* section = containers.section_around(span.span))
          paragraph.label = section->label;
        if (const TextSpan* turn = containers.turn_around(span.span)) {
          paragraph.turn = turn->label;
          paragraph.in_turn = true;
        }
        paragraph.speaker = speaker;
        paragraph.after_label = after_label;
        after_label = false;
        read_paragraph(document, paragraph);
        break;
      }
      default:
        break;
    }
  }
}

}  // namespace

Document prepare(const Article& article) {
  Document document;
  document.text = article.text;
  document.style = mark_style(article.text);
  document.tokens.reserve(article.text.size() / 5 + 16);
  if (article.spans.empty())
    read_lines(document);
  else
    read_spans(document, article);
  tell_surnames(document.tokens);
  return document;
}

Document prepare_line(std::string_view text, Span part, MarkStyle style) {
  Document document;
  document.text = text;
  document.style = style;
  Paragraph paragraph;
  paragraph.span = part;
  read_paragraph(document, paragraph);
  return document;
}

}  // namespace onrecord::statements
