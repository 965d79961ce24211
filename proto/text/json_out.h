// Appends JSON to a string, value by value.  Knows the syntax, not what is said.
#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace onrecord::text {

/// Appends \a text as a JSON string.  What is no valid UTF-8 (a file's name) is mended.
void append_json_string(std::string& out, std::string_view text);

/// The first byte of \a text at or behind \a from that JSON wants escaped inside a string (a
/// quotation mark, a backslash, a control code), or the size.  Eight bytes at a time.
std::size_t find_json_escape(std::string_view text, std::size_t from);

/// Writes one JSON value after another into a string that the caller owns; commas are its business,
/// nesting is the caller's.
class JsonOut {
 public:
  explicit JsonOut(std::string& out) : out_(out) {}

  JsonOut& open(char bracket) {
    comma();
    out_ += bracket;
    first_ = true;
    return *this;
  }
  JsonOut& close(char bracket) {
    out_ += bracket;
    first_ = false;
    return *this;
  }
  /// A member's name; its value follows.  Names are ours: ASCII without anything to escape.
  JsonOut& key(std::string_view name) {
    comma();
    out_ += '"';
    out_ += name;
    out_ += "\":";
    first_ = true;
    return *this;
  }
  /// The same for any name.
  JsonOut& foreign_key(std::string_view name) {
    string(name);
    out_ += ':';
    first_ = true;
    return *this;
  }
  JsonOut& string(std::string_view text) {
    comma();
    append_json_string(out_, text);
    return *this;
  }
  JsonOut& null() {
    comma();
    out_ += "null";
    return *this;
  }
  JsonOut& boolean(bool value) {
    comma();
    out_ += value ? "true" : "false";
    return *this;
  }
  /// Floating-point numbers in the shortest form that reads back the same.
  template <class Number>
  requires(std::integral<Number> || std::floating_point<Number>) JsonOut& number(Number value) {
    comma();
    char digits[40];
    const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out_.append(digits, end);
    return *this;
  }

 private:
  void comma() {
    if (!first_) out_ += ',';
    first_ = false;
  }

  std::string& out_;
  bool first_ = true;
};

}  // namespace onrecord::text
