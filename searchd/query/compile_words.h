// Words, phrases, NEAR and wildcards → Xapian terms in the places where they are looked for.  Part
// of compile.h; knows no field.
#pragma once

#include <xapian.h>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/query/compile.h"

namespace onrecord::query {

/// How far from a statement its words are looked for.  For articles there is one place.
enum class Reach { statement, sentence, everywhere };

/// The words one after the other under \a prefix; one term for a single word.
Xapian::Query phrase(std::string_view prefix, const std::vector<std::string>& words);

/// Compiles the words of one query and keeps count of them.  Throws what Xapian throws.
class Words {
 public:
  Words(const Xapian::Database& database, store::Stemmer& stemmer, const CompileOptions& options)
      : database_(database), stemmer_(stemmer), options_(options) {}

  /// A Word, a Phrase or a Near.  \a scope: the prefix of the only place to look in.  Notes
  /// highlights unless \a negated.  Errors: `limit`.
  Result<Xapian::Query> compile(const Node& node, Reach reach,
                                const std::optional<std::string>& scope, bool negated);

  /// Notes the words below \a node as highlights.
  void highlight(const Node& node);

  /// Of more than \a most plain words keeps those that are in the fewest documents; what is in none
  /// is no loss.
  void keep_best(std::vector<const Node*>& nodes, std::size_t most);

  /// The next terms_beginning() are of another wildcard.
  void begin_wildcard();
  /// The index terms that begin with \a beginning.  Errors: `limit` when the query's wildcards
  /// stand for too many.
  Result<std::vector<std::string>> terms_beginning(const std::string& beginning,
                                                   std::string_view printed, int column);

  Highlights take_highlights() const;
  int expansions() const { return finished_ + current_; }
  int dropped() const { return dropped_; }
  /// Whether words were looked for in more than one place.
  bool searched() const { return searched_; }

 private:
  Result<Xapian::Query> in_place(const Node& node, std::string_view prefix);
  void note(const Node& node);

  const Xapian::Database& database_;
  store::Stemmer& stemmer_;
  const CompileOptions& options_;
  std::set<std::string> words_, stems_, prefixes_;
  int finished_ = 0;  ///< Expansions of the wildcards before.
  int current_ = 0;   ///< Of the current one, in the place where it has most.
  int dropped_ = 0;
  bool searched_ = false;
};

}  // namespace onrecord::query
