// Which files arrive in folders, as the system tells it (inotify).  Looks at names and kinds by the
// walk's rules; reads no file.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "proto/result.h"

namespace onrecord::build {

/// Follows folders and all folders in them, also those that come later.  A file has arrived once
/// who wrote it has closed it, or once it was moved or linked there; files of a folder that comes
/// whole, once nobody writes to them any more.  What is hidden (a name with a dot) never arrives.
/// Changes made by another machine of a network file system are not told by it.
/// Belongs to one thread.  SIGIO is ignored from then on: the system sends it when somebody opens a
/// file just while it is looked at.
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
    /// at: too much came at once, or it was gone, or is another one now (something was mounted).
    std::vector<std::string> paths;
    std::vector<std::string> remarks;  ///< For people: what cannot be followed.
  };
  /// Waits for arrivals, at most \a limit and not beyond an interrupt.  Errors: `limit`, `io`.
  Result<Arrivals> wait(std::chrono::milliseconds limit);
  std::size_t folders() const { return paths_.size(); }

 private:
  using Clock = std::chrono::steady_clock;
  enum class Files { arrive, known };
  /// Whether who wrote it has closed it.  \c unknown: it was there when its folder came; \c
  /// created: its name came, and nothing says whether by a link or by somebody who goes on writing.
  enum class Ended { yes, unknown, created };
  struct Root {
    std::string path;
    bool gone = false;
    dev_t device = 0;  ///< With the inode: which folder it was.
    ino_t inode = 0;
  };
  struct Pending {
    Clock::time_point ready;
    Ended ended;
  };

  explicit Follower(int descriptor) : descriptor_(descriptor) {}
  Result<void> follow(const std::string& folder, Files files);
  Result<bool> follow_one(const std::string& folder);
  Result<void> read_events();
  Result<void> note(int watch, std::uint32_t mask, const std::string& name);
  Result<void> look_at_everything();
  Result<void> look_for_roots();
  Result<void> follow_again(Root& root);
  Result<void> follow_left_out();
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
  std::set<std::string> left_out_;  ///< Folders that came when the system followed no more.
  Clock::time_point next_try_;      ///< For those.
  bool opened_ = false;
  std::vector<std::string> remarks_;
};

}  // namespace onrecord::build
