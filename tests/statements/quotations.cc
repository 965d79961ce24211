// Quotation marks of every kind, and what is left open.
#include "indexer/statements/quotations.h"

#include "indexer/statements/nicknames.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::statements;

namespace {

std::vector<std::string> found(std::string_view text) {
  std::vector<Quotation> quotations;
  find_quotations(text, {0, static_cast<std::uint32_t>(text.size())}, mark_style(text), quotations);
  std::vector<std::string> words;
  for (const Quotation& quotation : quotations)
    words.push_back(std::string(quotation.inner.of(text)) + (quotation.closed ? "" : " [open]"));
  return words;
}

}  // namespace

TEST_CASE("every kind of quotation mark is read by its neighbours") {
  struct Case {
    std::string_view text;
    std::vector<std::string> words;
  };
  const auto c = GENERATE(values<Case>({
      {"\"We dig,\" she said. \"We plant.\"", {"We dig,", "We plant."}},
      {"“We dig,” she said. “We plant.”", {"We dig,", "We plant."}},
      {"''We dig,'' she said, ''we plant.''", {"We dig,", "we plant."}},
      {"``We dig,'' she said.", {"We dig,"}},
      {"''They say 'dig,''' she said. ''We do.''", {"They say 'dig,'", "We do."}},
      {"The crown 's rate of 15 to the dollar was 'fair' and no more.", {"fair"}},
      {"The bank (old) 'll pay, and 's rate isn't 'fair' at all.", {"fair"}},
      {"Er sagte: „Wir graben.“ Dann ging er.", {"Wir graben."}},
      {"Il a dit : « Nous creusons » hier.", {" Nous creusons "}},
      {"Han sagde: »Vi graver«, og gik.", {"Vi graver"}},
      {"‘We dig,’ she said, ‘and we plant.’", {"We dig,", "and we plant."}},
      {"'We dig,' she said. 'It's hard.'", {"We dig,", "It's hard."}},
      {"‘The workers’ pay is low,’ she said.", {"The workers’ pay is low,"}},
      {"She wrote 'we won't dig' on the wall's edge.", {"we won't dig"}},
      {"A 6\" pipe and a 10\" pipe burst.", {}},
      {"The '90s weren't kind, and neither was the '00s.", {}},
      {"An <a href=\"x\">anchor</a> is no speech.", {}},
      {"No marks at all.", {}},
      {"\"...\" he said.", {}},
  }));
  CAPTURE(c.text);
  CHECK(found(c.text) == c.words);
}

TEST_CASE("a quotation that never closes ends with its paragraph and says so") {
  CHECK(found("“We dig, and we go on.") ==
        std::vector<std::string>{"We dig, and we go on. [open]"});
}

TEST_CASE("a second opening mark closes what was left open") {
  CHECK(found("“We dig, she said. “We plant.”") ==
        std::vector<std::string>{"We dig, she said. [open]", "We plant."});
}

TEST_CASE("a mixed text uses the marks that open most") {
  CHECK(mark_style("‘One’ ‘two’ ‘three’ ‘four’ ‘five’ ‘six’ and a “seventh”") ==
        MarkStyle::doubles);
  CHECK(mark_style("‘One’ ‘two’ ‘three’ ‘four’ ‘five’ ‘six’ ‘seven’") == MarkStyle::singles);
  CHECK(mark_style("It's the men's and the women's.") == MarkStyle::doubles);
}

TEST_CASE("single marks count in a text of double ones, where they close") {
  CHECK(found("“We dig,” she said. He said: ‘We plant.’") ==
        std::vector<std::string>{"We dig,", "We plant."});
  CHECK(found("\"We dig,\" she said. 'We plant,' he said.") ==
        std::vector<std::string>{"We dig,", "We plant,"});
  CHECK(found("\"We dig 'em,\" she said of the rock 'n' roll workers' canals.") ==
        std::vector<std::string>{"We dig 'em,"});
  CHECK(found("‘She said “dig” and went,’ he said. She had “no time”. ‘None.’") ==
        std::vector<std::string>{"She said “dig” and went,", "no time", "None."});
}

TEST_CASE("quotations inside a quotation use the other marks") {
  const std::string_view text = "“He told me, ‘Go home,’ and I went.”";
  std::vector<Quotation> outer, inner;
  find_quotations(text, {0, static_cast<std::uint32_t>(text.size())}, MarkStyle::doubles, outer);
  REQUIRE(outer.size() == 1);
  find_nested(text, outer[0].inner, MarkStyle::doubles, inner);
  REQUIRE(inner.size() == 1);
  CHECK(inner[0].inner.of(text) == "Go home,");
}

TEST_CASE("what stands in marks is a nickname only inside a name") {
  const auto nickname = [](std::string_view text) {
    std::vector<Quotation> quotations;
    find_quotations(text, {0, static_cast<std::uint32_t>(text.size())}, mark_style(text),
                    quotations);
    REQUIRE(quotations.size() == 1);
    return is_nickname(text, quotations.front());
  };
  CHECK(nickname("William “Bill” Okoro"));
  CHECK(nickname("the mayor, J. \"Big Bill\" Okoro, spoke"));
  CHECK_FALSE(nickname("They told William “Bill” was late"));
  CHECK_FALSE(nickname("He told William “bill” Okoro said"));
  CHECK_FALSE(nickname("He told William “Bill.” Okoro left"));
  CHECK_FALSE(nickname("He told William “Bill The Great Man” Okoro"));
  CHECK_FALSE(nickname("The play “Bill” Okoro wrote"));
  CHECK_FALSE(nickname("William “Bill”"));
  CHECK_FALSE(nickname("“Bill” Okoro"));
}
