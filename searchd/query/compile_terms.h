// Which index terms a word with wildcards, or a fuzzy one, stands for.  Part of compile.h; knows
// the term list and the cap, no place of a word.
#pragma once

#include <xapian.h>

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searchd/query/compile.h"
#include "searchd/query/likeness.h"

namespace onrecord::query {

/// What index terms must be like, behind their prefix.
struct Like {
  enum class How : std::uint8_t { beginning, pattern, edits };
  How how = How::beginning;
  std::string text;
  int edits = 0;
};
/// Of a Word with `prefix`, a pattern, or `edits`; of a Phrase's pattern, made a Word.
Like like(const Word& word);
/// Whether it stands for several index terms.
inline bool is_expanded(const Word& word) {
  return word.prefix || word.edits > 0 || is_pattern(word.term);
}

/// The terms that one query's wildcards and fuzzy words stand for, and their number.
class Expansions {
 public:
  /// Both outlive this object.
  Expansions(const Xapian::Database& database, const CompileOptions& options)
      : database_(database), options_(options) {}

  /// The index terms behind \a prefix that are like \a like, ascending: only such as are in a
  /// document that may be seen.  \a printed and \a column name the word; the same word in another
  /// place of the text is no other expansion.  Errors: `limit` when the query's expansions are too
  /// many. Cost: the term list from the word's letters before the wildcard on, or its first letter.
  Result<std::vector<std::string>> find(std::string_view prefix, const Like& like,
                                        std::string_view printed, int column);

  int count() const;
  std::vector<Expansion> list() const;

 private:
  using Key = std::pair<int, std::string>;  ///< Column, and as printed.
  int count_without(const Key& key) const;

  const Xapian::Database& database_;
  const CompileOptions& options_;
  std::map<Key, std::set<std::string>> found_;  ///< Words, without prefix.
};

}  // namespace onrecord::query
