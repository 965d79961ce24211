// Which language a text is written in.  Knows CLD2's answer, not what is done with it.
#pragma once

#include <string>
#include <string_view>

namespace onrecord::text {

/// BCP 47 code ("en", "fr", "fa", …) of \a text, or "" when it is too short or too mixed to say.
/// Looks at 8 KB at most.
std::string detect_language(std::string_view text);

}  // namespace onrecord::text
