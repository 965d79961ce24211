// Briefs with labelled sections and a speaker's label: ten fictional ones in the shape that news
// briefs have.
#include "tests/statements/extracted.h"

using namespace onrecord;
using namespace onrecord::statements;

namespace {

struct Brief {
  std::string_view speaker, surname, pronoun, others, place;  // who is on record, and who is not
  std::string_view label;                                     // how the speaker's label is printed
  std::string_view open, close;                               // quotation marks
  std::string_view role;
};

const Brief kBriefs[] = {
    {"Karim Darvish", "Darvish", "He", "Marlovian officials", "Marlovia", "Karim Darvish:", "“",
     "”", "Foreign Ministry spokesman"},
    {"Ada Brill", "Brill", "She", "Ostwick officials", "Ostwick", "Ada Brill:", "\"", "\"",
     "Harbour Board chairwoman"},
    {"John Oduya", "Oduya", "He", "Port officials", "Lagosta", "John Oduya:", "“", "”",
     "Transport Ministry spokesman"},
    {"Priya Raman", "Raman", "She", "Railway officials", "Kallore", "Priya Raman:", "“", "”",
     "Railway Board spokeswoman"},
    {"Tom Lunt", "Lunt", "He", "Union officials", "Harrow Bay", "Tom Lunt:", "\"", "\"",
     "Dockers Union president"},
    {"Mona Haddad", "Haddad", "She", "Cabinet officials", "Qasira", "Mona Haddad:", "«", "»",
     "Finance Ministry spokeswoman"},
    {"Peter Vos", "Vos", "He", "Water officials", "Lindmark", "Peter Vos:", "“", "”",
     "Water Authority director"},
    {"Grace Achieng", "Achieng", "She", "Health officials", "Kisora", "Grace Achieng:", "“", "”",
     "Health Ministry spokeswoman"},
    {"Luis Ferrer", "Ferrer", "He", "Coast officials", "Aldonza", "Luis Ferrer:", "“", "”",
     "Coast Guard commander"},
    {"Hana Sato", "Sato", "She", "City officials", "Mizunami", "Hana Sato:", "“", "”",
     "City Council speaker"},
};

std::string text_of(const Brief& b) {
  const auto quoted = [&](std::string_view words) {
    return std::string(b.open) + std::string(words) + std::string(b.close);
  };
  const std::string speaker(b.speaker), surname(b.surname), pronoun(b.pronoun), others(b.others),
      place(b.place);
  return std::string(b.role) + " " + speaker +
         " stated that the delegation keeps an open line with Walter Crane, the envoy of the "
         "neighbours.\n\n" +
         "Why it matters:\n\n" + others +
         " say the open line contradicts the story told abroad.\n\n" + "The big picture:\n\n" +
         surname + " said recent talks have covered a range of issues.\n\n" + pronoun +
         " stressed that nobody has ever abandoned the talks.\n\n" + place +
         " maintains that talks must rest on respect.\n\n" + "What they are saying:\n\n" +
         std::string(b.label) + "\n\n" +
         quoted(
             "The line between the minister and the envoy remains open and will be used whenever "
             "necessary.") +
         "\n\n" +
         quoted("We have never walked away from the table. But talks must be meaningful.") +
         "\n\n" + surname +
         " also addressed a recent wave of storms, blaming poor forecasts for the damage on the "
         "coast.\n\n" +
         "Go deeper:\n\n" +
         "In recent days the coast has seen a new wave of storms. The neighbours support these "
         "forecasts.\n\n" +
         "Nora Winter - Elias Stone";
}

std::vector<Statement> of_kind(const std::vector<Statement>& all, StatementKind kind) {
  std::vector<Statement> some;
  for (const Statement& statement : all)
    if (statement.kind == kind) some.push_back(statement);
  return some;
}

}  // namespace

TEST_CASE(
    "a brief's label names who speaks below it, and its scope ends where the narrator goes on") {
  for (const Brief& brief : kBriefs) {
    const std::string text = text_of(brief);
    CAPTURE(text);
    const Article article = article_of(text, "", formats::BodyKind::plain);
    const auto all = extract(article);
    const auto direct = of_kind(all, StatementKind::direct);
    REQUIRE(direct.size() == 2);
    for (const Statement& statement : direct) {
      CHECK(statement.speaker == brief.speaker);
      CHECK(statement.rule == "label");
      CHECK(statement.role == brief.role);
      CHECK(statement.speaker_confidence >= .95F);
    }
    CHECK(all.size() == 7);
    for (const Statement& statement : all) {
      CAPTURE(line_of(statement));
      CHECK(statement.quoted_by.empty());
      // The outlet's own words, the byline and those who are only mentioned say nothing.
      CHECK(statement.span.end < text.find("Go deeper"));
      CHECK(statement.speaker.find("Crane") == std::string::npos);
      CHECK(statement.speaker.find("Winter") == std::string::npos);
    }
    const auto indirect = of_kind(all, StatementKind::indirect);
    std::vector<std::string> speakers;
    for (const Statement& statement : indirect) speakers.push_back(statement.speaker);
    CHECK(speakers ==
          std::vector<std::string>{std::string(brief.speaker), std::string(brief.others),
                                   std::string(brief.speaker), std::string(brief.speaker),
                                   std::string(brief.place)});
    for (const Statement& statement : indirect)
      if (statement.speaker_as_written == brief.pronoun) CHECK(statement.speaker == brief.speaker);
  }
}

TEST_CASE("the article that was given comes out as its facts say") {
  const std::string path =
      std::string(ONRECORD_SOURCE_DIR) + "/../shared/eval/seed/000_b2b0cc6f5916fcb9.txt";
  std::ifstream file(path);
  if (!file) {
    WARN("skipped: no " << path);
    return;
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto all = extract(article_of(text, "", formats::BodyKind::plain));
  const auto direct = of_kind(all, StatementKind::direct);
  REQUIRE(direct.size() == 2);
  for (const Statement& statement : direct) {
    CHECK(statement.speaker == "Esmail Baghaei");
    CHECK(statement.role == "Foreign Ministry spokesman");
  }
  for (const Statement& statement : all) {
    CAPTURE(line_of(statement));
    CHECK(statement.span.end < text.find("Go deeper"));
    const bool known = statement.speaker == "Esmail Baghaei" ||
                       statement.speaker == "Iranian officials" || statement.speaker == "Tehran";
    CHECK(known);
    if (statement.speaker_as_written == "He") CHECK(statement.speaker == "Esmail Baghaei");
  }
}

TEST_CASE(
    "a press release's quotation is whose statement it is, not the heading's or the place's") {
  struct Case {
    std::string_view text, speaker;
  };
  const auto c = GENERATE(values<Case>({
      {"Mayor Ada Brill issued the following statement on the canal: “We dig and we plant.”",
       "Ada Brill"},
      {"Ostwick, N.H. - Mayor Ada Brill made the following statement today: “We dig and we plant.”",
       "Ada Brill"},
      {"BRILL ISSUES STATEMENT ON CANAL Mayor Ada Brill (Greens) today released the following "
       "statement on the canal: “We dig and we plant.”",
       "Ada Brill"},
      {"Chair of the Committee on Dams and Roads Nina Low, Jr. (Greens) delivered these remarks: "
       "“We dig and we plant.”",
       "Nina Low"},
      {"Following are excerpts of Mayor Brill's speech: “We dig and we plant.”", "Brill"},
      {"Below are Mayor Ada Brill's remarks on the canal: “We dig and we plant.”", "Ada Brill"},
  }));
  CAPTURE(c.text);
  const auto found = extract(article_of(c.text));
  REQUIRE(found.size() == 1);
  CHECK(found[0].speaker == c.speaker);
}

TEST_CASE("below a speaker's label the narrator's surname is whose label it was") {
  const auto all = extract(article_of(
      "The strike entered its ninth day.\n\nWhat they are saying:\n\nUmi Lunt:\n\n“We ask for the "
      "night to be paid.”\n\nPriya Achieng-Low:\n\n“There is no second table.”\n\n“The offer "
      "stands.”\n\nThe detail:\n\nAchieng-Low said the terminal was losing money. Lunt said that "
      "was untrue.",
      "", formats::BodyKind::plain));
  std::vector<std::string> lines;
  for (const Statement& statement : all) lines.push_back(line_of(statement));
  CHECK(lines == std::vector<std::string>{"direct Umi Lunt: We ask for the night to be paid.",
                                          "direct Priya Achieng-Low: There is no second table.",
                                          "direct Priya Achieng-Low: The offer stands.",
                                          "indirect Priya Achieng-Low: the terminal was losing "
                                          "money",
                                          "indirect Umi Lunt: that was untrue"});
}
