// Random queries of the oracle: each writes itself as query text and is decided by looking at every
// word.
#pragma once

#include <memory>

#include "tests/query/oracle_world.h"

namespace oracle {

/// What a query is decided on: an article or one of its statements, taken apart.
struct Subject {
  const Piece* piece = nullptr;
  const Said* said = nullptr;     ///< Nullptr: the article.
  std::vector<Passage> own;       ///< Runs of words; of a statement its own words.
  std::vector<Passage> sentence;  ///< Statements: of the text around.
  std::vector<Passage> headline;
};
std::vector<Subject> articles_of(const std::vector<Piece>& world);
std::vector<Subject> statements_of(const std::vector<Piece>& world);

/// How a query is to be looked at.
struct View {
  enum class Reach { statement, sentence, everywhere } reach = Reach::everywhere;
  bool dates = true;  ///< False: every date filter holds.
};

/// A piece of a query.
class Clause {
 public:
  virtual ~Clause() = default;
  virtual std::string text() const = 0;
  virtual bool holds(const Subject& subject, const View& view) const = 0;
  /// Needs brackets inside a row.
  virtual bool is_row() const { return false; }
  virtual bool has_dates() const { return false; }
};
using ClausePtr = std::unique_ptr<Clause>;

/// A query for articles or for statements; \a any: one whose words side by side are joined by OR.
ClausePtr random_query(std::mt19937& random, bool statements);
ClausePtr random_query_of_any(std::mt19937& random, bool statements);

}  // namespace oracle
