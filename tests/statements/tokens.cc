// Words, marks and sentences of a paragraph whose quotations are single tokens.
#include "indexer/statements/tokens.h"

#include "indexer/statements/document.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::statements;

namespace {

Document read(std::string_view text) {
  return prepare_line(text, {0, static_cast<std::uint32_t>(text.size())}, mark_style(text));
}

std::vector<std::string> words(std::string_view text) {
  const Document document = read(text);
  std::vector<std::string> list;
  for (const Token& token : document.tokens) list.emplace_back(token.of(text));
  return list;
}

std::vector<std::string> sentences(std::string_view text) {
  const Document document = read(text);
  std::vector<std::string> list;
  for (const Range sentence : document.sentences)
    list.emplace_back(span_of(document.tokens, sentence).of(text));
  return list;
}

}  // namespace

TEST_CASE("a quotation is one token, a possessive and an abbreviation keep together") {
  using Words = std::vector<std::string>;
  CHECK(words("Mr. Oduya's “first plan” failed.") ==
        Words{"Mr.", "Oduya", "'s", "“first plan”", "failed", "."});
  CHECK(words("The U.S. co-founder, 34, left") ==
        Words{"The", "U.S.", "co-founder", ",", "34", ",", "left"});
  CHECK(words("Sen. Ada Brill, R-Ky., spoke") ==
        Words{"Sen.", "Ada", "Brill", ",", "R-Ky.", ",", "spoke"});
  CHECK(words("They said no. Then left") == Words{"They", "said", "no", ".", "Then", "left"});
  CHECK(words("São Tomé’s Ângela") == Words{"São", "Tomé", "’s", "Ângela"});
}

TEST_CASE("capitals are seen beyond ASCII") {
  const Document document = read("Ångström élan Ähre Жук");
  REQUIRE(document.tokens.size() == 4);
  CHECK(document.tokens[0].capital);
  CHECK_FALSE(document.tokens[1].capital);
  CHECK(document.tokens[2].capital);
  CHECK(document.tokens[3].capital);
}

TEST_CASE(
    "sentences end at stops, not at abbreviations, and a quotation's stop ends its sentence") {
  using Sentences = std::vector<std::string>;
  CHECK(sentences("Dr. Brill rose. She left.") == Sentences{"Dr. Brill rose.", "She left."});
  CHECK(sentences("“We dig.” Ada Brill left.") == Sentences{"“We dig.”", "Ada Brill left."});
  CHECK(sentences("“Do we dig?” Ada Brill asked.") == Sentences{"“Do we dig?” Ada Brill asked."});
  CHECK(sentences("“Do we dig?” Ada Brill, the mayor of Ostwick, asked.") ==
        Sentences{"“Do we dig?” Ada Brill, the mayor of Ostwick, asked."});
  CHECK(sentences("“We dig!” Ada Brill said: “Now.”") ==
        Sentences{"“We dig!”", "Ada Brill said: “Now.”"});
  CHECK(sentences("“We dig,” Brill said. “Now.” Then rain.") ==
        Sentences{"“We dig,” Brill said.", "“Now.”", "Then rain."});
}

TEST_CASE("a short word's hash is the same whatever stands behind it") {
  const std::string_view text = "Aç0 z’9 mid";
  for (std::size_t begin = 0; begin + 8 <= text.size(); ++begin)
    for (std::size_t size = 1; size < 8; ++size)
      CHECK(short_word_hash(text.data() + begin, size) ==
            ascii_word_hash(text.substr(begin, size)));
}

TEST_CASE("a word ends at each byte that is no letter or digit, wherever it stands") {
  const auto words_in = [](const std::string& text) {
    std::vector<Token> found;
    append_tokens(text, {0, static_cast<std::uint32_t>(text.size())}, {}, 0, found);
    return std::count_if(found.begin(), found.end(),
                         [](const Token& token) { return token.word(); });
  };
  for (int c = 1; c < 128; ++c)
    for (std::size_t before = 1; before < 12; ++before) {
      const bool joins =
          std::isalnum(c) != 0 ||
          std::string_view("-.'&").find(static_cast<char>(c)) != std::string_view::npos;
      const std::string text = std::string(before, 'b') + static_cast<char>(c) + "bbbbbbbbbbbb b";
      CAPTURE(c, before);
      CHECK(words_in(text) == (joins ? 2 : 3));
    }
}
