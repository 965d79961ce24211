// Where the stories of one text part.  Knows a pattern, not what a story is.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "proto/text/span.h"

namespace onrecord::formats {

/// The stretches of \a text between the matches of \a pattern, those of white space left out.  What
/// matches belongs to no story; a match of nothing ("(?=^STORY )") parts the text in front of it.
/// ^ and $ match at lines.  Errors: `invalid` (the pattern), `limit` (it takes too long on this
/// text).  REQUIRES: valid UTF-8, shorter than 2 GiB.
Result<std::vector<Span>> split_stories(std::string_view text, std::string_view pattern);

/// Why \a pattern is no regular expression, or "".
std::string split_mistake(std::string_view pattern);

}  // namespace onrecord::formats
