// One hit of a list or an export: its document read, checked and made JSON.  Knows documents, not
// how they were found.
#pragma once

#include <xapian.h>

#include <boost/json.hpp>
#include <cstddef>
#include <optional>

#include "proto/result.h"
#include "proto/store/authority.h"
#include "proto/store/layout.h"
#include "proto/store/records.h"
#include "proto/text/utf8.h"
#include "searchd/search/highlight.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// Whom the authority knows by the name \a speaker in an article, and the role that he had at its
/// date, "" when that is not known.  Lives as long as the authority.
struct ShownPerson {
  const store::Person* person;
  std::string_view role;
};
std::optional<ShownPerson> find_person(const Snapshot& snapshot, std::string_view speaker,
                                       const ArticleKey& key, const text::Date& date);

/// Puts "id", "name" and "role" into a row (row_out.h).
template <class Row>
void put_person(Row& row, const ShownPerson& shown) {
  row.text("id", shown.person->id);
  row.text("name", shown.person->name);
  if (!shown.role.empty()) row.text("role", shown.role);
}

/// Adds that as "person".  Nothing where the authority knows nobody.
void add_person(boost::json::object& hit, const Snapshot& snapshot, std::string_view speaker,
                const ArticleKey& key, const text::Date& date);

/// The text that the statement's offsets point into.  Empty when they are bytes.
Result<std::string> place_text(const StoredStatement& stored, const Snapshot& snapshot,
                               text::OffsetUnit unit);

/// Makes the hits of one request.
class HitMaker {
 public:
  HitMaker(Snapshot& snapshot, text::OffsetUnit unit) : snapshot_(snapshot), unit_(unit) {}

  /// Hits get a snippet of about \a max_bytes with the words of \a highlighter, which must outlive
  /// this object.
  void show_snippets(Highlighter& highlighter, std::size_t max_bytes);

  /// A summary with snippet.  Stored text that is not what was stored is not shown: the hit says
  /// "damaged" instead.
  Result<boost::json::object> article(const Xapian::Document& document);
  /// A statement, or nothing when the article version that it was found in is not the current one.
  Result<std::optional<boost::json::object>> statement(const Xapian::Document& document);
  /// A hit of either kind of document; nothing as of statement().
  Result<std::optional<boost::json::object>> hit(const Xapian::Document& document,
                                                 store::Kind kind);

 private:
  boost::json::object snippet(const Article& article);
  void add_matches(boost::json::object& hit, const StoredStatement& stored);

  Snapshot& snapshot_;
  text::OffsetUnit unit_;
  Highlighter* highlighter_ = nullptr;
  std::size_t max_bytes_ = 0;
};

}  // namespace onrecord::search
