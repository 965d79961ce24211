// Query text → tree.  Refuses with a column what cannot be meant; reinterprets nothing in silence.
//
//   query   = one or more operands, side by side or joined by AND, or all joined by OR; the two
//             never mix in one row
//   operand = [ '-' | NOT ] ( primary | primary NEAR primary )
//   primary = '(' query ')' | word | phrase | field | in(label, query) | lead(query)
//           | headline(query) | atleastN(word) | atleastN(phrase)
//   NEAR    = NEAR | NEAR/n | w/n (n - 1 words between at most) | ADJ | ADJ/n | pre/n (in this
//   order)
//           | w/s (in one sentence) | w/p (in one paragraph); on both sides a word, a phrase, or in
//             brackets some of them joined by OR, or another NEAR
//   word    = letters | letters*letters* (any letters or none) | letters?letters (one letter)
//           | letters~ letters~1 letters~2 (so many edits away) | =letters (exactly this word)
//           | * (everything); before a wildcard or '~' stand 3 letters or more
//   phrase  = "…"  “…”  „…“  «…»  »…«  ''…''  '…', its words with wildcards or without
//   field   = name:value  name:"value"  name:value*  name:value~  name:(query of values)
//           | said:(query of statements)
//
// A colon makes a field when what stands before it looks like a name: it begins with a letter and
// goes on in letters, digits, '.', '_' and '-'; then an unknown name is an error.  "10:30" and
// "https://…" are words.  Punctuation that stands alone is left out with a hint.  Tabs and line
// ends are spaces; other control characters are refused.
#pragma once

#include <cstddef>
#include <string_view>

#include "proto/result.h"
#include "proto/store/terms.h"
#include "searchd/query/tree.h"

namespace onrecord::query {

/// The caps of a query; each refusal names its cap.
struct Limits {
  std::size_t max_query_bytes = 4096;
  std::size_t max_words_bytes = 65536;
  int max_operands = 64;  ///< Words (also those of phrases) and field values; Reading::words with
                          ///< Match::any has no such cap.
  int max_depth = 32;     ///< Brackets inside brackets.
  int max_wildcards = 4;  ///< Words with '*', '?' or '~'.
  int min_wildcard_letters = 3;  ///< Before the wildcard or '~' of a word; a field's value with '*'
                                 ///< needs one.
  int max_times = 9999;          ///< Of atleastN.
  int max_distance =
      store::kPositionGap - 1;  ///< Of NEAR and ADJ: the index keeps paragraphs further apart.
};

/// `any`: words and phrases side by side are joined by OR; fields and negatives beside them still
/// hold for every hit.
enum class Match { all, any };
/// `operators`: the whole language.  `words`: the text is words only, no operator is read.
enum class Reading { operators, words };

/// Parses for the database \a target (fields that do not live there are errors that say so).
/// Errors: `invalid`, `unsupported` or `limit`, with the column in code points and what was
/// expected; the message begins with "column N: " where there is one.  Never throws (but for want
/// of memory).  O(n).
Result<Parsed> parse_query(std::string_view text, In target = In::articles,
                           Match match = Match::all, Reading reading = Reading::operators,
                           const Limits& limits = {});

}  // namespace onrecord::query
