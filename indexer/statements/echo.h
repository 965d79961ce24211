// Words that stand again elsewhere in the article, and whose they are there.  Compares letters and
// digits only.
#pragma once

#include <string_view>
#include <vector>

#include "proto/store/records.h"

namespace onrecord::statements {

/// The first statement after byte \a from whose speaker is known and which has all the words of
/// \a words in a row, whatever their case and marks; null when there is none.  Fewer than three
/// words must stand in quotation marks there too.
const Statement* echo_of(std::string_view words, std::uint32_t from,
                         const std::vector<Statement>& statements);

/// A statement of whoever has most direct quotations after byte \a from; null when nobody has any.
const Statement* most_quoted(std::uint32_t from, const std::vector<Statement>& statements);

}  // namespace onrecord::statements
