// Where a reported clause begins and ends in its sentence.  Knows cues and clause openings; who
// reports is clauses.h's business.
#pragma once

#include "indexer/statements/tokens.h"

namespace onrecord::statements {

/// How the attribution hangs in its sentence: tells where the clause may end.
enum class Tie : std::uint8_t {
  main,         ///< "Ann said …": to the end of the sentence.
  subordinate,  ///< "While Ann says …, Tom left": to the comma before the main clause.
  relative,     ///< "Ann, who said …, left": to the comma before the main clause's verb.
  condition,    ///< "If Ann said …, Tom would leave": the same, whatever opens the main clause.
};

/// The bounds of clauses in the tokens [low, high) of a sentence, its last mark left out.
class ClauseBounds {
 public:
  ClauseBounds(Tokens tokens, int low, int high) : tokens_(tokens), low_(low), high_(high) {}

  struct Opening {
    int at = 0;         ///< The clause's first token.
    bool that = false;  ///< "that" stands before it.
  };
  /// Where the clause of the cue at \a cue begins: past who is told, when, where, and "that".
  Opening opening(int cue) const;

  /// May a clause without "that" begin at \a begin?  After a verb that takes things as well ("wrote
  /// a book") it takes more.
  bool may_open(int begin, int cue) const;

  /// Where the clause [begin, end) gives way to the narrator: ", a plan that …", ", while …".
  int end(int begin, int end, Tie tie) const;

  /// Where the sentence's own clause begins: past "But", "However," and "While …,".
  int main_clause(int end) const;

  /// Do [from, end) after the cue only tell time, place and manner?
  bool only_circumstance(int from, int end, const Token& cue) const;

  /// Is there a finite verb among [begin, end)?
  bool has_verb(int begin, int end) const;

  bool opens_subject(int at) const;
  bool leaves(int at) const;
  bool has_auxiliary(int begin, int end) const;

 private:
  const Token& token(int i) const { return tokens_[static_cast<std::size_t>(i)]; }
  bool has_past(int begin, int end) const;
  int past_hearer(int at) const;
  int past_circumstance(int at) const;

  Tokens tokens_;
  int low_, high_;
};

}  // namespace onrecord::statements
