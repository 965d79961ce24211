// How a claimed quotation is read: dots, brackets, marks.
#include "proto/text/claim.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::text;

namespace {

/// The words with "…" where dots stand and [brackets] around what is of whoever quotes.
std::string read(std::string_view text) {
  const Claim claim = read_claim(text);
  std::string out;
  for (std::size_t i = 0; i <= claim.words.size(); ++i) {
    if (claim.dots_before[i]) out += out.empty() ? "…" : " …";
    if (i == claim.words.size()) break;
    const SpokenWord& word = claim.words[i];
    out += (out.empty() ? "" : " ") + (word.has(kBracketed) ? "[" + word.key + "]" : word.key);
  }
  return out;
}

}  // namespace

TEST_CASE("an attribution is no part of a claim that was pasted with its marks") {
  struct Case {
    std::string_view claim, words;
  };
  const auto c = GENERATE(values<Case>({
      {"“We sail at noon,” she said, “and not before.”", "we sail at noon and not before"},
      {"\"We sail at noon,\" Mara Lindqvist said.", "we sail at noon"},
      {"Mara Lindqvist said: \"We sail at noon.\"", "we sail at noon"},
      {"“We sail at noon,” said Mara Lindqvist", "we sail at noon"},
      {"\"We sail at noon\"", "we sail at noon"},
      {"“We sail at noon!” – Mara Lindqvist", "we sail at noon"},
      {"\"We sail at noon\" -- Mara Lindqvist", "we sail at noon"},
      {"Mara Lindqvist: \"We sail at noon\"", "we sail at noon"},
      {"According to Lindqvist, \"we sail at noon\"", "we sail at noon"},
      {"Mara Lindqvist: we sail at noon", "mara lindqvist we sail at noon"},
      {"\"We sail at noon\" – or never", "we sail at noon or never"},
      {"\"We sail at noon\" – Never", "we sail at noon never"},
      {"\"We sail\" – Sunday – \"at noon\"", "we sail sunday at noon"},
      // Perhaps the speaker's own words.
      {"They told us that \"we sail at noon\"", "they told us that we sail at noon"},
      {"I said, \"We sail at noon\"", "i said we sail at noon"},
      {"Mara Lindqvist said, “Never”", "mara lindqvist said never"},
      {"The “free ferry at noon” is a lie", "the free ferry at noon is a lie"},
      {"“We sail at noon,” the board that had met all night in the old hall said",
       "we sail at noon the board that had met all night in the old hall said"},
      {"\"We sail,\" she said, \"at noon", "we sail she said at noon"},
  }));
  CAPTURE(c.claim);
  Claim claim = read_claim(c.claim);
  drop_attributions(claim);
  std::string words;
  for (const SpokenWord& word : claim.words) words += (words.empty() ? "" : " ") + word.printed;
  CHECK(words == c.words);
  CHECK(claim.dots_before.size() == claim.words.size() + 1);
}

TEST_CASE("dots leave out, brackets add") {
  struct Case {
    std::string_view claim, read;
  };
  const auto c = GENERATE(values<Case>({
      {"“We will pay.”", "we will pay"},
      {"We will … pay", "we will … pay"},
      {"We will... pay", "we will … pay"},
      {"We will . . . pay", "we will … pay"},
      {"We will [...] pay", "we will … pay"},
      {"We will […] pay", "we will … pay"},
      {"... will pay ...", "… will pay …"},
      {"[The minister] will pay", "[the] [minister] will pay"},
      {"[T]he minister pays", "the minister pays"},
      {"They agree[d] to it", "they agreed to it"},
      {"They was [sic] wrong", "they was wrong"},
      {"It ended [", "it ended"},
      {"It is $3.50 now. We pay.", "it is #3.5 dollars now we pay"},
      {"", ""},
      {"…", "…"},
  }));
  CAPTURE(c.claim);
  CHECK(read(c.claim) == c.read);
}

TEST_CASE("a word of a claim knows its place in what was given") {
  const std::string_view text = "“[The miñister] … will [...] pay”";
  const Claim claim = read_claim(text);
  REQUIRE(claim.words.size() == 4);
  CHECK(claim.words[1].span.of(text) == "miñister");
  CHECK(claim.words[2].span.of(text) == "will");
  CHECK(claim.words[3].span.of(text) == "pay");
}
