// Any bytes, mended, read as text: offsets must be valid, folding must be stable, nothing may
// crash.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "proto/text/dates.h"
#include "proto/text/language.h"
#include "proto/text/sentences.h"
#include "proto/text/tokens.h"
#include "proto/text/utf8.h"

namespace {

using namespace onrecord;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::abort();
}

bool on_boundary(std::string_view text, std::size_t at) {
  return at == text.size() ||
         (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

void check_spans(std::string_view text, const std::vector<Span>& spans) {
  std::uint32_t last = 0;
  for (const Span span : spans) {
    require(span.begin >= last && span.begin < span.end && span.end <= text.size(),
            "spans are in order and in range");
    require(on_boundary(text, span.begin) && on_boundary(text, span.end),
            "spans are on code points");
    last = span.end;
  }
}

void read_tokens(std::string_view text) {
  std::vector<Span> spans;
  text::Tokenizer tokenizer(text);
  for (text::Token token; tokenizer.next(token);) {
    spans.push_back(token.span);
    require(!token.term.empty() && token.term.size() <= text::kMaxTermBytes,
            "terms have their size");
    require(text::first_invalid(token.term) == std::string_view::npos, "terms are valid");
  }
  check_spans(text, spans);
  const std::string folded = text::fold_value(text);
  require(text::fold_value(folded) == folded, "folding is stable");
}

void read_dates(std::string_view text) {
  for (const auto order :
       {text::DateOrder::unsaid, text::DateOrder::day_first, text::DateOrder::month_first}) {
    const auto date = text::parse_date(text, order);
    if (!date) {
      require(!date.error().message.empty() && date.error().column > 0,
              "a refusal says what and where");
      continue;
    }
    const auto again = text::parse_date(text::format_date(*date));
    require(again && again->earliest == date->earliest && again->latest == date->latest &&
                again->precision == date->precision &&
                again->offset_minutes == date->offset_minutes &&
                again->first_day == date->first_day && again->last_day == date->last_day,
            "a printed date reads back");
    require(date->earliest <= date->latest, "a date does not end before it begins");
  }
}

void count_offsets(std::string_view text) {
  for (const auto unit :
       {text::OffsetUnit::bytes, text::OffsetUnit::codepoints, text::OffsetUnit::utf16}) {
    const text::OffsetMap map(text, unit);
    std::uint32_t last = 0;
    for (std::uint32_t at = 0; at <= text.size();
         at += 1 + static_cast<std::uint32_t>(text.size()) / 64) {
      require(map(at) >= last && map(at) <= at, "offsets grow, and no faster than bytes");
      last = map(at);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const text::Mended mended = text::mend(bytes);
  const std::string_view text = mended.text;
  require(text::first_invalid(text) == std::string_view::npos, "what is mended is valid");
  require((mended.replaced + mended.dropped == 0) == (text == bytes),
          "what is whole is left alone");
  read_tokens(text);
  const std::vector<Span> whole = text::paragraphs(text);
  check_spans(text, whole);
  for (const Span paragraph : whole) {
    const std::vector<Span> found = text::sentences(paragraph.of(text));
    require(!found.empty(), "a paragraph has a sentence");
    check_spans(paragraph.of(text), found);
  }
  read_dates(text);
  count_offsets(text);
  text::detect_language(text);
  return 0;
}
