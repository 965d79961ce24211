// IPTC ninjs 1, 2 and 3: news in JSON.
#pragma once

#include <string_view>

#include "indexer/formats/reader.h"

namespace onrecord::formats {

void read_ninjs(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_ninjs(std::string_view head, std::string_view path);

}  // namespace onrecord::formats
