// Where sentences begin and end in a paragraph of tokens.  A quotation is one token, so its inner
// stops do not count.
#pragma once

#include <string_view>
#include <vector>

#include "indexer/statements/tokens.h"

namespace onrecord::statements {

/// Appends the sentences of the paragraph \a tokens as ranges, in order, covering all of it.  A
/// quotation that ends in a full stop ends its sentence; one that ends in "?" or "!" does so unless
/// its attribution follows ("…?" Ann asked).
void find_sentences(std::string_view text, Tokens tokens, std::vector<Range>& out);

}  // namespace onrecord::statements
