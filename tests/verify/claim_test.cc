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
