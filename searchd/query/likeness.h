// Which words are like a word: patterns with '*' and '?', and a bounded number of edits.  Knows
// letters (code points), no index.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace onrecord::query {

/// Whether \a term is a pattern: folded words hold neither '*' nor '?'.
inline bool is_pattern(std::string_view term) { return term.find_first_of("*?") != term.npos; }

/// What stands before the first wildcard of \a pattern.
inline std::string_view stub_of(std::string_view pattern) {
  return pattern.substr(0, pattern.find_first_of("*?"));
}

/// Whether \a word is of the form \a pattern: '*' stands for any letters or none, '?' for one.
/// O(word × stars).  REQUIRES: valid UTF-8.
bool fits_pattern(std::string_view pattern, std::string_view word);

/// How many edits a '~' without a number allows: 1 for words of up to 5 letters, else 2.
int default_edits(std::string_view word);

/// Tells how many edits candidates are away from one word: letters inserted, left out, changed, or
/// swapped with their neighbour; no letter is edited twice (optimal string alignment, the
/// restricted Damerau-Levenshtein distance).  Candidates in sorted order share the work of their
/// beginnings.
class EditDistance {
 public:
  /// REQUIRES: valid UTF-8, here and below; \a most is 0 or more.
  EditDistance(std::string_view word, int most);

  /// Whether \a candidate is at most `most` edits away.  O(letters of both) at worst.
  bool near(std::string_view candidate);
  /// After near() was false: length in bytes of the shortest beginning of the candidate with
  /// which no word is near; 0 when there is none.
  std::size_t hopeless_beginning() const { return hopeless_; }

 private:
  void add_row(char32_t letter);
  int least_to_come() const;

  std::u32string word_;
  int most_;
  std::u32string letters_;              ///< Of the candidate, as far as rows are there.
  std::vector<std::vector<int>> rows_;  ///< rows_[i]: distances after i letters of the candidate.
  std::size_t hopeless_ = 0;
};

}  // namespace onrecord::query
