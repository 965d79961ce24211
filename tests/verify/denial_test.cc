// Whether a sentence takes back what it quotes.
#include "searchd/verify/denial.h"

#include <string>

#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::verify;

namespace {

/// Of a sentence in which the quoted words stand between quotation marks.
bool taken_back(const std::string& sentence) {
  const std::size_t open = sentence.find('"');
  const std::size_t close = sentence.find('"', open + 1);
  REQUIRE(close != std::string::npos);
  return takes_back(sentence, {0, static_cast<std::uint32_t>(sentence.size())},
                    {static_cast<std::uint32_t>(open + 1), static_cast<std::uint32_t>(close)});
}

}  // namespace

TEST_CASE("what nobody said, or somebody denied having said, is taken back") {
  const auto* const sentence =
      GENERATE(R"(No one at the ministry said "the mill will close" on Friday.)",
               R"(Nobody on the board has ever said "the mill will close".)",
               R"(No minister said "the mill will close".)",
               R"(Neither of the sisters told him "the mill will close".)",
               R"(Petra Lunde denied saying "the mill will close" at dinner.)",
               R"(Petra Lunde denies ever having said "the mill will close".)",
               R"(Petra Lunde denied that she had said "the mill will close".)",
               R"(Petra Lunde never once said "the mill will close".)",
               R"(Petra Lunde did not say "the mill will close".)",
               R"(Petra Lunde didn’t actually say "the mill will close".)",
               R"(It is not true that Petra Lunde said "the mill will close" in May.)",
               R"(It is a myth that Petra Lunde said "the mill will close".)",
               R"(There is no evidence that Petra Lunde said "the mill will close".)",
               R"("The mill will close," no one at the ministry said.)",
               R"(If Petra Lunde said "the mill will close", she was wrong.)",
               R"(She would lose, if Petra Lunde says "the mill will close".)",
               R"(Nobody knows whether Petra Lunde said "the mill will close".)",
               R"(Petra Lunde would have said "the mill will close".)",
               R"(Imagine Petra Lunde saying "the mill will close".)",
               R"("The mill will close" Petra Lunde never said.)");
  CAPTURE(sentence);
  CHECK(taken_back(sentence));
}

TEST_CASE("a negation that does not govern the saying takes nothing back") {
  const auto* const sentence =
      GENERATE(R"(Petra Lunde said "the mill will close".)",
               R"(Nobody laughed when Petra Lunde said "the mill will close".)",
               R"(No stranger to quarrels, Petra Lunde said "the mill will close".)",
               R"(If the bank asks, Petra Lunde said "the mill will close".)",
               R"(Petra Lunde, who would have been heard, said "the mill will close".)",
               R"(No doubt Petra Lunde said "the mill will close".)",
               R"(Petra Lunde, who denied the charge, said "the mill will close".)",
               R"(Petra Lunde did not hesitate to say "the mill will close".)",
               R"(Petra Lunde did not resign and said "the mill will close".)",
               R"(It is true that Petra Lunde said "the mill will close".)",
               R"("The mill will close," Petra Lunde said, but did not say when.)",
               R"("The mill will close," Petra Lunde said.)");
  CAPTURE(sentence);
  CHECK_FALSE(taken_back(sentence));
}
