// The methods `hello` and `describe`: who answers, and what can be asked.  Read from the tables,
// never from an index.
#include <iterator>

#include "proto/store/fields.h"
#include "searchd/query/parse.h"
#include "searchd/search/export_rows.h"
#include "searchd/search/methods.h"
#include "version.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

struct Operator {
  std::string_view syntax;
  std::string_view help;
};
constexpr Operator kOperators[] = {
    {"a b", "both words; with match any, either"},
    {"\"a b\"", "these words one behind the other; typographic quotation marks too"},
    {"a AND b", "both; mixed with OR only in brackets"},
    {"a OR b", "either"},
    {"-a", "without a; NOT a is the same"},
    {"(a OR b) c", "brackets group"},
    {"a NEAR/5 b", "at most 4 words between, in any order; w/5 is the same"},
    {"a ADJ/5 b", "at most 4 words between, in this order; pre/5 is the same"},
    {"\"a b\" NEAR/5 (c OR d)", "phrases and groups on both sides, also another NEAR in brackets"},
    {"a w/s b", "in one sentence; phrases and groups as beside NEAR"},
    {"a w/p b", "in one paragraph"},
    {"atleast3(a)", "the word, or the phrase, three times or more in one text"},
    {"negotiat*", "every word that begins so, from 3 letters on; inside phrases too"},
    {"organi*ation wom?n", "any letters or none; one letter"},
    {"lindqvist~", "words that are an edit or two away, with the same first letter; ~1 ~2"},
    {"=ferry", "exactly this word, no inflections"},
    {"outlet:herald", "a field's value; quoted when it has more than one word"},
    {"outlet:(herald OR post)", "several values of one field"},
    {"headline:(a b)", "words of the headline; headline(a b) is the same"},
    {"lead(a b)", "words of the lead"},
    {"in(\"why it matters\", a b)", "words of a labelled part"},
    {"speaker:x said:(a b)", "one statement, by that speaker, with these words"},
    {"date:2026-01..2026-03-15", "from and to, both in; also a year, a month or a day alone"},
    {"after:2025-06-30 before:2026-03", "the named span left out"},
    {"date:unknown", "without a date"},
};

std::string_view name_of(FieldType type) {
  switch (type) {
    case FieldType::words:
      return "words";
    case FieldType::whole:
      return "whole";
    case FieldType::exact:
      return "exact";
    case FieldType::date:
      return "date";
    case FieldType::number:
      return "number";
    case FieldType::flag:
      return "flag";
    case FieldType::meta:
      return "meta";
    case FieldType::any_of:
      return "any_of";
  }
  return "";
}

json::array fields_json() {
  json::array list;
  for (const Field& field : kFields) {
    json::array targets;
    if (lives_in(field, In::articles)) targets.emplace_back("articles");
    if (lives_in(field, In::statements)) targets.emplace_back("statements");
    json::object row{{"name", field.name},          {"targets", std::move(targets)},
                     {"type", name_of(field.type)}, {"facet", field.facet},
                     {"help", field.help},          {"example", field.example}};
    if (!field.alias.empty()) row.emplace("alias", field.alias);
    list.push_back(std::move(row));
  }
  return list;
}

json::object limits_json() {
  const query::Limits limits;
  return {{"query_bytes", limits.max_query_bytes},
          {"words_bytes", limits.max_words_bytes},
          {"operands", limits.max_operands},
          {"depth", limits.max_depth},
          {"wildcards", limits.max_wildcards},
          {"wildcard_letters", limits.min_wildcard_letters},
          {"distance", limits.max_distance},
          {"window", wire::kMaxWindow},
          {"export_page_rows", ExportRows::kPageRows},
          {"json_depth", wire::kMaxJsonDepth}};
}

}  // namespace

json::object run_hello() {
  json::array names;
  for (const wire::Method& method : wire::methods()) names.emplace_back(method.name);
  return {{"name", "onrecord-searchd"},
          {"version", kVersion},
          {"protocol", wire::kProtocolVersion},
          {"methods", std::move(names)},
          {"limits", limits_json()}};
}

json::object run_describe() {
  json::array operators;
  for (const Operator& row : kOperators)
    operators.push_back(json::object{{"syntax", row.syntax}, {"help", row.help}});
  return {{"methods", wire::describe_methods()},
          {"fields", fields_json()},
          {"operators", std::move(operators)},
          {"limits", limits_json()}};
}

}  // namespace onrecord::search
