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

/// One word.  `negotiat*` and `=exact` are flags of it.
struct Word {
  std::string term;      ///< Folded.
  bool prefix = false;   ///< A trailing wildcard.
  bool exact = false;    ///< No stemming.
};
/// Words one after the other.  A word printed with hyphens, or a script without spaces, is a phrase too.
struct Phrase { std::vector<std::string> terms; };
/// Operands within a distance: at most \a window words between the first and the last.
struct Near {
  std::vector<NodePtr> operands;  ///< Words, for now as the compiler allows.
  int distance = 0;
  bool ordered = false;
};
struct And { std::vector<NodePtr> operands; };
struct Or { std::vector<NodePtr> operands; };
/// Everything that matches \a left and not \a right.  A query of negatives alone has no left and means "all but".
struct Not { NodePtr left; NodePtr right; };
/// A value of a field: `speaker:"mara lindqvist"`.
struct FieldValue {
  const Field* field = nullptr;
  std::string key;    ///< For meta: KEY.
  std::string value;  ///< As given.
  bool prefix = false;
};
/// `date:` `before:` `after:`, both ends in; an open end is unknown.  `unknown`: date:unknown.
struct DateRange { text::Date from; text::Date to; bool unknown = false; };
/// `confidence:0.9` or above.
struct AtLeast { const Field* field = nullptr; double value = 0; };
/// Words inside one field or labelled part: `in("why it matters", …)`, `headline:(a b)`.
struct Scope { const Field* field = nullptr; std::string label; NodePtr inner; };
/// Everything.
struct All {};

struct Node {
  std::variant<All, Word, Phrase, Near, And, Or, Not, FieldValue, DateRange, AtLeast, Scope> kind;
  Span at;  ///< Bytes of the query text that it was read from.
};

/// Prints the tree as a query that parses to the same tree.
std::string print(const Node& node);

/// A remark that is not an error: "'and' is searched as a word; write AND".
struct Hint { int column = 0; std::string message; };

struct Parsed { NodePtr root; std::vector<Hint> hints; };

}  // namespace onrecord::query
