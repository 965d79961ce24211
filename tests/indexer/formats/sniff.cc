// Which format a file is in, and what no format takes.
#include "indexer/formats/sniff.h"

#include "tests/indexer/formats/reading.h"

namespace onrecord::formats {
namespace {

std::string chosen(std::string_view head, std::string path) {
  ReadOptions options = test_options();
  options.path = std::move(path);
  const auto format = choose_format(head, options);
  return format ? std::string((*format)->name) : format.error().message;
}

}  // namespace

TEST_CASE("the format is known from the bytes and the name") {
  struct Case {
    std::string_view head;
    std::string path, expected;
  };
  const auto c = GENERATE(values<Case>({
      {"{\"id\":1,\"text\":\"a\"}\n{\"id\":2}\n", "a.jsonl", "jsonl"},
      {"{\"id\":1,\"text\":\"a\"}\n{\"id\":2}\n", "a.json", "jsonl"},
      {"{\"id\":1,\"text\":\"a\"}\n{\"id\":2}\n", "-", "jsonl"},
      {"{\"id\":1,\"text\":\"a\"}", "-", "jsonl"},
      {"{\n \"id\": 1,\n \"text\": \"a\"\n}\n", "a.json", "json"},
      {"{\n \"id\": 1,\n \"text\": \"a\"\n}\n", "-", "json"},
      {"[{\"id\":1}]", "a.json", "json"},
      {"[\n{\"id\":1}]", "a.jsonl", "json"},
      {"not json at all", "a.jsonl", "jsonl"},
      {"id,title,text\n1,2,3\n", "a.csv", "csv"},
      {"id\ttitle\ttext\n1\t2\t3\n", "a.tsv", "csv"},
      {"id;title;text\n1;2;3\n", "-", "csv"},
      {"Harbour, ferry and hay were discussed.\n", "-", "text"},
      {"# Title\n\nBody.\n", "-", "markdown"},
      {"# Title\n\nBody.\n", "a.txt", "text"},
      {"Body.\n", "a.MD", "markdown"},
      {"---\ntitle: T\n---\nBody.\n", "-", "markdown"},
      {"[Laughter.] It was late.\n", "-", "text"},
      {"", "a.txt", "text"},
      {std::string_view("abc\0\0def", 8), "a.txt", "binary file: NUL byte at offset 3"},
      {"%PDF-1.4\n", "a.txt", "needs converter: application/pdf"},
      {"PK\x03\x04 [Content_Types].xml xl/workbook.xml", "a.zip",
       "needs converter: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
      {"PK\x03\x04 ppt/presentation.xml", "a.pptx",
       "needs converter: "
       "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
      {"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "a.ods",
       "needs converter: application/vnd.oasis.opendocument.spreadsheet"},
      {"The file xl/workbook.xml lists the sheets.\n", "-", "text"},
      {"sep=;\nid;title;text\n1;2;3\n", "-", "csv"},
      {"\x1F\x8B\x08", "a.jsonl.gz", "binary file: gzip at offset 0"},
      {std::string_view("\xFF\xFE{\0\"\0", 6), "a.json",
       "UTF-16LE: expected UTF-8, which JSON must be"},
      {std::string_view("\xFF\xFE#\0 \0T\0", 8), "-", "markdown"},
      {"One stray bell \x07 in a text.", "a.txt", "text"},
      {"\x07\x0E\x0F\x10", "a.txt", "binary file: control byte at offset 0"},
      {std::string_view("\0\0\0", 3), "a.txt", "nothing but NUL bytes"},
      {"<!DOCTYPE html><p>x", "-", "html"},
  }));
  CAPTURE(c.head, c.path);
  CHECK(chosen(c.head, c.path) == c.expected);
}

TEST_CASE("a format may be forced by name, and an unknown name is refused") {
  ReadOptions options = test_options("csv");
  CHECK((*choose_format("{}", options))->name == "csv");
  options.format = "wordperfect";
  std::string names;
  for (const Format& format : formats())
    names += (names.empty() ? "" : ", ") + std::string(format.name);
  CHECK(choose_format("{}", options).error().message ==
        "no format 'wordperfect': expected one of " + names);
}

TEST_CASE("a file with nothing in it says so, whatever its format") {
  for (const std::string format : {"jsonl", "json", "csv", "markdown", "text"}) {
    CAPTURE(format);
    const Read empty = read_bytes("", test_options(format));
    REQUIRE(empty.rejects.size() == 1);
    CHECK(empty.rejects[0].reason == "empty file");
    const Read blank = read_bytes("\xEF\xBB\xBF \r\n\t\n", test_options(format));
    REQUIRE(blank.rejects.size() == 1);
    CHECK(blank.rejects[0].reason == "nothing but white space");
  }
}

TEST_CASE("a stray NUL and padding at the end are dropped, and more of them make a file binary") {
  const std::string text(70'000, 'a');
  const Article stray = read_one(text + '\0' + "b", "text");
  CHECK(stray.text == text + "b");
  CHECK(stray.warnings == std::vector<std::string>{"1 NUL bytes were dropped"});
  CHECK(read_one("A short text." + std::string(500, '\0'), "text").text == "A short text.");
  const Read binary = read_bytes(text + std::string(3000, '\0') + "b", test_options("text"));
  REQUIRE(binary.rejects.size() == 1);
  CHECK(binary.rejects[0].reason == "binary file: NUL byte at offset 70000");
}

TEST_CASE("a text file over the cap is refused by name") {
  ReadOptions options = test_options("text");
  options.max_article_bytes = 10;
  const Read read = read_bytes("This is longer than that.", options);
  REQUIRE(read.rejects.size() == 1);
  CHECK(read.rejects[0].reason == "a file of 25 bytes is over the cap of 10 for one article");
}

TEST_CASE("a text that speaks of a PDF is no PDF, one behind other bytes is") {
  CHECK(foreign_type("Such a file begins with %PDF-1.4, said Ann Reyes.\n") == nullptr);
  CHECK(foreign_type("It begins so:\n%PDF-1.4\n") == nullptr);
  CHECK(foreign_type("%PDF-1.4\n") != nullptr);
  CHECK(foreign_type("HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n%\xE2\xE3\xCF\xD3\n") != nullptr);
}

}  // namespace onrecord::formats
