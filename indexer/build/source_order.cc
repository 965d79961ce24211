// See source_order.h.
#include "indexer/build/source_order.h"

#include <charconv>

namespace onrecord::build {

SourceOrder source_order(const Article& article) {
  SourceOrder order;
  order.modified = article.modified;
  for (const auto& [key, value] : article.meta) {
    if (key != "version") continue;
    std::uint64_t number = 0;
    const char* end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, number);
    if (read.ec == std::errc() && read.ptr == end) order.number = number;
  }
  return order;
}

Newer newer_of(const SourceOrder& first, const SourceOrder& second) {
  if (first.number && second.number && *first.number != *second.number)
    return *first.number > *second.number ? Newer::first : Newer::second;
  if (first.modified != 0 && second.modified != 0 && first.modified != second.modified)
    return first.modified > second.modified ? Newer::first : Newer::second;
  return Newer::unknown;
}

}  // namespace onrecord::build
