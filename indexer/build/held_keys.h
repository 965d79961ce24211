// Which keys a file holds as it stands now, for settling who a key belongs to.  Knows no index.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "indexer/build/pieces.h"
#include "indexer/build/walk.h"
#include "indexer/formats/reader.h"

namespace onrecord::build {

/// Reads files again when they are asked about, and remembers the last few.  Belongs to one thread.
class HeldKeys {
 public:
  /// \a options: how a file is to be read.
  HeldKeys(std::function<formats::ReadOptions(const FoundFile&)> options, CutLimits limits)
      : options_(std::move(options)), limits_(std::move(limits)) {}

  /// Whether an article of \a key is in the file \a path; false when it cannot be read.  Cost:
  /// reading the file, the first time.
  bool holds(const std::string& path, const ArticleKey& key);

 private:
  using Keys = std::unordered_set<std::uint64_t>;  ///< Hashes of ArticleKey::str().
  Keys read(const std::string& path) const;

  std::function<formats::ReadOptions(const FoundFile&)> options_;
  CutLimits limits_;
  std::unordered_map<std::string, Keys> files_;
};

}  // namespace onrecord::build
