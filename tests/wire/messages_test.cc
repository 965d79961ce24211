// The codec: what is read, what is refused and how, what is written.
#include "proto/wire/messages.h"

#include <boost/json.hpp>

#include "proto/wire/json_text.h"
#include "proto/wire/nearest.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::wire;
namespace json = boost::json;

namespace {

Request request_of(std::string_view line) {
  auto decoded = decode_request(line);
  if (const auto* refused = std::get_if<RefusedRequest>(&decoded)) FAIL(refused->error.message);
  return std::get<Request>(std::move(decoded));
}

RefusedRequest refusal_of(std::string_view line) {
  auto decoded = decode_request(line);
  REQUIRE(std::holds_alternative<RefusedRequest>(decoded));
  return std::get<RefusedRequest>(std::move(decoded));
}

TEST_CASE("numbers are written as people write them, and strings are left alone") {
  const auto text = [](std::string_view given) {
    return json_text(boost::json::parse(boost::json::string_view(given.data(), given.size())));
  };
  CHECK(text(R"({"a":0.592,"b":[12.5,1E-7,3],"c":"1E5 \\\"E","d":-0.25E0})") ==
        R"({"a":0.592,"b":[12.5,1e-07,3],"c":"1E5 \\\"E","d":-0.25})");
  CHECK(text("0.1") == "0.1");
  CHECK(text("[true,null,1.5]") == "[true,null,1.5]");
}

}  // namespace

TEST_CASE("rows that were never values stand first in the result") {
  Response response{{{"more", false}},
                    std::nullopt,
                    R"({"a":"\n"})"
                    "\n[2]\n"};
  CHECK(encode_response(1, response) ==
        R"({"jsonrpc":"2.0","id":1,"result":{"rows":[{"a":"\n"},[2]],"more":false}})"
        "\n");
  response = {{}, std::nullopt, ""};
  CHECK(encode_response(1, response) == R"({"jsonrpc":"2.0","id":1,"result":{"rows":[]}})"
                                        "\n");
}

TEST_CASE("a request is read with its defaults filled in") {
  const Request request = request_of(
      R"({"jsonrpc":"2.0","id":7,"method":"search","params":{"query":"harbour","limit":3,"facets":["outlet","year"]}})");
  CHECK(request.id == 7);
  CHECK(request.method->name == "search");
  CHECK(request.text("query") == "harbour");
  CHECK(request.integer("limit") == 3);
  CHECK(request.integer("offset") == 0);
  CHECK(request.text("target") == "articles");
  CHECK(request.text("sort") == "relevance");
  CHECK_FALSE(request.flag("words"));
  CHECK(request.text_list("facets") == std::vector<std::string_view>{"outlet", "year"});
  CHECK_FALSE(request.text("cursor"));
}

TEST_CASE("an id may be an integer, a text or null, and come twice") {
  for (const std::string_view id : {"1", "1", "-4", "18446744073709551615", "\"a\"", "null"}) {
    const Request request =
        request_of("{\"jsonrpc\":\"2.0\",\"id\":" + std::string(id) + ",\"method\":\"hello\"}");
    CHECK(json::serialize(request.id) == id);
  }
}

TEST_CASE("a refused line says why, keeps its id where it has one, and has the JSON-RPC code") {
  struct Case {
    std::string line;
    int code;
    std::string id;
    std::string message;
  };
  const auto c = GENERATE(values<Case>({
      {"", -32700, "null", "column 1: the JSON ends too early"},
      {R"({"id":1)", -32700, "null", "column 8: the JSON ends too early"},
      {R"({"id":1,})", -32700, "null", "column 9: invalid JSON: syntax error"},
      {R"({"x":"äö" 1})", -32700, "null", "column 11: invalid JSON: syntax error"},
      {"{\"x\":\"\xff\"}", -32700, "null", "column 7: invalid UTF-8"},
      {R"({"id":1} {"id":2})", -32700, "null",
       "column 10: the end was expected behind one JSON value"},
      {"GET / HTTP/1.1", -32700, "null", "column 1: invalid JSON: syntax error"},
      {"3", -32600, "null", "a request is a JSON object: {\"jsonrpc\": \"2.0\", …}"},
      {"[]", -32600, "null", "batches are refused: send each request as a line of its own"},
      {R"({"jsonrpc":"2.0","method":"hello"})", -32600, "null",
       "an 'id' was expected: notifications are refused, since they get no answer"},
      {R"({"jsonrpc":"2.0","id":1.5,"method":"hello"})", -32600, "null",
       "'id': expected an integer, null or a text of at most 256 bytes"},
      {R"({"jsonrpc":"2.0","id":{},"method":"hello"})", -32600, "null",
       "'id': expected an integer, null or a text of at most 256 bytes"},
      {R"({"id":4,"method":"hello"})", -32600, "4", R"(expected "jsonrpc": "2.0")"},
      {R"({"jsonrpc":"1.0","id":4,"method":"hello"})", -32600, "4", R"(expected "jsonrpc": "2.0")"},
      {R"({"jsonrpc":"2.0","id":"q"})", -32600, "\"q\"", "'method': expected the name of a method"},
      {R"({"jsonrpc":"2.0","id":4,"method":"hello","parms":{}})", -32600, "4",
       "unknown member 'parms': expected jsonrpc, id, method and params"},
      {R"({"jsonrpc":"2.0","id":4,"method":"serach"})", -32601, "4",
       "no method 'serach'; did you mean 'search'?"},
      {R"({"jsonrpc":"2.0","id":4,"method":"frobnicate"})", -32601, "4", "no method 'frobnicate'"},
      {R"({"jsonrpc":"2.0","id":4,"method":"search","params":["harbour"]})", -32602, "4",
       "'params': expected an object, arguments go by name"},
      {R"({"jsonrpc":"2.0","id":4,"method":"search","params":{"qurey":"x"}})", -32602, "4",
       "search has no argument 'qurey'; did you mean 'query'?"},
  }));
  CAPTURE(c.line);
  const RefusedRequest refused = refusal_of(c.line);
  CHECK(refused.rpc_code == c.code);
  CHECK(json::serialize(refused.id) == c.id);
  CHECK(refused.error.message == c.message);
  CHECK(refused.error.code == Errc::invalid);
}

TEST_CASE("nesting is read to the cap and refused beyond it") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  // At the cap the line is JSON (and refused as a batch); one deeper it is not read.
  CHECK(refusal_of(nested(kMaxJsonDepth)).rpc_code == -32600);
  const RefusedRequest refused = refusal_of(nested(kMaxJsonDepth + 1));
  CHECK(refused.rpc_code == -32700);
  CHECK(refused.error.message == "column 65: nesting of at most 64 was expected");
  CHECK(refusal_of(nested(100000)).rpc_code == -32700);
}

TEST_CASE("a result is one line whatever is in it") {
  Response response;
  response.result = {{"text", "one\ntwo\r\xe2\x80\xa8three"}, {"n", 2}};
  const std::string line = encode_response("é", response);
  CHECK(line.find('\n') == line.size() - 1);
  const json::value read = json::parse(line);
  CHECK(read.at("jsonrpc") == "2.0");
  CHECK(read.at("id") == "é");
  CHECK(read.at("result") == response.result);
  CHECK_FALSE(read.as_object().contains("error"));
}

TEST_CASE("an error carries its code, kind and column") {
  Response response;
  response.error = Error{Errc::invalid, "column 9: no closing quote", 9};
  CHECK(encode_response(3, response) ==
        R"({"jsonrpc":"2.0","id":3,"error":{"code":-32000,"message":"column 9: no closing quote",)"
        R"("data":{"kind":"invalid","column":9}}})"
        "\n");
  CHECK(
      encode_refusal(refusal_of("[]")) ==
      R"({"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":)"
      R"("batches are refused: send each request as a line of its own","data":{"kind":"invalid"}}})"
      "\n");
}

TEST_CASE("every kind of failure has a code and a status of its own meaning") {
  std::vector<int> codes;
  for (int i = 0; i <= static_cast<int>(Errc::busy); ++i) {
    const Errc code = static_cast<Errc>(i);
    CHECK_FALSE(name_of(code).empty());
    CHECK(http_status_of(code) >= 400);
    CHECK(http_status_of(code) < 600);
    codes.push_back(rpc_code_of(code));
    CHECK((codes.back() <= -32000 && codes.back() >= -32099));
  }
  std::sort(codes.begin(), codes.end());
  CHECK(std::adjacent_find(codes.begin(), codes.end()) == codes.end());
  CHECK(http_status_of(Errc::not_found) == 404);
  CHECK(http_status_of(Errc::deadline) == 504);
}

TEST_CASE("what is echoed of a long name is whole code points") {
  const std::string name(39, 'x');
  for (const std::string& line :
       {R"({"jsonrpc":"2.0","id":1,"method":")" + name + R"(éé"})",
        R"({"jsonrpc":"2.0","id":1,"method":"search","params":{")" + name + R"(éé":1}})",
        R"({"jsonrpc":"2.0","id":1,")" + name + R"(éé":1})"}) {
    const std::string refused = encode_refusal(refusal_of(line));
    CHECK(refused.find("'" + name + "'") != std::string::npos);
    CHECK(parse_object(refused).has_value());
  }
}

TEST_CASE("the nearest name is found within a third of its letters") {
  const std::vector<std::string_view> names = {"speaker", "outlet", "desk"};
  CHECK(nearest_name("speeker", names) == "speaker");
  CHECK(nearest_name("OUTLET", names) == "outlet");
  CHECK(nearest_name("otulet", names) == "outlet");
  CHECK(nearest_name("deks", names) == "desk");
  CHECK(nearest_name("xyzzy", names).empty());
  CHECK(nearest_name("", names).empty());
  CHECK(nearest_name(std::string(1000, 'd'), names).empty());
}
