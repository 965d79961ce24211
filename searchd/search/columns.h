// What the daemon keeps in memory of every document: its facet values, its date and of a statement
// its article, by docid.
// Knows the field table and value slots, not queries.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/store/fields.h"
#include "searchd/search/column.h"

namespace onrecord::store {
struct Reader;
enum class Kind;
}  // namespace onrecord::store

namespace onrecord::search {

/// The columns of one database (articles or statements) at one moment, or a later one: documents
/// never change their values and docids are never used again, so what a later moment adds is not
/// seen by who does not match it. The one exception is the field `status`, which has no column.
class ColumnView {
 public:
  /// nullptr: not kept, for want of room (or because it is `status`).
  const Column* of(const Field& field) const {
    const auto& column = columns_[static_cast<std::size_t>(&field - kFields.data())];
    return column ? &*column : nullptr;
  }
  const DateColumn* dates() const { return dates_ ? &*dates_ : nullptr; }
  /// Of statements only.
  const ArticleColumn* articles() const { return articles_ ? &*articles_ : nullptr; }

 private:
  friend class ColumnTable;
  std::array<std::optional<Column>, kFields.size()> columns_;
  std::optional<DateColumn> dates_;
  std::optional<ArticleColumn> articles_;
};

/// Both views of one index; nullptr where they are not filled up to the reader's commit yet.
struct ColumnViews {
  std::shared_ptr<const ColumnView> articles;
  std::shared_ptr<const ColumnView> statements;
};

/// How much of what is missing follow() adds.
enum class Fill {
  whole,    ///< All of it: when the index is opened.
  a_slice,  ///< For about 30 ms: between two requests.
};

/// The columns of one index, shared by all threads that read it.  All functions may be called from
/// any thread.
class Columns {
 public:
  static constexpr std::size_t kDefaultMaxBytes = std::size_t{256} << 20;

  /// 0: none are kept.
  explicit Columns(std::size_t max_bytes = kDefaultMaxBytes);
  ~Columns();

  /// Adds the documents that are new in \a reader and gives what fits it.  A new generation starts
  /// anew.  Microseconds when nothing is new, else about 1 µs a document.  Past the budget the
  /// largest columns are given up until the generation ends.  Throws Xapian's errors, and may be
  /// called again then.
  ColumnViews follow(const store::Reader& reader, Fill fill);

  struct Use {
    std::size_t bytes = 0;
    std::size_t max_bytes = 0;
    std::vector<std::string> left_out;  ///< "articles.speaker": what did not fit.
  };
  Use use() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace onrecord::search
