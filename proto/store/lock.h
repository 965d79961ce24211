// The lock on an index folder: one writer.  Knows processes, not what they write.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>

#include "proto/result.h"

namespace onrecord::store {

/// Held as long as the object lives; the operating system lets go when the process dies.  The
/// descriptor is closed on exec; a process that holds a lock must not fork without exec (the child
/// would hold it on).
class FolderLock {
 public:
  /// Takes the lock of \a index, whose folder is created when it is not there.  Never waits.
  /// Errors: `conflict` names the process that holds it; `io`.
  static Result<FolderLock> acquire(const std::filesystem::path& index);

  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&& other) noexcept;
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

  /// The holder before this one did not let go in order: it was killed, or the machine stopped.
  bool previous_died() const { return previous_died_; }
  /// Leaves the mark of an unclean stop in place when the lock goes: the next holder's
  /// previous_died() is true.
  void mark_unclean() { unclean_ = true; }

 private:
  FolderLock(int fd, bool previous_died) : fd_(fd), previous_died_(previous_died) {}
  void release();

  int fd_ = -1;
  bool previous_died_ = false;
  bool unclean_ = false;
};

/// Whether a process holds the lock now, as far as the lock file may be read.  A glance, old at
/// once; microseconds.
bool is_locked(const std::filesystem::path& index);

/// The process that holds the lock now, if any.  A glance, old at once.
std::optional<pid_t> lock_holder(const std::filesystem::path& index);

}  // namespace onrecord::store
