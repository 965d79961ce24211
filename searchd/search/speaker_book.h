// The authority file as the daemon holds it: read, watched, and the last good one kept.  Knows the
// file system, no index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "proto/result.h"
#include "proto/store/authority.h"

namespace onrecord::search {

/// Shared by all threads; every function may be called from any.
class SpeakerBook {
 public:
  /// Errors: `io`, `invalid` with the file's first mistake: there is no good one to keep yet.
  static Result<std::shared_ptr<SpeakerBook>> open(const std::filesystem::path& file);

  /// The file as it is now, or as it last was without mistakes.  A microsecond when it did not
  /// change; else one caller reads it, about 50 ms a MB, while others go on with what there was.
  std::shared_ptr<const store::Authority> current();
  /// Reads \a file even if nothing changed; another one than before takes its place.
  void read_again(const std::filesystem::path& file);

  struct State {
    std::size_t people = 0;
    std::int64_t read = 0;  ///< When the one in use was read; seconds since the epoch.
    std::string error;      ///< Why the file as it is now is not used; "": it is.
  };
  State state();

  /// What a log should say: once after each time that the file was read.
  struct News {
    std::size_t people = 0;
    std::size_t warnings = 0;
    std::string error;
  };
  std::optional<News> take_news();

 private:
  /// What tells one content of the file from the next.
  struct Stamp {
    std::uint64_t device = 0, inode = 0, size = 0;
    std::int64_t changed = 0;  ///< Nanoseconds.
    bool settled = false;      ///< The next change will be told apart from it.
    friend bool operator==(const Stamp&, const Stamp&) = default;
  };
  static Stamp stamp_of(const std::filesystem::path& file);
  void follow(bool anyway);

  std::mutex reading_;  ///< Held by the one who reads the file.
  std::mutex mutex_;    ///< Guards the rest.
  std::filesystem::path file_;
  std::shared_ptr<const store::Authority> authority_;
  Stamp stamp_;
  std::uint64_t hash_ = 0;  ///< Of the content in use.
  State state_;
  std::optional<News> news_;
};

}  // namespace onrecord::search
