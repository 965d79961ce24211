// Subtitles and captions, SubRip and WebVTT: cues become the turns of a transcript.
#pragma once

#include <string_view>

#include "indexer/formats/reader.h"

namespace onrecord::formats {

/// One article a file.  Cues of one speaker run on as one text, times and styling left out; a
/// speaker is a voice tag (`<v Name>`), or what stands before a colon in capitals, behind `>>`, or
/// as a name that comes again.
void read_subtitles(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_subtitles(std::string_view head, std::string_view path);

}  // namespace onrecord::formats
