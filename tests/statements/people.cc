// Names, roles and pronouns inside one article.
#include "indexer/statements/people.h"

#include "indexer/statements/pronouns.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::statements;

namespace {

// The document of \a text, which must outlive it.
Document read(const std::string& text) {
  Article article;
  article.text = text;
  Document document = prepare(article);
  document.text = text;
  return document;
}

// The last place where `words` stand as tokens.
Range place_of(const Document& document, std::string_view words) {
  const std::size_t at = document.text.rfind(words);
  Range range{-1, -1};
  for (int i = 0; i < static_cast<int>(document.tokens.size()); ++i) {
    const Token& token = document.tokens[static_cast<std::size_t>(i)];
    if (token.begin >= at && range.begin < 0) range.begin = i;
    if (token.end <= at + words.size()) range.end = i + 1;
  }
  return range;
}

std::string resolved(const std::string& text, std::string_view words) {
  const Document document = read(text);
  const People people(document);
  const Resolved found = people.resolve(place_of(document, words));
  return found.name + (found.ambiguous ? " (ambiguous)" : "");
}

std::string meant(const std::string& text, std::string_view pronoun) {
  const Document document = read(text);
  People people(document);
  Focus focus(document, people);
  const Antecedent antecedent = focus.read(place_of(document, pronoun).begin);
  return antecedent.person < 0 ? "" : std::string(people.name_of(antecedent.person));
}

}  // namespace

TEST_CASE("a surname, a title and a role lead to the full name") {
  const std::string text =
      "Mayor Ada Brill opened the dam.\nMs. Brill left.\nThe mayor waved.\nJohn Oduya, a spokesman "
      "for the "
      "port, stayed. The spokesman slept.\nThe engineer stayed.";
  CHECK(resolved(text + " Brill", "Brill") == "Ada Brill");
  CHECK(resolved(text, "Ms. Brill") == "Ada Brill");
  CHECK(resolved(text, "The mayor") == "Ada Brill");
  CHECK(resolved(text, "The spokesman") == "John Oduya");
  CHECK(resolved(text, "The engineer") == "The engineer");
}

TEST_CASE("a surname that two people share is not guessed, unless title or given name settles it") {
  const std::string text = "Ada Brill met her brother Tom Brill.\n";
  CHECK(resolved(text + "Then Brill", "Brill") == "Brill (ambiguous)");
  CHECK(resolved(text + "Then Mr. Brill", "Mr. Brill") == "Tom Brill");
  CHECK(resolved(text + "Then Ada", "Ada") == "Ada Brill");
}

TEST_CASE("organisations keep their own words, and a possessor is not the speaker") {
  const std::string text = "The Ostwick Port Authority opened. Ada Brill's office agreed.";
  CHECK(resolved(text, "Ada Brill's office") == "Ada Brill's office");
  CHECK(resolved(text, "The Ostwick Port Authority") == "The Ostwick Port Authority");
}

TEST_CASE("she and he go to the person in focus, never across gender") {
  CHECK(meant("Ada Brill opened the dam. She smiled.", "She") == "Ada Brill");
  CHECK(meant("Ada Brill met John Oduya. She smiled.", "She") == "Ada Brill");
  CHECK(meant("Ada Brill met John Oduya. He smiled.", "He") == "John Oduya");
  CHECK(meant("John Oduya met Peter Lunt in Ostwick. He smiled.", "He") == "John Oduya");
  CHECK(meant("Ada Brill opened the dam.\nJohn Oduya clapped.\nShe smiled.", "She") == "Ada Brill");
  CHECK(meant("Ada Brill opened the dam. He smiled.", "He").empty());
}

TEST_CASE("kin tell the gender, and an article tells that it is no name") {
  CHECK(meant("Umi Lunt left. His widow, Ado Brill, smiled. She slept.", "She") == "Ado Brill");
  CHECK(meant("Umi Lunt left. Ado Brill, his widow, smiled. He slept.", "He") == "Umi Lunt");
  CHECK(meant("Ada Brill opened the dam. A Norwegian came. She smiled.", "She") == "Ada Brill");
}

TEST_CASE("for whom little speaks is read unsurely, though nobody else is there") {
  const auto certainty = [](const std::string& text) {
    const Document document = read(text);
    People people(document);
    Focus focus(document, people);
    return focus.read(place_of(document, "He").begin).certainty;
  };
  CHECK(certainty("Mr Peter Lunt rose. He left.") > .95F);
  CHECK(certainty("It went to Peter Lunt. It rained. It rained on. It was late. He left.") < .8F);
}

TEST_CASE("who answers is not who asked") {
  const std::string text = "John Oduya met Peter Lunt. Oduya asked why. He nodded.";
  const Document document = read(text);
  People people(document);
  Focus focus(document, people);
  focus.spoke(place_of(document, "asked").begin, people.find("Oduya"));
  const int he = place_of(document, "He").begin;
  const Antecedent speaks = focus.read(he), answers = focus.read(he, Focus::Turn::answers);
  CHECK(people.name_of(speaks.person) == "John Oduya");
  REQUIRE(answers.person >= 0);
  CHECK(answers.certainty < speaks.certainty);
}

TEST_CASE("roles are read before the name and in apposition") {
  const std::string text =
      "Foreign Ministry spokesman Karim Darvish spoke. Ada Brill, the mayor of Ostwick, listened.";
  const Document document = read(text);
  const People people(document);
  REQUIRE(people.all().size() >= 2);
  CHECK(people[0].role.of(document.text) == "Foreign Ministry spokesman");
  CHECK(people[1].role.of(document.text) == "mayor of Ostwick");
}

TEST_CASE("a headline in capitals names nobody") {
  const std::string text =
      "Minister Defends Harbour Reform in Parliament\nEconomy Minister Ada Brill spoke. The "
      "minister left.";
  CHECK(resolved(text, "The minister") == "Ada Brill");
}

TEST_CASE("an office in capitals is its only holder's, with the words that tell it from others") {
  const std::string two =
      "Chief Minister Ada Brill spoke. Roads Minister Nina Low and Mayor Umi Lunt listened. ";
  CHECK(resolved(two + "Later the Chief Minister left.", "the Chief Minister") == "Ada Brill");
  CHECK(resolved(two + "Later the Roads Minister left.", "the Roads Minister") == "Nina Low");
  CHECK(resolved(two + "Later the Mayor left.", "the Mayor") == "Umi Lunt");
  CHECK(resolved(two + "Later the Minister left.", "the Minister") == "the Minister (ambiguous)");
  CHECK(resolved(two + "Later the Water Minister left.", "the Water Minister") ==
        "the Water Minister");
}

TEST_CASE("what an office is of is nobody's name") {
  for (const std::string phrase : {"the Leader of the Opposition", "the Keeper of the Seal"}) {
    CAPTURE(phrase);
    CHECK(resolved("It rained, and " + phrase + " left.", phrase) == phrase);
  }
}
