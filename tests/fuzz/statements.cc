// Any bytes, mended and laid out, through the whole extraction: nothing may crash, every offset
// must be valid, a statement's text must be its pieces.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "indexer/formats/layout.h"
#include "indexer/statements/extract.h"
#include "proto/text/utf8.h"

namespace {

using namespace onrecord;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

bool on_boundary(std::string_view text, std::size_t at) {
  return at == text.size() ||
         (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

void check_span(std::string_view text, Span span) {
  require(span.begin < span.end && span.end <= text.size(), "a span lies inside its text");
  require(on_boundary(text, span.begin) && on_boundary(text, span.end), "a span is on code points");
}

void check(const Article& article, const Statement& statement) {
  const std::string_view text = statement.place == StatementPlace::headline
                                    ? std::string_view(article.headline.value)
                                    : std::string_view(article.text);
  check_span(text, statement.span);
  check_span(text, statement.context);
  require(!statement.pieces.empty(), "a statement has words");
  require(statement.pieces.front().begin == statement.span.begin &&
              statement.pieces.back().end == statement.span.end,
          "the span goes from the first piece to the last");
  std::string_view rest = statement.text;
  std::uint32_t last = statement.span.begin;
  for (const Span piece : statement.pieces) {
    check_span(text, piece);
    require(piece.begin >= last, "pieces are in order");
    last = piece.end;
    const std::size_t at = rest.find(piece.of(text));
    require(at != std::string_view::npos && at <= sizeof(" … ") - 1,
            "the text is made of the pieces");
    rest.remove_prefix(at + piece.size());
  }
  require(rest.empty(), "the text is nothing but the pieces");
  require(statement.speaker_confidence >= 0 && statement.speaker_confidence <= 1 &&
              statement.span_confidence >= 0 && statement.span_confidence <= 1,
          "confidences are probabilities");
  require(!statement.rule.empty(), "a statement says by which rule");
  require(text::first_invalid(statement.speaker) == std::string_view::npos,
          "a speaker is valid text");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  // The first byte chooses the shape: with or without a headline, a metadata speaker, spans.
  const unsigned shape = data[0];
  const std::string_view bytes(reinterpret_cast<const char*>(data + 1), size - 1);
  Article article;
  article.text = text::mend(bytes).text;
  if ((shape & 1) != 0) article.headline.value = article.text.substr(0, article.text.find('\n'));
  if ((shape & 2) != 0) article.speaker.value = "Ada Brill";
  const auto kind = (shape & 4) != 0 ? formats::BodyKind::plain : formats::BodyKind::given_apart;
  if ((shape & 8) == 0)
    article.spans = formats::lay_out(article.text, kind, article.headline.value).spans;
  bool in_text = false;
  std::uint32_t last = 0;
  for (const Statement& statement : statements::extract(article)) {
    check(article, statement);
    const bool now = statement.place == StatementPlace::text;
    require(now || !in_text, "the headline's statements come first");
    require(!now || !in_text || statement.span.begin >= last, "statements are in order");
    in_text = now;
    last = statement.span.begin;
  }
  return 0;
}
