// Words, phrases, NEAR and counts → Xapian queries for the places where they are looked for.  Part
// of compile.h; knows no field.
#pragma once

#include <xapian.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/query/compile.h"
#include "searchd/query/compile_terms.h"
#include "searchd/query/places.h"

namespace onrecord::query {

/// How far from a statement its words are looked for.  For articles there is one place.
enum class Reach { statement, sentence, everywhere };

/// The words one after the other under \a prefix; one term for a single word.
Xapian::Query phrase(std::string_view prefix, const std::vector<std::string>& words);

/// Compiles the words of one query and keeps count of them.  Throws what Xapian throws.
class Words {
 public:
  Words(const Xapian::Database& database, store::Stemmer& stemmer, const CompileOptions& options)
      : database_(database), stemmer_(stemmer), options_(options), expansions_(database, options) {}

  /// A Word, a Phrase, a Near or an AtLeast.  \a scope: the prefix of the only place to look in.
  /// Errors: `limit`.
  Result<Xapian::Query> compile(const Node& node, Reach reach,
                                const std::optional<std::string>& scope);

  /// Of more than \a most plain words keeps those that are in the fewest documents; what is in none
  /// is no loss.
  void keep_best(std::vector<const Node*>& nodes, std::size_t most);

  /// A field's value, whose terms begin with \a prefix.  Errors: `limit`.
  Result<Xapian::Query> expanded(std::string_view prefix, const Like& like,
                                 std::string_view printed, int column);

  const Expansions& expansions() const { return expansions_; }
  int dropped() const { return dropped_; }
  /// Whether words were looked for in more than one place.
  bool searched() const { return searched_; }

 private:
  Result<Xapian::Query> in_place(const Node& node, std::string_view prefix);
  Result<Xapian::Query> phrase_in_place(const Phrase& words, const Node& node,
                                        std::string_view prefix);
  Result<Xapian::Query> near_in_place(const Near& near, const Node& node, std::string_view prefix);
  Result<Xapian::Query> count_in_place(const AtLeast& at_least, std::string_view prefix);
  Result<std::vector<std::string>> terms_of(const Word& word, const Node& node,
                                            std::string_view prefix);
  Result<Sought> sought(const Node& node, std::string_view prefix);

  const Xapian::Database& database_;
  store::Stemmer& stemmer_;
  const CompileOptions& options_;
  Expansions expansions_;
  int dropped_ = 0;
  bool searched_ = false;
};

}  // namespace onrecord::query
