// JSON Lines: every alias, every kind of mistake, and that offsets point into what was given.
#include "indexer/formats/keys.h"
#include "proto/text/dates.h"
#include "tests/indexer/formats/reading.h"

namespace onrecord::formats {
namespace {

Article article_of(std::string_view line) { return read_one(line, "jsonl"); }

std::vector<std::string> reasons(std::string_view bytes,
                                 const ReadOptions& options = test_options("jsonl")) {
  std::vector<std::string> found;
  for (const Reject& reject : read_bytes(bytes, options).rejects) found.push_back(reject.reason);
  return found;
}

}  // namespace

TEST_CASE("every alias of a field is read into it") {
  struct Case {
    std::string_view key;
    std::string (*field)(const Article&);
  };
  const auto headline = [](const Article& a) { return a.headline.value; };
  const auto byline = [](const Article& a) { return a.byline.value; };
  const auto outlet = [](const Article& a) { return a.outlet.value; };
  const auto desk = [](const Article& a) { return a.desk.value; };
  const auto date = [](const Article& a) { return a.date_printed; };
  const auto speaker = [](const Article& a) { return a.speaker.value; };
  const auto role = [](const Article& a) { return a.role.value; };
  const auto id = [](const Article& a) { return a.key.id; };
  const auto text = [](const Article& a) { return a.text; };
  const auto c = GENERATE_COPY(values<Case>({
      {"id", id},
      {"_id", id},
      {"guid", id},
      {"uri", id},
      {"doc_id", id},
      {"docId", id},
      {"title", headline},
      {"headline", headline},
      {"head", headline},
      {"Headline", headline},
      {"text", text},
      {"body", text},
      {"content", text},
      {"articleBody", text},
      {"article", text},
      {"full_text", text},
      {"author", byline},
      {"byline", byline},
      {"creator", byline},
      {"by", byline},
      {"dc:creator", byline},
      {"source", outlet},
      {"outlet", outlet},
      {"publisher", outlet},
      {"newspaper", outlet},
      {"publication", outlet},
      {"category", desk},
      {"section", desk},
      {"desk", desk},
      {"articleSection", desk},
      {"published", date},
      {"date", date},
      {"pubDate", date},
      {"publication_date", date},
      {"datePublished", date},
      {"created", date},
      {"published_at", date},
      {"speaker", speaker},
      {"spokesperson", speaker},
      {"speaker_name", speaker},
      {"role", role},
      {"speaker_role", role},
      {"job", role},
      {"language", [](const Article& a) { return a.language.value; }},
      {"lang", [](const Article& a) { return a.language.value; }},
      {"url", [](const Article& a) { return a.url.value; }},
      {"link", [](const Article& a) { return a.url.value; }},
      {"rights", [](const Article& a) { return a.rights.value; }},
      {"copyright", [](const Article& a) { return a.rights.value; }},
      {"collection", [](const Article& a) { return a.collection.value; }},
      {"notice", [](const Article& a) { return a.notice.value; }},
      {"correction", [](const Article& a) { return a.notice.value; }},
  }));
  CAPTURE(c.key);
  const bool is_text = c.field(article_of(R"({"text":"x y"})")) == "x y";
  const std::string value = "2024";  // a string, a year, a name: valid as any of them
  const std::string line =
      "{\"" + std::string(c.key) + "\":\"" + value + "\"" + (is_text ? "}" : ",\"text\":\"x y\"}");
  const Article article = article_of(line);
  CHECK(c.field(article) == value);
  CHECK(article.meta.empty());
}

TEST_CASE("no alias stands in the table twice") {
  for (const Alias& alias : aliases()) {
    const auto found = find_key(alias.name);
    REQUIRE(found);
    CHECK(&aliases()[found->rank] == &alias);
  }
}

TEST_CASE(
    "the text is stored as the JSON string means it, so that offsets point into what was given") {
  const Article article =
      article_of("{\"text\":\"  A\\u00e9 \\\"x\\\"\\r\\n\\tB \\ud83d\\ude00 \\/ end  \"}");
  CHECK(article.text == "  A\xC3\xA9 \"x\"\r\n\tB \xF0\x9F\x98\x80 / end  ");
  CHECK(words_of(article, SpanKind::lead).front() == 'A');
}

TEST_CASE("unknown keys are kept as they are, and what loses against a better alias too") {
  const Article article = article_of(
      R"({"text":"x","title":"T","headline":"H","Edition":"late","n":12.50,"on":true,"none":null,"tags":["a","b \"q\"",{"c":[1,null]}],"speaker":"m-l","speaker_name":"Mara"})");
  CHECK(article.headline.value == "H");
  CHECK(article.speaker.value == "Mara");
  using Meta = std::vector<std::pair<std::string, std::string>>;
  CHECK(article.meta == Meta{{"title", "T"},
                             {"Edition", "late"},
                             {"n", "12.50"},
                             {"on", "true"},
                             {"none", "null"},
                             {"tags", R"(["a","b \"q\"",{"c":[1,null]}])"},
                             {"speaker", "m-l"}});
}

TEST_CASE("lists and objects where a word was expected") {
  const Article article = article_of(
      R"({"id":417,"text":["One.","Two."],"author":[{"name":"Ana Reyes"},"Tom Okoro"],"publisher":{"name":"Post"},"section":["Metro","Rail"]})");
  CHECK(article.key.id == "417");
  CHECK(article.text == "One.\n\nTwo.");
  CHECK(article.byline.value == "Ana Reyes, Tom Okoro");
  CHECK(article.outlet.value == "Post");
  CHECK(article.desk.value == "Metro");
  CHECK(article.meta.front() == std::pair<std::string, std::string>{"section", "Metro"});
}

TEST_CASE("each item of a list under an unknown key is a value of that key") {
  using Meta = std::vector<std::pair<std::string, std::string>>;
  struct Case {
    std::string_view printed;
    Meta meta;
  };
  const auto c = GENERATE(values<Case>({
      {R"(["cocoa"])", {{"topics", "cocoa"}}},
      {R"(["cocoa","trade"])", {{"topics", "cocoa"}, {"topics", "trade"}}},
      {R"(["a, b","\u00e9 \"q\""])", {{"topics", "a, b"}, {"topics", "\xC3\xA9 \"q\""}}},
      {R"([7,true,null,"x"])", {{"topics", "7"}, {"topics", "true"}, {"topics", "x"}}},
      {R"(["a",["b"]])", {{"topics", R"(["a",["b"]])"}}},
      {R"([{"name":"a"}])", {{"topics", R"([{"name":"a"}])"}}},
      {R"([])", {{"topics", "[]"}}},
  }));
  CAPTURE(c.printed);
  const Article article = article_of(R"({"text":"x","topics":)" + std::string(c.printed) + "}");
  CHECK(article.meta == c.meta);
}

TEST_CASE("what programs write where there is no date is none, and stays what it was") {
  struct Case {
    std::string_view fields;
    std::string_view date;
  };
  const auto c = GENERATE(values<Case>({
      {R"("published":"0001-01-01T00:00:00Z")", "unknown"},
      {R"("published":"0000-00-00 00:00:00")", "unknown"},
      {R"("published":"0001-01-01T00:00:00Z","date":"2026-03-05")", "2026-03-05"},
      {R"("date":"2026-03-05","expiry":"0001-01-01","embargo":"0001-01-01")", "2026-03-05"},
      {R"("date":"1001-01-01")", "1001-01-01"},
  }));
  CAPTURE(c.fields);
  const Article article = article_of(R"({"text":"x",)" + std::string(c.fields) + "}");
  CHECK((article.date.known() ? text::format_date(article.date) : "unknown") == c.date);
  CHECK_FALSE(article.expiry.has_value());
  CHECK_FALSE(article.embargo.has_value());
  CHECK(article.status == Status::usable);
  CHECK(article.warnings.empty());
  CHECK(article.meta.empty() == (c.fields.find("000") == std::string_view::npos));
}

TEST_CASE("a doubled key: the last one counts, with a warning") {
  const Article article = article_of(R"({"text":"one","title":"a","text":"two"})");
  CHECK(article.text == "two");
  REQUIRE(article.warnings.size() == 1);
  CHECK(article.warnings[0] == "key 'text' stands there twice; the last one counts");
}

TEST_CASE("a broken line is refused with line, column and expectation, and the rest goes in") {
  struct Case {
    std::string_view line, reason;
  };
  const auto c = GENERATE(values<Case>({
      {R"({"text":"a" "id":1})", R"(line 2, column 13: expected ',' or '}', got '"')"},
      {R"({"text":"a"x})", "line 2, column 12: expected ',' or '}', got 'x'"},
      {R"({"text" "a"})", R"(line 2, column 9: expected ':', got '"')"},
      {R"({"text":})", "line 2, column 9: expected a value, got '}'"},
      {R"({"text":"a",})", R"(line 2, column 13: expected '"', got '}')"},
      {R"({text:"a"})", "line 2, column 2: expected '\"' or '}', got 't'"},
      {R"({"text":"a","n":nul})", "line 2, column 17: expected a value, got 'nul'"},
      {R"({"text":"a","n":[1 2]})", "line 2, column 20: expected ',' or ']', got '2'"},
      {R"({"text":"abc)", "line 2, column 9: the string that begins here never closes"},
      {R"({"text":"é","n":?})", "line 2, column 17: expected a value, got '?'"},
      {"{\"text\":\"a\tb\"}", "line 2, column 11: U+0009 inside a string must be escaped"},
      {R"({"text":"a\qb"})",
       R"(line 2, column 12: expected an escape such as \n or \u00e9, got 'q')"},
      {R"({"n":1)", "line 2, column 7: expected ',' or '}', got the end"},
      {R"({"n":-1.5e3)", "line 2, column 12: expected ',' or '}', got the end"},
      {R"({"n":[true)", "line 2, column 11: expected ',' or ']', got the end"},
      {R"({"n":1e)", "line 2, column 6: expected a value, got '1e'"},
      {R"({"text":"a")", "line 2, column 12: expected ',' or '}', got the end"},
      {R"({"text":"a"} {})", "line 2, column 14: expected nothing more, got '{'"},
      {R"(["text"])", "line 2, column 1: expected '{', got '['"},
      {R"("text")", R"(line 2, column 1: expected '{', got '"')"},
      {R"({"id":"x"})", "line 2: expected a text or a headline, got neither"},
      {R"({"text":"  \n "})", "line 2: expected a text or a headline, got neither"},
      {R"({"text":12})", "line 2: 'text': expected a string, got a number"},
      {R"({"text":{"a":1}})", "line 2: 'text': expected a string, got an object"},
  }));
  CAPTURE(c.line);
  const std::string first = R"({"id":"a","text":"before"})";
  const std::string bytes =
      first + "\n" + std::string(c.line) + "\n" + R"({"id":"b","text":"after"})";
  const Read read = read_bytes(bytes, test_options("jsonl"));
  REQUIRE(read.rejects.size() == 1);
  CHECK(read.rejects[0].reason == c.reason);
  CHECK(read.rejects[0].line == 2);
  CHECK(read.rejects[0].record == 2);
  CHECK(read.rejects[0].byte_begin == first.size() + 1);
  CHECK(read.rejects[0].byte_end == first.size() + 1 + c.line.size());
  REQUIRE(read.articles.size() == 2);
  CHECK(read.articles[1].key.id == "b");
}

TEST_CASE("nesting is refused beyond 64 levels") {
  const auto nested = [](int depth) {
    return R"({"text":"a","n":)" + std::string(static_cast<std::size_t>(depth), '[') +
           std::string(static_cast<std::size_t>(depth), ']') + "}";
  };
  CHECK(reasons(nested(63)).empty());
  REQUIRE(reasons(nested(64)).size() == 1);
  CHECK_THAT(reasons(nested(100000))[0], Catch::Contains("nested deeper than 64"));
}

TEST_CASE("a line over the cap is refused by name, and the next one goes on") {
  ReadOptions options = test_options("jsonl");
  options.max_line_bytes = 100;
  const std::string bytes =
      R"({"text":")" + std::string(200, 'x') + "\"}\n" + R"({"text":"short"})" + "\n";
  const Read read = read_bytes(bytes, options);
  REQUIRE(read.rejects.size() == 1);
  CHECK(read.rejects[0].reason == "line 1: 211 bytes, more than the cap of 100 (max_line_bytes)");
  REQUIRE(read.articles.size() == 1);
  CHECK(read.articles[0].provenance.record == 2);
}

TEST_CASE("an article over the cap is refused by name") {
  ReadOptions options = test_options("jsonl");
  options.max_article_bytes = 100;
  const auto found = reasons(R"({"text":")" + std::string(200, 'x') + "\"}", options);
  REQUIRE(found.size() == 1);
  CHECK(found[0] == "line 1: a text of 200 bytes is over the cap of 100 for one article");
}

TEST_CASE("ill-formed bytes are mended, counted and reported") {
  const Article article = article_of("{\"text\":\"caf\xE9 and \xFF\"}");
  CHECK(article.text == "caf\xEF\xBF\xBD and \xEF\xBF\xBD");
  CHECK(article.provenance.replaced == 2);
  REQUIRE(article.warnings.size() == 1);
  CHECK(article.warnings[0] == "2 ill-formed UTF-8 sequences became U+FFFD");
}

TEST_CASE("half a surrogate pair means U+FFFD") {
  CHECK(article_of(R"({"text":"a \ud83d b \\ud83d \ude00\ud83d\ude00"})").text ==
        "a \xEF\xBF\xBD b \\ud83d \xEF\xBF\xBD\xF0\x9F\x98\x80");
}

TEST_CASE("byte order mark, CRLF, blank lines, no last line end") {
  const Read read = read_bytes("\xEF\xBB\xBF{\"text\":\"one\"}\r\n\r\n  \n{\"text\":\"two\"}",
                               test_options("jsonl"));
  CHECK(read.rejects.empty());
  REQUIRE(read.articles.size() == 2);
  CHECK(read.articles[0].provenance.byte_begin == 3);
  CHECK(read.articles[0].provenance.byte_end == 17);
  CHECK(read.articles[1].provenance.record == 4);
  CHECK(read.articles[1].key.id == "a.file#4");
}

TEST_CASE("a NUL inside a line is dropped, with a warning") {
  const auto articles =
      read_bytes(std::string_view("{\"text\":\"one\"}\n{\"text\":\"a\0b\"}\n", 30),
                 test_options("jsonl"))
          .articles;
  REQUIRE(articles.size() == 2);
  CHECK(articles[1].text == "ab");
  CHECK(articles[1].warnings == std::vector<std::string>{"1 NUL bytes were dropped"});
}

TEST_CASE("dates: what cannot be read is unknown, said so, and kept as printed") {
  const Article ambiguous = article_of(R"({"text":"x","date":"03/04/2026"})");
  CHECK_FALSE(ambiguous.date.known());
  CHECK(ambiguous.date_printed == "03/04/2026");
  REQUIRE(ambiguous.warnings.size() == 1);
  CHECK_THAT(ambiguous.warnings[0], Catch::StartsWith("'date': ") &&
                                        Catch::Contains("3 April 2026") &&
                                        Catch::Contains("4 March 2026"));

  ReadOptions options = test_options("jsonl");
  options.date_order = text::DateOrder::day_first;
  const Read read = read_bytes(R"({"text":"x","date":"03/04/2026"})", options);
  CHECK(text::format_date(read.articles.at(0).date) == "2026-04-03");

  const Article year = article_of(R"({"text":"x","year":1,"date":2026})");
  CHECK(text::format_date(year.date) == "2026");
  CHECK(year.date_origin == Origin::given);
}

TEST_CASE("status, embargo and expiry are honoured; an unreadable embargo hides") {
  const Article article = article_of(
      R"({"text":"x","status":"Retracted","notice":"n","embargo":"2030-01-01T00:00:00Z","expiry":"2031-01-01T00:00:00Z","updated":"2026-01-02T00:00:00Z"})");
  CHECK(article.status == Status::retracted);
  CHECK(article.embargo == 1893456000);
  CHECK(article.expiry == 1924992000);
  CHECK(article.modified == 1767312000);
  CHECK(article_of(R"({"text":"x","status":"stat:canceled"})").status == Status::canceled);
  CHECK(article_of(R"({"text":"x","status":"cancelled"})").status == Status::canceled);

  const Article odd = article_of(R"({"text":"x","status":"sleepy","embargo":"soon"})");
  CHECK(odd.status == Status::usable);
  REQUIRE(odd.embargo);
  CHECK(*odd.embargo == std::numeric_limits<std::int64_t>::max());
  CHECK(odd.warnings.size() == 2);
}

TEST_CASE("a headline alone is an article, and so is a named and dated record") {
  CHECK(article_of(R"({"title":"Only this"})").spans.empty());
  const Article bare = article_of(R"({"id":"a1","date":"1987-04-03"})");
  CHECK(bare.text.empty());
  CHECK(bare.warnings == std::vector<std::string>{"neither text nor headline"});
}

TEST_CASE("provenance, hashes, origins and defaults") {
  ReadOptions options = test_options("jsonl");
  options.outlet = "Default Post";
  options.language = "fr";
  options.start = {10, 10, 1000};
  const std::string line = R"({"id":"a","text":"abc","section":"News"})";
  const Article article = read_bytes(line + "\n", options).articles.at(0);
  CHECK(article.key == ArticleKey{"tests", "a"});
  CHECK(article.provenance.path == "/tests/a.file");
  CHECK(article.provenance.record == 11);
  CHECK(article.provenance.byte_begin == 1000);
  CHECK(article.provenance.byte_end == 1000 + line.size());
  CHECK(article.provenance.reader == "jsonl/2");
  CHECK(article.text_sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(article.provenance.source_sha256.size() == 64);
  CHECK(article.provenance.source_sha256 != article.text_sha256);
  CHECK(article.outlet == Sourced{"Default Post", Origin::option});
  CHECK(article.desk == Sourced{"News", Origin::given});
  CHECK(article.language == Sourced{"fr", Origin::option});
}

TEST_CASE("the language is found when it is not given") {
  CHECK(
      article_of(
          R"({"text":"La ministre a dit que le port ne serait pas vendu, et que les pêcheurs seraient entendus avant la fin de la semaine."})")
          .language == Sourced{"fr", Origin::inferred});
  CHECK(
      article_of(
          R"({"text":"The minister said that the harbour would not be sold, and that the fishers would be heard before the end of the week."})")
          .language == Sourced{"en", Origin::inferred});
}

TEST_CASE("labels and turns are found in a record's text too, but no headline is made up") {
  const Article article = article_of(
      R"({"text":"Ferries return\n\nThe ferries came back on Monday, the board said.\n\nWhat she’s saying:\n\nElin Marsh:\n\n“They float.”"})");
  CHECK(article.headline.empty());
  CHECK(words_of(article, SpanKind::lead) == "Ferries return");
  CHECK(article.labels() == std::vector<std::string>{"What she’s saying"});
  CHECK(words_of(article, SpanKind::turn) == "“They float.”");
}

TEST_CASE("a headline that the text repeats is marked in it") {
  const Article article = article_of(
      R"({"title":"Ferries return","text":"Ferries return\n\nThe ferries came back on Monday."})");
  CHECK(words_of(article, SpanKind::headline) == "Ferries return");
  CHECK(words_of(article, SpanKind::lead) == "The ferries came back on Monday.");
}

}  // namespace onrecord::formats
