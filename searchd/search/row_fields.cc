// See row_fields.h.
#include "searchd/search/row_fields.h"

#include <algorithm>
#include <array>

#include "proto/wire/nearest.h"

namespace onrecord::search {
namespace {

/// Of an article; the first ones are of its summary, which is stored before the text.
constexpr std::array<std::string_view, 37> kArticle = {"id",
                                                       "source",
                                                       "key",
                                                       "version",
                                                       "headline",
                                                       "date",
                                                       "date_precision",
                                                       "outlet",
                                                       "desk",
                                                       "speaker",
                                                       "role",
                                                       "byline",
                                                       "language",
                                                       "url",
                                                       "collection",
                                                       "status",
                                                       "notice",
                                                       "notice_article",
                                                       "person",
                                                       "amended",
                                                       "rights",
                                                       "date_printed",
                                                       "origins",
                                                       "labels",
                                                       "modified",
                                                       "ingested",
                                                       "superseded",
                                                       "embargo",
                                                       "expiry",
                                                       "meta",
                                                       "warnings",
                                                       "text",
                                                       "spans",
                                                       "text_sha256",
                                                       "provenance",
                                                       "extractor",
                                                       "damaged"};
constexpr std::size_t kOfSummary = 20;

constexpr std::array<std::string_view, 36> kStatement = {"id",
                                                         "article",
                                                         "source",
                                                         "key",
                                                         "version",
                                                         "headline",
                                                         "date",
                                                         "date_precision",
                                                         "outlet",
                                                         "desk",
                                                         "url",
                                                         "status",
                                                         "kind",
                                                         "speaker",
                                                         "speaker_as_written",
                                                         "role",
                                                         "cue",
                                                         "negated",
                                                         "denied",
                                                         "question",
                                                         "label",
                                                         "quoted_by",
                                                         "text",
                                                         "place",
                                                         "begin",
                                                         "end",
                                                         "pieces",
                                                         "sentence",
                                                         "confidence",
                                                         "rule",
                                                         "text_sha256",
                                                         "source_sha256",
                                                         "notice",
                                                         "notice_article",
                                                         "person",
                                                         "amended"};

}  // namespace

std::span<const std::string_view> row_fields(In target) {
  if (target == In::statements) return kStatement;
  return kArticle;
}

Result<void> check_row_fields(std::span<const std::string> names, In target) {
  const auto known = row_fields(target);
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    return Error{Errc::invalid,
                 "fields: " + std::string(target == In::statements ? "statements" : "articles") +
                     " have no '" + std::string(wire::shortened(name)) + "'" +
                     wire::did_you_mean(name, known),
                 0};
  }
  return {};
}

bool need_no_text(std::span<const std::string> names) {
  const auto end = kArticle.begin() + kOfSummary;
  return !names.empty() && std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    return std::find(kArticle.begin(), end, name) != end;
  });
}

}  // namespace onrecord::search
