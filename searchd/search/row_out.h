// Two ways to write the same fields: as a JSON value, and straight as its text.  Knows no record.
#pragma once

#include <algorithm>
#include <boost/json.hpp>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "proto/text/json_out.h"

namespace onrecord::search {

/// The elements of a list of a row that is a JSON value.
class ValueList {
 public:
  explicit ValueList(boost::json::array& out) : out_(out) {}
  void text(std::string_view value) { out_.emplace_back(value); }
  template <class Number>
  void number(Number value) {
    out_.emplace_back(value);
  }
  template <class Fill>
  void list(Fill fill) {
    ValueList inner(out_.emplace_back(boost::json::array()).get_array());
    fill(inner);
  }
  template <class Fill>
  void object(Fill fill);

 private:
  boost::json::array& out_;
};

/// The fields of a row that is a JSON value.  What has a name already keeps its first value.
class ValueRow {
 public:
  explicit ValueRow(boost::json::object& out) : out_(out) {}
  void text(std::string_view name, std::string_view value) { out_.emplace(name, value); }
  void null(std::string_view name) { out_.emplace(name, nullptr); }
  void flag(std::string_view name, bool value) { out_.emplace(name, value); }
  template <class Number>
  void number(std::string_view name, Number value) {
    out_.emplace(name, value);
  }
  template <class Fill>
  void list(std::string_view name, Fill fill) {
    boost::json::array value;
    ValueList inner(value);
    fill(inner);
    out_.emplace(name, std::move(value));
  }
  template <class Fill>
  void object(std::string_view name, Fill fill) {
    boost::json::object value;
    ValueRow inner(value);
    fill(inner);
    out_.emplace(name, std::move(value));
  }

 private:
  boost::json::object& out_;
};

template <class Fill>
void ValueList::object(Fill fill) {
  ValueRow inner(out_.emplace_back(boost::json::object()).get_object());
  fill(inner);
}

/// The elements of a list of a row that is text.
class TextList {
 public:
  explicit TextList(text::JsonOut& out) : out_(out) {}
  void text(std::string_view value) { out_.string(value); }
  template <class Number>
  void number(Number value) {
    out_.number(value);
  }
  template <class Fill>
  void list(Fill fill) {
    out_.open('[');
    fill(*this);
    out_.close(']');
  }
  template <class Fill>
  void object(Fill fill);

 private:
  text::JsonOut& out_;
};

/// The fields of a row that is text.  No two may have one name.
class TextRow {
 public:
  explicit TextRow(text::JsonOut& out) : out_(out) {}
  void text(std::string_view name, std::string_view value) { key(name).string(value); }
  void null(std::string_view name) { key(name).null(); }
  void flag(std::string_view name, bool value) { key(name).boolean(value); }
  template <class Number>
  void number(std::string_view name, Number value) {
    key(name).number(value);
  }
  template <class Fill>
  void list(std::string_view name, Fill fill) {
    key(name).open('[');
    TextList inner(out_);
    fill(inner);
    out_.close(']');
  }
  template <class Fill>
  void object(std::string_view name, Fill fill) {
    key(name).open('{');
    fill(*this);
    out_.close('}');
  }

 private:
  text::JsonOut& key(std::string_view name) { return out_.foreign_key(name); }

  text::JsonOut& out_;
};

template <class Fill>
void TextList::object(Fill fill) {
  out_.open('{');
  TextRow inner(out_);
  fill(inner);
  out_.close('}');
}

/// Some fields of a row, as text: what was not asked for is not written.
class PickedRow {
 public:
  /// \a names must outlive this object.
  explicit PickedRow(std::span<const std::string> names) : names_(names), parts_(names.size()) {}

  void text(std::string_view name, std::string_view value) {
    put(name, [&](text::JsonOut& out) { out.string(value); });
  }
  void null(std::string_view name) {
    put(name, [](text::JsonOut& out) { out.null(); });
  }
  void flag(std::string_view name, bool value) {
    put(name, [&](text::JsonOut& out) { out.boolean(value); });
  }
  template <class Number>
  void number(std::string_view name, Number value) {
    put(name, [&](text::JsonOut& out) { out.number(value); });
  }
  template <class Fill>
  void list(std::string_view name, Fill fill) {
    put(name, [&](text::JsonOut& out) { TextList(out).list(fill); });
  }
  template <class Fill>
  void object(std::string_view name, Fill fill) {
    put(name, [&](text::JsonOut& out) { TextList(out).object(fill); });
  }

  /// Appends the fields in the order in which they were asked for, null where the row has none.
  void append_to(std::string& out) const {
    char before = '{';
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (std::find(names_.begin(), names_.begin() + static_cast<std::ptrdiff_t>(i), names_[i]) !=
          names_.begin() + static_cast<std::ptrdiff_t>(i))
        continue;
      out += before;
      text::JsonOut(out).key(names_[i]);
      if (const auto [begin, end] = parts_[i]; begin == end)
        out += "null";
      else
        out.append(values_, begin, end - begin);
      before = ',';
    }
    out += '}';
  }

 private:
  template <class Write>
  void put(std::string_view name, Write write) {
    const auto at = std::find(names_.begin(), names_.end(), name);
    if (at == names_.end()) return;
    auto& [begin, end] = parts_[static_cast<std::size_t>(at - names_.begin())];
    begin = values_.size();
    text::JsonOut out(values_);
    write(out);
    end = values_.size();
  }

  std::span<const std::string> names_;
  std::vector<std::pair<std::size_t, std::size_t>> parts_;  ///< Where in values_ each one stands.
  std::string values_;
};

}  // namespace onrecord::search
