// Field by field.
#include "searchd/search/render.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>
#include <vector>

#include "searchd/search/row_out.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

template <class Row>
void text_or_null(Row& row, std::string_view name, std::string_view text) {
  if (text.empty())
    row.null(name);
  else
    row.text(name, text);
}

template <class Row>
void put_text(Row& row, std::string_view name, std::string_view text) {
  if (!text.empty()) row.text(name, text);
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

template <class Row>
void put_date(Row& row, const text::Date& date) {
  text_or_null(row, "date", text::format_date(date));
  row.text("date_precision", name_of(date.precision));
}

template <class Row>
void put_origins(Row& row, const Article& article) {
  const auto put = [&](std::string_view name, Origin origin) {
    if (origin != Origin::none) row.text(name, onrecord::name_of(origin));
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
}

/// A key that came once has a text, one that came several times a list of them, where it came
/// first.
template <class Row>
void put_meta(Row& row, const Article& article) {
  const auto& meta = article.meta;
  std::vector<std::size_t> by_key(meta.size());
  std::iota(by_key.begin(), by_key.end(), std::size_t{0});
  std::stable_sort(by_key.begin(), by_key.end(),
                   [&](std::size_t a, std::size_t b) { return meta[a].first < meta[b].first; });
  constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  std::vector<std::size_t> next(meta.size(), kNone);
  std::vector<bool> is_later(meta.size());
  for (std::size_t i = 1; i < by_key.size(); ++i) {
    if (meta[by_key[i - 1]].first != meta[by_key[i]].first) continue;
    next[by_key[i - 1]] = by_key[i];
    is_later[by_key[i]] = true;
  }
  for (std::size_t i = 0; i < meta.size(); ++i) {
    if (is_later[i]) continue;
    if (next[i] == kNone)
      row.text(meta[i].first, meta[i].second);
    else
      row.list(meta[i].first, [&](auto& values) {
        for (std::size_t at = i; at != kNone; at = next[at]) values.text(meta[at].second);
      });
  }
}

template <class List>
void put_text_spans(List& list, const Article& article, const text::OffsetMap& map) {
  for (const TextSpan& span : article.spans)
    list.object([&](auto& row) {
      row.text("kind", onrecord::name_of(span.kind));
      row.number("begin", map(span.span.begin));
      row.number("end", map(span.span.end));
      put_text(row, "label", span.label);
    });
}

template <class Row>
void put_provenance(Row& row, const Provenance& from) {
  row.text("path", from.path);
  put_text(row, "member", from.member);
  if (from.record > 0) row.number("record", from.record);
  row.number("byte_begin", from.byte_begin);
  row.number("byte_end", from.byte_end);
  row.text("source_sha256", from.source_sha256);
  row.text("reader", from.reader);
  row.number("replaced", from.replaced);
}

/// The fields whose value is an editor's, when there are any.
template <class Row>
void put_amended(Row& row, std::initializer_list<std::pair<std::string_view, bool>> fields) {
  const auto is_amended = [](const auto& field) { return field.second; };
  if (std::none_of(fields.begin(), fields.end(), is_amended)) return;
  row.list("amended", [&](auto& names) {
    for (const auto& [name, amended] : fields)
      if (amended) names.text(name);
  });
}

template <class Row>
void put_texts(Row& row, std::string_view name, const std::vector<std::string>& texts) {
  row.list(name, [&](auto& list) {
    for (const std::string& text : texts) list.text(text);
  });
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

template <class Row>
void put_article_summary(Row& row, const Article& article) {
  row.text("id", article.key.id);
  row.text("source", article.key.source);
  row.text("key", article.key.str());
  row.number("version", article.version);
  text_or_null(row, "headline", article.headline.value);
  put_date(row, article.date);
  text_or_null(row, "outlet", article.outlet.value);
  text_or_null(row, "desk", article.desk.value);
  text_or_null(row, "speaker", article.speaker.value);
  put_text(row, "role", article.role.value);
  put_text(row, "byline", article.byline.value);
  put_text(row, "language", article.language.value);
  put_text(row, "url", article.url.value);
  put_text(row, "collection", article.collection.value);
  row.text("status", onrecord::name_of(article.status));
  put_text(row, "notice", article.notice.value);
  if (article.superseded != 0) row.text("superseded", utc_text(article.superseded));
  put_amended(row, {{"date", article.date_origin == Origin::editor},
                    {"outlet", article.outlet.origin == Origin::editor},
                    {"speaker", article.speaker.origin == Origin::editor}});
}

template <class Row>
void put_article(Row& row, const Article& article, text::OffsetUnit unit) {
  put_article_summary(row, article);
  put_text(row, "rights", article.rights.value);
  put_text(row, "date_printed", article.date_printed);
  row.object("origins", [&](auto& origins) { put_origins(origins, article); });
  put_texts(row, "labels", article.labels());
  if (article.modified != 0) row.text("modified", utc_text(article.modified));
  if (article.ingested != 0) row.text("ingested", utc_text(article.ingested));
  if (article.embargo) row.text("embargo", utc_text(*article.embargo));
  if (article.expiry) row.text("expiry", utc_text(*article.expiry));
  row.object("meta", [&](auto& meta) { put_meta(meta, article); });
  put_texts(row, "warnings", article.warnings);
  row.text("text", article.text);
  row.list("spans", [&](auto& spans) {
    put_text_spans(spans, article, text::OffsetMap(article.text, unit));
  });
  row.text("text_sha256", article.text_sha256);
  row.object("provenance", [&](auto& from) { put_provenance(from, article.provenance); });
  row.text("extractor", article.extractor);
}

template <class Row>
void put_statement(Row& row, const StoredStatement& stored, std::string_view place_text,
                   text::OffsetUnit unit) {
  const Statement& said = stored.statement;
  const text::OffsetMap map(place_text, unit);
  const auto offset = [&](std::uint32_t byte) {
    return unit == text::OffsetUnit::bytes ? byte : map(byte);
  };
  row.text("id", statement_id(stored.key, stored.version, said));
  row.text("article", stored.key.id);
  row.text("source", stored.key.source);
  row.text("key", stored.key.str());
  row.number("version", stored.version);
  text_or_null(row, "headline", stored.headline);
  put_date(row, stored.date);
  text_or_null(row, "outlet", stored.outlet);
  text_or_null(row, "desk", stored.desk);
  put_text(row, "url", stored.url);
  row.text("status", onrecord::name_of(stored.status));
  row.text("kind", onrecord::name_of(said.kind));
  text_or_null(row, "speaker", said.speaker);
  text_or_null(row, "speaker_as_written", said.speaker_as_written);
  text_or_null(row, "role", said.role);
  text_or_null(row, "cue", said.cue);
  row.flag("negated", said.negated);
  row.flag("denied", said.denied);
  row.flag("question", said.question);
  put_text(row, "label", said.label);
  put_text(row, "quoted_by", said.quoted_by);
  row.text("text", said.text);
  row.text("place", said.place == StatementPlace::headline ? "headline" : "text");
  row.number("begin", offset(said.span.begin));
  row.number("end", offset(said.span.end));
  row.list("pieces", [&](auto& pieces) {
    for (const Span piece : said.pieces)
      pieces.list([&](auto& pair) {
        pair.number(offset(piece.begin));
        pair.number(offset(piece.end));
      });
  });
  row.text("sentence", stored.sentence);
  row.object("confidence", [&](auto& confidence) {
    confidence.number("span", rounded(said.span_confidence));
    confidence.number("speaker", rounded(said.speaker_confidence));
    confidence.text("word", confidence_word(said));
  });
  row.text("rule", said.rule);
  put_amended(row, {{"date", stored.date_amended},
                    {"outlet", stored.outlet_amended},
                    {"speaker", said.speaker_amended},
                    {"kind", said.kind_amended}});
  row.text("text_sha256", stored.text_sha256);
  row.text("source_sha256", stored.source_sha256);
}

template void put_article_summary(TextRow&, const Article&);
template void put_article_summary(PickedRow&, const Article&);
template void put_article(TextRow&, const Article&, text::OffsetUnit);
template void put_article(PickedRow&, const Article&, text::OffsetUnit);
template void put_statement(TextRow&, const StoredStatement&, std::string_view, text::OffsetUnit);
template void put_statement(PickedRow&, const StoredStatement&, std::string_view, text::OffsetUnit);

json::object article_summary(const Article& article) {
  json::object object;
  ValueRow row(object);
  put_article_summary(row, article);
  return object;
}

json::object article_json(const Article& article, text::OffsetUnit unit) {
  json::object object;
  ValueRow row(object);
  put_article(row, article, unit);
  return object;
}

json::object statement_json(const StoredStatement& stored, std::string_view place_text,
                            text::OffsetUnit unit) {
  json::object object;
  ValueRow row(object);
  put_statement(row, stored, place_text, unit);
  return object;
}

}  // namespace onrecord::search
