// What is known of an article beside its own bytes: from its path, and from a file that describes
// it.  Knows no file system.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/record.h"

namespace onrecord::formats {

/// Why \a pattern is none that read_path() can use, or "".  A pattern is names in braces with other
/// characters between them: "{outlet}/{year}/{month}/{day}/{slug}".  Names: those of fields
/// (outlet, desk, language, date, byline, …), year, month, day, slug, and "*" for what says
/// nothing.
std::string pattern_mistake(std::string_view pattern);

/// The values that \a path (below the root, with '/') says by \a pattern, its ending apart; the
/// pattern's last part fits the path's last part, and so on.  Empty when it does not fit.
std::vector<Value> read_path(std::string_view path, std::string_view pattern);

/// Without a pattern: the date of "…/2024/03/17/…" or of a name that begins with "2024-03-17", and,
/// where that is OUTLET/2024/03/17/NAME and nothing else, the outlet.
std::vector<Value> read_path(std::string_view path);

/// Whether \a json is one object that has no text, so that it can describe another file.
bool is_description(std::string_view json);

/// Why nobody can read \a json, which begins as such an object and breaks off or has a mistake; ""
/// of anything else, also of several objects.
std::string description_mistake(std::string_view json);

/// The members of such an object.
std::vector<Value> read_description(std::string_view json);

}  // namespace onrecord::formats
