// Any bytes in any encoding, as subtitles, mail, wire text, CSV and a document: nothing may crash,
// what is stored is valid, every byte range lies in the input.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "indexer/formats/csv.h"
#include "indexer/formats/docx.h"
#include "indexer/formats/encoding.h"
#include "indexer/formats/mail.h"
#include "indexer/formats/subtitles.h"
#include "indexer/formats/wire_text.h"
#include "proto/text/utf8.h"
#include "tests/indexer/formats/span_rules.h"

namespace {

using namespace onrecord;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const std::string_view declared : {"", "Shift_JIS", "utf-16", "iso-2022-jp"}) {
    const formats::Decoded decoded = formats::decode_text(bytes, declared);
    require(text::first_invalid(decoded.text) == std::string_view::npos, "decoded text is UTF-8");
    require(decoded.text.find('\0') == std::string::npos, "decoded text has no NUL");
    require(!decoded.encoding.empty(), "an encoding is named");
  }
  formats::ReadOptions options;
  options.source = "fuzz";
  options.path = options.relative_path = "input";
  formats::Sink sink;
  sink.article = [&](Article&& article) {
    require(article.provenance.byte_begin <= article.provenance.byte_end &&
                article.provenance.byte_end <= size,
            "a range lies in the input");
    require(text::first_invalid(article.text) == std::string_view::npos,
            "the stored text is valid UTF-8");
    require(!article.key.id.empty(), "every article has an id");
    const std::string broken = formats::broken_span_rule(article.text, article.spans);
    require(broken.empty(), broken.c_str());
  };
  sink.reject = [&](formats::Reject&& reject) {
    require(!reject.reason.empty(), "a reject has a reason");
    require(reject.byte_begin <= reject.byte_end && reject.byte_end <= size,
            "a reject's range lies in the input");
  };
  formats::read_subtitles(bytes, options, sink);
  formats::read_mail(bytes, options, sink);
  formats::read_wire(bytes, options, sink);
  formats::read_csv(bytes, options, sink);
  formats::read_docx(bytes, options, sink);
  return 0;
}
