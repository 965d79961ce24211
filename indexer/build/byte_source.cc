// See byte_source.h.
#include "indexer/build/byte_source.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "indexer/build/interrupt.h"

namespace onrecord::build {
namespace {

constexpr std::size_t kReadBytes = 256u << 10;
constexpr int kLookUpMilliseconds = 200;

std::string system_message(int error) { return std::strerror(error); }

}  // namespace

bool ByteSource::read_into(std::string& bytes) {
  if (at_end_ || !wait()) return false;
  const std::size_t before = bytes.size();
  bytes.resize(before + kReadBytes);
  const ssize_t got = fill(bytes.data() + before, kReadBytes, problem_);
  bytes.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  if (got <= 0) {
    at_end_ = true;
    return false;
  }
  bytes_read_ += static_cast<std::uint64_t>(got);
  hash_.update(std::string_view(bytes).substr(before));
  return true;
}

void ByteSource::drain() {
  for (std::string rest; !interrupted() && read_into(rest); rest.clear()) {
  }
}

std::unique_ptr<FileSource> FileSource::open(const FoundFile& file, std::string& problem,
                                             std::function<bool()> given_up) {
  const int fd = file.is_stdin()
                     ? STDIN_FILENO
                     : ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0) {
    problem = "cannot be opened: " + system_message(errno);
    return nullptr;
  }
  auto source =
      std::unique_ptr<FileSource>(new FileSource(fd, file.is_stdin(), std::move(given_up)));
  struct stat status = {};
  if (fstat(fd, &status) != 0) {
    problem = "cannot be looked at: " + system_message(errno);
    return nullptr;
  }
  if (!file.is_stdin() && !S_ISREG(status.st_mode)) {
    problem = "is no longer a file";
    return nullptr;
  }
  source->size_ = static_cast<std::uint64_t>(status.st_size);
  source->mtime_ns_ = std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
  return source;
}

FileSource::FileSource(int fd, bool is_stdin, std::function<bool()> given_up)
    : fd_(fd), stdin_(is_stdin), given_up_(std::move(given_up)) {}

FileSource::~FileSource() {
  if (!stdin_) ::close(fd_);
}

ssize_t FileSource::fill(char* buffer, std::size_t size, std::string& problem) {
  ssize_t got = 0;
  do got = ::read(fd_, buffer, size);
  while (got < 0 && errno == EINTR);
  if (got < 0)
    problem = "cannot be read from byte " + std::to_string(bytes_read()) +
              " on: " + system_message(errno);
  return got;
}

bool FileSource::has_more_now() const {
  if (!stdin_) return true;  // A file never lets wait.
  pollfd wait{fd_, POLLIN, 0};
  return poll(&wait, 1, 0) != 0;
}

bool FileSource::wait() {
  if (!stdin_) return true;
  pollfd waits[2] = {{fd_, POLLIN, 0}, {interrupt_descriptor(), POLLIN, 0}};
  for (;;) {
    const int ready = poll(waits, 2, kLookUpMilliseconds);
    if (interrupted() || (given_up_ && given_up_())) return false;
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return true;  // Then reading tells what is wrong.
  }
}

ssize_t FileSource::read_at(char* buffer, std::size_t size, std::uint64_t offset) const {
  ssize_t got = 0;
  do got = ::pread(fd_, buffer, size, static_cast<off_t>(offset));
  while (got < 0 && errno == EINTR);
  return got;
}

std::string FileSource::hash_ahead() const {
  store::Sha256 hash;
  std::string buffer(kReadBytes, '\0');
  for (std::uint64_t at = 0;;) {
    const ssize_t got = read_at(buffer.data(), buffer.size(), at);
    if (got < 0 || interrupted()) return "";
    if (got == 0) return hash.hex();
    hash.update(std::string_view(buffer).substr(0, static_cast<std::size_t>(got)));
    at += static_cast<std::uint64_t>(got);
  }
}

}  // namespace onrecord::build
