// How much each word of a query weighs, where it stands and beside what.  Part of compile.h; knows
// the tree's words, not how they match.
#pragma once

#include <xapian.h>

#include <map>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "proto/store/fields.h"
#include "proto/store/terms.h"
#include "searchd/query/tree.h"

namespace onrecord::query {

/// What a word adds to its weight, as multiples of the weight that it has in that place.  Chosen by
/// measurement, leaving one collection out at a time: `scripts/evaluate`, ARCHITECTURE.md.
namespace bonus {
inline constexpr double kHeadline = 0.2;  ///< Articles: it stands in the headline.
inline constexpr double kExact = 0.2;  ///< It stands there as the query has it, not only its stem.
/// It stands beside the query's next word, as in the query (search::Neighbours).
inline constexpr double kPair = 0.2;
inline constexpr double kSentence = 0.5;           ///< Statements: found in the sentence around.
inline constexpr double kStatementHeadline = 0.3;  ///< Statements: found in the article's headline.
/// A query of more words has no bonus: its words are a topic by their number.  Bounds the cost.
inline constexpr std::size_t kMostWords = 64;
}  // namespace bonus

/// The weights of one query.  What matches is none of its business: no weight changes that.
class Weights {
 public:
  /// Reads the words of trees that must all match, outside of negatives and scopes.
  Weights(std::span<const Node* const> nodes, In target, store::Stemmer& stemmer);

  /// Of \a nodes, of which any may match: plain words of one stem become the first of them, which
  /// then weighs for all of them (factor).
  void merge(std::vector<const Node*>& nodes);

  /// By how much a word's weight is multiplied.  A stop word beside other words: 0.  A word that
  /// stands n times in a text of which any word may match: 1 + ln n, since what is said twice is
  /// meant, but not twice as much.
  double factor(const Node& node) const;

  /// The parameter c of the weighting scheme, by which a document's length counts (Amati and van
  /// Rijsbergen 2002): 1 for long questions, more for few words, whose mere presence says most.
  double length_parameter() const;

  /// \a query, with more weight where its words stand in the headline, or as written.
  Xapian::Query with_bonus(const Xapian::Query& query) const;
  /// Folded words that stand side by side, not both of them stop words.
  std::vector<std::pair<std::string, std::string>> pairs() const;

 private:
  void read(std::span<const Node* const> row);
  void read(const Node& node);
  void read_word(const Word& word);

  store::Stemmer& stemmer_;
  In target_;
  bool content_ = false;         ///< Something other than stop words is looked for.
  std::set<std::string> stems_;  ///< Of plain words that are no stop words.
  std::set<std::string> words_;  ///< The same as written.
  std::set<std::pair<std::string, std::string>> pairs_;  ///< Neighbours, as written.
  std::size_t others_ = 0;                               ///< Phrases and the like.
  std::map<const Node*, int> repeats_;
};

}  // namespace onrecord::query
