// The language that a body is written in, quickly.  Knows English by its commonest words; asks the
// detector for the rest.
#pragma once

#include <string>
#include <string_view>

namespace onrecord::formats {

/// BCP 47 code of the language of \a body, or "".  Looks at its first KB: about 1 µs for plain
/// English, 30 µs otherwise.
std::string language_of(std::string_view body);

}  // namespace onrecord::formats
