// How records are laid out in a document's data.  FORMAT.md has the tables of tags: a tag is never
// reused.
#include "proto/store/codec.h"
#include "proto/store/hash.h"
#include "proto/store/records.h"

namespace onrecord {
namespace {

using store::FieldReader;
using store::FieldWriter;

// The first byte of a record.
constexpr char kArticleMark = 'A';
constexpr char kStatementMark = 'S';

// Tags of an article's header.
enum ArticleTag : std::uint32_t {
  kSource = 1,
  kId,
  kVersion,
  kHeadline,
  kByline,
  kSpeaker,
  kRole,
  kOutlet,
  kDesk,
  kLanguage,
  kUrl,
  kRights,
  kCollection,
  kNotice,
  kDate,
  kDatePrinted,
  kDateOrigin,
  kStatus,
  kStatusBefore,
  kEmbargo,
  kExpiry,
  kModified,
  kIngested,
  kSuperseded,
  kMeta,
  kWarning,
  kTextHash,
  kPath,
  kMember,
  kRecord,
  kByteBegin,
  kByteEnd,
  kSourceHash,
  kReader,
  kReplaced,
  kExtractor,
  kSignature,
  kCluster,
};
// Tags of an article's body.
enum BodyTag : std::uint32_t { kText = 1, kSpan };
// Tags of a statement.
enum StatementTag : std::uint32_t {
  kStSource = 1,
  kStId,
  kStVersion,
  kStKind,
  kStPlace,
  kStSpan,
  kStPiece,
  kStText,
  kStSpeaker,
  kStAsWritten,
  kStRole,
  kStCue,
  kStFlags,
  kStLabel,
  kStQuotedBy,
  kStRule,
  kStContext,
  kStSpanConfidence,
  kStSpeakerConfidence,
  kStHeadline,
  kStOutlet,
  kStDesk,
  kStUrl,
  kStDate,
  kStStatus,
  kStSentence,
  kStTextHash,
  kStSourceHash,
};

enum class Purpose { storing, hashing };

void put_sourced(FieldWriter& out, std::uint32_t tag, const Sourced& field) {
  if (field.empty() && field.origin == Origin::none) return;
  std::string value(1, static_cast<char>(field.origin));
  value += field.value;
  out.bytes(tag, value);
}

void get_sourced(FieldReader& in, Sourced& field) {
  if (in.value().empty()) return in.fail();
  field.origin = in.enumerator(static_cast<unsigned char>(in.value().front()), Origin::editor);
  field.value = in.value().substr(1);
}

void put_date(FieldWriter& out, std::uint32_t tag, const text::Date& date) {
  if (!date.known()) return;
  FieldWriter inner;
  inner.varint(static_cast<std::uint64_t>(date.precision));
  inner.signed_varint(date.earliest);
  inner.signed_varint(date.latest);
  inner.varint(date.has_offset ? 1 : 0);
  inner.signed_varint(date.offset_minutes);
  for (const text::CivilDay& day : {date.first_day, date.last_day}) {
    inner.signed_varint(day.year);
    inner.signed_varint(day.month);
    inner.signed_varint(day.day);
  }
  out.bytes(tag, inner.str());
}

void get_date(FieldReader& in, text::Date& date) {
  FieldReader inner(in.value());
  date.precision = inner.enumerator(inner.varint(), text::DatePrecision::instant);
  date.earliest = inner.signed_varint();
  date.latest = inner.signed_varint();
  date.has_offset = inner.varint() != 0;
  date.offset_minutes = static_cast<std::int16_t>(inner.signed_varint());
  for (text::CivilDay* day : {&date.first_day, &date.last_day}) {
    day->year = static_cast<int>(inner.signed_varint());
    day->month = static_cast<int>(inner.signed_varint());
    day->day = static_cast<int>(inner.signed_varint());
  }
  if (!inner.ok()) in.fail();
}

void put_span(FieldWriter& out, std::uint32_t tag, Span span) {
  FieldWriter inner;
  inner.varint(span.begin);
  inner.varint(span.end);
  out.bytes(tag, inner.str());
}

Span read_span(FieldReader& in) {
  const std::uint64_t begin = in.varint();
  const std::uint64_t end = in.varint();
  if (begin > end || end > 0xffffffffu) {
    in.fail();
    return {};
  }
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

Span get_span(FieldReader& in) {
  FieldReader inner(in.value());
  const Span span = read_span(inner);
  if (!inner.ok()) in.fail();
  return span;
}

template <class Enum>
Enum get_enumerator(FieldReader& in, Enum last) {
  return in.enumerator(static_cast<std::uint64_t>(in.number()), last);
}

std::string encode_header(const Article& a, Purpose purpose) {
  FieldWriter out;
  out.string(kSource, a.key.source);
  out.string(kId, a.key.id);
  put_sourced(out, kHeadline, a.headline);
  put_sourced(out, kByline, a.byline);
  put_sourced(out, kSpeaker, a.speaker);
  put_sourced(out, kRole, a.role);
  put_sourced(out, kOutlet, a.outlet);
  put_sourced(out, kDesk, a.desk);
  put_sourced(out, kLanguage, a.language);
  put_sourced(out, kUrl, a.url);
  put_sourced(out, kRights, a.rights);
  put_sourced(out, kCollection, a.collection);
  put_sourced(out, kNotice, a.notice);
  put_date(out, kDate, a.date);
  out.string(kDatePrinted, a.date_printed);
  out.number(kDateOrigin, static_cast<std::int64_t>(a.date_origin));
  out.number(kStatus, static_cast<std::int64_t>(a.status));
  if (a.embargo) out.present_number(kEmbargo, *a.embargo);
  if (a.expiry) out.present_number(kExpiry, *a.expiry);
  out.number(kModified, a.modified);
  for (const auto& [key, value] : a.meta) {
    FieldWriter inner;
    inner.sized(key);
    inner.raw(value);
    out.bytes(kMeta, inner.str());
  }
  for (const std::string& warning : a.warnings) out.bytes(kWarning, warning);
  out.string(kReader, a.provenance.reader);
  if (purpose == Purpose::hashing) return out.take();

  out.number(kVersion, a.version);
  if (a.status_before)
    out.present_number(kStatusBefore, static_cast<std::int64_t>(*a.status_before));
  out.number(kIngested, a.ingested);
  out.number(kSuperseded, a.superseded);
  out.string(kTextHash, a.text_sha256);
  out.string(kPath, a.provenance.path);
  out.string(kMember, a.provenance.member);
  out.number(kRecord, static_cast<std::int64_t>(a.provenance.record));
  out.number(kByteBegin, static_cast<std::int64_t>(a.provenance.byte_begin));
  out.number(kByteEnd, static_cast<std::int64_t>(a.provenance.byte_end));
  out.string(kSourceHash, a.provenance.source_sha256);
  out.number(kReplaced, a.provenance.replaced);
  out.string(kExtractor, a.extractor);
  out.string(kSignature, a.signature);
  out.string(kCluster, a.cluster);
  return out.take();
}

std::string encode_spans(const std::vector<TextSpan>& spans) {
  FieldWriter out;
  for (const TextSpan& span : spans) {
    FieldWriter inner;
    inner.varint(static_cast<std::uint64_t>(span.kind));
    inner.varint(span.span.begin);
    inner.varint(span.span.end);
    inner.raw(span.label);
    out.bytes(kSpan, inner.str());
  }
  return out.take();
}

void decode_header(FieldReader& in, Article& a) {
  a.version = 0;
  for (std::uint32_t tag = 0; in.next(tag);) {
    switch (tag) {
      case kSource:
        a.key.source = in.value();
        break;
      case kId:
        a.key.id = in.value();
        break;
      case kVersion:
        a.version = static_cast<std::uint32_t>(in.number());
        break;
      case kHeadline:
        get_sourced(in, a.headline);
        break;
      case kByline:
        get_sourced(in, a.byline);
        break;
      case kSpeaker:
        get_sourced(in, a.speaker);
        break;
      case kRole:
        get_sourced(in, a.role);
        break;
      case kOutlet:
        get_sourced(in, a.outlet);
        break;
      case kDesk:
        get_sourced(in, a.desk);
        break;
      case kLanguage:
        get_sourced(in, a.language);
        break;
      case kUrl:
        get_sourced(in, a.url);
        break;
      case kRights:
        get_sourced(in, a.rights);
        break;
      case kCollection:
        get_sourced(in, a.collection);
        break;
      case kNotice:
        get_sourced(in, a.notice);
        break;
      case kDate:
        get_date(in, a.date);
        break;
      case kDatePrinted:
        a.date_printed = in.value();
        break;
      case kDateOrigin:
        a.date_origin = get_enumerator(in, Origin::editor);
        break;
      case kStatus:
        a.status = get_enumerator(in, Status::canceled);
        break;
      case kStatusBefore:
        a.status_before = get_enumerator(in, Status::canceled);
        break;
      case kEmbargo:
        a.embargo = in.number();
        break;
      case kExpiry:
        a.expiry = in.number();
        break;
      case kModified:
        a.modified = in.number();
        break;
      case kIngested:
        a.ingested = in.number();
        break;
      case kSuperseded:
        a.superseded = in.number();
        break;
      case kMeta: {
        FieldReader inner(in.value());
        std::string key(inner.sized());
        a.meta.emplace_back(std::move(key), inner.rest());
        if (!inner.ok()) in.fail();
        break;
      }
      case kWarning:
        a.warnings.emplace_back(in.value());
        break;
      case kTextHash:
        a.text_sha256 = in.value();
        break;
      case kPath:
        a.provenance.path = in.value();
        break;
      case kMember:
        a.provenance.member = in.value();
        break;
      case kRecord:
        a.provenance.record = static_cast<std::uint64_t>(in.number());
        break;
      case kByteBegin:
        a.provenance.byte_begin = static_cast<std::uint64_t>(in.number());
        break;
      case kByteEnd:
        a.provenance.byte_end = static_cast<std::uint64_t>(in.number());
        break;
      case kSourceHash:
        a.provenance.source_sha256 = in.value();
        break;
      case kReader:
        a.provenance.reader = in.value();
        break;
      case kReplaced:
        a.provenance.replaced = static_cast<std::uint32_t>(in.number());
        break;
      case kExtractor:
        a.extractor = in.value();
        break;
      case kSignature:
        a.signature = in.value();
        break;
      case kCluster:
        a.cluster = in.value();
        break;
      default:
        break;  // Of a later minor version: skipped.
    }
  }
}

void decode_body(FieldReader& in, Article& a) {
  for (std::uint32_t tag = 0; in.next(tag);) {
    if (tag == kText) {
      a.text = in.value();
    } else if (tag == kSpan) {
      FieldReader inner(in.value());
      TextSpan span;
      span.kind = inner.enumerator(inner.varint(), SpanKind::turn);
      span.span = read_span(inner);
      span.label = inner.rest();
      if (!inner.ok() || span.span.end > a.text.size()) return in.fail();
      a.spans.push_back(std::move(span));
    }
  }
}

enum class Parts { header, all };

Result<Article> decode(std::string_view data, Parts parts) {
  Article article;
  if (data.empty() || data.front() != kArticleMark)
    return Error{Errc::index, "stored record: expected an article, found something else", 0};
  FieldReader in(data.substr(1));
  FieldReader header(in.sized());
  decode_header(header, article);
  const bool bounded = in.ok() && header.ok();
  if (parts == Parts::all) decode_body(in, article);
  if (!bounded || !in.ok() || article.key.source.empty() || article.version == 0)
    return Error{Errc::index, "stored record: an article's bytes are damaged", 0};
  return article;
}

}  // namespace

std::string content_hash(const Article& article) {
  store::Sha256 hash;
  FieldWriter sizes;
  const std::string header = encode_header(article, Purpose::hashing);
  sizes.varint(header.size());
  sizes.varint(article.text.size());
  hash.update(sizes.str());
  hash.update(header);
  hash.update(article.text);
  hash.update(encode_spans(article.spans));
  return hash.hex();
}

std::string encode_article(const Article& article) {
  const std::string header = encode_header(article, Purpose::storing);
  const std::string spans = encode_spans(article.spans);
  FieldWriter out;
  out.raw(std::string_view(&kArticleMark, 1));
  out.sized(header);
  out.string(kText, article.text);
  out.raw(spans);
  return out.take();
}

Result<Article> decode_article(std::string_view data) { return decode(data, Parts::all); }
Result<Article> decode_article_header(std::string_view data) { return decode(data, Parts::header); }

std::string encode_statement(const StoredStatement& stored) {
  const Statement& s = stored.statement;
  FieldWriter out;
  out.raw(std::string_view(&kStatementMark, 1));
  out.string(kStSource, stored.key.source);
  out.string(kStId, stored.key.id);
  out.number(kStVersion, stored.version);
  out.number(kStKind, static_cast<std::int64_t>(s.kind));
  out.number(kStPlace, static_cast<std::int64_t>(s.place));
  put_span(out, kStSpan, s.span);
  for (Span piece : s.pieces) put_span(out, kStPiece, piece);
  out.string(kStText, s.text);
  out.string(kStSpeaker, s.speaker);
  out.string(kStAsWritten, s.speaker_as_written);
  out.string(kStRole, s.role);
  out.string(kStCue, s.cue);
  out.number(kStFlags, (s.negated ? 1 : 0) | (s.denied ? 2 : 0) | (s.question ? 4 : 0));
  out.string(kStLabel, s.label);
  out.string(kStQuotedBy, s.quoted_by);
  out.string(kStRule, s.rule);
  put_span(out, kStContext, s.context);
  out.real(kStSpanConfidence, s.span_confidence);
  out.real(kStSpeakerConfidence, s.speaker_confidence);
  out.string(kStHeadline, stored.headline);
  out.string(kStOutlet, stored.outlet);
  out.string(kStDesk, stored.desk);
  out.string(kStUrl, stored.url);
  put_date(out, kStDate, stored.date);
  out.number(kStStatus, static_cast<std::int64_t>(stored.status));
  out.string(kStSentence, stored.sentence);
  out.string(kStTextHash, stored.text_sha256);
  out.string(kStSourceHash, stored.source_sha256);
  return out.take();
}

Result<StoredStatement> decode_statement(std::string_view data) {
  if (data.empty() || data.front() != kStatementMark)
    return Error{Errc::index, "stored record: expected a statement, found something else", 0};
  StoredStatement stored;
  stored.version = 0;
  Statement& s = stored.statement;
  FieldReader in(data.substr(1));
  for (std::uint32_t tag = 0; in.next(tag);) {
    switch (tag) {
      case kStSource:
        stored.key.source = in.value();
        break;
      case kStId:
        stored.key.id = in.value();
        break;
      case kStVersion:
        stored.version = static_cast<std::uint32_t>(in.number());
        break;
      case kStKind:
        s.kind = get_enumerator(in, StatementKind::speech);
        break;
      case kStPlace:
        s.place = get_enumerator(in, StatementPlace::headline);
        break;
      case kStSpan:
        s.span = get_span(in);
        break;
      case kStPiece:
        s.pieces.push_back(get_span(in));
        break;
      case kStText:
        s.text = in.value();
        break;
      case kStSpeaker:
        s.speaker = in.value();
        break;
      case kStAsWritten:
        s.speaker_as_written = in.value();
        break;
      case kStRole:
        s.role = in.value();
        break;
      case kStCue:
        s.cue = in.value();
        break;
      case kStFlags: {
        const std::int64_t flags = in.number();
        s.negated = (flags & 1) != 0;
        s.denied = (flags & 2) != 0;
        s.question = (flags & 4) != 0;
        break;
      }
      case kStLabel:
        s.label = in.value();
        break;
      case kStQuotedBy:
        s.quoted_by = in.value();
        break;
      case kStRule:
        s.rule = in.value();
        break;
      case kStContext:
        s.context = get_span(in);
        break;
      case kStSpanConfidence:
        s.span_confidence = in.real();
        break;
      case kStSpeakerConfidence:
        s.speaker_confidence = in.real();
        break;
      case kStHeadline:
        stored.headline = in.value();
        break;
      case kStOutlet:
        stored.outlet = in.value();
        break;
      case kStDesk:
        stored.desk = in.value();
        break;
      case kStUrl:
        stored.url = in.value();
        break;
      case kStDate:
        get_date(in, stored.date);
        break;
      case kStStatus:
        stored.status = get_enumerator(in, Status::canceled);
        break;
      case kStSentence:
        stored.sentence = in.value();
        break;
      case kStTextHash:
        stored.text_sha256 = in.value();
        break;
      case kStSourceHash:
        stored.source_sha256 = in.value();
        break;
      default:
        break;  // Of a later minor version: skipped.
    }
  }
  if (!in.ok() || stored.key.source.empty() || stored.version == 0)
    return Error{Errc::index, "stored record: a statement's bytes are damaged", 0};
  return stored;
}

}  // namespace onrecord
