// A folder of a test's own, with files in it and an index beside them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "indexer/build/add.h"

namespace onrecord::tests {

/// A new empty folder, removed at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  /// Of something in it.
  std::string at(std::string_view name) const { return (path_ / name).string(); }
  /// Writes a file and the folders above it; gives its path.
  std::string write(std::string_view name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

/// Adds \a path to the index, as of the source "wire"; REQUIREs that it succeeds.
build::Tally add_wire(const Folder& folder, const std::string& path);

/// CHECKs that every table and record of the index fits the others.
void check_sound(const Folder& folder);

/// One line of JSON Lines.
std::string json_line(std::string_view id, std::string_view headline, std::string_view text);

}  // namespace onrecord::tests
