// Any bytes as plain text and as Markdown: nothing may crash, every record keeps the rules of
// reading.h.
#include "indexer/formats/brief.h"
#include "tests/fuzz/reading.h"

using namespace onrecord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CheckedReading reading(bytes);
  for (const auto read : {formats::read_text, formats::read_markdown})
    require(reading.records(read) == 1, "a file is one article or one reject");
  return 0;
}
