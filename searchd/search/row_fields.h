// The names of an export row's fields.  Knows which need the stored text.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "proto/store/fields.h"

namespace onrecord::search {

/// Every field that a row of \a target may have, in the order of rows.
std::span<const std::string_view> row_fields(In target);

/// Errors: `invalid`, when \a target's rows have no field of one of \a names; it names the nearest.
Result<void> check_row_fields(std::span<const std::string> names, In target);

/// Whether article rows of these fields can be made without reading the text.
bool need_no_text(std::span<const std::string> names);

}  // namespace onrecord::search
