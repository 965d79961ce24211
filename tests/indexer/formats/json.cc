// JSON arrays and wrapped lists: record by record, and on behind a broken one.
#include "tests/indexer/formats/reading.h"

namespace onrecord::formats {
namespace {

std::vector<std::string> ids(const Read& read) {
  std::vector<std::string> found;
  for (const Article& article : read.articles) found.push_back(article.key.id);
  return found;
}
using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("every shape of a JSON file gives its articles") {
  struct Case {
    std::string_view bytes;
    Ids expected;
  };
  const auto c = GENERATE(values<Case>({
      {R"([{"id":1,"text":"a"},{"id":2,"text":"b"}])", {"1", "2"}},
      {"\xEF\xBB\xBF [ \n {\"id\":1,\"text\":\"a\"}\n]\n", {"1"}},
      {R"({"id":1,"text":"a"})", {"1"}},
      {R"({"count":2,"articles":[{"id":1,"text":"a"},{"id":2,"text":"b"}],"next":null})",
       {"1", "2"}},
      {R"({"items":[{"id":1,"text":"a"}]})", {"1"}},
      {R"({"docs":[{"id":1,"text":"a"}]})", {"1"}},
      {R"({"data":[{"id":1,"text":"a"}]})", {"1"}},
      {R"({"id":1,"text":"a","items":[{"id":2,"text":"b"}]})", {"1"}},
      {"{\n \"id\": 1,\n \"text\": \"a\"\n}\n{\n \"id\": 2,\n \"text\": \"b\"\n}\n", {"1", "2"}},
      {R"([{"text":"a"},{"text":"b"}])", {"a.file#1", "a.file#2"}},
      {"[]", {}},
      {R"({"articles":[]})", {}},
  }));
  CAPTURE(c.bytes);
  const Read read = read_bytes(c.bytes, test_options("json"));
  for (const Reject& reject : read.rejects) FAIL_CHECK(reject.reason);
  CHECK(ids(read) == c.expected);
}

TEST_CASE("a broken record of a printed array is refused by line, and the rest goes in") {
  const std::string bytes =
      "[\n  {\n    \"id\": 1,\n    \"text\": \"a\"\n  },\n"
      "  {\n    \"id\": 2,\n    \"text\": \"b\n  },\n"
      "  {\n    \"id\": 3,\n    \"text\": \"c\"\n  }\n]\n";
  const Read read = read_bytes(bytes, test_options("json"));
  CHECK(ids(read) == Ids{"1", "3"});
  REQUIRE(read.rejects.size() == 1);
  CHECK(read.rejects[0].reason == "line 8, column 15: U+000A inside a string must be escaped");
  CHECK(read.rejects[0].line == 6);
  CHECK(read.rejects[0].record == 2);
}

TEST_CASE("a broken record of a packed array is refused, and the rest goes in") {
  const Read read = read_bytes(R"([{"id":1,"text":"a"},{"id":2 "text":"b"},{"id":3,"text":"c"}])",
                               test_options("json"));
  CHECK(ids(read) == Ids{"1", "3"});
  REQUIRE(read.rejects.size() == 1);
  CHECK(read.rejects[0].reason == "line 1, column 30: expected ',' or '}', got '\"'");
}

TEST_CASE("what stands in an array and is no object is refused") {
  const Read read = read_bytes(R"([1,"x",{"id":3,"text":"c"},[{"id":4}]])", test_options("json"));
  CHECK(ids(read) == Ids{"3"});
  CHECK(read.rejects.size() == 3);
}

TEST_CASE("a file that ends early gives what was whole") {
  const Read read =
      read_bytes(R"({"articles":[{"id":1,"text":"a"},{"id":2,"te)", test_options("json"));
  CHECK(ids(read) == Ids{"1"});
  REQUIRE_FALSE(read.rejects.empty());
  CHECK_THAT(read.rejects[0].reason,
             Catch::StartsWith("line 1, column 42: the string that begins here never closes"));
}

TEST_CASE("a file that is no JSON is refused with its place") {
  const Read read = read_bytes("\n  hello", test_options("json"));
  REQUIRE(read.rejects.size() == 1);
  CHECK(read.rejects[0].reason == "line 2, column 3: expected '{' or '[', got 'h'");
}

TEST_CASE("provenance names the record's own bytes") {
  const std::string bytes = "[\n{\"id\":1,\"text\":\"a\"} ,\n{\"id\":2,\"text\":\"b\"}\n]";
  const Read read = read_bytes(bytes, test_options("json"));
  REQUIRE(read.articles.size() == 2);
  const Provenance& from = read.articles[1].provenance;
  CHECK(bytes.substr(from.byte_begin, from.byte_end - from.byte_begin) == R"({"id":2,"text":"b"})");
  CHECK(from.record == 2);
  CHECK(from.reader == "json/2");
}

TEST_CASE("a blank value leaves its field to the next one") {
  const Article article = read_one(
      R"({"id":1,"headline":"","title":"Ferry stops","text":" ","body":"It did.","by":"A B","by":""})",
      "json");
  CHECK(article.headline.value == "Ferry stops");
  CHECK(article.text == "It did.");
  CHECK(article.byline.value == "A B");
  CHECK(article.meta.empty());
}

TEST_CASE("a status that says not yet, or cannot be read, hides the article") {
  const auto status_of = [](const std::string& fields) {
    return read_one(R"({"id":1,"text":"a",)" + fields + "}", "json").status;
  };
  for (const std::string name : {"draft", "Pending", "private", "embargoed"})
    CHECK(status_of(R"("status":")" + name + "\"") == Status::withheld);
  CHECK(status_of(R"("status":"embargoed","embargo":"2024-03-17T10:00:00Z")") == Status::usable);
  CHECK(status_of(R"("status":{"code":"killed"})") == Status::withheld);
  CHECK(status_of(R"("status":["killed"])") == Status::canceled);
}

}  // namespace onrecord::formats
