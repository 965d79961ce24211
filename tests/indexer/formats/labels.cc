// The hard question of a brief, word by word: does a label name a part, or a person?
#include "indexer/formats/labels.h"

#include "indexer/formats/byline.h"
#include "indexer/formats/shape.h"
#include "tests/indexer/formats/reading.h"

namespace onrecord::formats {
namespace {

/// Whether \a label above \a next is a speaker's in an article that begins with \a article.
bool speaks(std::string_view label, std::string_view next, std::string_view article) {
  const std::string text =
      std::string(article) + "\n\n" + std::string(label) + ":\n\n" + std::string(next);
  const auto begin = static_cast<std::uint32_t>(article.size() + 2);
  return names_speaker(text, {begin, begin + static_cast<std::uint32_t>(label.size())}, next);
}

constexpr std::string_view kQuotation = "“We will stay.”";
constexpr std::string_view kArticle =
    "Harbour minister Mara Lindqvist met the guild in Port Arlen. Lindqvist said little. Verey "
    "spoke in Port Arlen.";

}  // namespace

TEST_CASE("a label above a quotation is a speaker when it looks like a person's name") {
  const auto label = GENERATE(values<std::string_view>(
      {"Mara Lindqvist", "MARA LINDQVIST", "Lindqvist", "Minister Mara Lindqvist",
       "Mara Lindqvist, harbour minister", "Hon. Amara Dede", "Smt. Anjali Rao", "Dr. Grace Mwale",
       "Ingrid Solheim-Watt", "Ludwig van der Berg", "J. K. Mbeki", "The Minister",
       "Councillor Pryce", "Rep. Paul Okafor (D-Calder)", "Østen Åberg", "Şule Öz"}));
  CAPTURE(label);
  CHECK(speaks(label, kQuotation, kArticle));
}

TEST_CASE("a label above a quotation is a part when it does not") {
  const auto label = GENERATE(values<std::string_view>({"Why it matters",
                                                        "Why It Matters",
                                                        "The Big Picture",
                                                        "Go deeper",
                                                        "Go Deeper",
                                                        "What he’s saying",
                                                        "What Lindqvist Is Saying",
                                                        "Key Quotes",
                                                        "Reaction",
                                                        "Background",
                                                        "Port Arlen",
                                                        "Quote of the day",
                                                        "General Reaction",
                                                        "Next Steps",
                                                        "Between The Lines",
                                                        "Statement",
                                                        "In their words",
                                                        "By the numbers",
                                                        "Two views",
                                                        "Chief Concerns"}));
  CAPTURE(label);
  CHECK_FALSE(speaks(label, kQuotation, kArticle));
}

TEST_CASE("without quotation marks a speaker must be known and speak") {
  CHECK(speaks("Mara Lindqvist", "We will stay as long as we can.", kArticle));
  CHECK_FALSE(speaks("Mara Lindqvist", "Lindqvist has been minister since 2021.", kArticle));
  CHECK_FALSE(speaks("Port Arlen", "We arrived at noon.", kArticle));
  CHECK_FALSE(speaks("Tern Valley", "The road is closed.", kArticle));
  CHECK_FALSE(speaks("Port Arlen", "“Closed” is painted on the door.", kArticle));
}

TEST_CASE("a line is a label by its form") {
  struct Case {
    std::string_view line, words;
    bool alone;
  };
  const auto c = GENERATE(values<Case>({
      {"Why it matters:", "Why it matters", true},
      {"Why it matters —", "Why it matters", true},
      {"Why it matters -", "Why it matters", true},
      {"WHY IT MATTERS", "WHY IT MATTERS", true},
      {"Why it matters", "Why it matters", true},
      {"**Why it matters:**", "Why it matters", true},
      {"**Why it matters**:", "Why it matters", true},
      {"**Why it matters**", "Why it matters", true},
      {"**Why it matters:** because.", "Why it matters", false},
      {"Why it matters: because.", "Why it matters", false},
      {"Why it matters — because.", "Why it matters", false},
      {"Dr. Grace Mwale: “No.”", "Dr. Grace Mwale", false},
      {"Q: Why?", "Q", false},
      {"Q. Why?", "Q", false},
  }));
  CAPTURE(c.line);
  const auto label = read_label(c.line, {0, static_cast<std::uint32_t>(c.line.size())});
  REQUIRE(label);
  CHECK(label->words.of(c.line) == c.words);
  CHECK(label->alone == c.alone);
}

TEST_CASE("a sentence is no label, whatever it ends in") {
  const auto line = GENERATE(values<std::string_view>(
      {"She set out three conditions:", "The minister told reporters:", "He added:",
       "Lindqvist said on Tuesday:", "This is what follows:", "**Mara Lindqvist** said so.",
       "My fellow citizens:", "To the Harbour Board:", "It was 10:30 when they left",
       "“Quoted words”:", "importance:", "See https://post.example/a",
       "The harbour — our harbour — is not for sale", "NATO"}));
  CAPTURE(line);
  const auto label = read_label(line, {0, static_cast<std::uint32_t>(line.size())});
  CHECK((!label || line == "NATO"));
}

TEST_CASE("a byline is known with By and without") {
  struct Case {
    std::string_view line;
    BylineForm form;
    std::string_view names;
  };
  const auto c = GENERATE(values<Case>({
      {"By Ana Reyes", BylineForm::by, "Ana Reyes"},
      {"by Ana Reyes and Tom Okoro", BylineForm::by, "Ana Reyes and Tom Okoro"},
      {"BY ANA REYES", BylineForm::by, "ANA REYES"},
      {"*By Ana Reyes | The Post | May 6*", BylineForm::by, "Ana Reyes"},
      {"(Reporting by Ana Reyes; editing by Tom Okoro)", BylineForm::by,
       "Ana Reyes; editing by Tom Okoro"},
      {"By our special correspondent", BylineForm::by, "our special correspondent"},
      {"Ana Reyes - Tom Okoro2", BylineForm::names, "Ana Reyes - Tom Okoro2"},
      {"Ana Reyes3 - Tom Okoro", BylineForm::names, "Ana Reyes3 - Tom Okoro"},
      {"Ana Reyes, Harbour Correspondent", BylineForm::names, "Ana Reyes, Harbour Correspondent"},
      {"Ana Reyes and Tom Okoro", BylineForm::names, "Ana Reyes and Tom Okoro"},
      {"— Ana Reyes", BylineForm::name, "Ana Reyes"},
      {"Ana Reyes", BylineForm::name, "Ana Reyes"},
      {"By Friday the ice had gone from the channel.", BylineForm::none, ""},
      {"By the numbers", BylineForm::none, ""},
      {"By and large the ferries ran", BylineForm::none, ""},
      {"Go deeper", BylineForm::none, ""},
      {"Ana Reyes left.", BylineForm::none, ""},
      {"Ana Reyes:", BylineForm::none, ""},
      {"Harbour", BylineForm::none, ""},
  }));
  CAPTURE(c.line);
  const Byline byline = read_byline(c.line);
  CHECK(byline.form == c.form);
  CHECK(byline.names == c.names);
}

TEST_CASE("a dateline is known by its place, day and dash") {
  struct Case {
    std::string_view paragraph, dateline;
  };
  const auto c = GENERATE(values<Case>({
      {"PORT ARLEN, March 3 — The ferries came.", "PORT ARLEN, March 3 —"},
      {"LONDON — The ferries came.", "LONDON —"},
      {"Luwezi (Meridian) - The ferries came.", "Luwezi (Meridian) -"},
      {"HONOLULU (MW) _ The ferries came.", "HONOLULU (MW) _"},
      {"WASHINGTON, D.C. -- The ferries came.", "WASHINGTON, D.C. --"},
      {"Port Arlen, 3 March 2026 – The ferries came.", "Port Arlen, 3 March 2026 –"},
      {"KAVERIPUR: The ferries came.", "KAVERIPUR:"},
      {"The harbour — our harbour — is closed.", ""},
      {"NATO — the alliance — met.", ""},
      {"PLATINUM PRICES 1430 - 12 13", ""},
      {"CHAIR: The ferries came.", ""},
      {"Well-known boats came.", ""},
  }));
  CAPTURE(c.paragraph);
  CHECK(c.paragraph.substr(0, dateline_size(c.paragraph)) == c.dateline);
}

TEST_CASE("a first line is a headline when it is short, has no full stop and a blank line below") {
  struct Case {
    std::string_view text, headline;
  };
  const auto c = GENERATE(values<Case>({
      {"Boats return to Sorrel\n\nThe boats came back on Monday.", "Boats return to Sorrel"},
      {"Will the boats return?\n\nNobody knew on Monday.", "Will the boats return?"},
      {"Boats return to the U.S.\n\nThe boats came back on Monday.", "Boats return to the U.S."},
      {"Boats return\nBy Ana Reyes\n\nThe boats came back on Monday.", "Boats return"},
      {"The boats came back on Monday.\n\nNobody met them.", ""},
      {"Why it matters:\n\nThe boats came back on Monday.", ""},
      {"Boats return to Sorrel", ""},
      {"By Ana Reyes\n\nThe boats came back on Monday.", ""},
  }));
  CAPTURE(c.text);
  const Article article = read_one(c.text, "text");
  CHECK(article.headline.value == c.headline);
  if (!c.headline.empty())
    CHECK(words_of(article, SpanKind::lead).find("Monday.") != std::string::npos);
}

TEST_CASE("a heading of nothing but a colon is prose, not a part without a name") {
  const auto text = GENERATE(values<std::string_view>(
      {"Boats\n\n# :\n\nThe boats came back.", "\001\n\n# : \r.", "# :\n\n# **:**"}));
  CAPTURE(text);
  for (const TextSpan& span : read_one(text, "markdown").spans)
    CHECK_FALSE((span.kind == SpanKind::section && span.label.empty()));
}

}  // namespace onrecord::formats
