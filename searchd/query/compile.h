// Tree → Xapian::Query for one database.  Knows the terms of the disk contract and how much each
// place of a word weighs; no results, no snapshot.
#pragma once

#include <xapian.h>

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "proto/result.h"
#include "proto/store/terms.h"
#include "searchd/query/tree.h"

namespace onrecord::query {

/// What a word with wildcards, or a fuzzy one, stands for.
struct Expansion {
  int column = 0;
  std::string printed;             ///< As in the printed tree.
  std::vector<std::string> words;  ///< Ascending, each once; of a field's value, folded.
};

struct Compiled {
  Xapian::Query query;
  bool ranked = false;  ///< False: fields only, every weight is 0; the caller chooses the order.
  /// For the weighting scheme that the weights were chosen for, IneB2 (compile_weights.h).
  double length_parameter = 1;
  /// Words that stand side by side: worth more where they do so in a document too.
  std::vector<std::pair<std::string, std::string>> pairs;
  std::vector<Expansion> expansions;
  int expanded = 0;  ///< Words of all expansions.
  int dropped = 0;   ///< Words of a long text that were left out, being the most common ones.
  /// With date filters: what matches but for its unknown date.
  std::optional<Xapian::Query> undated;
  /// Of statements, where words are searched: \a query when words are looked for in the statement
  /// alone, and in the statement and the sentence around it.  A hit of neither needs the headline.
  std::optional<Xapian::Query> in_statement;
  std::optional<Xapian::Query> in_sentence;
};

/// Answers `said:(…)`: the articles of which one statement matches all of \a conditions (trees for
/// statements).
using SaidSearch = std::function<Result<Xapian::Query>(std::span<const Node* const> conditions)>;

/// What `speaker:value` at \a column stands for besides \a as_it_says; nothing: for that alone.
using SpeakerSearch = std::function<Result<std::optional<Xapian::Query>>(
    std::string_view value, int column, const Xapian::Query& as_it_says)>;

struct CompileOptions {
  In target = In::articles;
  int max_expansions = 1000;
  int best_words = 64;    ///< Of a text of which any word may match.
  SpeakerSearch speaker;  ///< None: a speaker's name means what it says.
  SpeakerSearch role;     ///< The same of a role.
  SaidSearch said;        ///< None: said:(…) is refused as not available.
  /// Whether a term is in a document that may be seen: wildcards stand only for such.
  /// Empty: all are.
  std::function<bool(const std::string& term)> shown;
  /// Called now and then, here and while the query runs; throws to end it.  Empty: nothing does.
  std::function<void()> tick;
};

/// Compiles for \a database, whose term list is read for wildcards and word frequencies.  Plain
/// words match by stem (\a stemmer: the index's language), words of phrases, NEAR and =exact as
/// they are; fields filter and weigh nothing.  Stock operators wherever they are exact; NEAR beside
/// more than words, w/s, w/p and atleastN add posting sources, which remote shards do not have.
/// Errors: `limit` (too many expansions, with column), `unsupported` (said: without a
/// search), `stale`, `index`. Microseconds; a wildcard adds its expansions, a long text a look-up a
/// word.
Result<Compiled> compile(const Node& root, const Xapian::Database& database,
                         store::Stemmer& stemmer, const CompileOptions& options = {});
/// The same for trees that must all match.
Result<Compiled> compile(std::span<const Node* const> all_of, const Xapian::Database& database,
                         store::Stemmer& stemmer, const CompileOptions& options = {});

}  // namespace onrecord::query
