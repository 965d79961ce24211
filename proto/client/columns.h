// Text for a terminal: how wide it is, how it wraps, what must not reach it.  Knows no answers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace onrecord::client {

/// Marks for bold in a line that is still to be wrapped: they take no column.  Two control bytes
/// that one_line lets through.
inline constexpr std::string_view kBoldOn = "\x01";
inline constexpr std::string_view kBoldOff = "\x02";

/// \a text on one line: white space runs become one space, control characters (also C1 and
/// bidirectional overrides, which a hostile article could use to rewrite the screen) become U+FFFD.
/// kBoldOn and kBoldOff stay: at worst a word is bold.
std::string one_line(std::string_view text);

/// Columns that \a text takes: wide East Asian characters two, combining marks none.
std::size_t width_of(std::string_view text);

/// \a text cut to at most \a columns, ending in "…" when something was cut.
std::string cut_to(std::string_view text, std::size_t columns);

/// \a text in lines of at most \a columns, broken at spaces; a longer word is broken anywhere.
std::vector<std::string> wrap(std::string_view text, std::size_t columns);

}  // namespace onrecord::client
