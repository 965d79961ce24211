// See follower.h.
#include "indexer/build/follower.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>
#include <utility>

#include "indexer/build/interrupt.h"

namespace onrecord::build {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr std::uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE |
                                  IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW;
/// From an arrival to its reading: editors write, rename and write again.
constexpr auto kSettling = milliseconds(100);
/// A file of unknown state is taken for whole when it was not written to for so long.
constexpr auto kQuiet = milliseconds(500);
/// Paths that may wait; beyond, everything is looked at instead.
constexpr std::size_t kMaxPending = 100'000;
constexpr std::size_t kEventBytes = 64u << 10;
/// Between two tries to follow what could not be followed.
constexpr auto kTryAgain = std::chrono::seconds(5);

bool is_hidden(const std::string& name) { return name.starts_with('.'); }

std::string below(const std::string& folder, const std::string& name) {
  return folder.ends_with('/') ? folder + name : folder + '/' + name;
}

/// How long ago \a status says that the file was written to; never negative.
std::chrono::nanoseconds age_of(const struct stat& status) {
  timespec now = {};
  clock_gettime(CLOCK_REALTIME, &now);
  const auto age = std::chrono::seconds(now.tv_sec - status.st_mtim.tv_sec) +
                   std::chrono::nanoseconds(now.tv_nsec - status.st_mtim.tv_nsec);
  // A time to come says nothing.
  return age.count() < 0 ? std::chrono::nanoseconds(kQuiet) : age;
}

enum class Writers { none, some, cannot_tell };

/// Whether somebody has the file open to write to it.  The system grants a read lease only when
/// nobody has, and only to the file's owner and to root.
Writers writers_of(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) return Writers::cannot_tell;
  Writers writers = Writers::none;
  if (fcntl(file, F_SETLEASE, F_RDLCK) != 0)
    writers = errno == EAGAIN ? Writers::some : Writers::cannot_tell;
  ::close(file);  // Which ends the lease.
  return writers;
}

}  // namespace

Result<Follower> Follower::open(const std::vector<std::string>& named,
                                const std::vector<fs::path>& left_alone) {
  const int descriptor = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (descriptor < 0)
    return Error{Errc::io, std::string("cannot follow folders: ") + std::strerror(errno), 0};
  std::signal(SIGIO, SIG_IGN);
  Follower follower(descriptor);
  for (const fs::path& path : left_alone)
    follower.left_alone_.push_back(fs::weakly_canonical(fs::absolute(path)));
  std::vector<std::string> roots;
  for (const std::string& name : named) {
    std::error_code error;
    const fs::path path = fs::canonical(name, error);
    if (error || !fs::is_directory(path, error))
      return Error{Errc::invalid,
                   "'" + name + "': expected a folder to follow, got " +
                       (error ? error.message() : "something else"),
                   0};
    roots.push_back(path.string());
  }
  std::sort(roots.begin(), roots.end());
  for (std::string& root : roots) {
    const bool inside =
        std::any_of(follower.roots_.begin(), follower.roots_.end(), [&](const Root& outer) {
          return root == outer.path || root.starts_with(below(outer.path, ""));
        });
    if (!inside) follower.roots_.push_back({std::move(root)});
  }
  for (Root& root : follower.roots_)
    if (auto followed = follower.follow_again(root); !followed) return followed.error();
  follower.opened_ = true;
  return follower;
}

Follower::Follower(Follower&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      roots_(std::move(other.roots_)),
      left_alone_(std::move(other.left_alone_)),
      paths_(std::move(other.paths_)),
      watches_(std::move(other.watches_)),
      pending_(std::move(other.pending_)),
      whole_(std::move(other.whole_)),
      left_out_(std::move(other.left_out_)),
      next_try_(other.next_try_),
      opened_(other.opened_),
      remarks_(std::move(other.remarks_)) {}

Follower::~Follower() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool Follower::is_left_alone(const fs::path& path) const {
  return std::find(left_alone_.begin(), left_alone_.end(), path) != left_alone_.end();
}

/// Whether \a folder is followed; false when it cannot be, or is gone already.
Result<bool> Follower::follow_one(const std::string& folder) {
  const int watch = inotify_add_watch(descriptor_, folder.c_str(), kEvents);
  if (watch >= 0) {
    // A folder that was moved keeps its watch.
    if (const auto old = paths_.find(watch); old != paths_.end()) watches_.erase(old->second);
    paths_[watch] = folder;
    watches_[folder] = watch;
    return true;
  }
  if (errno == ENOSPC) {
    const std::string full = "'" + folder + "': the system follows no more than " +
                             std::to_string(paths_.size()) +
                             " folders; raise fs.inotify.max_user_watches";
    if (!opened_) return Error{Errc::limit, full, 0};
    if (left_out_.insert(folder).second)
      remarks_.push_back(full + "; it is tried again, what arrives there waits until then");
    return false;
  }
  if (errno != ENOENT && errno != ENOTDIR)
    remarks_.push_back("'" + folder + "' cannot be followed: " + std::strerror(errno));
  return false;
}

/// Follows \a folder and those in it.  Each is followed before it is listed, so that nothing comes
/// in between unseen.
Result<void> Follower::follow(const std::string& folder, Files files) {
  std::vector<std::string> open = {folder};
  while (!open.empty()) {
    const std::string path = std::move(open.back());
    open.pop_back();
    if (is_left_alone(path)) continue;
    const auto followed = follow_one(path);
    if (!followed) return followed.error();
    if (!*followed) continue;
    std::error_code error;
    for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
      if (is_hidden(at->path().filename().string())) continue;
      std::error_code gone;
      const fs::file_status status = at->symlink_status(gone);
      if (fs::is_directory(status))
        open.push_back(at->path().string());
      else if (files == Files::arrive && fs::is_regular_file(status))
        arrive(at->path().string(), Ended::unknown);
    }
  }
  return {};
}

/// \a folder is there no more, or under another name.
void Follower::forget(const std::string& folder) {
  const std::string inside = below(folder, "");
  for (auto at = watches_.lower_bound(folder); at != watches_.end();) {
    if (at->first != folder && !at->first.starts_with(inside)) {
      if (at->first > inside) break;
      ++at;  // "news-1" comes between "news" and "news/".
      continue;
    }
    inotify_rm_watch(descriptor_, at->second);
    paths_.erase(at->second);
    at = watches_.erase(at);
  }
}

void Follower::arrive(const std::string& path, Ended ended) {
  if (is_left_alone(path)) return;
  Pending& pending =
      pending_.try_emplace(path, Pending{Clock::now() + kSettling, ended}).first->second;
  if (ended == Ended::yes) pending.ended = ended;
}

Result<void> Follower::look_at_everything() {
  whole_.clear();
  pending_.clear();
  for (const Root& root : roots_) {
    if (root.gone) continue;
    whole_.push_back(root.path);
    if (auto followed = follow(root.path, Files::known); !followed) return followed;
  }
  return {};
}

Result<void> Follower::follow_again(Root& root) {
  struct stat status = {};
  if (lstat(root.path.c_str(), &status) == 0) {
    root.device = status.st_dev;
    root.inode = status.st_ino;
  }
  root.gone = false;
  return follow(root.path, Files::known);
}

/// Those that were gone, and those that something was mounted on: no event tells of either.
Result<void> Follower::look_for_roots() {
  for (Root& root : roots_) {
    struct stat status = {};
    if (lstat(root.path.c_str(), &status) != 0 || !S_ISDIR(status.st_mode)) continue;
    const bool other = status.st_dev != root.device || status.st_ino != root.inode;
    if (!root.gone && !other) continue;
    remarks_.push_back("'" + root.path +
                       (root.gone ? "' is there again" : "' is another folder now"));
    if (!root.gone) forget(root.path);
    whole_.push_back(root.path);
    if (auto followed = follow_again(root); !followed) return followed;
  }
  return {};
}

Result<void> Follower::follow_left_out() {
  if (left_out_.empty() || Clock::now() < next_try_) return {};
  next_try_ = Clock::now() + kTryAgain;
  for (auto at = left_out_.begin(); at != left_out_.end();) {
    const std::string folder = *at;
    const auto followed = follow_one(folder);
    if (!followed) return followed.error();
    struct stat status = {};
    const bool there = lstat(folder.c_str(), &status) == 0;
    if (there && !*followed) break;  // Still too many: nor the others.
    at = left_out_.erase(at);
    if (!there) continue;
    remarks_.push_back("'" + folder + "' is followed now");
    if (auto within = follow(folder, Files::arrive); !within) return within;
    at = left_out_.upper_bound(folder);
  }
  return {};
}

Result<void> Follower::note(int watch, std::uint32_t mask, const std::string& name) {
  if ((mask & IN_Q_OVERFLOW) != 0) {
    remarks_.push_back("more came than the system remembers: looking at everything");
    return look_at_everything();
  }
  const auto known = paths_.find(watch);
  if (known == paths_.end()) return {};
  const std::string folder = known->second;
  if ((mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT | IN_IGNORED)) != 0) {
    const auto root = std::find_if(roots_.begin(), roots_.end(),
                                   [&](const Root& each) { return each.path == folder; });
    if (root == roots_.end() && (mask & IN_MOVE_SELF) != 0) return {};  // Its parent has told.
    if (watches_[folder] != watch) {  // Another one is there by that name already.
      paths_.erase(known);
      return {};
    }
    if (root != roots_.end()) {
      root->gone = true;
      remarks_.push_back("'" + folder + "' is gone; it is followed again when it is back");
    }
    forget(folder);
    return {};
  }
  if (is_hidden(name)) return {};
  const std::string path = below(folder, name);
  if ((mask & IN_ISDIR) != 0) {
    if ((mask & IN_MOVED_FROM) != 0) forget(path);
    if ((mask & (IN_CREATE | IN_MOVED_TO)) != 0) return follow(path, Files::arrive);
    return {};
  }
  if ((mask & (IN_CLOSE_WRITE | IN_MOVED_TO)) != 0) {
    arrive(path, Ended::yes);
  } else if ((mask & IN_CREATE) != 0) {
    // Nobody closes a second name of a file that is there already; of the first name, gone by now
    // perhaps, nothing is known.
    struct stat status = {};
    if (lstat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode))
      arrive(path, status.st_nlink > 1 ? Ended::yes : Ended::created);
  }
  return {};
}

Result<void> Follower::read_events() {
  alignas(inotify_event) std::array<char, kEventBytes> buffer;
  for (;;) {
    const ssize_t got = ::read(descriptor_, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && errno == EAGAIN) break;
    if (got <= 0)
      return Error{Errc::io, std::string("cannot follow folders: ") + std::strerror(errno), 0};
    for (std::size_t at = 0; at < static_cast<std::size_t>(got);) {
      inotify_event event;
      std::memcpy(&event, buffer.data() + at, sizeof event);
      // The name is filled up with zeros.
      const char* const name = buffer.data() + at + sizeof event;
      if (auto noted = note(event.wd, event.mask, std::string(name, strnlen(name, event.len)));
          !noted)
        return noted;
      at += sizeof event + event.len;
    }
    if (pending_.size() > kMaxPending)
      if (auto looked = look_at_everything(); !looked) return looked;
  }
  return {};
}

void Follower::take_ready(std::vector<std::string>& paths) {
  const auto now = Clock::now();
  for (auto at = pending_.begin(); at != pending_.end();) {
    if (at->second.ready > now) {
      ++at;
      continue;
    }
    struct stat status = {};
    const bool there = lstat(at->first.c_str(), &status) == 0;
    bool arrived = there;
    if (there && at->second.ended != Ended::yes) {
      const auto age = age_of(status);
      if (age < kQuiet) {
        at->second.ready = now + std::chrono::duration_cast<Clock::duration>(kQuiet - age);
        ++at;
        continue;
      }
      // Who writes to it will close it, which is told.
      const Writers writers = writers_of(at->first);
      arrived = writers == Writers::none ||
                (writers == Writers::cannot_tell && at->second.ended == Ended::unknown);
    }
    if (arrived) paths.push_back(at->first);
    at = pending_.erase(at);
  }
}

Result<Follower::Arrivals> Follower::wait(milliseconds limit) {
  const auto until = Clock::now() + limit;
  Arrivals arrivals;
  for (;;) {
    if (auto read = read_events(); !read) return read.error();
    if (auto looked = look_for_roots(); !looked) return looked.error();
    if (auto followed = follow_left_out(); !followed) return followed.error();
    if (whole_.empty()) {
      take_ready(arrivals.paths);
    } else {
      arrivals.paths = std::exchange(whole_, {});
      std::sort(arrivals.paths.begin(), arrivals.paths.end());
    }
    arrivals.remarks = std::exchange(remarks_, {});
    const auto now = Clock::now();
    if (!arrivals.paths.empty() || !arrivals.remarks.empty() || interrupted() || now >= until)
      return arrivals;
    auto wake = until;
    for (const auto& [path, pending] : pending_) wake = std::min(wake, pending.ready);
    const auto left = std::chrono::ceil<milliseconds>(std::max(wake - now, Clock::duration(0)));
    std::array<pollfd, 2> waits = {{{descriptor_, POLLIN, 0}, {interrupt_descriptor(), POLLIN, 0}}};
    poll(waits.data(), waits.size(), static_cast<int>(left.count()));
  }
}

}  // namespace onrecord::build
