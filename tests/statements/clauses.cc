// Reported clauses: where they begin and end, who reports them.
#include "indexer/statements/clauses.h"

#include "indexer/statements/document.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::statements;

namespace {

using Lines = std::vector<std::string>;

Lines clauses(std::string_view text) {
  const Document document =
      prepare_line(text, {0, static_cast<std::uint32_t>(text.size())}, MarkStyle::doubles);
  Lines lines;
  for (const Range sentence : document.sentences)
    for (const Clause& clause : find_clauses(text, document.tokens, sentence, ClauseCues::strong)) {
      std::string line(span_of(document.tokens, clause.speaker).of(text));
      line += ": " + std::string(clause.words.of(text));
      if (!clause.rest.empty()) line += " … " + std::string(clause.rest.of(text));
      if (clause.negated) line += " [not]";
      if (clause.denied) line += " [denied]";
      lines.push_back(std::move(line));
    }
  return lines;
}

}  // namespace

TEST_CASE("a reported clause is found around its attribution") {
  struct Case {
    std::string_view text;
    Lines lines;
  };
  const auto c = GENERATE(values<Case>({
      {"Ada Brill said on Monday that the canal was safe.", {"Ada Brill: the canal was safe"}},
      {"Ada Brill asked whether the canal was safe.", {"Ada Brill: whether the canal was safe"}},
      {"Ada Brill asked him if the canal was safe.", {"Ada Brill: if the canal was safe"}},
      {"Ada Brill was asked whether the canal was safe.", {}},
      {"Ada Brill asked for calm on the canal.", {}},
      {"Ada Brill urged the residents to leave the canal.",
       {"Ada Brill: the residents to leave the canal"}},
      {"Ada Brill ordered them not to dig.", {"Ada Brill: them not to dig"}},
      {"Ada Brill told the council it was safe.", {"Ada Brill: it was safe"}},
      {"The canal, Ada Brill said, was safe.", {"Ada Brill: The canal … was safe"}},
      {"But the canal was safe, said Ada Brill, who runs the port.",
       {"Ada Brill: But the canal was safe"}},
      {"The canal was safe, Ada Brill said in a statement on Monday.",
       {"Ada Brill: The canal was safe"}},
      {"As the Courier reported, the canal was safe.", {"the Courier: the canal was safe"}},
      {"The canal was safe, a source close to the board said.",
       {"a source close to the board: The canal was safe"}},
      {"Ada Brill said the canal was safe, adding that it had been dug by hand.",
       {"Ada Brill: the canal was safe", "Ada Brill: it had been dug by hand"}},
      {"Ada Brill said the canal was safe, but Tom Lunt said it was not.",
       {"Ada Brill: the canal was safe", "Tom Lunt: it was not"}},
      {"While Ada Brill said the canal was safe, the council closed it.",
       {"Ada Brill: the canal was safe"}},
      {"Ada Brill said the canal was safe, a claim that nobody checked.",
       {"Ada Brill: the canal was safe"}},
      {"Ada Brill vowed to open the canal.", {"Ada Brill: to open the canal"}},
      {"Ada Brill did not say whether the canal was safe.",
       {"Ada Brill: whether the canal was safe [not]"}},
      {"Ada Brill denied having closed the canal.",
       {"Ada Brill: having closed the canal [denied]"}},
      {"26% say the canal is safe.", {"26%: the canal is safe"}},
      {"Ada Brill said they’re digging by hand.", {"Ada Brill: they’re digging by hand"}},
      {"Ada Brill said the canal wasn't safe.", {"Ada Brill: the canal wasn't safe"}},
      {"It was a canal that Ada Brill said was safe.", {"Ada Brill: was safe"}},
      {"Ada Brill said in a statement Monday night the canal was safe.",
       {"Ada Brill: the canal was safe"}},
      {"Ada Brill, who said the canal was safe, left.", {"Ada Brill: the canal was safe"}},
      {"Ada Brill, who said the canal was safe, has left.", {"Ada Brill: the canal was safe"}},
      {"While it rained in Ostwick, the canal was safe, Ada Brill said.",
       {"Ada Brill: the canal was safe"}},
      {"Ada Brill said the canals – old and new – were safe.",
       {"Ada Brill: the canals – old and new – were safe"}},
      {"Ada Brill said that the canal was safe and that it would open.",
       {"Ada Brill: the canal was safe", "Ada Brill: it would open"}},
      {"Ada Brill said that the canal and that bridge were safe.",
       {"Ada Brill: the canal and that bridge were safe"}},
      {"One in five said the canal was safe; Tom Lunt said it was not.",
       {"One in five: the canal was safe", "Tom Lunt: it was not"}},
      {"Ada Brill said no ship had passed.", {"Ada Brill: no ship had passed"}},
      {"As reported by Ada Brill, the canal was safe.", {"Ada Brill: the canal was safe"}},
      {"Ada Brill told him to close the canal.", {"Ada Brill: to close the canal"}},
      {"Ada Brill, who said the canal was safe, said it would open.",
       {"Ada Brill: the canal was safe", "Ada Brill: it would open"}},
      {"Ada Brill declined to say whether the canal was safe.",
       {"Ada Brill: whether the canal was safe [not]"}},
      {"Ada Brill continued to insist the canal was safe.", {"Ada Brill: the canal was safe"}},
      {"But according to the council, the canal was safe.", {"the council: the canal was safe"}},
      {"(According to the council, the canal was safe.)", {"the council: the canal was safe"}},
      {"The canal was safe, as first reported by the Courier.",
       {"the Courier: The canal was safe"}},
      {"Several people who attended the meeting said the canal was safe.",
       {"Several people: the canal was safe"}},
      {"A clerk at the ministry who asked not to be named said the canal was safe.",
       {"A clerk at the ministry: the canal was safe"}},
      {"The mayor -- who had left for some days -- said the canal was safe.",
       {"The mayor: the canal was safe"}},
      {"Ada Brill turned on the spot – saying she was ill.", {"Ada Brill: she was ill"}},
      {"Then 30 percent of voters who say the canal is safe stayed.",
       {"30 percent of voters: the canal is safe stayed"}},
      {"Ada Brill said the canal was safe, which nobody believed.",
       {"Ada Brill: the canal was safe"}},
      {"Ada Brill said the canal was safe, but it was closed all day.",
       {"Ada Brill: the canal was safe"}},
      {"The pay is good, but the canal is hot, Ada Brill said.", {"Ada Brill: the canal is hot"}},
      {"The trouble, say engineers like Ada Brill, is the ground below.",
       {"engineers: The trouble … is the ground below"}},
      {"Ada Brill told the Courier last week the canal was safe.",
       {"Ada Brill: the canal was safe"}},
      {"He said he intends to stay, and other leaders said the canal was safe.",
       {"He: he intends to stay", "other leaders: the canal was safe"}},
      {"Ada Brill denied this and said the canal was safe.", {"Ada Brill: the canal was safe"}},
      {"Ada Brill said that was untrue.", {"Ada Brill: that was untrue"}},
      {"A clerk at the ministry, who asked not to be named, said the board had opened the canal.",
       {"A clerk at the ministry: the board had opened the canal"}},
      {"Ada Brill said it opened at 10 p.m. Monday for the boats.",
       {"Ada Brill: it opened at 10 p.m. Monday for the boats"}},
      {"Ada Brill said it opened at 10 p.m. In the town it rained.",
       {"Ada Brill: it opened at 10 p.m"}},
      {"Ada Brill said he makes 40 crowns a day and questioned how the canal would pay.",
       {"Ada Brill: he makes 40 crowns a day", "Ada Brill: how the canal would pay"}},
  }));
  CAPTURE(c.text);
  CHECK(clauses(c.text) == c.lines);
}

TEST_CASE("what only looks like reported speech is left alone") {
  for (const std::string_view text :
       {"Ada Brill wrote a book about the canal.", "Voters who say the canal is safe were few.",
        "The attack that left two people dead was the first.",
        "The dam was reported in broad figures only.", "She said in her remarks.",
        "I said the canal was safe.", "Ada Brill said nothing about the canal.",
        "Ada Brill said no to the canal.", "The Western states hold their votes in March."}) {
    CAPTURE(text);
    CHECK(clauses(text).empty());
  }
}
