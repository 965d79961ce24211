// NewsML-G2: news items, alone or in a message, with their text inside.
#pragma once

#include <string_view>

#include "indexer/formats/reader.h"

namespace onrecord::formats {

void read_newsml_g2(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_newsml_g2(std::string_view head, std::string_view path);

}  // namespace onrecord::formats
