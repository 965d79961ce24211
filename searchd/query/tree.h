// A parsed query: a tree of values that prints back as a query.  Knows the field table, not Xapian.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "proto/store/fields.h"
#include "proto/text/dates.h"
#include "proto/text/span.h"

namespace onrecord::query {

struct Node;
using NodePtr = std::unique_ptr<Node>;

/// One word.  `negotiat*`, `organi*ation`, `=exact` and `Baghaie~` are kinds of it, one at a time.
struct Word {
  std::string term;     ///< Folded; with '*' or '?' inside it is a pattern (likeness.h).
  bool prefix = false;  ///< A trailing wildcard and no other; it is no part of the term.
  bool exact = false;   ///< No stemming.
  int edits = 0;        ///< Of `Baghaie~`: words so many edits away at most, with the same first
                        ///< letter (likeness.h).
};
/// Words one after the other, unstemmed.  A word printed with hyphens, or a script without spaces,
/// is a phrase too.
struct Phrase {
  std::vector<std::string> terms;  ///< Folded, at least one; with '*' or '?' inside, a pattern.
};
/// Two operands that stand together; places.h says what that means.  Each is a Word, a Phrase, an
/// Or of operands or a Near; words are unstemmed.
struct Near {
  enum class Within : std::uint8_t {
    distance,   ///< NEAR/n: at most n - 1 words between them.
    sentence,   ///< w/s
    paragraph,  ///< w/p
  };
  std::vector<NodePtr> operands;
  int distance = 0;
  bool ordered = false;  ///< ADJ: in this order.
  Within within = Within::distance;
};
/// `atleast3(tariffs)`: the word (any Word) or Phrase below stands in the text so many times.
struct AtLeast {
  int times = 1;
  NodePtr inner;
};
/// Two operands or more, none of them an And, an All, or a Not without left.
struct And {
  std::vector<NodePtr> operands;
};
/// Two operands or more, none of them an Or.
struct Or {
  std::vector<NodePtr> operands;
};
/// Everything that matches \a left and not \a right.  A query of negatives alone has no left and
/// means "all but".
struct Not {
  NodePtr left;
  NodePtr right;
};
/// A value of a field: `speaker:"mara lindqvist"`.  Never of `headline` or `lead` (that is a
/// Scope), dates or numbers.
struct FieldValue {
  const Field* field = nullptr;
  std::string key;    ///< For meta: KEY.
  std::string value;  ///< As given.
  bool prefix = false;
  int edits = 0;  ///< As of a Word; of names only.
};
/// `date:` `before:` `after:`, both ends in; an open end is an unknown date.  `unknown`:
/// date:unknown.
struct DateRange {
  text::Date from;
  text::Date to;
  bool unknown = false;
};
/// `confidence:0.9`: from that up.  `confidence:uncertain` is above 0, `confidence:unattributed` is
/// 0 exactly.
struct NumberRange {
  const Field* field = nullptr;
  float low = 0;
  float high = 1;
};
/// Words inside one field or labelled part: `headline:(a b)`, `lead:(a b)`, or `in("why it
/// matters", …)` when \a field is nullptr. \a inner holds words, phrases, Near and their
/// combinations, no field.
struct Scope {
  const Field* field = nullptr;
  std::string label;
  NodePtr inner;
};
/// `said:(…)`: one statement of the article matches \a inner, a query of statements.  The speaker:
/// and role: conditions that stand beside it, or beside brackets around it, hold for the same
/// statement; so they do for -said:(…).
struct Said {
  NodePtr inner;
};
/// Everything.
struct All {};

/// A piece of a query.  Owns what is below it.
struct Node {
  std::variant<All, Word, Phrase, Near, AtLeast, And, Or, Not, FieldValue, DateRange, NumberRange,
               Scope, Said>
      kind;
  Span at;  ///< Bytes of the query text where it begins and ends (for And, Or and Not: where the
            ///< first operand begins).
  int column = 0;  ///< Of \a at, 1-based, in code points; 0 when the text was read as words only.
};

/// The least confidence above 0, for `confidence:uncertain`.
inline constexpr float kAboveZero = 1e-30F;

/// Prints the tree as a query that parses to the same tree (for the same target, within the same
/// limits).
std::string print(const Node& node);

/// A remark that is not an error: "'and' is searched as a word; write AND".
struct Hint {
  int column = 0;
  std::string message;
};

struct Parsed {
  NodePtr root;
  std::vector<Hint> hints;  ///< In order of column, at most 8.
};

}  // namespace onrecord::query
