// The OpenAPI document and `describe` say what the table says.
#include "proto/wire/openapi.h"

#include "proto/wire/messages.h"
#include "tests/catch.h"

using namespace onrecord::wire;
namespace json = boost::json;

TEST_CASE("every method has its path, and every argument its schema") {
  const json::value document = openapi("9.8.7");
  CHECK(document.at("openapi") == "3.1.0");
  CHECK(document.at("info").at("version") == "9.8.7");
  const json::object& paths = document.at("paths").as_object();
  CHECK(paths.size() == methods().size());
  for (const Method& method : methods()) {
    CAPTURE(method.name);
    const json::value& path = paths.at("/api/v1/" + std::string(method.name));
    CHECK(path.as_object().contains("get") == !method.streams);
    const json::value& body =
        path.at("post").at("requestBody").at("content").at("application/json").at("schema");
    CHECK(body.at("additionalProperties") == false);
    CHECK(body.at("properties").as_object().size() == method.arguments.size());
    if (!method.streams)
      CHECK(path.at("get").at("parameters").as_array().size() == method.arguments.size());
  }
}

TEST_CASE("a schema carries type, range, choices and default") {
  const json::value document = openapi("1");
  const json::value& search = document.at("paths")
                                  .at("/api/v1/search")
                                  .at("post")
                                  .at("requestBody")
                                  .at("content")
                                  .at("application/json")
                                  .at("schema")
                                  .at("properties");
  CHECK(search.at("limit").at("type") == "integer");
  CHECK(search.at("limit").at("maximum") == 1000);
  CHECK(search.at("limit").at("default") == 10);
  CHECK(search.at("target").at("enum") == json::array{"articles", "statements"});
  CHECK(search.at("facets").at("items").at("type") == "string");
  CHECK(search.at("words").at("type") == "boolean");
}

TEST_CASE("every reference of the document leads somewhere") {
  const json::value document = openapi("1");
  const std::string text = json::serialize(document);
  for (std::size_t at = 0; (at = text.find("\"$ref\":\"#", at)) != std::string::npos;) {
    at += 9;
    const std::string pointer = text.substr(at, text.find('"', at) - at);
    CAPTURE(pointer);
    json::error_code failed;
    CHECK(document.find_pointer(pointer, failed) != nullptr);
  }
}

TEST_CASE("describe lists every method with every argument") {
  const json::array described = describe_methods();
  REQUIRE(described.size() == methods().size());
  for (std::size_t i = 0; i < described.size(); ++i) {
    CHECK(described[i].at("name").as_string() == methods()[i].name);
    CHECK(described[i].at("arguments").as_array().size() == methods()[i].arguments.size());
  }
  const json::value& limit = described[1].at("arguments").at(4);
  CHECK(limit.at("name") == "limit");
  CHECK(limit.at("type") == "integer");
  CHECK(limit.at("default") == 10);
  CHECK(limit.at("high") == 1000);
}
