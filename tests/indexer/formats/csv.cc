// Separated values: quoting, delimiters, and rows that are wrong.
#include "tests/indexer/formats/reading.h"

namespace onrecord::formats {

TEST_CASE("any of the four delimiters is found from the header row") {
  for (const std::string delimiter : {",", ";", "\t", "|"}) {
    CAPTURE(delimiter);
    const std::string bytes = "id" + delimiter + "title" + delimiter + "text\n7" + delimiter +
                              "A, B; C" + delimiter + "x\n";
    const std::string quoted = "id" + delimiter + "title" + delimiter + "text\n7" + delimiter +
                               "\"A, B; C\"" + delimiter + "x\n";
    const Article article = read_one(delimiter == "," || delimiter == ";" ? quoted : bytes, "csv");
    CHECK(article.key.id == "7");
    CHECK(article.headline.value == "A, B; C");
    CHECK(article.text == "x");
  }
}

TEST_CASE("a first row states the delimiter, as spreadsheets write it") {
  for (const std::string bom : {"", "\xEF\xBB\xBF"}) {
    const Read read =
        read_bytes(bom + "sep=^\r\nid^title^text\r\n7^A, B; C^x\r\n8^D\r\n", test_options("csv"));
    REQUIRE(read.articles.size() == 1);
    CHECK(read.articles[0].headline.value == "A, B; C");
    CHECK(read.articles[0].key.id == "7");
    REQUIRE(read.rejects.size() == 1);
    CHECK(read.rejects[0].reason == "line 4: expected 3 columns, got 2");
  }
  const Read none = read_bytes("sep=;\n1;2;3\n", test_options("csv"));
  REQUIRE(none.rejects.size() == 1);
  CHECK(none.rejects[0].reason ==
        "line 2: expected a header row with a column such as text, title or date, got '1;2;3'");
}

TEST_CASE("quotes, doubled quotes and line ends inside a cell") {
  const Read read = read_bytes(
      "\xEF\xBB\xBFID,Title,Text,Page No\r\n1,\"He said \"\"no\"\"\",\"First line.\r\n\r\nSecond, "
      "line.\",4\r\n\r\n2,,plain,\r\n",
      test_options("csv"));
  CHECK(read.rejects.empty());
  REQUIRE(read.articles.size() == 2);
  CHECK(read.articles[0].headline.value == "He said \"no\"");
  CHECK(read.articles[0].text == "First line.\r\n\r\nSecond, line.");
  CHECK(read.articles[0].meta ==
        std::vector<std::pair<std::string, std::string>>{{"Page_No", "4"}});
  CHECK(read.articles[0].provenance.record == 1);
  CHECK(read.articles[1].text == "plain");
  CHECK(read.articles[1].meta.empty());
}

TEST_CASE("a row that is wrong is refused with its line, and the rest goes in") {
  struct Case {
    std::string_view row, reason;
  };
  const auto c = GENERATE(values<Case>({
      {"2,b", "line 3: expected 3 columns, got 2"},
      {"2,b,c,d", "line 3: expected 3 columns, got 4"},
      {"2,\"b,c", "line 3: the quote that opens at column 3 never closes"},
      {"2,\"b\"x,c",
       "line 3, column 6: expected ',' or the end of the line behind a closing quote, got 'x'"},
      {"2,,", "line 3: expected a text or a headline, got neither"},
  }));
  CAPTURE(c.row);
  const Read read = read_bytes("id,title,text\n1,a,aa\n" + std::string(c.row) + "\n3,c,cc\n",
                               test_options("csv"));
  REQUIRE(read.rejects.size() == 1);
  CHECK(read.rejects[0].reason == c.reason);
  CHECK(read.rejects[0].line == 3);
  REQUIRE(read.articles.size() == 2);
  CHECK(read.articles[1].key.id == "3");
}

TEST_CASE("a file without a header row, or without rows, is refused") {
  const auto reason = [](std::string_view bytes) {
    const Read read = read_bytes(bytes, test_options("csv"));
    REQUIRE(read.articles.empty());
    REQUIRE(read.rejects.size() == 1);
    return read.rejects[0].reason;
  };
  CHECK(reason("1,2,3\n4,5,6\n") ==
        "line 1: expected a header row with a column such as text, title or date, got '1,2,3'");
  CHECK(reason("id,title,text\n") == "a header row and no row below it");
  CHECK(reason("") == "empty file");
  CHECK(reason(" \n\t\n") == "nothing but white space");
}

}  // namespace onrecord::formats
