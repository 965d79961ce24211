// Any bytes as plain text and as Markdown: nothing may crash, every layout keeps the rules of
// spans.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "indexer/formats/brief.h"
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
    const std::string broken = formats::broken_span_rule(article.text, article.spans);
    require(broken.empty(), broken.c_str());
  };
  sink.reject = [&](formats::Reject&& reject) {
    ++records;
    require(!reject.reason.empty(), "a reject has a reason");
  };
  formats::read_text(bytes, options, sink);
  formats::read_markdown(bytes, options, sink);
  require(records == 2, "a file is one article or one reject");
  return 0;
}
