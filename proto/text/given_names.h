// Given names that may be one person's: short forms and spellings.  Knows English short forms.
#pragma once

#include <string_view>

namespace onrecord::text {

/// Whether \a a and \a b, folded words, may be the same person's given name: "bob" and "robert",
/// "erick" and "eric".  Not transitive.
bool given_names_alike(std::string_view a, std::string_view b);

}  // namespace onrecord::text
