// Which of the words around a statement are its speaker's name, and which only look like one.
#include "tests/statements/extracted.h"

using namespace onrecord;
using namespace onrecord::statements;

namespace {

/// The speaker of the last statement of \a text; "" for nobody.
std::string last_speaker(std::string_view text) {
  const auto found = extract(article_of(text));
  return found.empty() ? "no statement" : found.back().speaker;
}

}  // namespace

TEST_CASE("what tells of somebody is no part of the name") {
  struct Case {
    std::string_view text, speaker;
  };
  const auto c = GENERATE(values<Case>({
      {"Fourteen-year-old Kyla said: “It fell on us.”", "Kyla"},
      {"Harrow-born Kyla Oduya said: “It fell on us.”", "Kyla Oduya"},
      {"Co-author Jing-Shan Lunt said: “It fell on us.”", "Jing-Shan Lunt"},
      {"Assemblywoman Selma Lunt said: “It fell on us.”", "Selma Lunt"},
      {"Broadcaster Piers Lunt said: “It fell on us.”", "Piers Lunt"},
      {"Mayor Oldbury Announces New Canal\n\n“We will dig,” said Oldbury.", "Oldbury"},
      {"“It is over,” said one senior official at the port's Foreign Harbour Service, of the plan.",
       "one senior official at the port's Foreign Harbour Service"},
      {"“Let the oars fall,” His Holiness said.", "His Holiness"},
      {"Harbour President Abdel Fattah el-Lunt of Ostwick said: “It is late.”",
       "Abdel Fattah el-Lunt"},
      {"“She was loved by all,” reads the statement.", "the statement"},
  }));
  CAPTURE(c.text);
  CHECK(last_speaker(c.text) == c.speaker);
}

TEST_CASE("a heading that runs into the text names nobody") {
  struct Case {
    std::string_view text, speaker;
  };
  const auto c = GENERATE(values<Case>({
      {"Ostwick Water Projects Get 25 New Boats Under Oldbury Provision “It helps the small "
       "towns,” said Oldbury.",
       "Oldbury"},
      {"Group of Mayors Join Canal Study Group Legislation Marlow, Lunt, Brill Join Oldbury "
       "“Quarrels will not end it,” Marlow said.",
       "Marlow"},
      {"Mayor Lunt met the boatmen.\n\nIncluding Lunt's boats, there are ten. “It is a lot,” Lunt "
       "said.",
       "Lunt"},
      {"Mayor Ada Brill called it “significant”. “It is a lot,” Brill said.", "Ada Brill"},
  }));
  CAPTURE(c.text);
  CHECK(last_speaker(c.text) == c.speaker);
}

TEST_CASE("a firm of two names before its analyst is no second person") {
  struct Case {
    std::string_view text, speaker;
  };
  const auto c = GENERATE(values<Case>({
      {"“The canal will rise,” said Brill Lunt and Co analyst Nora Oduya.", "Nora Oduya"},
      {"“The canal will rise,” said Marlow Lunt and Oldbury analyst Nora Oduya.", "Nora Oduya"},
      {"“The canal will rise,” said Ada Brill and Nora Oduya.", "Ada Brill and Nora Oduya"},
      {"“The canal will rise,” said Brill Lunt (Ostwick) vice president Nora Oduya.", "Nora Oduya"},
  }));
  CAPTURE(c.text);
  CHECK(last_speaker(c.text) == c.speaker);
}

TEST_CASE("a place before the verb is not who speaks") {
  struct Case {
    std::string_view text, speaker;
  };
  const auto c = GENERATE(values<Case>({
      {"Ada Brill issued a note at a club outside Ostwick, N.D. saying, “The canal is shut.”",
       "Ada Brill"},
      {"Ada Brill of Ostwick, N.D. said, “The canal is shut.”", "Ada Brill"},
      {"Ada Brill, during the worst days of the flood in Old Ostwick said: “We learn.”",
       "Ada Brill"},
      {"Ada Brill, in a speech in Oldbury Harbour said: “We learn.”", "Ada Brill"},
      {"Nora Oduya, Superintendent, Ostwick Department of Canals stated: “It is clear.”",
       "Nora Oduya"},
      {"A woman in Ostwick told of the storm.\n\nHe said, “The storm took all of it.”", ""},
      {"One month into the job, Ada Brill saw the storm, writing, “If it breaks, go.”",
       "Ada Brill"},
      {"Otherwise I’ll say, “Tom, you’re out.”", ""},
  }));
  CAPTURE(c.text);
  CHECK(last_speaker(c.text) == c.speaker);
}

TEST_CASE("he is not what only tells of somebody else") {
  struct Case {
    std::string_view text, speaker;
  };
  const auto c = GENERATE(values<Case>({
      {"Former Oldbury Lunt pilot Clive Marlow said the boats were alike.\n\n“You can turn a barge "
       "over,” he said.",
       "Clive Marlow"},
      {"The Brill government met at noon. Mayor Carl Lunt came late.\n\n“It is over,” he said.",
       "Carl Lunt"},
      {"Mayor Carl Lunt was pleased.\n\nThe coal goes by boat, an Ostwick Railways official "
       "said.\n\n“The line is shut,” he said.",
       "an Ostwick Railways official"},
      {"The Organisation for River Cooperation and Harbours is late, Carl Lunt said.\n\n“It is "
       "slow,” he said.",
       "Carl Lunt"},
      {"The Speaker of the Ostwick Assembly, Mayor Lunt, said: “We go.”", "Lunt"},
  }));
  CAPTURE(c.text);
  CHECK(last_speaker(c.text) == c.speaker);
}

TEST_CASE("a given name is hers who was named in full last") {
  CHECK(
      last_speaker("Ada Brill sang at noon.\n\nAda Oduya came by boat. “It is late,” Ada said.") ==
      "Ada Oduya");
  CHECK(last_speaker("Ada Oduya came by boat.\n\nAda Brill sang. “It is late,” Ada said.") ==
        "Ada Brill");
}

TEST_CASE("a speech that lost its line ends is its speaker's behind what it quotes") {
  const auto found = extract(article_of(
      "Mayor Ada Brill (Greens) made the following statement today: \"The canal is ours, and we "
      "have held it for years. \"Long ago it was asked whose it was: \"Water is nobody's, and it "
      "is everybody's too.\" The Court held that \"in the matter of canals, nobody owns the "
      "water.\" \"So, here we are, and we will dig for all who live by the water. \"We will plant "
      "trees along the banks this year."));
  REQUIRE(found.size() >= 3);
  for (std::size_t last = 1; last <= 2; ++last)
    CHECK(found[found.size() - last].speaker == "Ada Brill");
}

TEST_CASE("a body is called by all of its name") {
  struct Case {
    std::string_view text, speaker;
  };
  const auto c = GENERATE(values<Case>({
      {"The World Rowing Organization met. The Food and Harbour Organization's vet was there. "
       "“It is late,” the World Rowing Organization said.",
       "World Rowing Organization"},
      {"The Ostwick Commission on Harbour Debates met.\n\nThe commission said: “We will move it.”",
       "Ostwick Commission on Harbour Debates"},
      {"The Supreme Court of the River Towns met.\n\nThe River Towns said: “We will move it.”",
       "River Towns"},
  }));
  CAPTURE(c.text);
  CHECK(last_speaker(c.text) == c.speaker);
}
