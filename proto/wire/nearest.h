// The name that was probably meant.  Knows spelling, not what the names stand for.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace onrecord::wire {

/// The one of \a names nearest to \a given by edits (insert, delete, change, swap of neighbours),
/// or "" when none is nearer than a third of its letters.  Case counts for nothing.  O(names *
/// letters^2), names and \a given up to 64 bytes.
std::string_view nearest_name(std::string_view given, std::span<const std::string_view> names);

/// "; did you mean 'NAME'?" or "".
std::string did_you_mean(std::string_view given, std::span<const std::string_view> names);

/// \a name as it may be echoed in a message: its first 40 bytes, cut between code points.
std::string_view shortened(std::string_view name);

}  // namespace onrecord::wire
