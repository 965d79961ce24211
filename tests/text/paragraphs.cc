#include "proto/text/sentences.h"
#include "tests/catch.h"

namespace onrecord::text {
namespace {

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> out;
  for (const Span span : paragraphs(text)) out.emplace_back(span.of(text));
  return out;
}

using Parts = std::vector<std::string>;

TEST_CASE("blank lines separate, whatever ends the lines") {
  const auto end = GENERATE(as<std::string>{}, "\n", "\r\n", "\r", "\u2028");
  const std::string text = end + "One." + end + " \t" + end + end + "  Two. " + end + end + "Three";
  CHECK(split(text) == Parts{"One.", "Two.", "Three"});
}

TEST_CASE("a paragraph separator separates") {
  CHECK(split("One.\u2029Two.") == Parts{"One.", "Two."});
}

TEST_CASE("single line ends separate where nothing is wrapped") {
  CHECK(split("The council met on Tuesday.\nThe mayor was late.\nNobody minded.") ==
        Parts{"The council met on Tuesday.", "The mayor was late.", "Nobody minded."});
  CHECK(split("Why it matters:\nThe pier is old.\n\nGo deeper:\nRead the report.") ==
        Parts{"Why it matters:", "The pier is old.", "Go deeper:", "Read the report."});
  const std::string line(300, 'x');
  CHECK(split(line + "\n" + line) == Parts{line, line});
}

TEST_CASE("a transcript keeps its lines") {
  const Parts lines = {
      "Q: What will happen to the old pier when the winter storms arrive this year?",
      "A: It will stand.", "Q: Are you sure about that, given what the engineers wrote in March?",
      "A: I am quite sure, and so are they, if you read the whole of their report.",
      "Q: Thank you."};
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  CHECK(split(text) == lines);
}

const std::string kFirst =
    "The harbour council voted on Tuesday to rebuild the old pier\n"
    "before the winter storms arrive, ending a quarrel that had\n"
    "divided the town for the better part of three years.";
const std::string kSecond =
    "Mayor Ann Lind said the work would begin in October and that\n"
    "nobody would lose a berth while it lasted.";
const std::string kShort = "The vote was close.";

TEST_CASE("a hard-wrapped paragraph is one span with its line ends inside") {
  CHECK(split(kFirst) == Parts{kFirst});
  CHECK(split(kFirst + "\n\n" + kShort + "\n\n" + kSecond + "\n") ==
        Parts{kFirst, kShort, kSecond});
}

TEST_CASE("CR LF makes no difference to wrapping") {
  std::string wrapped;
  for (const char c : kFirst) wrapped += c == '\n' ? std::string("\r\n") : std::string(1, c);
  CHECK(split(wrapped + "\r\n\r\n" + kShort) == Parts{wrapped, kShort});
}

TEST_CASE("wrapped paragraphs without blank lines end at the short line of a sentence") {
  CHECK(split(kFirst + "\n" + kSecond + "\n" + kFirst) == Parts{kFirst, kSecond, kFirst});
}

TEST_CASE("indentation begins a paragraph, as wires print it") {
  const auto indent = GENERATE(as<std::string>{}, " ", "    ", "\t");
  CHECK(split(kFirst + "\n" + indent + kSecond + "\n" + indent + kShort + "\n" + indent + kFirst +
              "\n\nREUTER") == Parts{kFirst, kSecond, kShort, kFirst, "REUTER"});
  CHECK(split(indent + kFirst + "\n" + indent + kSecond) == Parts{kFirst, kSecond});
}

TEST_CASE("a first line that a dateline has shortened goes on") {
  const std::string first = "The boats of the Ostwick Harbour\nTrust lay still.";
  CHECK(split(first + "\n " + kFirst + "\n " + kSecond) == Parts{first, kFirst, kSecond});
  CHECK(split(first + "\n" + kFirst + "\n" + kSecond) ==
        Parts{"The boats of the Ostwick Harbour", "Trust lay still.", kFirst, kSecond});
  const std::string name = "The boats of Ostwick Harbour\nInc lay still.";
  CHECK(split(name + "\n" + kFirst) == Parts{name, kFirst});
}

TEST_CASE("headings and bullets stay apart in a wrapped text") {
  CHECK(split("Pier to be rebuilt\n\n" + kFirst + "\n\nWhy it matters:\n" + kSecond +
              "\n\n- the first thing\n- the second thing\n• the third") ==
        Parts{"Pier to be rebuilt", kFirst, "Why it matters:", kSecond, "- the first thing",
              "- the second thing", "• the third"});
}

TEST_CASE(
    "a text of long lines and one of wrapped lines are told apart by the lines, not by a flag") {
  std::string unwrapped = kFirst;
  for (char& c : unwrapped) c = c == '\n' ? ' ' : c;
  CHECK(split(unwrapped + "\n" + kShort + "\n" + unwrapped) == Parts{unwrapped, kShort, unwrapped});
}

TEST_CASE("no text has no paragraphs") {
  CHECK(paragraphs("").empty());
  CHECK(paragraphs(" \n\t\r\n").empty());
}

}  // namespace
}  // namespace onrecord::text
