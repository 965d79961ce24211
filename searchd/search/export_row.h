// One row of an export: a document read, checked, and written as JSON text.  Knows no query and no
// page.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "proto/result.h"
#include "proto/store/layout.h"
#include "proto/store/records.h"
#include "proto/text/utf8.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// Makes the rows of one page: reads a document, tells of which row it is, and writes that if it is
/// wanted.  Belongs to one thread; its snapshot must not be refreshed meanwhile.
class ExportRow {
 public:
  /// \a fields: those of each row, in that order; none: the whole record.  Must outlive this.
  ExportRow(Snapshot& snapshot, text::OffsetUnit unit, store::Kind kind,
            std::span<const std::string> fields);

  /// Reads document data.  False when it is a statement of an article version that is not the
  /// current one.  Throws when the index moved on.  Errors: `index`.
  Result<bool> read(std::string_view data);

  // Of what was read last.
  /// The same for every version of a row, whatever its docid: an article's key; of a statement the
  /// article's key, the place and the words.
  std::uint64_t name() const;
  std::uint32_t version() const;
  /// Appends the row.  An article whose text is not what was stored is shown without it, and says
  /// "damaged".  Errors: as read().
  Result<void> append_to(std::string& out);

 private:
  template <class Row>
  Result<void> put(Row& row);
  template <class Row>
  Result<void> put_article_row(Row& row);
  template <class Row>
  Result<void> put_statement_row(Row& row);

  Snapshot& snapshot_;
  text::OffsetUnit unit_;
  store::Kind kind_;
  std::span<const std::string> fields_;
  bool without_text_;
  Article article_;
  StoredStatement stored_;
  std::string current_term_;  ///< The version that the statement read last is of, and is current.
};

}  // namespace onrecord::search
