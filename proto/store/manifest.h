// What a generation is: its format version, its settings, the files that must be there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "proto/result.h"

namespace onrecord::store {

/// Raised with every change of what lies on the disk; FORMAT.md keeps the log.
inline constexpr std::uint32_t kFormatVersion = 1;

/// What is chosen when a generation is made and holds for all of it.
struct Settings {
  std::uint32_t shards = 1;  ///< 1 to 64.
  std::string stem_language =
      "en";  ///< Stems of queries, and of articles whose language is not known.
  friend bool operator==(const Settings&, const Settings&) = default;
};

struct Manifest {
  std::uint32_t format = kFormatVersion;
  std::uint64_t generation = 1;
  Settings settings;
  std::int64_t created = 0;  ///< Seconds since the epoch.
  std::string made_by;       ///< Version of the program: "0.1.0".
  std::vector<std::string>
      files;  ///< Below the generation's folder, sorted; each must be there whenever it is opened.
};

/// Reads and checks it: the format version, and that every file is there.  Errors: `unsupported`
/// (another format version; names `rebuild`), `index` (a file is missing, or the manifest is not
/// one), `io`.
Result<Manifest> open_manifest(const std::filesystem::path& generation);
/// The same without looking whether the files are there: for `check` and `info`.
Result<Manifest> read_manifest(const std::filesystem::path& generation);
/// Replaces it durably.  Errors: `io`.
Result<void> write_manifest(const std::filesystem::path& generation, const Manifest& manifest);

/// The database files that are in \a generation now, in the form of Manifest::files.
std::vector<std::string> database_files(const std::filesystem::path& generation);

}  // namespace onrecord::store
