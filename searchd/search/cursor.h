// Where a page of hits ended, as an opaque text.  Knows sort keys, not queries.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "proto/result.h"

namespace onrecord::search {

/// The last hit of a page.  Never a Xapian revision: it means the same after any commit.
struct Cursor {
  std::uint64_t question = 0;  ///< Hash of everything that must be the same on the next page.
  double score = 0;            ///< Of the last hit; 0 where relevance is not the order.
  std::uint32_t docid = 0;     ///< Of the last hit: decides between hits of one score and sort key.
  std::uint32_t seen = 0;      ///< Hits given up to here.
  std::string sort_key;        ///< Of the last hit.
};

std::string encode_cursor(const Cursor& cursor);
/// Errors: `invalid`: not one of ours, or one of another \a question.
Result<Cursor> decode_cursor(std::string_view encoded, std::uint64_t question);

}  // namespace onrecord::search
