// Who stands beside a quotation, by word order alone.
#include "indexer/statements/sieves.h"

#include "indexer/statements/document.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::statements;

namespace {

struct Found {
  std::string speaker, rule;
  friend bool operator==(const Found&, const Found&) = default;
};
std::ostream& operator<<(std::ostream& out, const Found& found) {
  return out << found.speaker << " by " << found.rule;
}

Found first_quotation(std::string_view text, bool before) {
  const Document document =
      prepare_line(text, {0, static_cast<std::uint32_t>(text.size())}, MarkStyle::doubles);
  const Tokens tokens(document.tokens);
  for (const Range sentence : document.sentences)
    for (int i = sentence.begin; i < sentence.end; ++i) {
      const Token& token = tokens[static_cast<std::size_t>(i)];
      if (!token.quoted()) continue;
      const bool comma = token.last == ',' || token.last == '?' || token.last == '!';
      const auto found = before ? attribution_before(tokens, i, sentence.begin)
                                : attribution_after(tokens, i, sentence.end, sentence.begin, comma);
      if (!found) return {"", "none"};
      return {std::string(span_of(tokens, found->speaker).of(text)),
              std::string(name_of(found->rule))};
    }
  return {"", "no quotation"};
}

}  // namespace

TEST_CASE("a speaker after the quotation") {
  struct Case {
    std::string_view text;
    Found expected;
  };
  const auto c = GENERATE(values<Case>({
      {"“We dig,” said Ada Brill.", {"Ada Brill", "cue-name"}},
      {"“We dig,” Ada Brill said.", {"Ada Brill", "name-cue"}},
      {"“We dig,” she later told the Ostwick Courier.", {"she", "name-cue"}},
      {"“We dig,” Ada Brill, the mayor of Ostwick, said on Monday.", {"Ada Brill", "name-cue"}},
      {"“We dig,” Ada Brill (Greens) said.", {"Ada Brill", "name-cue"}},
      {"“We dig,” said Ada Brill, who runs Ostwick.", {"Ada Brill", "cue-name"}},
      {"“We dig,” Brill beamed.", {"Brill", "name-verb"}},
      {"“Do we dig?” posed Ada Brill.", {"Ada Brill", "name-verb"}},
      {"“We dig,” according to Ada Brill.", {"Ada Brill", "according-to"}},
      {"“We dig” — Ada Brill", {"Ada Brill", "dash-name"}},
      {"“We dig,” said the mayor of Ostwick.", {"the mayor of Ostwick", "cue-name"}},
      {"“We dig,” the Courier quoted Ada Brill as saying.", {"Ada Brill", "name-cue"}},
      {"“We dig” is what it was.", {"", "none"}},
  }));
  CAPTURE(c.text);
  CHECK(first_quotation(c.text, false) == c.expected);
}

TEST_CASE("a speaker before the quotation") {
  struct Case {
    std::string_view text;
    Found expected;
  };
  const auto c = GENERATE(values<Case>({
      {"The Courier quoted Ada Brill, the mayor, as saying, “We dig.”",
       {"Ada Brill", "name-cue-left"}},
      {"Ada Brill was quoted by the Courier as saying “we dig”.", {"Ada Brill", "participle-left"}},
      {"Ada Brill said: “We dig.”", {"Ada Brill", "name-cue-left"}},
      {"Ada Brill told the council, “We dig.”", {"Ada Brill", "name-cue-left"}},
      {"Ada Brill rose and said, “We dig.”", {"Ada Brill", "joined-left"}},
      {"Ada Brill defended the plan, saying “we dig.”", {"Ada Brill", "participle-left"}},
      {"At a rally in Ostwick, N.H., on Monday, Ada Brill left, saying “we dig.”",
       {"Ada Brill", "participle-left"}},
      {"OSTWICK, March 3 (Harbour Post) — Ada Brill left, saying “we dig.”",
       {"Ada Brill", "participle-left"}},
      {"According to Ada Brill, “we dig.”", {"Ada Brill", "according-left"}},
      {"As Ada Brill put it, “we dig.”", {"Ada Brill", "put-it-left"}},
      {"Said Ada Brill: “We dig.”", {"Ada Brill", "cue-name-left"}},
      {"Ada Brill was clear: “We dig.”", {"Ada Brill", "colon-left"}},
      {"Ada Brill went on to say: “We dig.”", {"Ada Brill", "name-cue-left"}},
      {"Ada Brill added a clause to the bill, “We dig.”", {"", "none"}},
      {"Over the till hung a card: “We dig.”", {"", "none"}},
  }));
  CAPTURE(c.text);
  CHECK(first_quotation(c.text, true) == c.expected);
}
