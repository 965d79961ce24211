// Cues into the turns of a transcript.
#include "indexer/formats/subtitles.h"

#include "tests/indexer/formats/reading.h"
#include "tests/indexer/formats/span_rules.h"

namespace onrecord::formats {
namespace {

/// "NAME: words" of every turn.
std::vector<std::string> turns_of(const Article& article) {
  std::vector<std::string> turns;
  for (const TextSpan& span : article.spans)
    if (span.kind == SpanKind::turn)
      turns.push_back(span.label + ": " + std::string(span.span.of(article.text)));
  return turns;
}

using Turns = std::vector<std::string>;

}  // namespace

TEST_CASE("voice tags of WebVTT name who speaks") {
  const Article article = read_one(
      "WEBVTT - Harbour committee\nKind: captions\nLanguage: en\n\n"
      "NOTE made by hand\n\nSTYLE\n::cue { color: red }\n\n"
      "1\n00:01.000 --> 00:04.000 align:start\n<v Mara Lindqvist>We <i>will</i> not sell\n"
      "the harbour.\n\n"
      "00:04.200 --> 00:06.000\n<v.loud Mara Lindqvist>Not this year &amp; not next.</v>\n\n"
      "00:00:07.000 --> 00:00:09.000\n<v Idris Okafor>Thank you.<v Mara Lindqvist>No, you.\n",
      "subtitles");
  CHECK(article.text ==
        "Mara Lindqvist: We will not sell the harbour. Not this year & not next.\n\n"
        "Idris Okafor: Thank you.\n\nMara Lindqvist: No, you.");
  CHECK(turns_of(article) ==
        Turns{"Mara Lindqvist: We will not sell the harbour. Not this year & not next.",
              "Idris Okafor: Thank you.", "Mara Lindqvist: No, you."});
  CHECK(article.headline.value == "Harbour committee");
  CHECK(article.language.value == "en");
  CHECK(broken_span_rule(article.text, article.spans).empty());
}

TEST_CASE("SubRip: names in capitals, arrows, dashes, and names that come again") {
  const Article article = read_one(
      "1\r\n00:00:01,000 --> 00:00:03,000\r\nMAYOR LINDQVIST: The vote is off.\r\n\r\n"
      "2\r\n00:00:03,500 --> 00:00:05,000\r\nWe will try again.\r\n\r\n"
      "3\r\n00:00:05,500 --> 00:00:06,000\r\n- When?\r\n- In May.\r\n\r\n"
      "4\r\n00:00:07,000 --> 00:00:09,000\r\n>> Okafor: And then? Note: nobody came.\r\n\r\n",
      "subtitles");
  CHECK(article.text ==
        "MAYOR LINDQVIST: The vote is off. We will try again.\n\nWhen?\n\nIn May.\n\n"
        "Okafor: And then? Note: nobody came.");
  CHECK(turns_of(article) == Turns{"MAYOR LINDQVIST: The vote is off. We will try again.",
                                   "Okafor: And then? Note: nobody came."});
}

TEST_CASE("one word before a colon is a name only when it comes again") {
  const std::string once = "1\n00:01:00,000 --> 00:01:02,000\nWarning: icy roads.\n";
  CHECK(turns_of(read_one(once, "subtitles")).empty());
  const std::string twice =
      "1\n00:01:00,000 --> 00:01:02,000\nAnna: Icy roads.\n\n"
      "2\n00:01:03,000 --> 00:01:04,000\nAnna: Very.\n";
  CHECK(turns_of(read_one(twice, "subtitles")) == Turns{"Anna: Icy roads. Very."});
}

TEST_CASE("a pause ends a paragraph, and rolling captions are not read twice") {
  const Article article = read_one(
      "WEBVTT\n\n00:01.000 --> 00:02.000\nThe ferry is late.\n\n"
      "00:02.000 --> 00:03.000\nThe ferry is late.\nAgain.\n\n"
      "00:20.000 --> 00:22.000\nIt came.\n",
      "subtitles");
  CHECK(article.text == "The ferry is late. The ferry is late. Again.\n\nIt came.");
  const Article rolling = read_one(
      "WEBVTT\n\n00:01.000 --> 00:02.000\nThe ferry\n\n00:02.000 --> 00:03.000\nThe ferry\n\n"
      "00:03.000 --> 00:04.000\nis late.\n",
      "subtitles");
  CHECK(rolling.text == "The ferry is late.");
}

TEST_CASE("subtitles are known by their first lines, and what has none is refused") {
  CHECK(sniff_subtitles("WEBVTT\n", "a.txt") > 90);
  CHECK(sniff_subtitles("WEBVTTING is no word", "a.txt") == 0);
  CHECK(sniff_subtitles("1\n00:00:01,000 --> 00:00:02,000\nx\n", "a.txt") > 90);
  CHECK(sniff_subtitles("An arrow --> here", "a.txt") == 0);
  const Read empty = read_bytes("WEBVTT\n\nNOTE nothing\n", test_options("subtitles"));
  REQUIRE(empty.rejects.size() == 1);
  CHECK(empty.rejects[0].reason.starts_with("expected cues with times"));
}

TEST_CASE("what only looks like a tag stays, and costs no more than its size") {
  const Article article =
      read_one("1\n00:00:01,000 --> 00:00:04,000\n<i>If 5 < 6</i> then <b7 stays\nand > too.\n",
               "subtitles");
  CHECK(article.text == "If 5 < 6 then <b7 stays and > too.");
  for (const std::string_view mark : {"<", "<b", "{\\", "<b>"}) {
    std::string cue = "1\n00:00:01,000 --> 00:00:02,000\nx ";
    while (cue.size() < (2u << 20)) cue += mark;
    CHECK(read_one(cue + "\n", "subtitles").text.starts_with("x"));
  }
}

TEST_CASE("a timetable is no subtitles") {
  CHECK(sniff_subtitles("10:00 --> 11:30 quay\n", "a.txt") == 0);
  CHECK(sniff_subtitles("1\n00:01 --> 00:02\nx\n", "a.txt") > 90);
  CHECK(sniff_subtitles("00:01.000 --> 00:02.000\nx\n", "a.txt") > 90);
  CHECK(sniff_subtitles("00:01 --> 00:02\nx\n", "a.srt") > 90);
}

}  // namespace onrecord::formats
