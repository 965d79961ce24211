// Text for a terminal.
#include "proto/client/columns.h"

#include "tests/catch.h"

using namespace onrecord::client;

TEST_CASE("text for a terminal is one line without anything that could steer it") {
  struct Case {
    std::string text, line;
  };
  const auto c = GENERATE(values<Case>({
      {"plain", "plain"},
      {"  two\n\n words\t", "two words"},
      {"\x1b[2Jgone", "\xEF\xBF\xBD[2Jgone"},
      {"a\xC2\x9B"
       "b",
       "a\xEF\xBF\xBD"
       "b"},
      {"\xE2\x80\xAEright to left", "\xEF\xBF\xBDright to left"},
      {"broken \xFF byte", "broken \xEF\xBF\xBD byte"},
      {"", ""},
  }));
  CAPTURE(c.text);
  CHECK(one_line(c.text) == c.line);
}

TEST_CASE("width counts columns, not bytes") {
  CHECK(width_of("abc") == 3);
  CHECK(width_of("Łódź") == 4);
  CHECK(width_of("e\xCC\x81") == 1);
  CHECK(width_of("新聞") == 4);
  CHECK(width_of(std::string(kBoldOn) + "abc" + std::string(kBoldOff)) == 3);
}

TEST_CASE("cutting leaves room for the ellipsis") {
  CHECK(cut_to("harbour", 7) == "harbour");
  CHECK(cut_to("harbour", 6) == "harbo…");
  CHECK(cut_to("新聞社", 4) == "新…");
}

TEST_CASE("wrapping keeps every letter and no line is too long") {
  const std::string text =
      "The ferry from Port Arlen to the outer islands will sail on Sundays again, the council "
      "said, "
      "averyveryverylongwordthatdoesnotfitintoanylineatall and 新聞社 too.";
  const auto columns = GENERATE(7u, 20u, 33u, 80u);
  CAPTURE(columns);
  std::string joined;
  for (const std::string& line : wrap(text, columns)) {
    CHECK(width_of(line) <= columns);
    CHECK_FALSE(line.empty());
    joined += line;
  }
  std::string letters;
  for (const char c : text)
    if (c != ' ') letters += c;
  std::erase(joined, ' ');
  CHECK(joined == letters);
}
