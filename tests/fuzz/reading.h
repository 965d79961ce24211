// What every reader of articles owes, whatever the bytes: a fuzzer hands it the bytes and reads.
#pragma once

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "indexer/formats/reader.h"
#include "proto/text/utf8.h"
#include "tests/indexer/formats/span_rules.h"

namespace onrecord {

/// Ends the program, as a finding, unless \a holds.
inline void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

inline bool is_valid(std::string_view text) {
  return text::first_invalid(text) == std::string_view::npos;
}

/// Options and a sink under which every record is held to the rules.  Not copied: its sink knows
/// where it lies.
class CheckedReading {
 public:
  explicit CheckedReading(std::string_view bytes) : bytes_(bytes) {
    options.source = "fuzz";
    options.path = options.relative_path = "input";
    options.max_line_bytes = 1u << 16;
    sink.article = [this](Article&& article) { check(article); };
    sink.reject = [this](formats::Reject&& reject) { check(reject); };
  }
  CheckedReading(const CheckedReading&) = delete;

  /// How many articles and rejects \a read makes of the bytes.
  int records(void (*read)(std::string_view, const formats::ReadOptions&, const formats::Sink&)) {
    records_ = 0;
    read(bytes_, options, sink);
    return records_;
  }

  formats::ReadOptions options;
  formats::Sink sink;

 private:
  void check(const Article& article) {
    ++records_;
    check_range(article.provenance.byte_begin, article.provenance.byte_end);
    require(!article.key.id.empty(), "every article has an id");
    require(is_valid(article.text), "the stored text is valid UTF-8");
    require(is_valid(article.headline.value), "the headline is valid UTF-8");
    require(is_valid(article.byline.value), "the byline is valid UTF-8");
    for (const auto& [key, value] : article.meta)
      require(is_valid(key) && is_valid(value), "the metadata is valid UTF-8");
    const std::string broken = formats::broken_span_rule(article.text, article.spans);
    require(broken.empty(), broken.c_str());
  }
  void check(const formats::Reject& reject) {
    ++records_;
    require(!reject.reason.empty(), "a reject has a reason");
    check_range(reject.byte_begin, reject.byte_end);
  }
  void check_range(std::uint64_t begin, std::uint64_t end) const {
    require(begin <= end && end <= bytes_.size(), "a byte range lies in the input");
  }

  std::string_view bytes_;
  int records_ = 0;
};

}  // namespace onrecord
