// Organisations of one article: their whole names, and what else they are called.
#include "indexer/statements/organisations.h"

#include "tests/catch.h"
#include "tests/statements/extracted.h"

using namespace onrecord;
using namespace onrecord::statements;
using Lines = std::vector<std::string>;

TEST_CASE("an organisation's speaker is its whole name, wherever the line ends") {
  struct Case {
    std::string_view text, speaker;
  };
  const auto c = GENERATE(values<Case>({
      {"Ostwick Paper Board Co said the mill would close.", "Ostwick Paper Board Co"},
      {"Brill, Lunt and Co said the mill would close.", "Brill, Lunt and Co"},
      {"Brill and Lunt's Corp said the mill would close.", "Brill and Lunt's Corp"},
      {"Harrow Corp's Ostwick Dam Co said the mill would close.", "Ostwick Dam Co"},
      {"Harrow Owners Savings and Loan Association said the mill would close.",
       "Harrow Owners Savings and Loan Association"},
      {"First Ostwick Corp said the mill would close.", "First Ostwick Corp"},
      {"Ostwick Can Co said the mill would close.", "Ostwick Can Co"},
      {"The Ostwick Roads Department said the mill would close.", "Ostwick Roads Department"},
      {"An analyst with Brill Inc said the mill would close.", "An analyst with Brill Inc"},
      {"In Ostwick, Brill and Co said the mill would close.", "Brill and Co"},
  }));
  CAPTURE(c.text);
  const auto found = extract(article_of(c.text));
  REQUIRE(found.size() == 1);
  CHECK(found[0].speaker == c.speaker);
}

TEST_CASE("later short forms stand for the one organisation that they can mean") {
  struct Case {
    std::string_view text, speaker;
  };
  const auto c = GENERATE(values<Case>({
      {"Brill, Lunt and Co opened a mill. Brill said it would run.", "Brill, Lunt and Co"},
      {"Brill and Lunt Corp opened a mill. B and L said it would run.", "Brill and Lunt Corp"},
      {"Brill and Lunt Corp opened a mill. B/L said it would run.", "Brill and Lunt Corp"},
      {"Ostwick Water Works Ltd opened a mill. OWW said it would run.", "Ostwick Water Works Ltd"},
      {"Ostwick Mines Ltd met Ostwick Paper Ltd. Ostwick said it would run.", "Ostwick"},
      {"The Roads Department opened a mill. The department said it would run.", "Roads Department"},
      {"The Roads Department met the Dams Department. The department said it would run.",
       "The department"},
      {"Brill & Sons opened a mill. The company said it would run.", "Brill & Sons"},
      {"Ada Brill of Brill Mills Inc opened a mill. Brill said it would run.", "Ada Brill"},
  }));
  CAPTURE(c.text);
  const auto found = extract(article_of(c.text));
  REQUIRE(found.size() == 1);
  CHECK(found[0].speaker == c.speaker);
}

TEST_CASE("the company is the one that the article is about, or stays as written") {
  CHECK(extracted(
            "Ostwick Mills Inc said the boiler had failed. The company said nobody was hurt.") ==
        Lines{"indirect Ostwick Mills Inc: the boiler had failed",
              "indirect Ostwick Mills Inc: nobody was hurt"});
  CHECK(extracted("Ostwick Mills Inc bought Harrow Dams Ltd on Monday. The company said nobody "
                  "was hurt.") == Lines{"indirect Ostwick Mills Inc: nobody was hurt"});
  CHECK(
      extracted("Ostwick Mills Inc said the boiler had failed. Harrow Dams Ltd said it had warned. "
                "The company said nobody was hurt.")
          .back() == "indirect The company: nobody was hurt");
  CHECK(extracted("A group led by Ada Brill bought shares of Ostwick Mills Inc. The group said it "
                  "would hold them.") == Lines{"indirect The group: it would hold them"});
  CHECK(extracted("The Roads Department said the bridge fell. The company said nobody was hurt.")
            .back() == "indirect The company: nobody was hurt");
  const auto found = extract(article_of(
      "Ostwick Mills Inc said the boiler had failed. The company said nobody was hurt."));
  REQUIRE(found.size() == 2);
  CHECK(found[1].speaker_as_written == "The company");
  CHECK(found[1].speaker_confidence < found[0].speaker_confidence);
}

TEST_CASE("it is the organisation of the sentence before, though it has a person's form") {
  CHECK(
      extracted("Ostwick Mills Inc said the boiler had failed. It said nobody was hurt.").back() ==
      "indirect Ostwick Mills Inc: nobody was hurt");
  CHECK(extracted("Dunmore Vane said the boiler had failed. It said nobody was hurt.").back() ==
        "indirect Dunmore Vane: nobody was hurt");
  CHECK(extracted("Mayor Ada Brill said the boiler had failed. It said nobody was hurt.").back() ==
        "indirect nobody: nobody was hurt");
  CHECK(extracted(
            "Ostwick Mills Inc said the boiler had failed. Nobody was near. The boiler was old, "
            "it said.")
            .back() == "indirect Ostwick Mills Inc: The boiler was old");
  CHECK(
      extracted("Ostwick Mills Inc said the boiler had failed. Harrow Dams Ltd said it had warned. "
                "Nobody was near. The boiler was old, it said.")
          .back() == "indirect nobody: The boiler was old");
}

TEST_CASE("words that name nobody are no speakers") {
  for (const std::string_view text :
       {"Brill signed the previously announced agreements with two mills in Ostwick.",
        "At 4.30 pm reported that the mill in Ostwick had closed.",
        "As previously announced, the mill will close in May of next year."}) {
    CAPTURE(text);
    CHECK(extracted(text).empty());
  }
  CHECK(extracted("The Ostwick board last week warned that the mill would close.") ==
        Lines{"indirect The Ostwick board: the mill would close"});
}

TEST_CASE("a body is called by its whole name, and what it is of is no second speaker") {
  struct Case {
    std::string_view text, speaker;
  };
  const auto c = GENERATE(values<Case>({
      {"Prices fell, according to the Kesselian Public Health Infobase.",
       "Kesselian Public Health Infobase"},
      {"The National Conference of River Pilots said prices fell.",
       "National Conference of River Pilots"},
      {"The Federal Embassy said prices fell.", "Federal Embassy"},
      {"A spokesman for the Ostwick Reserve said prices fell.",
       "A spokesman for the Ostwick Reserve"},
      {"Director Ada Brill of the National Institute of Dams and Northern Canals said prices fell.",
       "Ada Brill"},
      {"Ada Brill of Harrow and Nina Low of Ostwick said prices fell.", "Ada Brill and Nina Low"},
      {"A statement by the Water Minister Ada Brill said prices fell.", "Ada Brill"},
      {"In a Courier report, Dr Ada Brill, an expert on dams, said prices fell.", "Ada Brill"},
      {"After the long storm, president Ada Brill left, saying prices fell.", "Ada Brill"},
      {"During the talks in the old harbour hall, Nina Low left, saying prices fell.", "Nina Low"},
  }));
  CAPTURE(c.text);
  const auto found = extract(article_of(c.text));
  REQUIRE(found.size() == 1);
  CHECK(found[0].speaker == c.speaker);
}
