// Any bytes as a query: refused with a column inside the text, or a tree that prints back to
// itself.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "searchd/query/parse.h"

namespace {

using namespace onrecord;
using namespace onrecord::query;

void must(bool held, std::string_view what, std::string_view first, std::string_view second) {
  if (held) return;
  std::fprintf(stderr, "%.*s\n  %.*s\n  %.*s\n", static_cast<int>(what.size()), what.data(),
               static_cast<int>(first.size()), first.data(), static_cast<int>(second.size()),
               second.data());
  std::abort();
}

/// Only to read back what was printed: a printed tree may be longer than the query was ("a-b" is "a
/// b" in quotes).
Limits wide() {
  Limits limits;
  limits.max_query_bytes *= 8;
  limits.max_depth *= 2;
  return limits;
}

void check(std::string_view text, In target, Match match, Reading reading) {
  const auto parsed = parse_query(text, target, match, reading);
  if (!parsed) {
    must(parsed.error().column >= 0 && parsed.error().column <= static_cast<int>(text.size()) + 1,
         "column outside the query", parsed.error().message, text);
    return;
  }
  for (const Hint& hint : parsed->hints)
    must(hint.column >= 1 && hint.column <= static_cast<int>(text.size()), "hint outside",
         hint.message, text);
  if (reading == Reading::words && match == Match::any) return;  // may be longer than a query
  const std::string printed = print(*parsed->root);
  const auto again = parse_query(printed, target, Match::all, Reading::operators, wide());
  must(again.has_value(), "does not parse again", text, printed);
  const std::string reprinted = print(*again->root);
  must(printed == reprinted, "is another tree", printed, reprinted);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  for (const In target : {In::articles, In::statements})
    for (const Match match : {Match::all, Match::any})
      for (const Reading reading : {Reading::operators, Reading::words})
        check(text, target, match, reading);
  return 0;
}
