// Method table → JSON Schema → OpenAPI paths.
#include "proto/wire/openapi.h"

#include "proto/wire/messages.h"

namespace onrecord::wire {
namespace json = boost::json;
namespace {

json::array choices_of(const Argument& argument) {
  json::array list;
  std::string_view rest = argument.choices;
  while (!rest.empty()) {
    const auto bar = rest.find('|');
    list.emplace_back(rest.substr(0, bar));
    rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
  }
  return list;
}

json::object schema_of(const Argument& argument) {
  json::object schema;
  switch (argument.type) {
    case ArgType::text:
      // minLength counts characters, our limits bytes: a text within the bytes is within the
      // characters too.
      schema = {{"type", "string"},
                {"minLength", argument.low > 0 ? 1 : 0},
                {"maxLength", argument.high}};
      break;
    case ArgType::integer:
      schema = {{"type", "integer"}, {"minimum", argument.low}, {"maximum", argument.high}};
      break;
    case ArgType::flag:
      schema = {{"type", "boolean"}};
      break;
    case ArgType::choice:
      schema = {{"type", "string"}, {"enum", choices_of(argument)}};
      break;
    case ArgType::text_list:
      schema = {{"type", "array"},
                {"items", {{"type", "string"}, {"minLength", 1}}},
                {"minItems", argument.low},
                {"maxItems", argument.high}};
      break;
  }
  if (!argument.fallback.empty()) schema["default"] = json::parse(argument.fallback);
  return schema;
}

json::object body_of(const Method& method) {
  json::object properties;
  json::array required;
  for (const Argument& argument : method.arguments) {
    json::object schema = schema_of(argument);
    schema["description"] = argument.help;
    properties.emplace(argument.name, std::move(schema));
    if (argument.required) required.emplace_back(argument.name);
  }
  const bool needed = !required.empty();
  json::object schema{
      {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (needed) schema.emplace("required", std::move(required));
  return {{"required", needed},
          {"content", {{"application/json", {{"schema", std::move(schema)}}}}}};
}

json::array parameters_of(const Method& method) {
  json::array list;
  for (const Argument& argument : method.arguments) {
    json::object parameter{{"name", argument.name},
                           {"in", "query"},
                           {"required", argument.required},
                           {"description", argument.help},
                           {"schema", schema_of(argument)}};
    if (argument.type == ArgType::text_list) parameter.emplace("explode", false);
    list.push_back(std::move(parameter));
  }
  return list;
}

json::object responses_of(const Method& method) {
  const json::object frame{{"type", "object"}};
  json::object content;
  if (method.streams)
    content.emplace("application/x-ndjson", json::object{{"schema", frame}});
  else
    content.emplace("application/json", json::object{{"schema", frame}});
  const json::object problem{
      {"description", "refused or failed"},
      {"content",
       {{"application/json", {{"schema", {{"$ref", "#/components/schemas/Problem"}}}}}}}};
  return {{"200", {{"description", method.help}, {"content", std::move(content)}}},
          {"default", problem}};
}

json::object problem_schema() {
  json::array kinds;
  for (int code = 0; code <= static_cast<int>(Errc::busy); ++code)
    kinds.emplace_back(name_of(static_cast<Errc>(code)));
  const json::object data{
      {"type", "object"},
      {"properties",
       {{"kind", {{"type", "string"}, {"enum", std::move(kinds)}}},
        {"column",
         {{"type", "integer"},
          {"minimum", 1},
          {"description", "1-based, in code points of the text that was refused"}}}}}};
  const json::object error{
      {"type", "object"},
      {"required", {"code", "message", "data"}},
      {"properties",
       {{"code", {{"type", "integer"}}}, {"message", {{"type", "string"}}}, {"data", data}}}};
  return {{"type", "object"}, {"required", {"error"}}, {"properties", {{"error", error}}}};
}

json::object operation(const Method& method, std::string_view verb) {
  return {{"operationId", std::string(verb) + "_" + std::string(method.name)},
          {"summary", method.help},
          {"responses", responses_of(method)}};
}

}  // namespace

json::object openapi(std::string_view version) {
  json::object paths;
  for (const Method& method : methods()) {
    json::object post = operation(method, "post");
    post.emplace("requestBody", body_of(method));
    json::object path{{"post", std::move(post)}};
    if (!method.streams) {
      json::object get = operation(method, "get");
      get.emplace("parameters", parameters_of(method));
      path.emplace("get", std::move(get));
    }
    paths.emplace("/api/v1/" + std::string(method.name), std::move(path));
  }
  return {{"openapi", "3.1.0"},
          {"info",
           {{"title", "Onrecord"},
            {"version", version},
            {"description", "Who said what, when, where: full-text search of a news archive."}}},
          {"paths", std::move(paths)},
          {"components",
           {{"schemas", {{"Problem", problem_schema()}}},
            {"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}}}},
          {"security", json::array{json::object{}, json::object{{"token", json::array{}}}}}};
}

json::array describe_methods() {
  json::array list;
  for (const Method& method : methods()) {
    json::array arguments;
    for (const Argument& argument : method.arguments) {
      json::object row{{"name", argument.name},
                       {"type", name_of(argument.type)},
                       {"required", argument.required},
                       {"help", argument.help}};
      if (!argument.fallback.empty()) row.emplace("default", json::parse(argument.fallback));
      if (argument.type == ArgType::choice) row.emplace("choices", choices_of(argument));
      if (argument.high > 0) {
        row.emplace("low", argument.low);
        row.emplace("high", argument.high);
      }
      arguments.push_back(std::move(row));
    }
    list.push_back(json::object{{"name", method.name},
                                {"help", method.help},
                                {"since", method.since},
                                {"streams", method.streams},
                                {"arguments", std::move(arguments)}});
  }
  return list;
}

}  // namespace onrecord::wire
