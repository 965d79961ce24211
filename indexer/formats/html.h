// HTML article pages.
#pragma once

#include <string_view>

#include "indexer/formats/reader.h"

namespace onrecord::formats {

/// One article a page: its metadata, the text that is its article, the quotations and claims that
/// the page names with their speakers.
void read_html(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_html(std::string_view head, std::string_view path);

}  // namespace onrecord::formats
