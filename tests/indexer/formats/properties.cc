// What holds of every layout, whatever the text: spans in range, on code points, in order,
// containers around what they contain.
#include <chrono>
#include <random>

#include "indexer/formats/layout.h"
#include "tests/indexer/formats/reading.h"
#include "tests/indexer/formats/span_rules.h"

namespace onrecord::formats {

TEST_CASE(
    "spans hold their rules over ten thousand texts made of the pieces that layouts are made of") {
  constexpr std::string_view kPieces[] = {
      "Why it matters:",
      "Mara Lindqvist:",
      "**Go deeper:**",
      "**",
      "“We will stay.”",
      "“We",
      "\"",
      "’",
      "Q: Why?",
      "A: No.",
      "THE CHAIR:",
      "THE CHAIR: Order.",
      "# Boats",
      "## Parts",
      "---",
      "===",
      "- item",
      "> cited",
      "By Ana Reyes",
      "Ana Reyes - Tom Okoro2",
      "— Mara Lindqvist",
      "PORT ARLEN, March 3 —",
      "[Laughter.]",
      "Lindqvist said so.",
      "The boats came back on Monday, the board said, and left again.",
      "é",
      "\xE2\x80\xA8",
      "\xC2\xA0",
      "\xF0\x9F\x98\x80:",
      "FOR IMMEDIATE RELEASE",
      "ENDS",
      ":",
      "—",
      "اسماعیل بقائی:",
      "«ما می‌مانیم.»",
      "4 May 2026",
      "*",
      "_",
      "I",
      "WHY IT MATTERS"};
  constexpr std::string_view kGaps[] = {"\n\n", "\n",     "\r\n\r\n", "\r\n", " ",
                                        "",     "\n\n\n", "\r",       "\t"};
  std::mt19937 random(20260504);
  for (int round = 0; round < 10000; ++round) {
    std::string text;
    const auto pieces = random() % 14;
    for (unsigned i = 0; i < pieces; ++i) {
      text += kPieces[random() % std::size(kPieces)];
      text += kGaps[random() % std::size(kGaps)];
    }
    const auto kind = static_cast<BodyKind>(random() % 3);
    const Layout layout = lay_out(text, kind, random() % 4 == 0 ? "Boats" : "");
    const std::string broken = broken_span_rule(text, layout.spans);
    CAPTURE(text);
    REQUIRE(broken == "");
  }
}

TEST_CASE("hostile shapes cost no more than a few readings of their bytes") {
  std::string labels = "Mara Lindqvist said so.\n\n";
  for (int i = 0; i < 40000; ++i) labels += "Mara Lindqvist:\n\n“No.” said Nobody.\n\n";
  std::string unclosed = "[";
  for (int i = 0; i < 40000; ++i) unclosed += "{\"text\":\"a},\n{\"text\":[\"b\",\n";
  std::string quotes = "id,text\n";
  for (int i = 0; i < 40000; ++i) quotes += "\"a\n";
  const auto seconds = [](std::string_view bytes, std::string format) {
    const auto begin = std::chrono::steady_clock::now();
    const Read read = read_bytes(bytes, test_options(std::move(format)));
    CHECK(read.articles.size() + read.rejects.size() > 0);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  };
  // The square of these sizes would take minutes; a loaded machine takes a second or two.
  CHECK(seconds(labels, "text") < 20);
  CHECK(seconds(unclosed, "json") < 20);
  CHECK(seconds(quotes, "csv") < 20);
  CHECK(seconds(std::string(5u << 20, '['), "json") < 20);
  CHECK(seconds("{\"text\":" + std::string(5u << 20, '['), "jsonl") < 20);
}

}  // namespace onrecord::formats
