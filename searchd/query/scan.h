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
  word,      ///< Bare text; `terms` holds its folded words, never none.
  quoted,    ///< `inside` is what stands between the marks.
  value,     ///< Bare text directly after a field's colon.
  field,     ///< `inside` is the name; the colon is part of `at`.
  in,        ///< "in(LABEL,": `inside` is the label without its quotes.
  scope,     ///< "lead(", "headline(": `inside` is the name.
  at_least,  ///< "atleast3(": `number` times.
  open,
  close,
  minus,
  op_and,
  op_or,
  op_not,
  near,  ///< NEAR/n, w/n: `number`, 0 when it was not given.
  adj,   ///< ADJ/n, pre/n.
  same_sentence,
  same_paragraph,
  all,  ///< A '*' alone.
  end,
};

struct Lexeme {
  LexemeKind kind = LexemeKind::end;
  Span at;      ///< Bytes of the query text.
  Span inside;  ///< Without marks, '=' and the trailing '*' or '~'.
  int column = 0;
  int number = 0;
  bool star = false;   ///< A '*' follows directly.
  bool exact = false;  ///< A '=' came first.
  int edits = 0;       ///< A '~' follows, alone or with this number.
  /// Of a word; a word with wildcards inside is one pattern, its trailing '*' included.
  std::vector<std::string> terms;
};

struct Scanned {
  std::vector<Lexeme> lexemes;  ///< The last one is `end`.
  std::vector<Hint> hints;
};

/// Errors: `invalid`, `limit` and `unsupported`, with column.  REQUIRES: valid UTF-8.
Result<Scanned> scan(std::string_view text);

}  // namespace onrecord::query
