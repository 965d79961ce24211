// Records as JSON: what a hit, an article and a statement look like to a client.  Knows no query,
// no database.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "proto/store/records.h"
#include "proto/text/utf8.h"

namespace onrecord::search {

/// "bytes", "codepoints" or "utf16", as the method table lists them.
text::OffsetUnit offset_unit(std::string_view name);

/// [begin, end] in the unit of \a map.
boost::json::array span_json(Span span, const text::OffsetMap& map);
boost::json::array spans_json(std::span<const Span> spans, const text::OffsetMap& map);

/// "2026-03-05T15:04:05Z".
std::string utc_text(std::int64_t seconds_since_epoch);

/// What a list shows of an article: id as given, source, key, version, headline, date (null when
/// unknown), date_precision, outlet, desk, speaker, status, and where there is one role, byline,
/// language, url, collection, superseded and notice (see notice.h for its link).
boost::json::object article_summary(const Article& article);

/// All of an article: the summary, every other field with its origin, text, spans and hashes.
/// Offsets are in \a unit.
boost::json::object article_json(const Article& article, text::OffsetUnit unit);

/// All of a statement.  Its offsets point into \a place_text (the article's stored text, or its
/// headline) and are given in \a unit; \a place_text may be empty when that is bytes.
boost::json::object statement_json(const StoredStatement& stored, std::string_view place_text,
                                   text::OffsetUnit unit);

/// The same fields, put into a TextRow or a PickedRow (row_out.h).
template <class Row>
void put_article_summary(Row& row, const Article& article);
template <class Row>
void put_article(Row& row, const Article& article, text::OffsetUnit unit);
template <class Row>
void put_statement(Row& row, const StoredStatement& stored, std::string_view place_text,
                   text::OffsetUnit unit);

}  // namespace onrecord::search
