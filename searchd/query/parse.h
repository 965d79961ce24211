// Query text → tree.  Refuses with a column what cannot be meant; reinterprets nothing in silence.
#pragma once

#include <string_view>

#include "proto/result.h"
#include "searchd/query/tree.h"

namespace onrecord::query {

/// The caps of a query; each refusal names its cap.
struct Limits {
  std::size_t max_query_bytes = 4096;
  std::size_t max_words_bytes = 65536;
  int max_operands = 64;
  int max_depth = 32;
  int max_wildcards = 4;
  int min_wildcard_letters = 3;
};

enum class Match { all, any };
/// `operators`: the whole language.  `words`: the text is words only, no operator is read.
enum class Reading { operators, words };

/// Parses for the database \a target (fields that do not live there are errors that say so).
/// Errors: `invalid` or `limit`, with the column in code points and what was expected.
Result<Parsed> parse_query(std::string_view text, In target = In::articles, Match match = Match::all,
                           Reading reading = Reading::operators, const Limits& limits = {});

}  // namespace onrecord::query
