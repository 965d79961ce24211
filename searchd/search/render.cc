// Field by field.
#include "searchd/search/render.h"

#include <chrono>
#include <cmath>

namespace onrecord::search {
namespace json = boost::json;
namespace {

json::value text_or_null(std::string_view text) {
  if (text.empty()) return nullptr;
  return json::string(text);
}

void put_text(json::object& object, std::string_view name, std::string_view text) {
  if (!text.empty()) object.emplace(name, text);
}

std::string_view name_of(text::DatePrecision precision) {
  switch (precision) {
    case text::DatePrecision::unknown:
      return "unknown";
    case text::DatePrecision::year:
      return "year";
    case text::DatePrecision::month:
      return "month";
    case text::DatePrecision::day:
      return "day";
    case text::DatePrecision::instant:
      return "instant";
  }
  return "";
}

void put_date(json::object& object, const text::Date& date) {
  object.emplace("date", text_or_null(text::format_date(date)));
  object.emplace("date_precision", name_of(date.precision));
}

void put_origins(json::object& object, const Article& article) {
  json::object origins;
  const auto put = [&](std::string_view name, Origin origin) {
    if (origin != Origin::none) origins.emplace(name, onrecord::name_of(origin));
  };
  put("headline", article.headline.origin);
  put("byline", article.byline.origin);
  put("speaker", article.speaker.origin);
  put("role", article.role.origin);
  put("outlet", article.outlet.origin);
  put("desk", article.desk.origin);
  put("language", article.language.origin);
  put("url", article.url.origin);
  put("rights", article.rights.origin);
  put("collection", article.collection.origin);
  put("notice", article.notice.origin);
  put("date", article.date_origin);
  object.emplace("origins", std::move(origins));
}

/// A key that came once has a text, one that came several times a list of them.
json::object meta_json(const Article& article) {
  json::object meta;
  for (const auto& [key, value] : article.meta) {
    json::value* const there = meta.if_contains(key);
    if (there == nullptr) {
      meta.emplace(key, value);
      continue;
    }
    if (!there->is_array()) *there = json::array{*there};
    there->get_array().emplace_back(value);
  }
  return meta;
}

json::array text_spans_json(const Article& article, const text::OffsetMap& map) {
  json::array spans;
  for (const TextSpan& span : article.spans) {
    json::object row{{"kind", onrecord::name_of(span.kind)},
                     {"begin", map(span.span.begin)},
                     {"end", map(span.span.end)}};
    put_text(row, "label", span.label);
    spans.push_back(std::move(row));
  }
  return spans;
}

json::object provenance_json(const Provenance& from) {
  json::object row{{"path", from.path}};
  put_text(row, "member", from.member);
  if (from.record > 0) row.emplace("record", from.record);
  row.emplace("byte_begin", from.byte_begin);
  row.emplace("byte_end", from.byte_end);
  row.emplace("source_sha256", from.source_sha256);
  row.emplace("reader", from.reader);
  row.emplace("replaced", from.replaced);
  return row;
}

/// The fields whose value is an editor's, when there are any.
void put_amended(json::object& object,
                 std::initializer_list<std::pair<std::string_view, bool>> fields) {
  json::array names;
  for (const auto& [name, amended] : fields)
    if (amended) names.emplace_back(name);
  if (!names.empty()) object.emplace("amended", std::move(names));
}

/// A float as the shortest decimal of three places: 0.95, not 0.949999988.
double rounded(float value) { return std::round(static_cast<double>(value) * 1000) / 1000; }

}  // namespace

text::OffsetUnit offset_unit(std::string_view name) {
  if (name == "codepoints") return text::OffsetUnit::codepoints;
  if (name == "utf16") return text::OffsetUnit::utf16;
  return text::OffsetUnit::bytes;
}

json::array span_json(Span span, const text::OffsetMap& map) {
  return {map(span.begin), map(span.end)};
}

json::array spans_json(std::span<const Span> spans, const text::OffsetMap& map) {
  json::array list;
  for (const Span span : spans) list.push_back(span_json(span, map));
  return list;
}

std::string utc_text(std::int64_t seconds_since_epoch) {
  const std::int64_t day = seconds_since_epoch >= 0 ? seconds_since_epoch / 86400
                                                    : (seconds_since_epoch - 86399) / 86400;
  const text::CivilDay civil = text::civil_from_days(day);
  const auto second = static_cast<int>(seconds_since_epoch - day * 86400);
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02dT%02d:%02d:%02dZ", civil.year, civil.month,
                civil.day, second / 3600, second / 60 % 60, second % 60);
  return buffer;
}

json::object article_summary(const Article& article) {
  json::object row{{"id", article.key.id},
                   {"source", article.key.source},
                   {"key", article.key.str()},
                   {"version", article.version},
                   {"headline", text_or_null(article.headline.value)}};
  put_date(row, article.date);
  row.emplace("outlet", text_or_null(article.outlet.value));
  row.emplace("desk", text_or_null(article.desk.value));
  row.emplace("speaker", text_or_null(article.speaker.value));
  put_text(row, "role", article.role.value);
  put_text(row, "byline", article.byline.value);
  put_text(row, "language", article.language.value);
  put_text(row, "url", article.url.value);
  put_text(row, "collection", article.collection.value);
  row.emplace("status", onrecord::name_of(article.status));
  put_text(row, "notice", article.notice.value);
  if (article.superseded != 0) row.emplace("superseded", utc_text(article.superseded));
  put_amended(row, {{"date", article.date_origin == Origin::editor},
                    {"outlet", article.outlet.origin == Origin::editor},
                    {"speaker", article.speaker.origin == Origin::editor}});
  return row;
}

json::object article_json(const Article& article, text::OffsetUnit unit) {
  json::object row = article_summary(article);
  put_text(row, "rights", article.rights.value);
  put_text(row, "date_printed", article.date_printed);
  put_origins(row, article);
  row.emplace("labels", json::value_from(article.labels()));
  if (article.modified != 0) row.emplace("modified", utc_text(article.modified));
  if (article.ingested != 0) row.emplace("ingested", utc_text(article.ingested));
  if (article.embargo) row.emplace("embargo", utc_text(*article.embargo));
  if (article.expiry) row.emplace("expiry", utc_text(*article.expiry));
  row.emplace("meta", meta_json(article));
  row.emplace("warnings", json::value_from(article.warnings));
  row.emplace("text", article.text);
  row.emplace("spans", text_spans_json(article, text::OffsetMap(article.text, unit)));
  row.emplace("text_sha256", article.text_sha256);
  row.emplace("provenance", provenance_json(article.provenance));
  row.emplace("extractor", article.extractor);
  return row;
}

json::object statement_json(const StoredStatement& stored, std::string_view place_text,
                            text::OffsetUnit unit) {
  const Statement& said = stored.statement;
  const text::OffsetMap map(place_text, unit);
  const auto offset = [&](std::uint32_t byte) {
    return unit == text::OffsetUnit::bytes ? byte : map(byte);
  };
  json::array pieces;
  for (const Span piece : said.pieces)
    pieces.push_back(json::array{offset(piece.begin), offset(piece.end)});

  json::object row{{"id", statement_id(stored.key, stored.version, said)},
                   {"article", stored.key.id},
                   {"source", stored.key.source},
                   {"key", stored.key.str()},
                   {"version", stored.version},
                   {"headline", text_or_null(stored.headline)}};
  put_date(row, stored.date);
  row.emplace("outlet", text_or_null(stored.outlet));
  row.emplace("desk", text_or_null(stored.desk));
  put_text(row, "url", stored.url);
  row.emplace("status", onrecord::name_of(stored.status));
  row.emplace("kind", onrecord::name_of(said.kind));
  row.emplace("speaker", text_or_null(said.speaker));
  row.emplace("speaker_as_written", text_or_null(said.speaker_as_written));
  row.emplace("role", text_or_null(said.role));
  row.emplace("cue", text_or_null(said.cue));
  row.emplace("negated", said.negated);
  row.emplace("denied", said.denied);
  row.emplace("question", said.question);
  put_text(row, "label", said.label);
  put_text(row, "quoted_by", said.quoted_by);
  row.emplace("text", said.text);
  row.emplace("place", said.place == StatementPlace::headline ? "headline" : "text");
  row.emplace("begin", offset(said.span.begin));
  row.emplace("end", offset(said.span.end));
  row.emplace("pieces", std::move(pieces));
  row.emplace("sentence", stored.sentence);
  row.emplace("confidence", json::object{{"span", rounded(said.span_confidence)},
                                         {"speaker", rounded(said.speaker_confidence)},
                                         {"word", confidence_word(said)}});
  row.emplace("rule", said.rule);
  put_amended(row, {{"date", stored.date_amended},
                    {"outlet", stored.outlet_amended},
                    {"speaker", said.speaker_amended},
                    {"kind", said.kind_amended}});
  row.emplace("text_sha256", stored.text_sha256);
  row.emplace("source_sha256", stored.source_sha256);
  return row;
}

}  // namespace onrecord::search
