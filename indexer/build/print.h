// One article as one line of JSON: what the program understood of it.  Knows the printed form,
// which is documented in --help.
#pragma once

#include <string>
#include <vector>

#include "proto/store/records.h"
#include "proto/text/utf8.h"

namespace onrecord::build {

/// Appends \a article with its \a statements as one JSON object and a line end.  Offsets into the
/// text (and the headline, for statements in it) are counted in \a unit; those of provenance are
/// bytes of the source file.
void print_article(std::string& out, const Article& article,
                   const std::vector<Statement>& statements, text::OffsetUnit unit);

}  // namespace onrecord::build
