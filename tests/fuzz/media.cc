// Any bytes in any encoding, as subtitles, mail, wire text, CSV and a document: nothing may crash,
// every record keeps the rules of reading.h.
#include "indexer/formats/csv.h"
#include "indexer/formats/docx.h"
#include "indexer/formats/encoding.h"
#include "indexer/formats/mail.h"
#include "indexer/formats/subtitles.h"
#include "indexer/formats/wire_text.h"
#include "tests/fuzz/reading.h"

using namespace onrecord;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const std::string_view declared : {"", "Shift_JIS", "utf-16", "iso-2022-jp"}) {
    const formats::Decoded decoded = formats::decode_text(bytes, declared);
    require(is_valid(decoded.text), "decoded text is UTF-8");
    require(decoded.text.find('\0') == std::string::npos, "decoded text has no NUL");
    require(!decoded.encoding.empty(), "an encoding is named");
  }
  CheckedReading reading(bytes);
  for (const auto read : {formats::read_subtitles, formats::read_mail, formats::read_wire,
                          formats::read_csv, formats::read_docx})
    reading.records(read);
  return 0;
}
