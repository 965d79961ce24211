#include "tests/store/samples.h"

#include "proto/store/hash.h"

namespace onrecord::samples {

text::Date day(int year, int month, int day_of_month) {
  text::Date date;
  date.precision = text::DatePrecision::day;
  date.first_day = date.last_day = {year, month, day_of_month};
  // Howard Hinnant's days_from_civil, written out so that the oracle is not the code under test.
  const int y = month <= 2 ? year - 1 : year;
  const int era = y / 400;
  const int yoe = y - era * 400;
  const int doy = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day_of_month - 1;
  const int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  date.earliest = (static_cast<std::int64_t>(era) * 146097 + doe - 719468) * 86400;
  date.latest = date.earliest + 86399;
  return date;
}

Article article(std::string id, std::string headline, std::string text) {
  Article article;
  article.key = {"samples", std::move(id)};
  article.headline = {std::move(headline), Origin::given};
  article.outlet = {"Harbour Post", Origin::given};
  article.desk = {"Politics", Origin::given};
  article.language = {"en", Origin::given};
  article.date = day(2026, 3, 5);
  article.text = std::move(text);
  std::uint32_t at = 0;
  while (at < article.text.size()) {
    const auto end =
        static_cast<std::uint32_t>(std::min(article.text.find('\n', at), article.text.size()));
    if (end > at)
      article.spans.push_back(
          {article.spans.empty() ? SpanKind::lead : SpanKind::paragraph, {at, end}, ""});
    at = end + 1;
  }
  article.text_sha256 = store::sha256_hex(article.text);
  article.provenance.reader = "sample/1";
  return article;
}

Article full_article() {
  Article a = article("hp-0412", "Ferry talks resume", "");
  a.text =
      "By Ada Okoro\nThe ferry talks resumed.\nWhy it matters:\nThe island needs anti-flood "
      "walls.\n";
  a.spans = {{SpanKind::byline, {0, 12}, ""},
             {SpanKind::lead, {13, 37}, ""},
             {SpanKind::label, {38, 53}, ""},
             {SpanKind::section, {54, 88}, "Why it matters"},
             {SpanKind::paragraph, {54, 88}, ""}};
  a.text_sha256 = store::sha256_hex(a.text);
  a.version = 3;
  a.byline = {"Ada Okoro", Origin::inferred};
  a.speaker = {"Mara Lindqvist", Origin::header};
  a.role = {"harbour minister", Origin::path};
  a.url = {"https://post.example/0412", Origin::given};
  a.rights = {"(c) Harbour Post", Origin::given};
  a.collection = {"wire", Origin::given};
  a.notice = {"hp-0413", Origin::editor};
  a.date.has_offset = true;
  a.date.offset_minutes = -210;
  a.date_printed = "March 5, 2026";
  a.date_origin = Origin::header;
  a.status = Status::corrected;
  a.status_before = Status::usable;
  a.embargo = 0;
  a.expiry = -5;
  a.modified = 1'772'000'000;
  a.ingested = 1'772'000'001;
  a.superseded = 1'772'000'002;
  a.meta = {
      {"edition", "late"}, {"edition", ""}, {std::string("k\0k", 3), std::string("\0\xff", 2)}};
  a.warnings = {"", "date '03/04/2026': day or month first?"};
  a.provenance = {"in/a.jsonl",  "m/b.json",           7,         100,
                  5'000'000'000, std::string(64, 'a'), "jsonl/1", 2};
  a.extractor = "1";
  a.signature = "1";
  a.cluster = "c-17";
  return a;
}

Statement full_statement() {
  Statement s;
  s.kind = StatementKind::mixed;
  s.span = {13, 36};
  s.pieces = {{13, 22}, {23, 36}};
  s.text = "The ferry … talks resumed";
  s.speaker = "Mara Lindqvist";
  s.speaker_as_written = "the minister";
  s.role = "harbour minister";
  s.cue = "said";
  s.negated = true;
  s.question = true;
  s.label = "Why it matters";
  s.quoted_by = "Ada Okoro";
  s.rule = "np-cue";
  s.context = {13, 37};
  s.span_confidence = 0.75f;
  s.speaker_confidence = 0.9f;
  return s;
}

std::vector<Statement> labelled_statements(const Article& article) {
  std::vector<Statement> statements;
  for (const TextSpan& span : article.spans) {
    const std::string_view text = span.span.of(article.text);
    const std::size_t colon = text.find(": ");
    if (colon == std::string_view::npos) continue;
    Statement said;
    said.kind = StatementKind::speech;
    said.span = {span.span.begin + static_cast<std::uint32_t>(colon) + 2, span.span.end};
    said.pieces = {said.span};
    said.text = said.span.of(article.text);
    said.context = said.span;
    said.speaker = said.speaker_as_written = text.substr(0, colon);
    said.rule = "turn";
    said.span_confidence = said.speaker_confidence = 1;
    statements.push_back(std::move(said));
  }
  return statements;
}

}  // namespace onrecord::samples
