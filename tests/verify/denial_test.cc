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
  const auto* const sentence = GENERATE(
      R"(No one at the ministry said "the mill will close" on Friday.)",
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
      R"("The mill will close" Petra Lunde never said.)",
      R"(It would be wrong to claim that Petra Lunde said "the mill will close".)",
      R"(It would be wrong to claim Petra Lunde said "the mill will close".)",
      R"(It is incorrect that Petra Lunde said "the mill will close".)",
      R"(It is misleading to suggest that Petra Lunde said "the mill will close".)",
      R"(It is doubtful that Petra Lunde said "the mill will close".)",
      R"(There is no evidence Petra Lunde ever said "the mill will close".)",
      R"(We found no record of Petra Lunde saying "the mill will close".)",
      R"(There isn't any proof Petra Lunde said "the mill will close".)",
      R"(The paper rejected claims that Petra Lunde said "the mill will close".)",
      R"(The claim that Petra Lunde said "the mill will close" is false.)",
      R"(Reports that Petra Lunde had said "the mill will close" are not true.)",
      R"(The rumour that she said "the mill will close", now old, was a hoax.)",
      R"(That Petra Lunde said "the mill will close" is simply untrue.)",
      R"(The quotation "the mill will close" has been debunked.)",
      R"(Petra Lunde was misquoted as saying "the mill will close".)",
      R"(Petra Lunde was falsely quoted as saying "the mill will close".)",
      R"(Petra Lunde was never quoted as saying "the mill will close".)",
      R"(A post falsely credits Petra Lunde with saying "the mill will close".)",
      R"(A post falsely claims Petra Lunde said "the mill will close".)",
      R"(A viral post wrongly attributes "the mill will close" to Petra Lunde.)",
      R"("The mill will close" was wrongly attributed to Petra Lunde.)",
      R"("The mill will close" is a hoax.)", R"("The mill will close" is a complete fabrication.)",
      R"(Petra Lunde might say "the mill will close".)",
      R"(Petra Lunde could one day say "the mill will close".)",
      R"(As Petra Lunde might well say, "the mill will close".)",
      R"(She was asked whether she would repeat the words "the mill will close".)",
      R"(She was asked if Petra Lunde had ever said "the mill will close".)",
      R"(A reporter asked if Petra Lunde said "the mill will close".)",
      R"(A doctored video shows Petra Lunde saying "the mill will close".)",
      R"(A satirical website quoted Petra Lunde as saying "the mill will close".)",
      R"(They want Petra Lunde to say "the mill will close".)",
      R"(Petra Lunde refused to say "the mill will close".)",
      R"(Petra Lunde stopped short of saying "the mill will close".)",
      R"(Her slogan, "the mill will close", was invented by her rivals, Petra Lunde said.)",
      R"(Petra Lunde said that rumours that she would "close the mill" were false.)",
      R"(Petra Lunde rejected claims that she would "close the mill".)",
      R"(She asked whether he could have said "the mill will close".)");
  CAPTURE(sentence);
  CHECK(taken_back(sentence));
}

TEST_CASE("a negation that does not govern the saying takes nothing back") {
  const auto* const sentence = GENERATE(
      R"(Petra Lunde said "the mill will close".)",
      R"(Nobody laughed when Petra Lunde said "the mill will close".)",
      R"(No stranger to quarrels, Petra Lunde said "the mill will close".)",
      R"(If the bank asks, Petra Lunde said "the mill will close".)",
      R"(Petra Lunde, who would have been heard, said "the mill will close".)",
      R"(No doubt Petra Lunde said "the mill will close".)",
      R"(Petra Lunde, who denied the charge, said "the mill will close".)",
      R"(Petra Lunde did not hesitate to say "the mill will close".)",
      R"(Petra Lunde did not resign and said "the mill will close".)",
      R"(It is true that Petra Lunde said "the mill will close".)",
      R"(When asked if she would resign Petra Lunde said "the mill will close".)",
      R"(Asked whether she was sorry Petra Lunde said "the mill will close".)",
      R"(Asked by a guest whether she regretted it Petra Lunde said "the mill will close".)",
      R"(Asked if she would have gone Petra Lunde said "the mill will close".)",
      R"(Petra Lunde falsely said "the mill will close".)",
      R"(Petra Lunde wrongly claimed "the mill will close".)",
      R"(Petra Lunde said "the rumour" is false.)",
      R"(Petra Lunde, who was misquoted in May, said "the mill will close".)",
      R"(Petra Lunde said that "the mill will close" and that the rumour is false.)",
      R"(Petra Lunde could only say "the mill will close".)",
      R"(Petra Lunde would say "the mill will close" each spring.)",
      R"(Police found no evidence against her Petra Lunde said "the mill will close".)",
      R"(A false friend told him that Petra Lunde said "the mill will close".)",
      R"(It is wrong to close it Petra Lunde said "the mill will close".)",
      R"(Petra Lunde wanted to say "the mill will close".)",
      R"(A video shows Petra Lunde saying "the mill will close".)",
      R"(Petra Lunde rejected the plan and said that "the mill will close".)",
      R"(Of the report that shook the town Petra Lunde said "the mill will close".)",
      R"(Petra Lunde was the first to say "the mill will close".)",
      R"(Petra Lunde repeated "the mill will close".)",
      R"("The mill will close," Petra Lunde said, but did not say when.)",
      R"("The mill will close," Petra Lunde said.)");
  CAPTURE(sentence);
  CHECK_FALSE(taken_back(sentence));
}
