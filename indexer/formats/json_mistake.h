// Words for what is wrong with a piece of JSON.  Looks again at what the parser refused; knows no
// parser.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "indexer/formats/json_object.h"

namespace onrecord::formats {

/// Why \a json cannot be read on at byte \a at: what was expected there, and what came instead.
/// O(n).
JsonMistake explain_mistake(std::string_view json, std::size_t at);

/// What stands at \a at, for a message: "'x'", "U+0007", "the end".
std::string shown(std::string_view text, std::size_t at);

}  // namespace onrecord::formats
