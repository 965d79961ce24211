// Any bytes as JSON Lines, as a JSON file and as CSV: nothing may crash, every record keeps the
// rules of reading.h.
#include "indexer/formats/jsonl.h"
#include "indexer/formats/csv.h"
#include "tests/fuzz/reading.h"

using namespace onrecord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CheckedReading reading(bytes);
  for (const auto read : {formats::read_jsonl, formats::read_json, formats::read_csv})
    reading.records(read);
  return 0;
}
