// One article prepared for the sieves: its paragraphs with labels, quotations, tokens and
// sentences.  Knows no speaker.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "indexer/statements/quotations.h"
#include "indexer/statements/tokens.h"
#include "proto/store/records.h"

namespace onrecord::statements {

/// A paragraph of running text.
struct Paragraph {
  Span span;
  SpanKind kind = SpanKind::paragraph;
  std::string_view label;  ///< Of the labelled part that it stands in.
  std::string_view
      speaker;            ///< Of the speaker label above it, whose scope it may be in; else empty.
  std::string_view turn;  ///< Of the transcript turn that it stands in.
  bool in_turn = false;
  bool after_label = false;  ///< A label or section began since the paragraph before.
  Range tokens;              ///< In Document::tokens.
  Range quotations;          ///< In Document::quotations.
  Range
      sentences;  ///< In Document::sentences; token indices are relative to the paragraph's first.
};

/// Everything found by form alone.  Views point into the article.
struct Document {
  std::string_view text;
  MarkStyle style = MarkStyle::doubles;
  std::vector<Paragraph> paragraphs;
  std::vector<Quotation> quotations;
  std::vector<Token> tokens;
  std::vector<Range> sentences;

  Tokens tokens_of(const Paragraph& paragraph) const {
    return Tokens(tokens).subspan(static_cast<std::size_t>(paragraph.tokens.begin),
                                  static_cast<std::size_t>(paragraph.tokens.size()));
  }
  std::span<const Range> sentences_of(const Paragraph& paragraph) const {
    return std::span(sentences).subspan(static_cast<std::size_t>(paragraph.sentences.begin),
                                        static_cast<std::size_t>(paragraph.sentences.size()));
  }
  std::span<const Quotation> quotations_of(const Paragraph& paragraph) const {
    return std::span(quotations)
        .subspan(static_cast<std::size_t>(paragraph.quotations.begin),
                 static_cast<std::size_t>(paragraph.quotations.size()));
  }
};

/// Prepares the body of \a article by its spans; without spans every line is a paragraph.  Bylines,
/// datelines and labels give no paragraph.  O(n).
Document prepare(const Article& article);

/// Prepares a text of one paragraph: a headline, or the words of a quotation.  \a style is the
/// style of its outer marks.
Document prepare_line(std::string_view text, Span part, MarkStyle style);

}  // namespace onrecord::statements
