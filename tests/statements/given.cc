// Speakers that the source's markup names.
#include "indexer/statements/given.h"

#include "indexer/statements/extract.h"
#include "tests/catch.h"

namespace {

using namespace onrecord;

/// An article of paragraphs, with marks on words of it.
struct Draft {
  Article article;

  Draft& paragraph(std::string_view words) {
    if (!article.text.empty()) article.text += "\n\n";
    const auto begin = static_cast<std::uint32_t>(article.text.size());
    article.text += words;
    article.spans.push_back(
        {SpanKind::paragraph, {begin, static_cast<std::uint32_t>(article.text.size())}, ""});
    return *this;
  }
  Draft& mark(SpanKind kind, std::string_view words, std::string_view speaker) {
    const auto begin = static_cast<std::uint32_t>(article.text.find(words));
    article.spans.push_back(
        {kind, {begin, begin + static_cast<std::uint32_t>(words.size())}, std::string(speaker)});
    return *this;
  }
  std::vector<Statement> given() const {
    std::vector<Statement> found;
    for (Statement& statement : statements::extract(article))
      if (statement.rule == "given" || statement.rule == "claim")
        found.push_back(std::move(statement));
    return found;
  }
};

}  // namespace

TEST_CASE("marked words without quotation marks are a statement of whom the mark names") {
  const auto found =
      Draft()
          .paragraph("The council met on the quay.")
          .paragraph("We will stay on this quay for as long as the tide turns.")
          .mark(SpanKind::quotation, "We will stay on this quay for as long as the tide turns.",
                "Mara Lindqvist")
          .given();
  REQUIRE(found.size() == 1);
  CHECK(found[0].speaker == "Mara Lindqvist");
  CHECK(found[0].kind == StatementKind::direct);
  CHECK(found[0].text == "We will stay on this quay for as long as the tide turns.");
  CHECK(found[0].speaker_confidence == 1);
  CHECK(found[0].context == Span{30, 86});
}

TEST_CASE("a quotation under a mark is attributed, and not found twice") {
  const auto found =
      Draft()
          .paragraph("“We will stay on this quay,” the minister said on Monday.")
          .mark(SpanKind::quotation, "“We will stay on this quay,”", "Mara Lindqvist")
          .given();
  REQUIRE(found.size() == 1);
  CHECK(found[0].speaker == "Mara Lindqvist");
  CHECK(found[0].text == "We will stay on this quay,");
}

TEST_CASE("a mark over several paragraphs gives one statement a paragraph") {
  const auto found =
      Draft()
          .paragraph("We stay because this is our home.")
          .paragraph("And nobody asked us to leave.")
          .mark(SpanKind::quotation,
                "We stay because this is our home.\n\nAnd nobody asked us to leave.", "Tom Okoro")
          .given();
  REQUIRE(found.size() == 2);
  CHECK(found[0].text == "We stay because this is our home.");
  CHECK(found[1].text == "And nobody asked us to leave.");
  CHECK(found[1].speaker == "Tom Okoro");
}

TEST_CASE("a claim is indirect speech of its claimant, and stands without one") {
  const auto claimant = GENERATE(as<std::string>{}, "Tom Okoro", "");
  const auto found =
      Draft()
          .paragraph("The harbour has lost half its ferries since 2019.")
          .mark(SpanKind::claim, "The harbour has lost half its ferries since 2019.", claimant)
          .given();
  REQUIRE(found.size() == 1);
  CHECK(found[0].kind == StatementKind::indirect);
  CHECK(found[0].speaker == claimant);
  CHECK(found[0].rule == "claim");
  CHECK(found[0].speaker_confidence == (claimant.empty() ? 0 : 1));
}

TEST_CASE("a claim that is a labelled part says its label") {
  Draft draft;
  draft.article.text = "The harbour sank.";
  draft.article.spans = {{SpanKind::section, {0, 17}, "Claim rated False"},
                         {SpanKind::paragraph, {0, 17}, ""},
                         {SpanKind::claim, {0, 17}, "Tom Okoro"}};
  const auto found = draft.given();
  REQUIRE(found.size() == 1);
  CHECK(found[0].label == "Claim rated False");
}

TEST_CASE(
    "marks that overlap, are empty, nameless or out of range give nothing twice and break "
    "nothing") {
  Draft draft;
  draft.paragraph("The quay stays open all winter long.");
  draft.mark(SpanKind::quotation, "The quay stays open", "Ada Brandt");
  draft.mark(SpanKind::quotation, "quay stays open all winter", "Tom Okoro");
  draft.mark(SpanKind::quotation, "all winter", "");
  draft.article.spans.push_back({SpanKind::quotation, {30, 900}, "Tom Okoro"});
  draft.article.spans.push_back({SpanKind::claim, {30, 30}, "Tom Okoro"});
  const auto found = draft.given();
  REQUIRE(found.size() == 1);
  CHECK(found[0].speaker == "Ada Brandt");
}

TEST_CASE("a mark that names nobody leaves the speaker whom the words name") {
  const auto found = Draft()
                         .paragraph("“We will stay on this quay,” Mara Lindqvist said on Monday.")
                         .mark(SpanKind::claim, "“We will stay on this quay,”", "")
                         .given();
  REQUIRE(found.size() == 1);
  CHECK(found[0].speaker == "Mara Lindqvist");
  CHECK(found[0].speaker_confidence > 0);
}
