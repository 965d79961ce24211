// JSON Lines, and JSON arrays and objects of articles.
#pragma once

#include <string_view>

#include "indexer/formats/reader.h"

namespace onrecord::formats {

/// One object a line.  A line that is wrong is refused and the next one goes on.
void read_jsonl(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_jsonl(std::string_view head, std::string_view path);

/// An array of objects, one object, several after each other, or an object that wraps an array of
/// them.
void read_json(std::string_view bytes, const ReadOptions& options, const Sink& sink);
int sniff_json(std::string_view head, std::string_view path);

}  // namespace onrecord::formats
