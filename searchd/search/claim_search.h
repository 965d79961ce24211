// Finds the documents that may hold the words of a claim.  Knows terms, dates and what may be seen;
// judges nothing.
#pragma once

#include <xapian.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "proto/store/layout.h"
#include "proto/text/claim.h"
#include "proto/wire/messages.h"
#include "searchd/search/answer.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// Searches for one request on one refreshed snapshot.  Every query is of what may be seen.
class ClaimSearch {
 public:
  /// \a before and \a after: dates as the query language's before: and after: take them.  Errors:
  /// `invalid` names the argument.
  static Result<ClaimSearch> make(Snapshot& snapshot, const Budget& budget,
                                  std::optional<std::string_view> before,
                                  std::optional<std::string_view> after);

  enum class Dates {
    asked,     ///< Within the dates that were asked for.
    left_out,  ///< Not known, or not well enough, to be in or out.
  };
  /// A statement that may hold a claim's words.
  struct Candidate {
    Xapian::docid docid = 0;
    /// Of the weight of the claim's rare words: 0 to 1.  Of a long statement those words count that
    /// stand close together, unless the claim has dots.
    double share = 0;
    bool is_long = false;  ///< To read it costs many times what others cost.
  };
  /// Which words of a claim a statement has.
  enum class Having {
    all,  ///< All of the rarest.
    /// The same where as many as were asked for have all: first those that have all words in their
    /// order, then those that have not.  Nothing where fewer have.
    crowded,
    some,  ///< Some of the rarest, but not all: those that share most first.
    /// All words in their order, of quotations and speeches in articles that are not retracted.
    at_first_hand,
  };
  /// Statements that have words of \a claim, \a most of each kind.  \a speaker: only such as may be
  /// by that name or role; "" for any.  `crowded` REQUIRES that the last call was `all` with the
  /// same arguments.  Cost: a look-up a word, once, and those that have all of the rarest;
  /// `crowded` looks at positions in 3,000 of them; `some` reads the postings of the words chosen
  /// (120,000 at most).
  std::vector<Candidate> statements(const text::Claim& claim, Having having, Xapian::doccount most,
                                    std::string_view speaker, Dates dates);
  /// All three, those that may have all words first.
  std::vector<Candidate> statements(const text::Claim& claim, Xapian::doccount most,
                                    std::string_view speaker = {}, Dates dates = Dates::asked);

  /// Whether the last statements() gave all that have the claim's words in their order, as far as
  /// can be told without reading them.
  bool complete() const { return complete_; }

  /// Of the articles that have every content word of \a claim that is printed in one way only, or
  /// parted in two, \a most at most, those that share the rarest of its words first; of these those
  /// in which the words stand close together, unless the claim has dots.
  std::vector<Xapian::docid> articles(const text::Claim& claim, Xapian::doccount most);

  bool dated() const { return dated_; }

  /// Names of speakers on record that have the word \a surname, from 5,000 statements at most.
  std::vector<std::string> names_with(const std::string& surname) const;

 private:
  struct Term {
    std::string term;
    std::string other;  ///< The same word in British or American spelling, where it is there too.
    Xapian::doccount documents = 0;  ///< Of both.
    double weight = 0;
  };
  /// The words of a claim as terms that are there, the rarest first.
  struct Terms {
    std::vector<Term> list;
    std::vector<std::string> phrase;  ///< All of them in order, those that are not there too.
    /// Content words that articles print in one way wherever they stand: places in `list`.
    std::vector<std::size_t> steady;
    std::vector<Xapian::Query> parted;  ///< The other ones: each as it is, or as two words.
    bool foreign = false;               ///< A word that would be steady stands nowhere.
    Xapian::Query rare;                 ///< Any of the rarest; empty where all are common.
    Xapian::Query all_words;            ///< All of the rarest; empty where none is there.
    Xapian::Query otherwise;            ///< All words, joined or parted; empty for a longer claim.
    double weight = 0;                  ///< Of a document that has all words of `rare`.
  };

  ClaimSearch(Snapshot& snapshot, const Budget& budget) : snapshot_(snapshot), budget_(budget) {}

  const Terms& terms_of(store::Kind kind, const text::Claim& claim);
  Xapian::Query limited(store::Kind kind, const Xapian::Query& query, std::string_view speaker,
                        Dates dates) const;
  enum class Ranks { no, yes };
  Xapian::MSet run(store::Kind kind, const Xapian::Query& query, Xapian::doccount most,
                   Ranks ranks) const;

  Snapshot& snapshot_;
  const Budget& budget_;
  bool dated_ = false;
  bool complete_ = true;
  Xapian::doccount having_all_ = 0;  ///< About so many, at the last `all`.
  Xapian::Query within_[2];          ///< Of statements and of articles.
  Xapian::Query left_out_[2];
  std::map<std::string, Xapian::doccount> frequencies_[2];  ///< Of terms that were looked up.
  std::map<std::string, Terms> terms_[2];                   ///< By the claim's words.
};

}  // namespace onrecord::search
