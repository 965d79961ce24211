// Words that stand side by side in the query, and in a document as well: what that adds to a
// score.  Reads positions; runs no match.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace onrecord::search {

/// Adds to each score what the pairs of words in its document are worth: for each pair that stands
/// there side by side, in this order, bonus::kPair of both words' IneB2 weights.
///
/// Not a part of the query: in Xapian 1.4.22 a phrase below an OR below an AND_MAYBE or a FILTER
/// weighs what it does not match, and AND_MAYBEs of one phrase each read positions of every
/// matching document (50 times the cost of the match).  So only the best of a match are looked at.
/// For one request; belongs to one thread.  Throws what Xapian throws.
class Neighbours {
 public:
  /// As many of the best documents are looked at.  Half of it, or four times as many, gives the
  /// same figures on the shared collections.
  static constexpr Xapian::doccount kLookedAt = 50;

  /// \a pairs: folded words.  \a length_parameter: as in query::Compiled.
  Neighbours(const Xapian::Database& database,
             std::vector<std::pair<std::string, std::string>> pairs, double length_parameter);

  bool empty() const { return pairs_.empty(); }
  /// Cost: 2 µs a word of the pairs.
  double weight(Xapian::docid docid);

 private:
  struct Word {
    double inverse_frequency = 0;  ///< 0: in no document.
    double per_use = 0;
  };
  struct Places {
    Xapian::docid docid = 0;  ///< Of which document; 0: none yet.
    std::vector<Xapian::termpos> at;
  };

  void add_word(const std::string& word);
  const std::vector<Xapian::termpos>& places(const std::string& word, Xapian::docid docid);
  double word_weight(const std::string& word, double uses, double length) const;

  const Xapian::Database& database_;
  std::vector<std::pair<std::string, std::string>> pairs_;
  double length_parameter_;
  std::unordered_map<std::string, Word> words_;
  std::unordered_map<std::string, Places> places_;
};

}  // namespace onrecord::search
