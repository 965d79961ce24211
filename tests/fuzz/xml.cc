// Any bytes as every format that is XML inside, and as ninjs: nothing may crash, every record keeps
// the rules of reading.h.
#include "indexer/formats/feed.h"
#include "indexer/formats/newsml1.h"
#include "indexer/formats/newsml_g2.h"
#include "indexer/formats/ninjs.h"
#include "indexer/formats/nitf.h"
#include "tests/fuzz/reading.h"

using namespace onrecord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CheckedReading reading(bytes);
  for (const auto read :
       {formats::read_nitf, formats::read_newsml_g2, formats::read_newsml1, formats::read_feed})
    require(reading.records(read) > 0, "a file gives an article or a reason");
  reading.records(formats::read_ninjs);
  const std::string_view head = bytes.substr(0, 65536);
  require(formats::sniff_feed(head, "") + formats::sniff_ninjs(head, "") >= 0, "a score");
  return 0;
}
