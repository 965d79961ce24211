// Tagged fields as bytes: TAG LENGTH BYTES, numbers as varints.  Knows no record.
#pragma once

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace onrecord::store {

/// Appends fields to a string.  Empty strings and zeros are left out: an absent field is empty or
/// zero.
class FieldWriter {
 public:
  void string(std::uint32_t tag, std::string_view value) {
    if (!value.empty()) bytes(tag, value);
  }
  /// Also when it is empty: for lists, where absence would lose an element.
  void bytes(std::uint32_t tag, std::string_view value) {
    varint(tag);
    varint(value.size());
    out_ += value;
  }
  void number(std::uint32_t tag, std::int64_t value) {
    if (value != 0) present_number(tag, value);
  }
  /// Also when it is zero: absence means that there is none.
  void present_number(std::uint32_t tag, std::int64_t value) {
    FieldWriter inner;
    inner.signed_varint(value);
    bytes(tag, inner.out_);
  }
  void real(std::uint32_t tag, float value) {
    number(tag, static_cast<std::int64_t>(std::bit_cast<std::uint32_t>(value)));
  }

  // Raw parts, for the inside of a field.
  void varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_ += static_cast<char>((value & 0x7f) | 0x80);
    out_ += static_cast<char>(value);
  }
  void signed_varint(std::int64_t value) {
    varint((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void sized(std::string_view value) {
    varint(value.size());
    out_ += value;
  }
  void raw(std::string_view value) { out_ += value; }

  const std::string& str() const { return out_; }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

/// Reads what FieldWriter wrote.  Any bytes are safe: after a field that does not fit, ok() is
/// false and everything reads as empty.
class FieldReader {
 public:
  explicit FieldReader(std::string_view data) : data_(data) {}

  bool ok() const { return ok_; }
  bool done() const { return data_.empty(); }

  /// The next field, or false at the end.  Its value is then in value().
  bool next(std::uint32_t& tag) {
    if (done() || !ok_) return false;
    tag = static_cast<std::uint32_t>(varint());
    value_ = sized();
    return ok_;
  }
  std::string_view value() const { return value_; }
  std::int64_t number() {
    FieldReader inner(value_);
    const std::int64_t value = inner.signed_varint();
    if (!inner.ok()) ok_ = false;
    return value;
  }
  float real() { return std::bit_cast<float>(static_cast<std::uint32_t>(number())); }

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (data_.empty()) break;
      const auto byte = static_cast<unsigned char>(data_.front());
      data_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    fail();
    return 0;
  }
  std::int64_t signed_varint() {
    const std::uint64_t value = varint();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  std::string_view sized() { return raw(varint()); }
  std::string_view raw(std::uint64_t size) {
    if (size > data_.size()) {
      fail();
      return {};
    }
    const std::string_view value = data_.substr(0, size);
    data_.remove_prefix(size);
    return value;
  }
  std::string_view rest() { return raw(data_.size()); }
  /// Of an enumerator stored as a number: false (and not ok) when it is above \a last.
  template <class Enum>
  Enum enumerator(std::uint64_t value, Enum last) {
    if (value > static_cast<std::uint64_t>(last)) {
      fail();
      return Enum{};
    }
    return static_cast<Enum>(value);
  }
  void fail() {
    ok_ = false;
    data_ = {};
  }

 private:
  std::string_view data_;
  std::string_view value_;
  bool ok_ = true;
};

}  // namespace onrecord::store
