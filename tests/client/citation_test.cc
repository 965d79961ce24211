// Citations: what is printed is read again and held against the archive.
#include "proto/client/citation.h"
#include "proto/wire/json_text.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::client;
namespace json = boost::json;

namespace {

json::object statement() {
  return {{"id", "post/hp-101@2:64-93"},
          {"key", "post/hp-101"},
          {"version", 2},
          {"headline", "Night ferry *keeps* its subsidy"},
          {"outlet", "Harbour Post"},
          {"date", "2026-03-05"},
          {"status", "usable"},
          {"kind", "direct"},
          {"speaker", "Mara Lindqvist"},
          {"role", "harbour minister"},
          {"text", "Nobody is_going to [swim] home,"},
          {"begin", 64},
          {"end", 93},
          {"text_sha256", "aa11"},
          {"source_sha256", "bb22"},
          {"url", "https://post.example/1"}};
}

/// An archive of one statement and one article; null: not there.
struct Archive {
  json::value statement;
  json::value article;

  Ask ask() const {
    return [this](std::string_view method, const json::object&) -> Result<json::object> {
      const json::value& answer = method == "statement" ? statement : article;
      if (answer.is_object()) return answer.get_object();
      return Error{Errc::not_found, "no such " + std::string(method), 0};
    };
  }
};

CitationCheck checked(const Citation& citation, const Archive& archive) {
  const auto check = check_citation(citation, archive.ask());
  REQUIRE(check.has_value());
  return *check;
}

}  // namespace

TEST_CASE("what is cited in any format holds") {
  const auto format =
      GENERATE(CitationFormat::text, CitationFormat::markdown, CitationFormat::jsonld);
  const std::string printed = cite(statement(), format);
  CAPTURE(printed);
  const auto citation = read_citation(printed);
  REQUIRE(citation.has_value());
  CHECK(citation->id == "post/hp-101@2:64-93");
  CHECK(citation->text_sha256 == "aa11");
  CHECK(citation->source_sha256 == "bb22");
  CHECK(checked(*citation, {statement(), nullptr}).holds);

  json::object other = statement();
  other["text"] = "Somebody is going to swim home,";
  CHECK_FALSE(checked(*citation, {other, nullptr}).holds);
  json::object changed = statement();
  changed["text_sha256"] = "cc33";
  CHECK_FALSE(checked(*citation, {changed, nullptr}).holds);
  json::object retracted = statement();
  retracted["status"] = "retracted";
  CHECK_FALSE(checked(*citation, {retracted, nullptr}).holds);
}

TEST_CASE("a citation with another speaker, source or date does not hold") {
  const auto format =
      GENERATE(CitationFormat::text, CitationFormat::markdown, CitationFormat::jsonld);
  struct Case {
    const char *name, *value, *says;
  };
  const auto c =
      GENERATE(values<Case>({{"speaker", "Karl Lindqvist", "words to Mara Lindqvist,"},
                             {"speaker", "", "words to Mara Lindqvist,"},
                             {"role", "former harbour minister", "words to Mara"},
                             {"role", "", "words to Mara Lindqvist, harbour minister\n"},
                             {"kind", "mixed", "words to Mara Lindqvist"},
                             {"outlet", "Harbour Echo", "them from Harbour Post"},
                             {"headline", "Night ferry", "from Harbour Post, “Night"},
                             {"date", "2026-03-06", "2026-03-05, https://"},
                             {"url", "https://post.example/2", "post.example/1"},
                             {"text", "Nobody is_going to [swim] home, ever", "words"}}));
  CAPTURE(c.name, c.value);
  json::object other = statement();
  other[c.name] = c.value;
  const auto citation = read_citation(cite(other, format));
  REQUIRE(citation.has_value());
  const CitationCheck check = checked(*citation, {statement(), nullptr});
  CHECK_FALSE(check.holds);
  CHECK(check.says.find(c.says) != std::string::npos);
}

TEST_CASE("a citation holds though its speaker is surer now, or its article corrected") {
  const auto format =
      GENERATE(CitationFormat::text, CitationFormat::markdown, CitationFormat::jsonld);
  json::object now = statement();
  now["status"] = "corrected";
  json::object then = statement();
  then["confidence"] = {{"word", "uncertain"}};
  const auto citation = read_citation(cite(then, format));
  REQUIRE(citation.has_value());
  CHECK(checked(*citation, {now, nullptr}).holds);
}

TEST_CASE("what is gone, withheld or newer says so") {
  const auto citation = read_citation(cite(statement(), CitationFormat::jsonld));
  REQUIRE(citation.has_value());
  CHECK(checked(*citation, {}).says.starts_with("gone: "));
  const json::object newer{{"version", 3},
                           {"text_sha256", "dd44"},
                           {"text", "He said: Nobody is_going to [swim] home, ever."}};
  const CitationCheck check = checked(*citation, {nullptr, newer});
  CHECK_FALSE(check.holds);
  CHECK(check.says.find("version 3") != std::string::npos);
  CHECK(check.says.find("still stand") != std::string::npos);
}

TEST_CASE("a citation holds when an older version moved the number of its own") {
  const auto citation = read_citation(cite(statement(), CitationFormat::text));
  REQUIRE(citation.has_value());
  const Ask ask = [](std::string_view method,
                     const json::object& arguments) -> Result<json::object> {
    if (method == "article") return json::object{{"version", 3}, {"text_sha256", "aa11"}};
    if (arguments.at("id") != "post/hp-101@3:64-93") return Error{Errc::not_found, "none", 0};
    json::object moved = statement();
    moved["id"] = arguments.at("id");
    return moved;
  };
  const auto check = check_citation(*citation, ask);
  REQUIRE(check.has_value());
  CHECK(check->holds);
  CHECK(check->says.find("now version 3") != std::string::npos);
}

TEST_CASE("JSON-LD is a Quotation with its hashes") {
  const json::value read = json::parse(cite(statement(), CitationFormat::jsonld));
  CHECK(read.at("@type") == "Quotation");
  CHECK(read.at("creator").at("name") == "Mara Lindqvist");
  CHECK(read.at("isPartOf").at("datePublished") == "2026-03-05");
}

TEST_CASE("what is no citation is refused by what it lacks") {
  CHECK_FALSE(read_citation("").has_value());
  CHECK_FALSE(read_citation("“Words”\nonrecord: a/b@1:0-2\n").has_value());
  CHECK_FALSE(read_citation("{\"@type\":\"Quotation\"}").has_value());
}
