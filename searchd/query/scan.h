// Query text → lexemes with their columns.  Knows spelling (quotes, operators, what a field's name
// looks like), not meaning.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "searchd/query/tree.h"

namespace onrecord::query {

enum class LexemeKind : std::uint8_t {
  word,    ///< Bare text; `terms` holds its folded words, never none.
  quoted,  ///< `inside` is what stands between the marks.
  value,   ///< Bare text directly after a field's colon.
  field,   ///< `inside` is the name; the colon is part of `at`.
  in,      ///< "in(LABEL,": `inside` is the label without its quotes.
  open,
  close,
  minus,
  op_and,
  op_or,
  op_not,
  near,
  adj,
  all,  ///< A '*' alone.
  end,
};

struct Lexeme {
  LexemeKind kind = LexemeKind::end;
  Span at;      ///< Bytes of the query text.
  Span inside;  ///< Without marks, '=' and the trailing '*'.
  int column = 0;
  int distance = 0;    ///< Of near and adj; 0 when it was not given.
  bool star = false;   ///< A '*' follows directly.
  bool exact = false;  ///< A '=' came first.
  std::vector<std::string> terms;
};

struct Scanned {
  std::vector<Lexeme> lexemes;  ///< The last one is `end`.
  std::vector<Hint> hints;
};

/// Errors: `invalid` and `unsupported`, with column.  REQUIRES: valid UTF-8.
Result<Scanned> scan(std::string_view text);

}  // namespace onrecord::query
