// The rules that every table of spans keeps.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "proto/store/records.h"

namespace onrecord::formats {

/// The rule that \a spans over \a text break, or "".
inline std::string broken_span_rule(std::string_view text, const std::vector<TextSpan>& spans) {
  const auto on_boundary = [&](std::uint32_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
  };
  const auto is_container = [](const TextSpan& span) {
    return span.kind == SpanKind::section || span.kind == SpanKind::turn;
  };
  std::uint32_t last_begin = 0;
  std::uint32_t last_flat_end = 0;
  int leads = 0;
  std::vector<const TextSpan*> open;
  for (const TextSpan& span : spans) {
    if (span.span.begin >= span.span.end || span.span.end > text.size())
      return "a span is empty or out of range";
    if (!on_boundary(span.span.begin) || !on_boundary(span.span.end))
      return "a span cuts a code point";
    if (span.span.begin < last_begin) return "spans are not in order of begin";
    last_begin = span.span.begin;
    if (is_mark(span.kind)) continue;
    while (!open.empty() && open.back()->span.end <= span.span.begin) open.pop_back();
    if (!open.empty() && !open.back()->span.contains(span.span))
      return "a span sticks out of its container";
    leads += span.kind == SpanKind::lead ? 1 : 0;
    if (is_container(span)) {
      if (span.label.empty()) return "a container has no label";
      open.push_back(&span);
    } else {
      if (span.span.begin < last_flat_end) return "two paragraphs overlap";
      if (!span.label.empty()) return "a paragraph has a label";
      last_flat_end = span.span.end;
    }
  }
  return leads > 1 ? "more than one lead" : "";
}

}  // namespace onrecord::formats
