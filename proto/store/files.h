// Writes files so that a power cut leaves the old or the new, never half.  Knows bytes, not what
// they mean.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"

namespace onrecord::store {

/// The whole file.  Errors: `not_found`, `io`.
Result<std::string> read_file(const std::filesystem::path& path);
/// Replaces \a path: written beside it, synced, renamed, folder synced.  Errors: `io`.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes);
/// Puts the file \a beside (which is synced first) in the place of \a path.  Errors: `io`.
Result<void> replace_file(const std::filesystem::path& beside, const std::filesystem::path& path);
/// Appends and syncs; creates the file (and syncs the folder) when it is not there.  Errors: `io`:
/// nothing is promised then.
Result<void> append_file(const std::filesystem::path& path, std::string_view bytes);
/// The lines of \a text that have an end: a last line without one was never acknowledged.
std::string_view complete_lines(std::string_view text);
/// Appends what \a lines makes of the file's complete lines, and syncs; "" leaves it as it is.
/// Several processes may do so at the same time: the file has an exclusive lock of its own
/// meanwhile.  Creates the file (and syncs the folder).  Errors: `io`, and those of \a lines.
Result<void> append_locked(const std::filesystem::path& path,
                           const std::function<Result<std::string>(std::string_view)>& lines);
/// Removes \a path when it is there and syncs its folder.  Errors: `io`.
Result<void> remove_file(const std::filesystem::path& path);
/// Makes renames and new files in \a folder durable.  Errors: `io`.
Result<void> sync_folder(const std::filesystem::path& folder);
/// Syncs every file and folder below \a folder, and \a folder.  Errors: `io`.
Result<void> sync_tree(const std::filesystem::path& folder);
/// Bytes that an ordinary user may still write on the file system of \a path.  Errors: `io`.
Result<std::uint64_t> free_bytes(const std::filesystem::path& path);
/// Bytes in all files below \a folder; files that vanish meanwhile count nothing.
std::uint64_t tree_bytes(const std::filesystem::path& folder);

/// Changes whenever the file does or is replaced; 0 when it is not there.  A stat.
std::uint64_t file_stamp(const std::filesystem::path& path);
/// "cannot DOING PATH: " and errno's words: `not_found` for ENOENT, else `io`.
Error io_error(std::string_view doing, const std::filesystem::path& path);

/// One field of a line of tab-separated text: tab, line end, carriage return, backslash and NUL
/// become \t \n \r \\ \0.
std::string escape_field(std::string_view value);
std::string unescape_field(std::string_view field);
/// The fields of a line (without its end), still escaped.
std::vector<std::string_view> split_fields(std::string_view line);

}  // namespace onrecord::store
