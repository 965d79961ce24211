// Separated values with a header row: one article a row.
#pragma once

#include <string_view>

#include "indexer/formats/reader.h"

namespace onrecord::formats {

/// RFC 4180 with any of , ; tab | between the cells, or what a first row "sep=;" states.  A row
/// that is wrong is refused and the next one goes on.
void read_csv(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_csv(std::string_view head, std::string_view path);

}  // namespace onrecord::formats
