// Fields from paths and from files that describe others, and stories that part.
#include "indexer/formats/metadata.h"

#include "indexer/formats/stories.h"
#include "proto/store/hash.h"
#include "tests/indexer/formats/reading.h"

namespace onrecord::formats {
namespace {

std::string said(const std::vector<Value>& values) {
  std::string all;
  for (const Value& value : values) all += value.key + "=" + value.text + ";";
  return all;
}

}  // namespace

TEST_CASE("a path says what its pattern names, from its end") {
  struct Case {
    std::string_view path, pattern, values;
  };
  const auto c = GENERATE(values<Case>({
      {"Port Herald/2024/03/17/harbour.txt", "{outlet}/{year}/{month}/{day}/{slug}",
       "outlet=Port Herald;slug=harbour;date=2024-03-17;"},
      {"old/tapes/Port Herald/2024/3/7/harbour.v2.txt", "{outlet}/{year}/{month}/{day}/{slug}",
       "outlet=Port Herald;slug=harbour.v2;date=2024-03-07;"},
      {"a.zip!/Herald/1999/12/x.txt", "{outlet}/{year}/{month}/{*}", "outlet=Herald;date=1999-12;"},
      {"politics_en_20240317_vote.txt", "{desk}_{language}_{year}{month}{day}_{slug}",
       "desk=politics;language=en;slug=vote;date=2024-03-17;"},
      {"Herald/march/17/x.txt", "{outlet}/{year}/{month}/{slug}", ""},
      {"x.txt", "{outlet}/{slug}", ""},
      {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab",
       "{*}a{*}a{*}a{*}a{*}a{*}a{*}a{*}c", ""},
  }));
  CAPTURE(c.path, c.pattern);
  CHECK(said(read_path(c.path, c.pattern)) == c.values);
}

TEST_CASE("any path may say a date, and OUTLET/2024/03/17/NAME the outlet too") {
  CHECK(said(read_path("Herald/2024/03/17/x.txt")) == "outlet=Herald;date=2024-03-17;");
  CHECK(said(read_path("tapes/Herald/2024/03/17/x.txt")) == "date=2024-03-17;");
  CHECK(said(read_path("2024/03/17/x.txt")) == "date=2024-03-17;");
  CHECK(said(read_path("in/2024-03-17-harbour.md")) == "date=2024-03-17;");
  CHECK(said(read_path("2024/13/17/x.txt")).empty());
  CHECK(said(read_path("2024-03-175.txt")).empty());
  CHECK(said(read_path("x.txt")).empty());
}

TEST_CASE("a pattern that cannot be used says why") {
  CHECK(pattern_mistake("{outlet}/{date}/{*}").empty());
  CHECK(pattern_mistake("{colour}") == "no field 'colour'");
  CHECK(pattern_mistake("{outlet") == "'{' without '}' behind it");
  CHECK(pattern_mistake("outlet}") == "'}' without '{' before it");
  CHECK(pattern_mistake("a/b") == "expected a name in braces, such as {outlet}");
}

TEST_CASE("each field is taken from the nearest place, and says which") {
  ReadOptions options = test_options("text");
  options.relative_path = "Path Herald/2024/03/17/x.txt";
  options.sidecar = R"({"title":"Given beside","author":"Ola Brandt","desk":"Harbour","page":4})";
  options.outlet = "Option Herald";
  options.desk = "Option desk";
  const Read read = read_bytes("Outlet: Own Herald\nLanguage: en\n\nThe ferry stops.\n", options);
  REQUIRE(read.articles.size() == 1);
  const Article& own = read.articles[0];
  CHECK(own.outlet == Sourced{"Own Herald", Origin::header});
  CHECK(own.desk == Sourced{"Harbour", Origin::sidecar});
  CHECK(own.headline == Sourced{"Given beside", Origin::sidecar});
  CHECK(own.date_printed == "2024-03-17");
  CHECK(own.date_origin == Origin::path);
  CHECK(own.meta == std::vector<std::pair<std::string, std::string>>{{"page", "4"}});

  options.sidecar.clear();
  const Article bare = read_bytes("The ferry stops.\n", options).articles.at(0);
  CHECK(bare.outlet == Sourced{"Option Herald", Origin::option});
  options.path_pattern = "{outlet}/{year}/{month}/{day}/{slug}";
  const Article asked = read_bytes("The ferry stops.\n", options).articles.at(0);
  CHECK(asked.outlet == Sourced{"Path Herald", Origin::path});
  CHECK(asked.meta == std::vector<std::pair<std::string, std::string>>{{"slug", "x"}});
  options.relative_path = "x.txt";
  CHECK(read_bytes("The ferry stops.\n", options).articles.at(0).warnings ==
        std::vector<std::string>{
            "the path does not fit the pattern '{outlet}/{year}/{month}/{day}/{slug}'"});
}

TEST_CASE("one object without a text describes another file") {
  CHECK(is_description(R"({"title":"T"})"));
  CHECK_FALSE(is_description(R"({"title":"T","text":"an article"})"));
  CHECK_FALSE(is_description(R"([{"title":"T"}])"));
  CHECK_FALSE(is_description("{}"));
  CHECK_FALSE(is_description("{broken"));
  CHECK_FALSE(is_description(""));
}

TEST_CASE("a file of many stories is parted where a pattern says") {
  ReadOptions options = test_options("text");
  options.split = "^-{5,}\\s*$";
  const std::string bytes = "Outlet: A\n\nFirst story.\n-----\n\n-----\nOutlet: B\n\nSecond é.\n";
  const Read read = read_bytes(bytes, options);
  REQUIRE(read.articles.size() == 2);
  CHECK(read.articles[0].key.id == "a.file#1");
  CHECK(read.articles[0].outlet.value == "A");
  CHECK(read.articles[1].outlet.value == "B");
  CHECK(read.articles[1].text == "Second é.\n");
  for (const Article& article : read.articles) {
    const Provenance& from = article.provenance;
    CHECK(store::sha256_hex(bytes.substr(from.byte_begin, from.byte_end - from.byte_begin)) ==
          from.source_sha256);
  }
  options.split = "(?=^STORY )";
  CHECK(read_bytes("STORY 1\nOne.\nSTORY 2\nTwo.\n", options).articles.size() == 2);
  // The same in another encoding: whole lines of the file.
  const std::string latin = "STORY 1\nCaf\xE9 noir.\r\nSTORY 2\n\xC9t\xE9.\n";
  const Read other = read_bytes(latin, options);
  REQUIRE(other.articles.size() == 2);
  CHECK(other.articles[1].provenance.byte_begin == latin.find("STORY 2"));
  CHECK(other.articles[1].provenance.byte_end == latin.size());
}

TEST_CASE("a pattern that is wrong, or takes too long, is an error") {
  CHECK(split_mistake("(").find("is no regular expression") != std::string::npos);
  CHECK_FALSE(split_mistake("").empty());
  CHECK(split_mistake("^=+$").empty());
  CHECK(split_stories(std::string(5000, 'a'), "(a+)+b").has_error());
}

TEST_CASE("an embargo without a zone holds an article wherever it stands") {
  ReadOptions options = test_options("text");
  options.sidecar = R"({"embargo":"2031-01-01 10:00"})";
  CHECK(read_bytes("The ferry stops.\n", options).articles.at(0).status == Status::withheld);
  options.sidecar.clear();
  options.relative_path = "2031-01-01/x.txt";
  options.path_pattern = "{embargo}/{slug}";
  CHECK(read_bytes("The ferry stops.\n", options).articles.at(0).status == Status::withheld);
  options.sidecar = R"({"status":"canceled","embargo":"2031-01-01 10:00"})";
  CHECK(read_bytes("The ferry stops.\n", options).articles.at(0).status == Status::canceled);
}

TEST_CASE("what a description that cannot be read says may be an embargo") {
  ReadOptions options = test_options("text");
  for (const char* broken : {R"({"embargo":"2031-01-01T10:00:00Z")", "{bad", "{", R"({"a":1,})"}) {
    CAPTURE(broken);
    options.sidecar = broken;
    const Article held = read_bytes("The ferry stops.\n", options).articles.at(0);
    CHECK(held.status == Status::withheld);
    REQUIRE(held.warnings.size() == 1);
    CHECK(held.warnings[0].starts_with("the JSON file beside it cannot be read: line 1, column "));
  }
  for (const char* other : {"", "[1", "{}", R"({"a":1})", "{\"a\":1}\n{\"a\":2}\n", "words"})
    CHECK(description_mistake(other).empty());
}

}  // namespace onrecord::formats
