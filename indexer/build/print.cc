// See print.h.
#include "indexer/build/print.h"

#include <array>
#include <string_view>
#include <utility>

#include "proto/text/json_out.h"

namespace onrecord::build {
namespace {

constexpr std::array<std::pair<std::string_view, Sourced Article::*>, 11> kSourced = {{
    {"headline", &Article::headline},
    {"byline", &Article::byline},
    {"speaker", &Article::speaker},
    {"role", &Article::role},
    {"outlet", &Article::outlet},
    {"desk", &Article::desk},
    {"language", &Article::language},
    {"url", &Article::url},
    {"rights", &Article::rights},
    {"collection", &Article::collection},
    {"notice", &Article::notice},
}};

std::string_view name_of_precision(text::DatePrecision precision) {
  constexpr std::array<std::string_view, 5> kNames = {"unknown", "year", "month", "day", "instant"};
  return kNames[static_cast<std::size_t>(precision)];
}

std::string_view name_of_unit(text::OffsetUnit unit) {
  constexpr std::array<std::string_view, 3> kNames = {"bytes", "codepoints", "utf16"};
  return kNames[static_cast<std::size_t>(unit)];
}

void print_range(text::JsonOut& json, const text::OffsetMap& offset, Span span) {
  json.open('[').number(offset(span.begin)).number(offset(span.end)).close(']');
}

void print_date(text::JsonOut& json, const Article& article) {
  json.key("date").open('{');
  json.key("value").string(text::format_date(article.date));
  json.key("precision").string(name_of_precision(article.date.precision));
  json.key("origin").string(name_of(article.date_origin));
  json.key("printed").string(article.date_printed);
  json.close('}');
}

void print_origins(text::JsonOut& json, const Article& article) {
  json.key("origins").open('{');
  for (const auto& [name, member] : kSourced)
    if ((article.*member).origin != Origin::none)
      json.key(name).string(name_of((article.*member).origin));
  json.close('}');
}

void print_spans(text::JsonOut& json, const Article& article, const text::OffsetMap& offset) {
  json.key("spans").open('[');
  for (const TextSpan& span : article.spans) {
    json.open('{').key("kind").string(name_of(span.kind));
    json.key("begin").number(offset(span.span.begin)).key("end").number(offset(span.span.end));
    if (!span.label.empty()) json.key("label").string(span.label);
    json.close('}');
  }
  json.close(']');
}

void print_statement(text::JsonOut& json, const Article& article, const Statement& statement,
                     const text::OffsetMap& offset) {
  json.open('{');
  json.key("id").string(statement_id(article.key, article.version, statement));
  json.key("kind").string(name_of(statement.kind));
  json.key("place").string(statement.place == StatementPlace::headline ? "headline" : "text");
  json.key("begin").number(offset(statement.span.begin));
  json.key("end").number(offset(statement.span.end));
  json.key("pieces").open('[');
  for (const Span piece : statement.pieces) print_range(json, offset, piece);
  json.close(']');
  json.key("text").string(statement.text);
  json.key("speaker").string(statement.speaker);
  json.key("speaker_as_written").string(statement.speaker_as_written);
  json.key("role").string(statement.role);
  json.key("cue").string(statement.cue);
  json.key("negated").boolean(statement.negated);
  json.key("denied").boolean(statement.denied);
  json.key("question").boolean(statement.question);
  json.key("label").string(statement.label);
  json.key("quoted_by").string(statement.quoted_by);
  json.key("rule").string(statement.rule);
  if (statement.speaker_amended || statement.kind_amended) {
    json.key("amended").open('[');
    if (statement.speaker_amended) json.string("speaker");
    if (statement.kind_amended) json.string("kind");
    json.close(']');
  }
  json.key("confidence").open('{');
  json.key("span").number(statement.span_confidence);
  json.key("speaker").number(statement.speaker_confidence);
  json.key("word").string(confidence_word(statement));
  json.close('}');
  json.key("context");
  print_range(json, offset, statement.context);
  json.close('}');
}

void print_provenance(text::JsonOut& json, const Provenance& from) {
  json.key("provenance").open('{');
  json.key("path").string(from.path);
  if (!from.member.empty()) json.key("member").string(from.member);
  json.key("record").number(from.record);
  json.key("bytes").open('[').number(from.byte_begin).number(from.byte_end).close(']');
  json.key("source_sha256").string(from.source_sha256);
  json.key("reader").string(from.reader);
  json.key("replaced").number(from.replaced);
  json.close('}');
}

}  // namespace

void print_article(std::string& out, const Article& article,
                   const std::vector<Statement>& statements, text::OffsetUnit unit) {
  const text::OffsetMap in_text(article.text, unit);
  const text::OffsetMap in_headline(article.headline.value, unit);
  text::JsonOut json(out);
  json.open('{');
  json.key("id").string(article.key.id);
  json.key("source").string(article.key.source);
  json.key("key").string(article.key.str());
  for (const auto& [name, member] : kSourced) json.key(name).string((article.*member).value);
  print_origins(json, article);
  print_date(json, article);
  json.key("labels").open('[');
  for (const std::string& label : article.labels()) json.string(label);
  json.close(']');
  json.key("status").string(name_of(article.status));
  if (article.embargo) json.key("embargo").number(*article.embargo);
  if (article.expiry) json.key("expiry").number(*article.expiry);
  if (article.modified != 0) json.key("modified").number(article.modified);
  json.key("meta").open('[');
  for (const auto& [key, value] : article.meta) json.open('[').string(key).string(value).close(']');
  json.close(']');
  json.key("warnings").open('[');
  for (const std::string& warning : article.warnings) json.string(warning);
  json.close(']');
  json.key("text").string(article.text);
  json.key("text_sha256").string(article.text_sha256);
  json.key("offsets").string(name_of_unit(unit));
  print_spans(json, article, in_text);
  json.key("statements").open('[');
  for (const Statement& statement : statements)
    print_statement(json, article, statement,
                    statement.place == StatementPlace::headline ? in_headline : in_text);
  json.close(']');
  json.key("extractor").string(article.extractor);
  print_provenance(json, article.provenance);
  json.close('}');
  out += '\n';
}

}  // namespace onrecord::build
