// What the parts of a text are: headline, byline, dateline, lead, labelled sections, speakers'
// turns.  Knows no file format.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "proto/store/records.h"

namespace onrecord::formats {

/// How a body reached us, which decides what it may contain.
enum class BodyKind : std::uint8_t {
  given_apart,  ///< A field of a record: the headline stood elsewhere, if there is one.
  plain,        ///< A plain-text file: the first line may be the headline.
  markdown,     ///< A Markdown file: so may the first heading.
};

/// What was found in a text.
struct Layout {
  std::vector<TextSpan>
      spans;             ///< As Article::spans wants them: in order of begin, containers first.
  std::string headline;  ///< The words of the headline in the text, or "".
  std::string byline;    ///< The words of the byline without "By", or "".
  std::string date;      ///< A date on a line of its own above the body, as printed, or "".
};

/// Lays out \a text.  \a headline: as given beside the text, or ""; a text that repeats it as its
/// first line has a headline span.  Never fails: what has no other role is a paragraph.  About
/// O(n). REQUIRES: valid UTF-8, shorter than 4 GiB.
Layout lay_out(std::string_view text, BodyKind kind, std::string_view headline);

}  // namespace onrecord::formats
