// Any bytes as every format that is XML inside, and as ninjs: nothing may crash, every byte range
// lies in the input, every text is valid, every layout keeps the rules of spans.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "indexer/formats/feed.h"
#include "indexer/formats/newsml1.h"
#include "indexer/formats/newsml_g2.h"
#include "indexer/formats/ninjs.h"
#include "indexer/formats/nitf.h"
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
  formats::ReadOptions options;
  options.source = "fuzz";
  options.path = options.relative_path = "input";
  int records = 0;
  formats::Sink sink;
  sink.article = [&](Article&& article) {
    ++records;
    require(text::first_invalid(article.text) == std::string_view::npos,
            "the stored text is valid UTF-8");
    require(text::first_invalid(article.headline.value) == std::string_view::npos,
            "the headline is valid UTF-8");
    const Provenance& from = article.provenance;
    require(from.byte_begin <= from.byte_end && from.byte_end <= size, "a byte range in the file");
    const std::string broken = formats::broken_span_rule(article.text, article.spans);
    require(broken.empty(), broken.c_str());
  };
  sink.reject = [&](formats::Reject&& reject) {
    ++records;
    require(!reject.reason.empty(), "a reject has a reason");
    require(reject.byte_begin <= reject.byte_end && reject.byte_end <= size,
            "a reject's byte range lies in the file");
  };
  for (const auto read :
       {formats::read_nitf, formats::read_newsml_g2, formats::read_newsml1, formats::read_feed}) {
    records = 0;
    read(bytes, options, sink);
    require(records > 0, "a file gives an article or a reason");
  }
  formats::read_ninjs(bytes, options, sink);
  const std::string_view head = bytes.substr(0, 65536);
  require(formats::sniff_feed(head, "") + formats::sniff_ninjs(head, "") >= 0, "a score");
  return 0;
}
