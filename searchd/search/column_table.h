// The columns of one database as they are filled.  Knows value slots and date terms; no thread but
// its own.
#pragma once

#include <xapian.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "proto/store/fields.h"
#include "searchd/search/columns.h"

namespace onrecord::search {

/// Fills one column.
class ColumnFiller {
 public:
  explicit ColumnFiller(const Field& field) : field_(&field) {}

  const Field& field() const { return *field_; }
  /// \a slot: what the field's value slot holds.
  void put(Xapian::docid docid, const std::string& slot);
  const Column& column() const { return column_; }
  /// About what it takes in memory.
  std::size_t bytes() const;

 private:
  std::uint32_t ordinal_of(const std::string& value);
  void put_form(std::uint32_t ordinal, const std::string& name);
  std::uint32_t group_of(const std::string& value, std::uint32_t ordinal);

  const Field* field_;
  Column column_;
  std::unordered_map<std::string_view, std::uint32_t> ordinals_;  ///< Views into the column.
  std::unordered_map<std::string, std::uint32_t> groups_;
  std::size_t text_bytes_ = 0;
  std::uint32_t lists_ = 0;
  std::vector<std::uint32_t> list_;
};

/// Fills the column of articles.
class ArticleFiller {
 public:
  void put(Xapian::docid docid, const std::string& key);
  const ArticleColumn& column() const { return column_; }
  std::size_t bytes() const;

 private:
  ArticleColumn column_;
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;  ///< By a hash of the article's key.
};

/// All columns of one database of one generation.
class ColumnTable {
 public:
  /// \a name: of the database, for left_out().
  ColumnTable(In target, std::string_view name, unsigned shards);

  /// Adds some thousand documents of what \a database has more.  True when nothing is missing.
  bool fill_some(const Xapian::Database& database);
  /// What is filled.
  std::shared_ptr<const ColumnView> view() const;
  std::size_t bytes() const;
  /// Of its largest column.
  std::size_t largest() const;
  void give_up_largest();
  /// Before anything is filled: of the fields' columns that of \a field alone; nullptr: none.
  void keep_only(const Field* field) {
    std::erase_if(fillers_, [&](const ColumnFiller& filler) { return &filler.field() != field; });
  }
  const std::vector<std::string>& left_out() const { return left_out_; }

 private:
  using Docids = std::vector<Xapian::docid>;

  bool is_new(Xapian::docid docid, const Docids& filled) const {
    return docid > filled[(docid - 1) % filled.size()];
  }
  Docids next_chunk(const Xapian::Database& database) const;
  void fill_values(const Xapian::Database& database, const Docids& chunk);
  /// Calls \a put with docid and value of what \a chunk has in \a slot.
  template <class Put>
  void each_value(const Xapian::Database& database, const Docids& chunk, Xapian::valueno slot,
                  Put&& put) const;
  void fill_dates(const Xapian::Database& database);
  void fill_dates_of(const Xapian::Database& database, const std::string& term);

  std::string name_;
  std::vector<ColumnFiller> fillers_;
  std::optional<DateColumn> dates_;
  std::optional<ArticleFiller> articles_;
  Docids filled_;  ///< Of each shard the last docid that is in the columns.
  Docids dated_;   ///< The same of the dates.
  std::vector<std::string> left_out_;
};

}  // namespace onrecord::search
