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
      {"Anna Lindqvist", "Mara Lindqvist", NameMatch::none},
      {"T. Lindqvist", "Mara Lindqvist", NameMatch::none},
      {"Mara Verey", "Mara Lindqvist", NameMatch::none},
      {"Northern Rail", "northern rail", NameMatch::same},
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

  Statement minister = by("Mara Lindqvist", "the harbour minister");
  minister.role = "harbour minister";
  CHECK(find_speaker({"the harbour minister", {}, {}}, minister) == SpeakerFound::resolved);
  CHECK(find_speaker({"the foreign minister", {}, {}}, minister) == SpeakerFound::other);
  CHECK(find_speaker({"Greta Hall", {"Mara Lindqvist"}, {}},
                     by("Mara Lindqvist", "Mara Lindqvist")) == SpeakerFound::stated);
}

TEST_CASE("spellings of one name are one person") {
  CHECK(distinct_people({"Mara Lindqvist", "M. Lindqvist", "Sen. Mara Lindqvist", "Lindqvist"}) ==
        std::vector<std::string>{"mara lindqvist"});
  CHECK(distinct_people({"Mara Lindqvist", "Anna Lindqvist"}).size() == 2);
}
