// See timezone.h.
#include "indexer/formats/timezone.h"

#include <unicode/basictz.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <memory>

namespace onrecord::formats {
namespace {

std::unique_ptr<icu::TimeZone> zone_of(const std::string& name) {
  if (name.empty()) return nullptr;
  const bool offset = name.front() == '+' || name.front() == '-';
  std::unique_ptr<icu::TimeZone> zone(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8((offset ? "GMT" : "") + name)));
  if (zone && *zone == icu::TimeZone::getUnknown()) zone.reset();
  return zone;
}

}  // namespace

bool is_timezone(const std::string& name) { return zone_of(name) != nullptr; }

std::int32_t zone_offset(const std::string& zone, std::int64_t local) {
  const auto found = zone_of(zone);
  if (!found) return 0;
  UErrorCode failed = U_ZERO_ERROR;
  std::int32_t raw = 0;
  std::int32_t summer = 0;
  const double when = static_cast<double>(local) * 1000;
  if (const auto* basic = dynamic_cast<const icu::BasicTimeZone*>(found.get()))
    basic->getOffsetFromLocal(when, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, summer,
                              failed);
  else
    found->getOffset(when, true, raw, summer, failed);
  return U_FAILURE(failed) ? 0 : (raw + summer) / 1000;
}

text::Date in_timezone(text::Date date, const std::string& zone) {
  if (zone.empty() || date.has_offset || !date.known()) return date;
  const std::int32_t first = zone_offset(zone, date.earliest);
  date.latest -= zone_offset(zone, date.latest);
  date.earliest -= first;
  if (date.precision == text::DatePrecision::instant) {
    date.has_offset = true;
    date.offset_minutes = static_cast<std::int16_t>(first / 60);
  }
  return date;
}

}  // namespace onrecord::formats
