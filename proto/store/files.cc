// Files through POSIX calls, because durability is in the calls that the standard library does not
// make.
#include "proto/store/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace onrecord::store {
namespace {

namespace fs = std::filesystem;

// An open descriptor that closes itself.
struct Descriptor {
  int fd = -1;
  explicit Descriptor(int opened) : fd(opened) {}
  ~Descriptor() {
    if (fd >= 0) ::close(fd);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  explicit operator bool() const { return fd >= 0; }
};

Result<void> write_all(int fd, std::string_view bytes, const fs::path& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return io_error("write", path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

}  // namespace

Error io_error(std::string_view doing, const fs::path& path) {
  const int code = errno;
  return {code == ENOENT ? Errc::not_found : Errc::io,
          "cannot " + std::string(doing) + " " + path.string() + ": " + std::strerror(code), 0};
}

Result<std::string> read_file(const fs::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file) return io_error("open", path);
  struct stat status {};
  if (::fstat(file.fd, &status) != 0) return io_error("stat", path);
  std::string bytes;
  bytes.reserve(static_cast<std::size_t>(status.st_size));
  char buffer[1 << 16];
  for (;;) {
    const ssize_t got = ::read(file.fd, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_error("read", path);
    if (got == 0) return bytes;
    bytes.append(buffer, static_cast<std::size_t>(got));
  }
}

Result<void> replace_file(const fs::path& beside, const fs::path& path) {
  {
    const Descriptor file(::open(beside.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) return io_error("open", beside);
    if (::fsync(file.fd) != 0) return io_error("sync", beside);
  }
  if (::rename(beside.c_str(), path.c_str()) != 0) return io_error("rename", beside);
  return sync_folder(folder_of(path));
}

Result<void> write_file(const fs::path& path, std::string_view bytes) {
  const fs::path beside = path.string() + ".new";
  {
    const Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!file) return io_error("create", beside);
    if (Result<void> written = write_all(file.fd, bytes, beside); !written) return written;
  }
  return replace_file(beside, path);
}

Result<void> append_file(const fs::path& path, std::string_view bytes) {
  const bool is_new = ::access(path.c_str(), F_OK) != 0;
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
  if (!file) return io_error("open", path);
  if (Result<void> written = write_all(file.fd, bytes, path); !written) return written;
  if (::fsync(file.fd) != 0) return io_error("sync", path);
  return is_new ? sync_folder(folder_of(path)) : Result<void>();
}

std::string_view complete_lines(std::string_view text) {
  const std::size_t last = text.rfind('\n');
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

Result<void> append_locked(const fs::path& path,
                           const std::function<Result<std::string>(std::string_view)>& lines) {
  const Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644));
  if (!file) return io_error("open", path);
  struct flock lock;
  std::memset(&lock, 0, sizeof lock);
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  while (::fcntl(file.fd, F_OFD_SETLKW, &lock) != 0)
    if (errno != EINTR) return io_error("lock", path);
  const Result<std::string> text = read_file(path);
  if (!text) return text.error();
  const std::string_view whole = complete_lines(*text);
  if (whole.size() != text->size() && ::ftruncate(file.fd, static_cast<off_t>(whole.size())) != 0)
    return io_error("mend", path);
  const Result<std::string> added = lines(whole);
  if (!added) return added.error();
  if (added->empty()) return {};
  if (Result<void> written = write_all(file.fd, *added, path); !written) return written;
  if (::fsync(file.fd) != 0) return io_error("sync", path);
  return text->empty() ? sync_folder(folder_of(path)) : Result<void>();
}

Result<void> remove_file(const fs::path& path) {
  if (::unlink(path.c_str()) != 0) {
    if (errno == ENOENT) return {};
    return io_error("remove", path);
  }
  return sync_folder(folder_of(path));
}

Result<void> sync_folder(const fs::path& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!opened) return io_error("open", folder);
  if (::fsync(opened.fd) != 0) return io_error("sync", folder);
  return {};
}

Result<void> sync_tree(const fs::path& folder) {
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    const int flags = O_RDONLY | O_CLOEXEC | (at->is_directory() ? O_DIRECTORY : 0);
    const Descriptor opened(::open(at->path().c_str(), flags));
    if (!opened) return io_error("open", at->path());
    if (::fsync(opened.fd) != 0) return io_error("sync", at->path());
  }
  if (error) return Error{Errc::io, "cannot list " + folder.string() + ": " + error.message(), 0};
  return sync_folder(folder);
}

Result<std::uint64_t> free_bytes(const fs::path& path) {
  struct statvfs status {};
  if (::statvfs(path.c_str(), &status) != 0) return io_error("stat the file system of", path);
  return static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize;
}

std::uint64_t tree_bytes(const fs::path& folder) {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end;
       at.increment(error)) {
    std::error_code gone;
    if (!at->is_regular_file(gone)) continue;
    const std::uint64_t size = at->file_size(gone);
    if (!gone) bytes += size;
  }
  return bytes;
}

std::uint64_t file_stamp(const fs::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return 0;
  std::uint64_t stamp = 0xcbf29ce484222325u;
  for (std::uint64_t part :
       {static_cast<std::uint64_t>(status.st_ino), static_cast<std::uint64_t>(status.st_size),
        static_cast<std::uint64_t>(status.st_mtim.tv_sec),
        static_cast<std::uint64_t>(status.st_mtim.tv_nsec)})
    stamp = (stamp ^ part) * 0x9e3779b97f4a7c15u;
  return stamp == 0 ? 1 : stamp;
}

std::string escape_field(std::string_view value) {
  std::string field;
  field.reserve(value.size());
  for (char c : value) {
    switch (c) {
      case '\t':
        field += "\\t";
        break;
      case '\n':
        field += "\\n";
        break;
      case '\r':
        field += "\\r";
        break;
      case '\\':
        field += "\\\\";
        break;
      case '\0':
        field += "\\0";
        break;
      default:
        field += c;
    }
  }
  return field;
}

std::string unescape_field(std::string_view field) {
  std::string value;
  value.reserve(field.size());
  for (std::size_t i = 0; i < field.size(); ++i) {
    if (field[i] != '\\' || i + 1 == field.size()) {
      value += field[i];
      continue;
    }
    switch (field[++i]) {
      case 't':
        value += '\t';
        break;
      case 'n':
        value += '\n';
        break;
      case 'r':
        value += '\r';
        break;
      case '0':
        value += '\0';
        break;
      default:
        value += field[i];
    }
  }
  return value;
}

std::vector<std::string_view> split_fields(std::string_view line) {
  std::vector<std::string_view> fields;
  for (;;) {
    const std::size_t tab = line.find('\t');
    fields.push_back(line.substr(0, tab));
    if (tab == std::string_view::npos) return fields;
    line.remove_prefix(tab + 1);
  }
}

}  // namespace onrecord::store
