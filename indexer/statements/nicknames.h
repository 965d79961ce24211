// Names in marks inside a name: William “Bill” Okoro.  Knows the lexicon and capitals.
#pragma once

#include <string_view>

#include "indexer/statements/quotations.h"

namespace onrecord::statements {

/// Whether what stands in the marks of \a quotation is part of a person's name: one or two words
/// with capitals, a given name or initials before them and a surname behind.  Nobody said it.
bool is_nickname(std::string_view text, const Quotation& quotation);

}  // namespace onrecord::statements
