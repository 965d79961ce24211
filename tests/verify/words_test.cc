// Words as they are compared: what is one word however it was printed, and what is another.
#include "proto/text/spoken_words.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::text;

namespace {

std::string keys_of(std::string_view text) {
  std::string keys;
  for (const SpokenWord& word : spoken_words(text)) keys += (keys.empty() ? "" : " ") + word.key;
  return keys;
}

bool same(std::string_view a, std::string_view b) {
  const auto one = spoken_words(a);
  const auto other = spoken_words(b);
  if (one.size() != other.size()) return false;
  for (std::size_t i = 0; i < one.size(); ++i)
    if (!same_word(one[i], other[i])) return false;
  return true;
}

}  // namespace

TEST_CASE("what says the same is the same words") {
  struct Case {
    std::string_view one, other;
  };
  const auto c = GENERATE(values<Case>({
      {"We don't know", "we do not know"},
      {"We dont know", "We do not know"},
      {"It's over", "It is over"},
      {"It’s been said", "It has been said"},
      {"let's go", "let us go"},
      {"they'd gone", "they had gone"},
      {"they'd go", "they would go"},
      {"I can't", "I cannot"},
      {"won't", "will not"},
      {"three million", "3,000,000"},
      {"3 million", "3,000,000"},
      {"two hundred and five thousand", "205000"},
      {"twenty-five ships", "25 ships"},
      {"a hundred men", "100 men"},
      {"a dozen eggs", "12 eggs"},
      {"40%", "forty per cent"},
      {"40 percent", "40 %"},
      {"$5 million", "5 million dollars"},
      {"$5m", "five million dollars"},
      {"£20", "twenty pounds"},
      {"3 May", "May 3"},
      {"the 3rd of May", "the May 3rd"},
      {"the first of december", "the December 1"},
      {"LET US GO HOME", "let us go home"},
      {"THE US MUST GO", "the U.S. must go"},
      {"the twenty-first century", "the 21st century"},
      {"the U.S. fleet", "the US fleet"},
      {"it was -20 degrees", "it was minus twenty degrees"},
      {"we lost -$5 million", "we lost $-5m"},
      {"between 10-20 boats", "between 10–20 boats"},
      {"colour and labour", "color and labor"},
      {"we realised", "we realized"},
      {"“Harbour” — closed!", "harbor closed"},
      {"[w]e sail", "we sail"},
      {"[T]hey agree[d] to it", "they agreed to it"},
      {"it were [sic] sold", "it were sold"},
      {"[the board] agreed", "the board agreed"},
      {"the US fleet", "the United States fleet"},
      {"the U.K.'s ferries", "the United Kingdom's ferries"},
      {"a UN envoy", "a United Nations envoy"},
      {"thats what theyre for", "that's what they are for"},
      {"Ive seen it", "I have seen it"},
      {"we wont and we cant", "we won't and we can't"},
      {"thirteen and a half percent", "13.5%"},
      {"two and a half million crowns", "2.5 million crowns"},
      {"half a million crowns", "500,000 crowns"},
  }));
  CAPTURE(c.one, keys_of(c.one), c.other, keys_of(c.other));
  CHECK(same(c.one, c.other));
}

TEST_CASE("what says something else is another word") {
  struct Case {
    std::string_view one, other;
  };
  const auto c = GENERATE(values<Case>({
      {"told us", "told US"},
      {"it was -20 degrees", "it was 20 degrees"},
      {"it was −0.5%", "it was 0.5%"},
      {"(-3) points", "(3) points"},
      {"-$5m in the till", "$5m in the till"},
      {"3 million", "3 billion"},
      {"thirteen", "thirty"},
      {"may go", "might go"},
      {"march on", "May 3"},
      {"do know", "do not know"},
      {"filling", "filing"},
      {"two hundred", "two thousand"},
      {"5 dollars", "5 pounds"},
      {"he'd go", "he has go"},
      {"tell us", "tell the United States"},
      {"its over", "it's over"},
      {"two and a half crowns", "two and half a crown"},
  }));
  CAPTURE(c.one, keys_of(c.one), c.other, keys_of(c.other));
  CHECK_FALSE(same(c.one, c.other));
}

TEST_CASE("a word with a bracket in it is printed with its brackets") {
  const std::string_view text = "[T]hey agree[d] to sail[ing] it";
  const auto words = spoken_words(text);
  REQUIRE(words.size() == 5);
  CHECK(words[0].span.of(text) == "[T]hey");
  CHECK(words[1].span.of(text) == "agree[d]");
  CHECK(words[3].span.of(text) == "sail[ing]");
  CHECK(spoken_words(text, {1, 6})[0].span.of(text) == "T]hey");
}

TEST_CASE("numbers do not run together") {
  CHECK(keys_of("nineteen ninety four") == "#19 #94");
  CHECK(keys_of("five hundred and two") == "#502");
  CHECK(keys_of("the two and the three") == "the #2 and the #3");
  CHECK(keys_of("one of them") == "#1 of them");
  CHECK(keys_of("1.5 billion") == "#1500000000");
}

TEST_CASE("a word's span is what was printed, and roles say what it does") {
  const std::string_view text = "No, Mara can't sell 40% of it unless we will.";
  const auto words = spoken_words(text);
  for (const SpokenWord& word : words) CHECK(word.span.end <= text.size());
  const auto role = [&](std::string_view key) {
    for (const SpokenWord& word : words)
      if (word.key == key) return word.roles;
    return std::uint16_t(0xffff);
  };
  CHECK(role("no") == kNegation);
  CHECK(role("mara") == kName);
  CHECK(role("not") == kNegation);
  CHECK(role("#40") == kNumber);
  CHECK(role("unless") == kCondition);
  CHECK((role("we") & kPerson) != 0);
  CHECK((role("will") & kModal) != 0);
  CHECK(role("sell") == 0);
}

TEST_CASE("nothing is a name where all is capitals") {
  for (const SpokenWord& word : spoken_words("THE HARBOUR IS NOT FOR SALE"))
    CHECK_FALSE(word.has(kName));
}

TEST_CASE("part of a text keeps the places of the whole") {
  const std::string_view text = "He said: we don't know.";
  const auto words = spoken_words(text, {9, 22});
  REQUIRE(words.size() == 4);
  CHECK(words[0].span.of(text) == "we");
  CHECK(words[1].span.of(text) == "don't");
  CHECK(words[2].span.of(text) == "don't");
}
