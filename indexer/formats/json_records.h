// The records of a JSON file, whatever they mean: walked through one by one, the broken ones
// refused with their place.
#pragma once

#include <string_view>

#include "indexer/formats/reader.h"
#include "indexer/formats/record.h"

namespace onrecord::formats {

/// Turns the members of one JSON object, as they are in `values`, into what the record says.
using RecordShape = void (*)(Record& record);

/// Reads an array of objects, one object, objects one behind the other, or an object around a list
/// of them ("articles", "items", …), and delivers each as \a shape makes it, read by \a reader.
void read_json_records(std::string_view bytes, const ReadOptions& options, const Sink& sink,
                       std::string_view reader, RecordShape shape);

}  // namespace onrecord::formats
