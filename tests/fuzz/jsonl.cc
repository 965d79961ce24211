// Any bytes as JSON Lines, as a JSON file and as CSV: nothing may crash, every byte range lies in
// the input, every layout keeps the rules of spans.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "indexer/formats/csv.h"
#include "indexer/formats/jsonl.h"
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
  options.max_line_bytes = 1u << 16;
  formats::Sink sink;
  sink.article = [&](Article&& article) {
    require(article.provenance.byte_begin <= article.provenance.byte_end,
            "a range has its ends in order");
    require(article.provenance.byte_end <= size, "a range lies in the input");
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
  formats::read_jsonl(bytes, options, sink);
  formats::read_json(bytes, options, sink);
  formats::read_csv(bytes, options, sink);
  return 0;
}
