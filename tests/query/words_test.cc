// Texts that are words only.
#include "searchd/query/parse.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::query;

namespace {
std::string words(std::string_view text, Match match) {
  auto parsed = parse_query(text, In::articles, match, Reading::words);
  return parsed ? print(*parsed->root) : "error: " + parsed.error().message;
}
}  // namespace

TEST_CASE("in words no operator is read") {
  CHECK(words("Colour: red -blue (AND) \"x", Match::all) == "colour red blue and x");
  CHECK(words("anti-war march & c.", Match::all) == "\"anti war\" march c");
  CHECK(words("speaker:okoro", Match::all) == "\"speaker okoro\"");
}

TEST_CASE("of words that any may match each counts once") {
  CHECK(words("the war, the anti-war march: The WAR", Match::any) == "the OR war OR anti OR march");
  CHECK(words("one", Match::any) == "one");
}

TEST_CASE("words have caps of their own") {
  std::string text;
  for (int i = 0; i < 64; ++i) text.append("w").append(std::to_string(i)).append(" ");
  CHECK(parse_query(text, In::articles, Match::all, Reading::words));
  const auto refused = parse_query(text + "more", In::articles, Match::all, Reading::words);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::limit);
  CHECK(refused.error().message ==
        "more than 64 words that must all match; match any of them instead");
  CHECK(parse_query(text + "more", In::articles, Match::any, Reading::words));

  CHECK(parse_query(std::string(65536, 'a'), In::articles, Match::any, Reading::words));
  const auto large = parse_query(std::string(65537, 'a'), In::articles, Match::any, Reading::words);
  REQUIRE_FALSE(large);
  CHECK(large.error().message == "a query of 65537 bytes; at most 65536 are read");
  CHECK(words(" ... ", Match::any) == "error: column 1: no word in the text");
}
