// Any bytes as a page, a fragment, a file of fact checks and a WordPress export: nothing may crash,
// every record keeps the rules of reading.h.
#include "indexer/formats/html.h"
#include "indexer/formats/claim_review.h"
#include "indexer/formats/html_text.h"
#include "indexer/formats/wxr.h"
#include "tests/fuzz/reading.h"

using namespace onrecord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  CheckedReading reading(bytes);
  require(reading.records(formats::read_html) == 1, "a page is one article or one reject");
  reading.records(formats::read_claim_review);
  reading.records(formats::read_wxr);
  if (is_valid(bytes) && bytes.find('\0') == std::string_view::npos)
    if (const auto text = formats::html_to_text(bytes))
      require(is_valid(*text), "a fragment's text is valid UTF-8");
  return 0;
}
