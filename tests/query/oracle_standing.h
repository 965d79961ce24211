// What the oracle thinks about words that stand together: it writes every way of matching down as
// the set of words that it takes.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "tests/query/oracle_world.h"

namespace oracle {

/// One place of a text, word by word.
struct Laid {
  struct One {
    std::string word;
    int at;  ///< Neighbours are 1 apart; different runs are out of every reach.
    int sentence;
    int paragraph;
  };
  std::vector<One> words;
};
/// \a marked: sentences are known; else all of it is one sentence and one paragraph.
Laid lay(const std::vector<Passage>& runs, bool marked);

/// Indexes into Laid::words, ascending.
using Taken = std::vector<std::size_t>;

/// Something that words of a text can match.
class Standing {
 public:
  virtual ~Standing() = default;
  virtual std::string text() const = 0;
  virtual std::vector<Taken> matches(const Laid& laid) const = 0;
  /// Needs brackets beside NEAR.
  virtual bool is_group() const { return false; }
};
using StandingPtr = std::unique_ptr<Standing>;

/// What a query may still have; counted down.
struct Budget {
  int wildcards = 4;
  int words = 30;
};

/// A word as printed, with wildcards or fuzzy, or a phrase of such words.
StandingPtr random_run(std::mt19937& random, Budget& budget);
/// Two things beside NEAR, ADJ, w/s or w/p, some of them groups, at most \a depth inside another.
StandingPtr random_together(std::mt19937& random, int depth, Budget& budget);

}  // namespace oracle
