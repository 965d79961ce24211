// One article as a line of JSON.
#include "indexer/build/print.h"

#include <boost/json.hpp>

#include "indexer/statements/extract.h"
#include "tests/catch.h"

namespace {

using namespace onrecord;
namespace json = boost::json;

Article speech() {
  Article article;
  article.key = {"post/1", "a\"b"};
  article.headline = {"Tides \xE2\x80\x94 again", Origin::given};
  article.speaker = {"Ada Brandt", Origin::given};
  article.language = {"en", Origin::inferred};
  article.meta = {{"edition", "late"}, {"edition", "early"}};
  article.text = "\xC3\x9C\xF0\x9F\x8C\x8A one.\n\nTwo\ttabs.";
  article.spans = {{SpanKind::lead, {0, 11}, ""}, {SpanKind::paragraph, {13, 22}, ""}};
  article.provenance.path = "/archive/\xFF.jsonl";
  article.provenance.record = 3;
  article.provenance.byte_begin = 100;
  article.provenance.byte_end = 200;
  return article;
}

json::object printed(text::OffsetUnit unit) {
  const Article article = speech();
  std::string line;
  build::print_article(line, article, statements::extract(article), unit);
  REQUIRE(line.back() == '\n');
  REQUIRE(line.find('\n') == line.size() - 1);
  return json::parse(line).as_object();
}

json::value range(json::value begin, json::value end) { return json::array{begin, end}; }

}  // namespace

TEST_CASE("what was understood of an article is printed as one line of JSON") {
  const json::object line = printed(text::OffsetUnit::bytes);
  CHECK(line.at("id") == "a\"b");
  CHECK(line.at("source") == "post/1");
  CHECK(line.at("key") == "post%2F1/a\"b");
  CHECK(line.at("headline") == "Tides \xE2\x80\x94 again");
  CHECK(line.at("text") == "\xC3\x9C\xF0\x9F\x8C\x8A one.\n\nTwo\ttabs.");
  CHECK(line.at("origins").at("language") == "inferred");
  CHECK(line.at("date").at("precision") == "unknown");
  CHECK(line.at("meta").as_array().size() == 2);
  CHECK(line.at("provenance").at("path") == "/archive/\xEF\xBF\xBD.jsonl");
  CHECK(line.at("provenance").at("bytes") == range(100, 200));
  REQUIRE(line.at("statements").as_array().size() == 2);
  const json::object& said = line.at("statements").at(1).as_object();
  CHECK(said.at("id") == "post%2F1/a\"b@1:13-22");
  CHECK(said.at("kind") == "speech");
  CHECK(said.at("place") == "text");
  CHECK(said.at("speaker") == "Ada Brandt");
  CHECK(said.at("text") == "Two\ttabs.");
  CHECK(said.at("confidence").at("speaker").to_number<double>() == 1);
  CHECK(said.at("confidence").at("word") == "stated");
  CHECK(said.at("pieces") == json::array{range(13, 22)});
}

TEST_CASE("offsets are counted in the unit that was asked for") {
  struct Case {
    text::OffsetUnit unit;
    std::string_view name;
    std::uint64_t lead_end, begin, end;
  };
  const Case c = GENERATE(values<Case>({{text::OffsetUnit::bytes, "bytes", 11, 13, 22},
                                        {text::OffsetUnit::codepoints, "codepoints", 7, 9, 18},
                                        {text::OffsetUnit::utf16, "utf16", 8, 10, 19}}));
  const json::object line = printed(c.unit);
  CHECK(line.at("offsets").as_string() == c.name);
  CHECK(line.at("spans").at(0).at("end").to_number<std::uint64_t>() == c.lead_end);
  const json::object& said = line.at("statements").at(1).as_object();
  CHECK(said.at("begin").to_number<std::uint64_t>() == c.begin);
  CHECK(said.at("end").to_number<std::uint64_t>() == c.end);
  CHECK(said.at("pieces").at(0).at(0).to_number<std::uint64_t>() == c.begin);
  CHECK(said.at("context").at(1).to_number<std::uint64_t>() == c.end);
}
