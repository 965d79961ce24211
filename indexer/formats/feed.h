// Feeds: RSS 0.9x to 2.0, RDF Site Summary, Atom, and what came before them.
#pragma once

#include <string_view>

#include "indexer/formats/reader.h"

namespace onrecord::formats {

/// One article an entry.  A feed that is not well formed gives what can be read of it.
void read_feed(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_feed(std::string_view head, std::string_view path);

}  // namespace onrecord::formats
