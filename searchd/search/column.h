// The values of one facet field by docid, and the dates by docid, as readers see them.  Knows no
// database.
#pragma once

#include <cstdint>
#include <string>

#include "searchd/search/blocks.h"

namespace onrecord::search {

/// One spelling of a field's value.
struct ColumnValue {
  std::string text;         ///< As printed.
  std::uint32_t group = 0;  ///< The ordinal of the first value that folds to the same.
};

/// What a name is compared by.
struct NameForm {
  std::string key;    ///< store::name_key().
  std::string sound;  ///< text::name_sound().
};

/// Docid → ordinals of values.  Read only; may be shared by threads.
class Column {
 public:
  /// Calls \a fn with the ordinal of each value of \a docid: at most one of each group.
  template <class Fn>
  void each(std::uint32_t docid, Fn&& fn) const {
    const std::uint32_t there = by_docid_[docid];
    if (there == 0) return;
    if ((there & kList) == 0) {
      fn(there - 1);
      return;
    }
    const std::uint32_t at = there & ~kList;
    const std::uint32_t count = lists_[at];
    for (std::uint32_t i = 1; i <= count; ++i) fn(lists_[at + i]);
  }
  const ColumnValue& value(std::uint32_t ordinal) const { return values_[ordinal]; }
  /// Of the field speaker only.
  const NameForm& form(std::uint32_t ordinal) const { return forms_[ordinal]; }
  /// Ordinals are below it.
  std::uint32_t size() const { return size_; }

 private:
  friend class ColumnFiller;
  static constexpr std::uint32_t kList = 1U << 31;  ///< The rest is a place in lists_.

  Blocks<std::uint32_t, 8192> by_docid_;  ///< 0: none; else ordinal + 1, or a list.
  Blocks<std::uint32_t, 8192> lists_;     ///< A count, then so many ordinals.
  Blocks<ColumnValue, 256> values_;
  Blocks<NameForm, 256> forms_;
  std::uint32_t size_ = 0;
};

/// The printed local day of a publication date, as far as `date:` knows it.
struct ColumnDay {
  std::uint16_t year = 0;  ///< 0: not known to be within one year.
  std::uint8_t month = 0;  ///< 0: not known to be within one month of that year.
  std::uint8_t day = 0;    ///< 0: not known.
  bool dated = false;      ///< False: the date is unknown.
};

/// Docid → date.
class DateColumn {
 public:
  const ColumnDay& operator[](std::uint32_t docid) const { return days_[docid]; }

 private:
  friend class ColumnTable;
  Blocks<ColumnDay, 8192> days_;
};

/// Docid of a statement → a number of its article: the same for two statements of one article only.
class ArticleColumn {
 public:
  std::uint32_t operator[](std::uint32_t docid) const { return numbers_[docid]; }

 private:
  friend class ArticleFiller;
  Blocks<std::uint32_t, 8192> numbers_;
};

}  // namespace onrecord::search
