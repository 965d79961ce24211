// What must hold of any valid text: random ones, and every character by itself.
#include <random>

#include "proto/text/sentences.h"
#include "proto/text/tokens.h"
#include "proto/text/utf8.h"
#include "tests/catch.h"

namespace onrecord::text {
namespace {

/// Characters of every kind that the folding knows, and any others.
char32_t random_character(std::mt19937& random) {
  constexpr std::u32string_view kOften =
      U" .,'’-_&@#%+"
      U"sSaeiouXZ0123456789\u0301\u0306\u0308\u00AD\u200C\u200D\u200Béßİıﬁǆ½²“”…\n\rيكـ\u064B٫٬٣中"
      U"ガｶﾞ\u3099한\u1112\u1161क\u094Dทัำ।؟。";
  if (random() % 4 != 0) return kOften[random() % kOften.size()];
  for (;;) {
    const auto c =
        static_cast<char32_t>(random() % 3 == 0 ? random() % 0x110000 : random() % 0x3000);
    if (c != 0 && (c < 0xD800 || c > 0xDFFF)) return c;
  }
}

std::string random_text(std::mt19937& random, std::size_t most) {
  std::string text;
  for (std::size_t i = random() % most; i > 0; --i) append(text, random_character(random));
  return text;
}

bool on_boundary(std::string_view text, std::size_t at) {
  return at == text.size() ||
         (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

/// In order, apart, in range, not empty, on code-point boundaries.
bool well_placed(std::string_view text, const std::vector<Span>& spans) {
  std::uint32_t last = 0;
  for (const Span span : spans) {
    if (span.begin < last || span.end <= span.begin || span.end > text.size()) return false;
    if (!on_boundary(text, span.begin) || !on_boundary(text, span.end)) return false;
    last = span.end;
  }
  return true;
}

TEST_CASE("tokens of any text are in order, in range and not empty") {
  std::mt19937 random(17);
  for (int round = 0; round < 50000; ++round) {
    const std::string text = random_text(random, 40);
    CAPTURE(text);
    std::vector<Span> spans;
    Tokenizer tokenizer(text);
    for (Token token; tokenizer.next(token);) {
      spans.push_back(token.span);
      if (token.term.empty() || token.term.size() > kMaxTermBytes ||
          token.term.find(' ') != std::string_view::npos ||
          first_invalid(token.term) != std::string_view::npos) {
        FAIL("bad term '" << token.term << "'");
      }
    }
    if (!well_placed(text, spans)) FAIL("bad spans");
  }
}

TEST_CASE("folding a folded value changes nothing") {
  std::mt19937 random(19);
  for (int round = 0; round < 50000; ++round) {
    const std::string text = random_text(random, 30);
    CAPTURE(text);
    const std::string folded = fold_value(text);
    if (fold_value(folded) != folded)
      FAIL("'" << folded << "' became '" << fold_value(folded) << "'");
  }
}

TEST_CASE("every character folds to what folds to itself, and is valid") {
  std::size_t wrong = 0;
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c < 0xE000) continue;
    if (c >= 0x20000 && c < 0xE0000 && c % 97 != 0)
      continue;  // Han, and planes with nothing in them.
    std::string text = "a ";
    append(text, c);
    append(text, c);
    const std::string folded = fold_value(text);
    if (first_invalid(folded) != std::string_view::npos || fold_value(folded) != folded) {
      UNSCOPED_INFO("U+" << std::hex << static_cast<unsigned>(c) << " '" << folded << "' '"
                         << fold_value(folded) << "'");
      ++wrong;
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("sentences and paragraphs of any text are in order, in range and hold every token") {
  std::mt19937 random(23);
  for (int round = 0; round < 5000; ++round) {
    const std::string text = random_text(random, 200);
    CAPTURE(text);
    const std::vector<Span> whole = paragraphs(text);
    if (!well_placed(text, whole)) FAIL("bad paragraphs");
    std::size_t inside = 0;
    for (const Span paragraph : whole) {
      const std::string_view part = paragraph.of(text);
      const std::vector<Span> found = sentences(part);
      if (found.empty() || !well_placed(part, found)) FAIL("bad sentences");
      for (const Span sentence : found) inside += sentence.size();
    }
    std::size_t visible = 0;
    for (const char c : text) visible += static_cast<unsigned char>(c) > ' ' ? 1U : 0U;
    std::size_t kept = 0;
    for (const Span paragraph : whole) {
      for (const Span sentence : sentences(paragraph.of(text))) {
        for (const char c : sentence.of(paragraph.of(text)))
          kept += static_cast<unsigned char>(c) > ' ' ? 1U : 0U;
      }
    }
    // Only white space may fall between: all of ASCII's is counted, of Unicode's at most a few
    // bytes a character.
    CHECK(kept <= visible);
    CHECK(inside <= text.size());
    std::size_t words = 0;
    for (const Span paragraph : whole) {
      for (const Span sentence : sentences(paragraph.of(text)))
        words += terms_of(sentence.of(paragraph.of(text))).size();
    }
    CHECK((words > 0) == !terms_of(text).empty());
  }
}

}  // namespace
}  // namespace onrecord::text
