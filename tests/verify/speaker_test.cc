// Whether a statement's speaker is the one who is asked for.
#include "searchd/verify/speaker.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::verify;

namespace {

Statement by(std::string speaker, std::string written, float confidence = .95F) {
  Statement statement;
  statement.speaker = std::move(speaker);
  statement.speaker_as_written = std::move(written);
  statement.speaker_confidence = confidence;
  return statement;
}

}  // namespace

TEST_CASE("names go together whatever titles and initials stand in them") {
  struct Case {
    std::string_view a, b;
    NameMatch match;
  };
  const auto c = GENERATE(values<Case>({
      {"Mara Lindqvist", "mara LINDQVIST", NameMatch::same},
      {"Sen. Mara Lindqvist", "Mara Lindqvist", NameMatch::same},
      {"Prime Minister Mara Lindqvist", "Mara Lindqvist", NameMatch::same},
      {"M. Lindqvist", "Mara Lindqvist", NameMatch::same},
      {"J. K. Verey", "JK Verey", NameMatch::same},
      {"Mara Elin Lindqvist", "Mara Lindqvist", NameMatch::same},
      {"Kim Dae Tok", "Dae Tok Kim", NameMatch::same},
      {"Lindqvist", "Mara Lindqvist", NameMatch::part},
      {"Ms. Lindqvist", "Mara Lindqvist", NameMatch::part},
      {"Holm-Verey", "Mara Holm-Verey", NameMatch::part},
      {"Ms. Holm-Verey", "Mara Holm-Verey", NameMatch::part},
      {"Dag Verey", "Mara Holm-Verey", NameMatch::none},
      {"Anna Lindqvist", "Mara Lindqvist", NameMatch::none},
      {"T. Lindqvist", "Mara Lindqvist", NameMatch::none},
      {"Mara Verey", "Mara Lindqvist", NameMatch::none},
      {"Northern Rail", "northern rail", NameMatch::same},
      {"Bank of Norland", "the Bank of Norland", NameMatch::same},
      // Whoever has to do with somebody is not that person.
      {"a spokesman for Dag Holm", "Dag Holm", NameMatch::none},
      {"the wife of Dag Holm", "Dag Holm", NameMatch::none},
      {"Dag Holm's lawyer", "Dag Holm", NameMatch::none},
      {"Dag Holm’s lawyer", "Dag Holm", NameMatch::none},
      {"the office of Dag Holm", "Holm", NameMatch::none},
      {"University of Osby", "University of Ekby", NameMatch::none},
      {"Dag Holm Foundation", "Dag Holm", NameMatch::perhaps},
      {"Dag Holm of the harbour board", "Dag Holm", NameMatch::same},
      // Father and son.
      {"Dag Holm Jr.", "Dag Holm", NameMatch::kin},
      {"Dag Holm Jr.", "Dag Holm Sr.", NameMatch::none},
      {"Dag Holm, Junior", "Dag Holm jr", NameMatch::same},
      {"Dag Holm III", "Holm", NameMatch::part},
      // A short name is no initial, a turned one perhaps another.
      {"Jo Verey", "Jacob Verey", NameMatch::none},
      {"Al Verey", "Anna Verey", NameMatch::none},
      {"JA Verey", "Jacob Verey", NameMatch::same},
      {"J. K. Verey", "J. M. Verey", NameMatch::none},
      {"Thomas James", "James Thomas", NameMatch::perhaps},
      {"Elin Lindqvist", "Mara Elin Lindqvist", NameMatch::perhaps},
      {"Mara Elin Lindqvist", "Mara Sofie Lindqvist", NameMatch::none},
      // Short forms and spellings: perhaps.
      {"Bob Verey", "Robert Verey", NameMatch::perhaps},
      {"Erick Verey", "Eric Verey", NameMatch::perhaps},
      {"Mara Lindquist", "Mara Lindqvist", NameMatch::perhaps},
      {"Bob Verey", "Rose Verey", NameMatch::none},
      {"Lin", "Lin Daoming", NameMatch::perhaps},
      {"G. H. W. Verey", "G. W. Verey", NameMatch::none},
  }));
  CAPTURE(c.a, c.b);
  CHECK(compare_names(c.a, c.b) == c.match);
  CHECK(compare_names(c.b, c.a) == c.match);
}

TEST_CASE("the speaker is stated, resolved, uncertain, ambiguous, another or not asked") {
  const Asked mara{"Mara Lindqvist", {}, {}};
  CHECK(find_speaker({}, by("Mara Lindqvist", "she")) == SpeakerFound::not_asked);
  CHECK(find_speaker(mara, by("Mara Lindqvist", "Mara Lindqvist")) == SpeakerFound::stated);
  CHECK(find_speaker(mara, by("Mara Lindqvist", "Minister Mara Lindqvist")) ==
        SpeakerFound::stated);
  CHECK(find_speaker(mara, by("Mara Lindqvist", "she")) == SpeakerFound::resolved);
  CHECK(find_speaker(mara, by("Mara Lindqvist", "Lindqvist")) == SpeakerFound::resolved);
  CHECK(find_speaker(mara, by("Mara Lindqvist", "she", .5F)) == SpeakerFound::uncertain);
  CHECK(find_speaker(mara, by("", "")) == SpeakerFound::uncertain);
  CHECK(find_speaker(mara, by("Lindqvist", "Lindqvist")) == SpeakerFound::uncertain);
  CHECK(find_speaker(mara, by("Tomas Verey", "Verey")) == SpeakerFound::other);

  Asked surname{"Lindqvist", {}, {"mara lindqvist"}};
  CHECK(find_speaker(surname, by("Mara Lindqvist", "Lindqvist")) == SpeakerFound::stated);
  surname.namesakes = {"mara lindqvist", "anna lindqvist"};
  CHECK(find_speaker(surname, by("Mara Lindqvist", "Lindqvist")) == SpeakerFound::ambiguous);

  // A man and a woman of one surname are two.
  const Asked mrs{"Mrs Lindqvist", {}, {"mara lindqvist"}};
  CHECK(find_speaker(mrs, by("Mara Lindqvist", "Ms. Lindqvist")) == SpeakerFound::stated);
  CHECK(find_speaker(mrs, by("Lindqvist", "Mr. Lindqvist")) == SpeakerFound::other);
  CHECK(find_speaker(mrs, by("Karl Lindqvist", "he")) == SpeakerFound::other);
  CHECK(find_speaker({"Mr Karl Lindqvist", {}, {}}, by("Karl Lindqvist", "he")) ==
        SpeakerFound::resolved);

  Statement minister = by("Mara Lindqvist", "the harbour minister");
  minister.role = "harbour minister";
  CHECK(find_speaker({"the harbour minister", {}, {}}, minister) == SpeakerFound::resolved);
  CHECK(find_speaker({"the foreign minister", {}, {}}, minister) == SpeakerFound::other);
  CHECK(find_speaker({"Greta Hall", {"Mara Lindqvist"}, {}},
                     by("Mara Lindqvist", "Mara Lindqvist")) == SpeakerFound::stated);
}

TEST_CASE("a name inside a role is not its bearer, a title that is a name may be one") {
  const auto found = [](std::string asked, std::string speaker, std::string written,
                        std::string role) {
    Statement statement = by(std::move(speaker), std::move(written));
    statement.role = std::move(role);
    return find_speaker({std::move(asked), {}, {}}, statement);
  };
  CHECK(found("Dag Holm", "a spokesman for Dag Holm", "a spokesman for Dag Holm",
              "spokesman for Dag Holm") == SpeakerFound::other);
  CHECK(found("Dag Holm", "Dag Holm's lawyer", "Dag Holm's lawyer", "Dag Holm's lawyer") ==
        SpeakerFound::other);
  CHECK(found("Dag Holm", "Eli Strand", "Dag Holm Foundation director Eli Strand",
              "Dag Holm Foundation director") == SpeakerFound::other);
  CHECK(found("Greenmark", "Ada Lo", "The minister of Greenmark", "minister of Greenmark") ==
        SpeakerFound::other);
  CHECK(found("the minister of Greenmark", "Ada Lo", "The minister of Greenmark",
              "minister of Greenmark") == SpeakerFound::resolved);
  CHECK(found("the minister", "Ada Lo", "Ada Lo", "former minister") == SpeakerFound::other);
  CHECK(found("Dag Holm", "Dag Holm", "Dag Holm Jr.", "") == SpeakerFound::ambiguous);
  CHECK(found("Dag Holm Sr.", "Dag Holm", "Dag Holm Jr.", "") == SpeakerFound::other);
  CHECK(found("Dag Holm Jr.", "Dag Holm", "Dag Holm Jr.", "") == SpeakerFound::stated);
  CHECK(found("Prince Harwin", "Debbie Harwin", "Debbie Harwin", "") == SpeakerFound::uncertain);
  CHECK(found("Prince Harwin", "Nils Harwin", "Prince Nils Harwin", "") == SpeakerFound::stated);
  CHECK(found("Jacob Verey", "Jo Verey", "Jo Verey", "") == SpeakerFound::other);
}

TEST_CASE("spellings of one name are one person") {
  CHECK(distinct_people({"Mara Lindqvist", "M. Lindqvist", "Sen. Mara Lindqvist", "Lindqvist"}) ==
        std::vector<std::string>{"mara lindqvist"});
  CHECK(distinct_people({"Mara Lindqvist", "Anna Lindqvist"}).size() == 2);
}

TEST_CASE("what is added to a name is no part of it") {
  using M = NameMatch;
  struct Case {
    std::string_view a, b;
    M match;
  };
  const auto c = GENERATE(values<Case>({
      {"Mara Lindqvist", "Mara Lindqvist, harbour master", M::same},
      {"Mara Lindqvist", "MARA LINDQVIST (HARBOUR BOARD)", M::same},
      {"Mara Lindqvist", "Constable Mara Lindqvist", M::same},
      {"Mara Lindqvist", "Mara Lindqvist KC", M::same},
      {"Mara Lindqvist", "Lindqvist, Mara", M::perhaps},
      {"Mara Lindqvist", "Karl Lindqvist, Mara's brother", M::none},
      {"Karl Lindqvist, Jr.", "Karl Lindqvist, Sr.", M::none},
  }));
  CAPTURE(c.a, c.b);
  CHECK(compare_names(c.a, c.b) == c.match);
}
