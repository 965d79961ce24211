// Any bytes as a page, a fragment, a file of fact checks and a WordPress export: nothing may crash,
// what comes out is valid UTF-8, every layout keeps the rules of spans.
#include "indexer/formats/html.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "indexer/formats/claim_review.h"
#include "indexer/formats/html_text.h"
#include "indexer/formats/wxr.h"
#include "proto/text/utf8.h"
#include "tests/indexer/formats/span_rules.h"

namespace {

using namespace onrecord;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

bool is_valid(std::string_view text) { return text::first_invalid(text) == std::string_view::npos; }

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
    require(is_valid(article.text), "the stored text is valid UTF-8");
    require(is_valid(article.headline.value), "the headline is valid UTF-8");
    require(is_valid(article.byline.value), "the byline is valid UTF-8");
    for (const auto& [key, value] : article.meta)
      require(is_valid(key) && is_valid(value), "the metadata is valid UTF-8");
    const std::string broken = formats::broken_span_rule(article.text, article.spans);
    require(broken.empty(), broken.c_str());
  };
  sink.reject = [&](formats::Reject&& reject) {
    ++records;
    require(!reject.reason.empty(), "a reject has a reason");
  };
  formats::read_html(bytes, options, sink);
  require(records == 1, "a page is one article or one reject");
  formats::read_claim_review(bytes, options, sink);
  formats::read_wxr(bytes, options, sink);
  if (is_valid(bytes) && bytes.find('\0') == std::string_view::npos)
    if (const auto text = formats::html_to_text(bytes))
      require(is_valid(*text), "a fragment's text is valid UTF-8");
  return 0;
}
