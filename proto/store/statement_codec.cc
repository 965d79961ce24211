// How a statement is laid out in a document's data.  FORMAT.md has the list of tags: a tag is never
// reused.
#include "proto/store/record_fields.h"
#include "proto/store/records.h"

namespace onrecord {
namespace {

using store::FieldReader;
using store::FieldWriter;
using store::get_date;
using store::get_enumerator;
using store::get_span;
using store::put_date;
using store::put_span;

constexpr char kStatementMark = 'S';  // The first byte of the record.

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

}  // namespace

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
  out.number(kStFlags, (s.negated ? 1 : 0) | (s.denied ? 2 : 0) | (s.question ? 4 : 0) |
                           (s.speaker_amended ? 8 : 0) | (s.kind_amended ? 16 : 0) |
                           (stored.date_amended ? 32 : 0) | (stored.outlet_amended ? 64 : 0));
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
        s.speaker_amended = (flags & 8) != 0;
        s.kind_amended = (flags & 16) != 0;
        stored.date_amended = (flags & 32) != 0;
        stored.outlet_amended = (flags & 64) != 0;
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
