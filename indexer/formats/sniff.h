// What a file's first bytes and its name say about its format.  Reads nothing.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace onrecord::formats {

/// UTF-8's byte order mark.
inline constexpr std::string_view kBom = "\xEF\xBB\xBF";

/// Whether \a path ends in one of \a endings (lower case, with the dot), in any case.
bool has_ending(std::string_view path, std::initializer_list<std::string_view> endings);

/// Why \a bytes are no text ("binary file: NUL byte at offset 5"), or "".
std::string binary_reason(std::string_view bytes);

/// A kind of file that is read only through a program that turns it into text.
struct ForeignType {
  std::string_view name;  ///< As in `--convert NAME=COMMAND`.
  std::string_view mime;
  std::string_view magic;
  std::size_t within = 0;  ///< It begins at most so far from the file's beginning.
  bool zipped = false;     ///< The file is a zip archive, with that as a name or text in it.
};
std::span<const ForeignType> foreign_types();
/// The kind of these first bytes, or nothing.
const ForeignType* foreign_type(std::string_view head);

/// Why there is nothing to read in \a bytes that hold no word.
std::string empty_reason(std::string_view bytes);

}  // namespace onrecord::formats
