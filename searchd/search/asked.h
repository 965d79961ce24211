// What a request asks for: the arguments query, target, match and words, parsed and compiled. Knows
// no order, no page.
#pragma once

#include <xapian.h>

#include <boost/json.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "proto/result.h"
#include "proto/store/fields.h"
#include "proto/store/layout.h"
#include "proto/wire/messages.h"
#include "searchd/query/compile.h"
#include "searchd/query/parse.h"
#include "searchd/search/answer.h"
#include "searchd/search/past.h"
#include "searchd/search/snapshot.h"
#include "searchd/search/speaker_filter.h"

namespace onrecord::search {

/// A question to one database of one snapshot.
struct Asked {
  In target = In::articles;
  store::Kind kind = store::Kind::articles;
  query::Parsed parsed;
  Xapian::Query visible;        ///< What matches and may be seen; weighed.
  double length_parameter = 1;  ///< As in query::Compiled.
  std::vector<std::pair<std::string, std::string>> pairs;
  int expansions = 0;                       ///< Index terms that wildcards stand for.
  int dropped = 0;                          ///< Words of a long text that were left out.
  std::shared_ptr<SpeakerFilter> speakers;  ///< Expands `speaker:`; never nullptr after ask().
  std::shared_ptr<Past> past;               ///< Of a question about the past; nullptr: about today.
  /// Whether speakers are people of the authority, not names alone.
  bool people() const { return speakers->authority() != nullptr; }
  /// Where the query filters by date: what would match, and may be seen, if its date were known or
  /// precise enough.
  std::optional<Xapian::Query> excluded_undated;

  /// What the question is asked of, and the columns of that; nullptr where there are none.
  Xapian::Database& database(Snapshot& snapshot) const;
  const ColumnView* columns(const Snapshot& snapshot) const;
  /// What of \a query may be seen.
  Xapian::Query seen(const Xapian::Query& query, const Snapshot& snapshot) const;
};

/// What of \a root may be seen; \a root is \a asked.parsed.root, changed.  Errors: those of the
/// compiler.
Result<Xapian::Query> compile_visible(const query::Node& root, const Asked& asked,
                                      Snapshot& snapshot, const Budget& budget);
/// What the compiler is told about a snapshot: words of hidden documents are none, time is up at
/// the deadline.  What is given outlives the compiling.
query::CompileOptions compile_options(In target, const std::shared_ptr<SpeakerFilter>& speakers,
                                      Snapshot& snapshot, const Budget& budget);
/// The same for what is asked of the past, where there is no said:(…).
query::CompileOptions compile_options(const Asked& asked, Snapshot& snapshot, const Budget& budget);

/// Errors: those of the parser and the compiler, with column.
Result<Asked> ask(const wire::Request& request, Snapshot& snapshot, const Budget& budget);

/// The same on every page of one search: a hash of query, target, match, words, sort, half_life,
/// as_of, collapse and authority.
std::uint64_t question_of(const wire::Request& request);

/// How many documents match exactly.  Runs the whole match.
std::uint64_t count_matches(Xapian::Database& database, const Xapian::Query& query,
                            const Budget& budget);

/// {"parsed": the printed tree, "hints": [{"column", "message"}]}, and "as_of", "expansions",
/// "dropped" and "speakers" where there are some.
void put_question(boost::json::object& result, const Asked& asked);

}  // namespace onrecord::search
