// What stands above a body: header lines, front matter, or nothing.
#include "indexer/formats/header.h"

#include "tests/indexer/formats/reading.h"

namespace onrecord::formats {
namespace {

std::vector<std::pair<std::string, std::string>> pairs(const Header& header) {
  std::vector<std::pair<std::string, std::string>> found;
  for (const Value& value : header.values) found.emplace_back(value.key, value.text);
  return found;
}
using Pairs = std::vector<std::pair<std::string, std::string>>;

}  // namespace

TEST_CASE("header lines are a header only where they cannot be anything else") {
  struct Case {
    std::string_view text;
    Pairs expected;
  };
  const auto c = GENERATE(values<Case>({
      {"Title: Two boats\nDate: 4 May 2026\nPage no: 3\n\nBody.",
       {{"title", "Two boats"}, {"date", "4 May 2026"}, {"page_no", "3"}}},
      {"Title: A long headline\n  that goes on\n\nBody.",
       {{"title", "A long headline that goes on"}}},
      {"By: Ana Reyes\n\nBody.", {{"by", "Ana Reyes"}}},
      {"Title: T\r\nBy: A\r\n\r\nBody.", {{"title", "T"}, {"by", "A"}}},
      {"Why it matters: because.\n\nBody.", {}},
      {"Speaker: Order, order.\n\nMs Marsh: Never.", {}},
      {"Q: Why?\nA: Because.\n", {}},
      {"Title: T\nThis line is prose.\n\nBody.", {}},
      {"Warning: ice\nTitle: T\nNote: fog\n\nBody.", {}},
      {"Title: T\nText: a body here\n\nBody.", {}},
      {"Just a body.", {}},
  }));
  CAPTURE(c.text);
  const Header header = read_header_lines(c.text);
  CHECK(pairs(header) == c.expected);
  if (!c.expected.empty()) CHECK(c.text.substr(header.body_begin) == "Body.");
}

TEST_CASE("front matter: strings, lists, block texts, comments") {
  const Header header = read_front_matter(
      "---\n"
      "# who and what\n"
      "title: \"Two \\\"boats\\\": one quay\"  # said twice\n"
      "author: ['Ana O''Neil', \"Tom, Jr.\", Bo]\n"
      "url: https://post.example/a#b\n"
      "tags:\n"
      "  - hay\n"
      "  - \"ice: thin\"\n"
      "notice: >\n"
      "  An earlier version\n"
      "  was wrong.\n"
      "poem: |\n"
      "  a\n"
      "   b\n"
      "\n"
      "empty:\n"
      "date: 2026-05-04\n"
      "---\n\nBody.");
  CHECK(header.warnings.empty());
  CHECK(pairs(header) == Pairs{{"title", "Two \"boats\": one quay"},
                               {"author", R"(["Ana O'Neil","Tom, Jr.","Bo"])"},
                               {"url", "https://post.example/a#b"},
                               {"tags", R"(["hay","ice: thin"])"},
                               {"notice", "An earlier version was wrong."},
                               {"poem", "a\n b"},
                               {"empty", ""},
                               {"date", "2026-05-04"}});
}

TEST_CASE("front matter that is deeper is kept as its YAML, with a warning") {
  const Article article =
      read_one("---\ntitle: T\ngeo:\n  lat: 1\n  lon: 2\n!!!\n---\nBody text.", "markdown");
  CHECK(article.headline == Sourced{"T", Origin::header});
  CHECK(article.meta == Pairs{{"front_matter.geo", "  lat: 1\n  lon: 2"}});
  REQUIRE(article.warnings.size() == 2);
  CHECK(article.warnings[1] == "front matter: expected 'key: value', got '!!!'");
  CHECK(article.warnings[0] == "front matter key 'geo': deeper than a list; kept as its YAML text");
}

TEST_CASE("front matter that never closes is text below a rule") {
  const Article article =
      read_one("---\ntitle: T\n\nThe body is here and is long enough.", "markdown");
  CHECK_THAT(article.text, Catch::StartsWith("---\ntitle: T"));
}

TEST_CASE("the stored text is the body as given") {
  CHECK(read_one("Title: T\n\n  Body one.  \r\n\r\nBody two.\n\n", "text").text ==
        "  Body one.  \r\n\r\nBody two.\n\n");
  CHECK(read_one("\xEF\xBB\xBFThe body, and nothing else.", "text").text ==
        "The body, and nothing else.");
}

TEST_CASE("a file's id is its place below the root, unless it is given") {
  CHECK(read_one("The body.", "text").key == ArticleKey{"tests", "a.file"});
  CHECK(read_one("Id: x-1\nTitle: T\n\nThe body.", "text").key == ArticleKey{"tests", "x-1"});
}

}  // namespace onrecord::formats
