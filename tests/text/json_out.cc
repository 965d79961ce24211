// JSON that is written must read back as what was meant, whichever byte stands where.
#include "proto/text/json_out.h"

#include <boost/json.hpp>

#include "tests/catch.h"

using namespace onrecord::text;
namespace json = boost::json;

namespace {

std::string written(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

}  // namespace

TEST_CASE("every byte survives as JSON, wherever it stands") {
  for (int c = 0; c < 128; ++c)
    for (std::size_t before = 0; before < 20; ++before)
      for (std::size_t behind = 0; behind < 10; ++behind) {
        const std::string text = std::string(before, 'x') + static_cast<char>(c) +
                                 std::string(behind, '\x7f') + "\xC3\xA9\n!";
        CAPTURE(c, before, behind);
        const std::string out = written(text);
        REQUIRE(json::parse(out) == json::string_view(text));
        REQUIRE(out == json::serialize(json::string(text)));
      }
}

TEST_CASE("what is no UTF-8 is mended on its way into JSON") {
  CHECK(written("a\xFF\"") == "\"a\xEF\xBF\xBD\\\"\"");
}

TEST_CASE("commas and names are put in their places") {
  std::string out;
  JsonOut json(out);
  json.open('{').key("a").open('[').number(1).number(-2.5).null().close(']');
  json.foreign_key("b\"").boolean(true).key("c").open('{').close('}').close('}');
  CHECK(out == R"({"a":[1,-2.5,null],"b\"":true,"c":{}})");
}
