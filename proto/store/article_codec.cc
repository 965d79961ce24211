// How an article is laid out in a document's data.  FORMAT.md has the table of tags: a tag is never
// reused.
#include "proto/store/hash.h"
#include "proto/store/record_fields.h"
#include "proto/store/records.h"

namespace onrecord {
namespace {

using store::FieldReader;
using store::FieldWriter;
using store::get_date;
using store::get_enumerator;
using store::put_date;
using store::read_span;

constexpr char kArticleMark = 'A';  // The first byte of the record.

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
  kGivenOutlet,
  kGivenSpeaker,
  kGivenRole,
  kGivenDate,
};
// Tags of an article's body.
enum BodyTag : std::uint32_t { kText = 1, kSpan };
enum class Purpose { storing, hashing };

void put_sourced(FieldWriter& out, std::uint32_t tag, const Sourced& field) {
  if (field.empty() && field.origin == Origin::none) return;
  std::string value(1, static_cast<char>(field.origin));
  value += field.value;
  out.bytes(tag, value);
}

void get_sourced(FieldReader& in, Sourced& field) {
  if (in.value().empty()) return in.fail();
  field.origin = in.enumerator(static_cast<unsigned char>(in.value().front()), Origin::option);
  field.value = in.value().substr(1);
}

// Also when nothing was given.
void put_given(FieldWriter& out, std::uint32_t tag, const std::optional<Sourced>& field) {
  if (!field) return;
  std::string value(1, static_cast<char>(field->origin));
  out.bytes(tag, value + field->value);
}

void get_given(FieldReader& in, std::optional<Sourced>& field) { get_sourced(in, field.emplace()); }

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
  // That the house withholds it is not of the source.
  const Status status = purpose == Purpose::hashing ? a.status_before.value_or(a.status) : a.status;
  out.number(kStatus, static_cast<std::int64_t>(status));
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
  if (purpose == Purpose::hashing) return out.take();

  out.string(kReader, a.provenance.reader);
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
  put_given(out, kGivenOutlet, a.given.outlet);
  put_given(out, kGivenSpeaker, a.given.speaker);
  put_given(out, kGivenRole, a.given.role);
  if (a.given.date) {
    FieldWriter inner;
    inner.varint(static_cast<std::uint64_t>(a.given.date->origin));
    put_date(inner, kDate, a.given.date->date);
    out.bytes(kGivenDate, inner.str());
  }
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
        a.date_origin = get_enumerator(in, Origin::option);
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
      case kGivenOutlet:
        get_given(in, a.given.outlet);
        break;
      case kGivenSpeaker:
        get_given(in, a.given.speaker);
        break;
      case kGivenRole:
        get_given(in, a.given.role);
        break;
      case kGivenDate: {
        FieldReader inner(in.value());
        PublishedOn& given = a.given.date.emplace();
        given.origin = inner.enumerator(inner.varint(), Origin::option);
        if (std::uint32_t part = 0; inner.next(part) && part == kDate) get_date(inner, given.date);
        if (!inner.ok()) in.fail();
        break;
      }
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
      span.kind = inner.enumerator(inner.varint(), SpanKind::claim);
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
  const AsGiven& given = article.given;
  if (given.date || given.outlet || given.speaker || given.role)
    return content_hash(as_given(article));
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

}  // namespace onrecord
