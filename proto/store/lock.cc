// The folder lock: an open-file-description lock on the file `lock`, which holds the holder's
// process id.
#include "proto/store/lock.h"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>
#include <cstring>
#include <utility>

#include "proto/store/files.h"
#include "proto/store/layout.h"

namespace onrecord::store {
namespace {

namespace fs = std::filesystem;

struct flock whole_file(short type) {
  struct flock lock;
  std::memset(&lock, 0, sizeof lock);
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  return lock;
}

int open_to_look(const fs::path& index) {
  return ::open(layout::lock(index).c_str(), O_RDONLY | O_CLOEXEC);
}

// A lock for reading would be refused.  Asking takes none.
bool held_by_another(int fd) {
  struct flock lock = whole_file(F_RDLCK);
  return ::fcntl(fd, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

// The process id in the file, or nothing when it is empty: its last holder let go in order.
std::optional<pid_t> written_pid(int fd) {
  char text[32];
  const ssize_t size = ::pread(fd, text, sizeof text, 0);
  pid_t pid = 0;
  if (size <= 0 || std::from_chars(text, text + size, pid).ec != std::errc()) return std::nullopt;
  return pid;
}

}  // namespace

Result<FolderLock> FolderLock::acquire(const fs::path& index) {
  std::error_code error;
  fs::create_directories(index, error);
  if (error) return Error{Errc::io, "cannot create " + index.string() + ": " + error.message(), 0};
  const fs::path path = layout::lock(index);
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) return io_error("open", path);
  struct flock lock = whole_file(F_WRLCK);
  if (::fcntl(fd, F_OFD_SETLK, &lock) != 0) {
    const bool held = errno == EAGAIN || errno == EACCES;
    const Error refused = io_error("lock", path);
    const std::optional<pid_t> pid = written_pid(fd);
    ::close(fd);
    if (!held) return refused;
    return Error{Errc::conflict,
                 "the index " + index.string() + " is being written by " +
                     (pid ? "process " + std::to_string(*pid) : std::string("another process")),
                 0};
  }
  const bool died = written_pid(fd).has_value();
  const std::string pid = std::to_string(::getpid()) + "\n";
  if (::ftruncate(fd, 0) != 0 ||
      ::pwrite(fd, pid.data(), pid.size(), 0) != static_cast<ssize_t>(pid.size())) {
    const Error refused = io_error("write", path);
    ::close(fd);
    return refused;
  }
  return FolderLock(fd, died);
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      previous_died_(other.previous_died_),
      unclean_(other.unclean_) {}

FolderLock& FolderLock::operator=(FolderLock&& other) noexcept {
  if (this != &other) {
    release();
    fd_ = std::exchange(other.fd_, -1);
    previous_died_ = other.previous_died_;
    unclean_ = other.unclean_;
  }
  return *this;
}

FolderLock::~FolderLock() { release(); }

void FolderLock::release() {
  if (fd_ < 0) return;
  // A failure leaves the process id behind: the next holder looks more closely, no harm done.
  if (!unclean_ && ::ftruncate(fd_, 0) != 0) unclean_ = true;
  ::close(fd_);
  fd_ = -1;
}

bool is_locked(const fs::path& index) {
  const int fd = open_to_look(index);
  const bool held = fd >= 0 && held_by_another(fd);
  if (fd >= 0) ::close(fd);
  return held;
}

std::optional<pid_t> lock_holder(const fs::path& index) {
  const int fd = open_to_look(index);
  if (fd < 0) return std::nullopt;
  const std::optional<pid_t> holder = held_by_another(fd) ? written_pid(fd) : std::nullopt;
  ::close(fd);
  return holder;
}

}  // namespace onrecord::store
