// Word documents (Office Open XML): the words of their paragraphs.
#pragma once

#include <string_view>

#include "indexer/formats/reader.h"

namespace onrecord::formats {

/// One article a document.  Deleted words of tracked changes are left out; title, author and the
/// time of the last change are read of its properties.
void read_docx(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_docx(std::string_view head, std::string_view path);

}  // namespace onrecord::formats
