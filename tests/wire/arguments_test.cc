// Arguments against the table: types, ranges, defaults, and the table against itself.
#include "proto/wire/messages.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::wire;
namespace json = boost::json;

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::string refusal(std::string_view method, std::string_view arguments) {
  const auto checked = check_arguments(*find_method(method), json::parse(arguments).as_object());
  return checked ? "accepted" : checked.error().message;
}

}  // namespace

TEST_CASE("a wrong argument is refused with its name, what was expected and what came") {
  struct Case {
    std::string_view method, arguments, message;
  };
  const auto c = GENERATE(values<Case>({
      {"search", R"({"limit":1001})",
       "argument 'limit': expected an integer from 0 to 1000, got 1001"},
      {"search", R"({"limit":-1})", "argument 'limit': expected an integer from 0 to 1000, got -1"},
      {"search", R"({"limit":"5"})",
       "argument 'limit': expected an integer from 0 to 1000, got \"5\""},
      {"search", R"({"limit":2.5})",
       "argument 'limit': expected an integer from 0 to 1000, got 2.5E0"},
      {"search", R"({"limit":18446744073709551615})",
       "argument 'limit': expected an integer from 0 to 1000, got 18446744073709551615"},
      {"search", R"({"query":""})",
       "argument 'query': expected a text from 1 to 65536 bytes long, got \"\""},
      {"search", R"({"query":null})",
       "argument 'query': expected a text from 1 to 65536 bytes long, got null"},
      {"search", R"({"words":1})", "argument 'words': expected true or false, got 1"},
      {"search", R"({"sort":"newst"})",
       "argument 'sort': expected one of 'relevance', 'recent', 'newest', 'oldest', got \"newst\""},
      {"search", R"({"sort":"relevance|newest"})",
       "argument 'sort': expected one of 'relevance', 'recent', 'newest', 'oldest', got "
       "\"relevance|newest\""},
      {"search", R"({"facets":"outlet"})",
       "argument 'facets': expected a list of texts, from 0 to 16 of them, got \"outlet\""},
      {"search", R"({"facets":["outlet",3]})",
       "argument 'facets': expected a list of texts, from 0 to 16 of them, got a list of 2, one of "
       "them no text"},
      {"facets", R"({})",
       "facets needs the argument 'fields': a list of texts, from 1 to 16 of them"},
      {"facets", R"({"fields":[]})",
       "argument 'fields': expected a list of texts, from 1 to 16 of them, got a list of 0"},
      {"statement", R"({})", "statement needs the argument 'id': a text from 1 to 2048 bytes long"},
      {"status", R"({"verbose":true})", "status has no argument 'verbose'; it takes none"},
      {"search", R"({"tone":"2026"})", "search has no argument 'tone'"},
  }));
  CAPTURE(c.arguments);
  CHECK(refusal(c.method, c.arguments) == c.message);
}

TEST_CASE("a long wrong value is not echoed whole") {
  const std::string message =
      refusal("search", R"({"sort":")" + std::string(100000, 'x') + R"("})");
  CHECK(message.size() < 200);
  CHECK(refusal("search", R"({")" + std::string(100000, 'x') + R"(":1})").size() < 200);
}

TEST_CASE("arguments that came as text are read in the types of the table") {
  const Method& search = *find_method("search");
  const auto read = check_text_arguments(search, Pairs{{"query", "5"},
                                                       {"limit", "5"},
                                                       {"words", "true"},
                                                       {"facets", "outlet,desk"},
                                                       {"facets", "year"}});
  REQUIRE(read.has_value());
  CHECK(read->at("query") == "5");
  CHECK(read->at("limit") == 5);
  CHECK(read->at("words") == true);
  CHECK(read->at("facets") == json::array{"outlet", "desk", "year"});
  CHECK(read->at("offsets") == "bytes");

  const auto refused = [&](Pairs pairs) {
    const auto checked = check_text_arguments(search, pairs);
    return checked ? "accepted" : checked.error().message;
  };
  CHECK(refused({{"limit", "5x"}}) ==
        "argument 'limit': expected an integer from 0 to 1000, got \"5x\"");
  CHECK(refused({{"words", "maybe"}}) == "argument 'words': expected true or false, got \"maybe\"");
  CHECK(refused({{"limit", "5"}, {"limit", "6"}}) ==
        "argument 'limit': given twice, expected once");
  CHECK(refused({{"query", "\xff"}}) == "argument 'query': invalid UTF-8");
  CHECK(refused({{"lmit", "5"}}) == "search has no argument 'lmit'; did you mean 'limit'?");
}

TEST_CASE("the table agrees with itself: names once, defaults within their own limits") {
  for (const Method& method : methods()) {
    CAPTURE(method.name);
    CHECK(find_method(method.name) == &method);
    CHECK_FALSE(method.help.empty());
    json::object with_required;
    for (const Argument& argument : method.arguments) {
      CAPTURE(argument.name);
      CHECK(find_argument(method, argument.name) == &argument);
      CHECK_FALSE(argument.help.empty());
      CHECK_FALSE((argument.required && !argument.fallback.empty()));
      CHECK((argument.type == ArgType::choice) == !argument.choices.empty());
      if (!argument.fallback.empty()) {
        json::object given{{argument.name, json::parse(argument.fallback)}};
        for (const Argument& other : method.arguments)
          if (other.required) {
            if (other.type == ArgType::text) given[other.name] = "x";
            if (other.type == ArgType::text_list)
              given[other.name] = json::array(static_cast<std::size_t>(other.low), "x");
          }
        CHECK(check_arguments(method, given).has_value());
      }
    }
  }
}
