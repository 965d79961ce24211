// Which files arrive in folders, as the system tells it (inotify).  Looks at names and kinds by the
// walk's rules; reads no file.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "proto/result.h"

namespace onrecord::build {

/// Follows folders and all folders in them, also those that come later.  A file has arrived once
/// who wrote it has closed it, or once it was moved or linked there; files of a folder that comes
/// whole, once they have not been written to for half a second.  What is hidden (a name with a dot)
/// never arrives.  Changes made by another machine of a network file system are not told by it.
/// Belongs to one thread.
class Follower {
 public:
  /// \a named: folders; nothing below \a left_alone arrives.
  /// Errors: `invalid`: a name is no folder; `limit`: the system follows no more; `io`.
  static Result<Follower> open(const std::vector<std::string>& named,
                               const std::vector<std::filesystem::path>& left_alone);
  Follower(Follower&& other) noexcept;
  Follower& operator=(Follower&&) = delete;
  ~Follower();

  struct Arrivals {
    /// Absolute, in byte order, each once.  A followed folder itself when all of it must be looked
    /// at: too much came at once, or it was gone and is there again.
    std::vector<std::string> paths;
    std::vector<std::string> remarks;  ///< For people: what cannot be followed.
  };
  /// Waits for arrivals, at most \a limit and not beyond an interrupt.  Errors: `limit`, `io`.
  Result<Arrivals> wait(std::chrono::milliseconds limit);
  std::size_t folders() const { return paths_.size(); }

 private:
  using Clock = std::chrono::steady_clock;
  enum class Files { arrive, known };
  enum class Ended { yes, unknown };
  struct Root {
    std::string path;
    bool gone = false;
  };
  struct Pending {
    Clock::time_point ready;
    Ended ended = Ended::unknown;  ///< Whether who wrote it is known to have closed it.
  };

  explicit Follower(int descriptor) : descriptor_(descriptor) {}
  Result<void> follow(const std::string& folder, Files files);
  Result<bool> follow_one(const std::string& folder);
  Result<void> read_events();
  Result<void> note(int watch, std::uint32_t mask, const std::string& name);
  Result<void> look_at_everything();
  Result<void> look_for_roots();
  void forget(const std::string& folder);
  void arrive(const std::string& path, Ended ended);
  void take_ready(std::vector<std::string>& paths);
  bool is_left_alone(const std::filesystem::path& path) const;

  int descriptor_;
  std::vector<Root> roots_;
  std::vector<std::filesystem::path> left_alone_;
  std::unordered_map<int, std::string> paths_;  ///< Of the folders, by watch.
  std::map<std::string, int> watches_;          ///< The other way round.
  std::map<std::string, Pending> pending_;
  std::vector<std::string> whole_;  ///< Roots that must be looked at.
  std::vector<std::string> remarks_;
};

}  // namespace onrecord::build
