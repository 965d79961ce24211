// One JSON object as a list of keys and values, and where JSON goes wrong.  Knows no articles.
#pragma once

#include <boost/system/result.hpp>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/formats/record.h"

namespace onrecord::formats {

/// JSON nested deeper is refused.
inline constexpr std::size_t kMaxJsonDepth = 64;

/// Where JSON could not be read on, and why.
struct JsonMistake {
  std::size_t at = 0;  ///< Byte offset in what was read.
  std::string reason;  ///< "expected ',' or '}', got 'x'"
};

/// Reads objects one after the other, reusing its memory.  Belongs to one thread.
class JsonObjectReader {
 public:
  JsonObjectReader();
  ~JsonObjectReader();
  JsonObjectReader(const JsonObjectReader&) = delete;
  JsonObjectReader& operator=(const JsonObjectReader&) = delete;

  /// The members of the one object in \a json, in order, doubled keys included.  A string's value
  /// is its meaning; nested values are JSON text.  An escape of half a surrogate pair means U+FFFD.
  /// REQUIRES: valid UTF-8.  O(n).
  boost::system::result<std::vector<Value>, JsonMistake> read(std::string_view json);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The byte behind the JSON value that begins at \a at, found by its brackets and quotes alone, or
/// npos when it never closes.
std::size_t skip_json_value(std::string_view json, std::size_t at);

/// First byte at or behind \a at that is no JSON white space.
std::size_t skip_json_space(std::string_view json, std::size_t at);

/// "line 3, column 17": of the byte \a at in \a text, whose first line has number \a first_line.
/// Columns are code points.
std::string place_of(std::string_view text, std::size_t at, std::uint64_t first_line);

/// Writes \a text as a JSON string with its quotes.
void append_json_string(std::string& out, std::string_view text);

}  // namespace onrecord::formats
