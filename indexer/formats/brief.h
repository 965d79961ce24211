// Plain text and Markdown: one article a file.
#pragma once

#include <string_view>

#include "indexer/formats/reader.h"

namespace onrecord::formats {

/// A story, brief or transcript, with or without `Key: value` lines at its top.
void read_text(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_text(std::string_view head, std::string_view path);

/// The same with headings, emphasis, and front matter between lines of "---".
void read_markdown(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_markdown(std::string_view head, std::string_view path);

}  // namespace onrecord::formats
