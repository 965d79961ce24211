// NewsML 1.x: news items with their components, of which one is the text.
#pragma once

#include <string_view>

#include "indexer/formats/reader.h"

namespace onrecord::formats {

void read_newsml1(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_newsml1(std::string_view head, std::string_view path);

}  // namespace onrecord::formats
