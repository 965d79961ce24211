// Fields that articles' and statements' records share: dates, spans, enumerators.  Knows codec.h's
// fields, no record.
#pragma once

#include "proto/store/codec.h"
#include "proto/text/dates.h"
#include "proto/text/span.h"

namespace onrecord::store {

inline void put_date(FieldWriter& out, std::uint32_t tag, const text::Date& date) {
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

inline void get_date(FieldReader& in, text::Date& date) {
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

inline void put_span(FieldWriter& out, std::uint32_t tag, Span span) {
  FieldWriter inner;
  inner.varint(span.begin);
  inner.varint(span.end);
  out.bytes(tag, inner.str());
}

inline Span read_span(FieldReader& in) {
  const std::uint64_t begin = in.varint();
  const std::uint64_t end = in.varint();
  if (begin > end || end > 0xffffffffu) {
    in.fail();
    return {};
  }
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

inline Span get_span(FieldReader& in) {
  FieldReader inner(in.value());
  const Span span = read_span(inner);
  if (!inner.ok()) in.fail();
  return span;
}

template <class Enum>
Enum get_enumerator(FieldReader& in, Enum last) {
  return in.enumerator(static_cast<std::uint64_t>(in.number()), last);
}

}  // namespace onrecord::store
