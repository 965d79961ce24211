// Wire text as it came over teleprinter lines: ANPA 1312 and IPTC 7901.
#pragma once

#include <string_view>

#include "indexer/formats/reader.h"

namespace onrecord::formats {

/// One article a message; several may follow each other in a file.  Service, number, priority,
/// category, slug, take, word count and the note to editors are kept as meta.
void read_wire(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_wire(std::string_view head, std::string_view path);

}  // namespace onrecord::formats
