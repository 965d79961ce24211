// Wall-clock times in a named time zone.  Knows zones (ICU's), no printed dates.
#pragma once

#include <cstdint>
#include <string>

#include "proto/text/dates.h"

namespace onrecord::formats {

/// Whether \a name is a time zone: "Europe/Oslo", "UTC", "+03:30".
bool is_timezone(const std::string& name);

/// Seconds east of UTC in \a zone when its clocks show \a local (seconds since 1970-01-01T00:00:00
/// on that clock).  Of an hour that comes twice it is the first, of one that is skipped the offset
/// before.  0 for an unknown zone.
std::int32_t zone_offset(const std::string& zone, std::int64_t local);

/// \a date as it is when its clock is \a zone's, where it names no zone itself: an instant gets the
/// offset, anything coarser keeps its days and moves its bounds.  Unchanged when \a zone is "".
text::Date in_timezone(text::Date date, const std::string& zone);

}  // namespace onrecord::formats
