// See pieces.h.
#include "indexer/build/pieces.h"

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

/// An open file, hashed as it is read.
class FileSource {
 public:
  static std::unique_ptr<FileSource> open(const FoundFile& file, std::string& problem,
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
    source->mtime_ns_ =
        std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
    return source;
  }
  ~FileSource() {
    if (!stdin_) ::close(fd_);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  std::uint64_t size() const { return size_; }
  std::int64_t mtime_ns() const { return mtime_ns_; }
  std::uint64_t bytes_read() const { return bytes_read_; }
  bool at_end() const { return at_end_; }
  const std::string& problem() const { return problem_; }
  std::string sha256() { return hash_.hex(); }

  /// Appends what one read gives, and hashes it.  False at the end, after an error (then problem()
  /// says which) and when the program was interrupted while standard input had nothing to give.
  bool read_into(std::string& bytes) {
    if (at_end_ || !wait_for_input()) return false;
    const std::size_t before = bytes.size();
    bytes.resize(before + kReadBytes);
    ssize_t got = 0;
    do got = ::read(fd_, bytes.data() + before, kReadBytes);
    while (got < 0 && errno == EINTR);
    const int error = errno;
    bytes.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got <= 0) {
      at_end_ = true;
      if (got < 0)
        problem_ = "cannot be read from byte " + std::to_string(bytes_read_) +
                   " on: " + system_message(error);
      return false;
    }
    bytes_read_ += static_cast<std::uint64_t>(got);
    hash_.update(std::string_view(bytes).substr(before));
    return true;
  }

  /// Whether reading would not wait.  A file never lets wait.
  bool has_more_now() const {
    if (!stdin_) return true;
    pollfd wait{fd_, POLLIN, 0};
    return poll(&wait, 1, 0) != 0;
  }

  /// The hash of the whole file, leaving the place of reading alone; "" when it cannot be read.
  std::string hash_ahead() const {
    store::Sha256 hash;
    std::string buffer(kReadBytes, '\0');
    for (off_t at = 0;;) {
      const ssize_t got = ::pread(fd_, buffer.data(), buffer.size(), at);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0 || interrupted()) return "";
      if (got == 0) return hash.hex();
      hash.update(std::string_view(buffer).substr(0, static_cast<std::size_t>(got)));
      at += got;
    }
  }

 private:
  FileSource(int fd, bool is_stdin, std::function<bool()> given_up)
      : fd_(fd), stdin_(is_stdin), given_up_(std::move(given_up)) {}

  bool wait_for_input() {
    if (!stdin_) return true;
    pollfd waits[2] = {{fd_, POLLIN, 0}, {interrupt_descriptor(), POLLIN, 0}};
    for (;;) {
      const int ready = poll(waits, 2, kLookUpMilliseconds);
      if (interrupted() || (given_up_ && given_up_())) return false;
      if (ready > 0) return true;
      if (ready < 0 && errno != EINTR) return true;  // Then reading tells what is wrong.
    }
  }

  int fd_;
  bool stdin_;
  std::function<bool()> given_up_;
  bool at_end_ = false;
  std::uint64_t size_ = 0;
  std::int64_t mtime_ns_ = 0;
  std::uint64_t bytes_read_ = 0;
  std::string problem_;
  store::Sha256 hash_;
};

Cutter::Cutter(const std::vector<std::string>& named, CutHooks hooks, CutLimits limits)
    : walk_(named, hooks.index), hooks_(std::move(hooks)), limits_(limits) {}
Cutter::~Cutter() = default;

std::optional<Piece> Cutter::next() {
  if (interrupted()) return std::nullopt;
  if (!job_) {
    const auto step = walk_.next();
    done_ = !step;
    if (!step) return std::nullopt;
    if (const auto* left_out = std::get_if<LeftOut>(&*step)) {
      Piece piece;
      piece.left_out = *left_out;
      return piece;
    }
    Piece piece = begin_file(std::get<FoundFile>(*step));
    if (piece.last) return piece;
  }
  Piece piece = job_->format->by_line ? cut_line_piece() : whole_file();
  if (interrupted() && source_ && !source_->at_end())
    return std::nullopt;  // The file stays unfinished: nothing is said of it.
  return piece;
}

Piece Cutter::begin_file(const FoundFile& file) {
  job_ = std::make_shared<FileJob>();
  job_->file = file;
  job_->options = hooks_.options(file);
  at_ = {};
  pending_.clear();
  std::string problem;
  source_ = FileSource::open(file, problem, hooks_.given_up);
  if (!source_) return refuse(std::move(problem));
  job_->mtime_ns = source_->mtime_ns();

  while (pending_.size() < limits_.head_bytes && (pending_.empty() || source_->has_more_now()) &&
         source_->read_into(pending_)) {
  }
  if (!source_->problem().empty()) return refuse(source_->problem());
  if (pending_.empty()) return refuse("the file is empty");

  const std::string_view head = std::string_view(pending_).substr(0, limits_.head_bytes);
  const auto format = formats::choose_format(head, job_->options);
  if (format) {
    job_->format = *format;
    job_->reader = std::string((*format)->name) + "/" + std::string((*format)->version);
  }
  if (hooks_.may_be_known && hooks_.may_be_known(*job_, source_->size())) {
    const std::string sha256 = source_->hash_ahead();
    if (!sha256.empty() && hooks_.is_known(*job_, source_->size(), sha256)) {
      job_->known = true;
      job_->size = source_->size();
      job_->sha256 = sha256;
      Piece piece;
      piece.last = true;
      piece.job = std::exchange(job_, nullptr);
      return piece;
    }
  }
  if (format) return {};
  for (std::string rest; source_->read_into(rest); rest.clear()) {
  }
  return refuse(format.error().message);
}

Piece Cutter::cut_line_piece() {
  Piece piece;
  piece.start = at_;
  const std::size_t max_line = job_->options.max_line_bytes;
  std::size_t cut = std::string::npos;  // just behind the last line end
  std::size_t searched = 0;
  for (;;) {
    const std::size_t found = std::string_view(pending_).substr(searched).rfind('\n');
    if (found != std::string_view::npos) cut = searched + found + 1;
    searched = pending_.size();
    const bool enough = pending_.size() >= limits_.piece_bytes || !source_->has_more_now();
    if (cut != std::string::npos && enough) break;
    if (cut == std::string::npos && pending_.size() > max_line) {
      skip_long_line(piece);
      return source_->at_end() && pending_.empty() ? finish(std::move(piece)) : piece;
    }
    if (!source_->read_into(pending_)) {
      cut = pending_.size();
      break;
    }
  }
  piece.bytes = pending_.substr(0, cut);
  pending_.erase(0, cut);
  at_.byte += cut;
  at_.line += static_cast<std::uint64_t>(std::count(piece.bytes.begin(), piece.bytes.end(), '\n'));
  at_.record = at_.line;
  piece.cost = piece.bytes.size();
  if (source_->at_end() && pending_.empty()) return finish(std::move(piece));
  piece.job = job_;
  return piece;
}

/// Reads on to the end of a line that is too long to be handed over, keeping none of it.
void Cutter::skip_long_line(Piece& piece) {
  formats::Reject reject;
  reject.record = at_.record + 1;
  reject.line = at_.line + 1;
  reject.byte_begin = at_.byte;
  std::size_t end = std::string::npos;
  std::uint64_t skipped = 0;
  while ((end = pending_.find('\n')) == std::string::npos) {
    skipped += pending_.size();
    pending_.clear();
    if (!source_->read_into(pending_)) break;
  }
  const std::size_t rest = end == std::string::npos ? pending_.size() : end;
  reject.byte_end = reject.byte_begin + skipped + rest;
  reject.reason = "line " + std::to_string(reject.line) + ": expected at most " +
                  std::to_string(job_->options.max_line_bytes) + " bytes, got " +
                  std::to_string(reject.byte_end - reject.byte_begin);
  piece.rejects.push_back(std::move(reject));
  const std::size_t cut = end == std::string::npos ? rest : rest + 1;
  pending_.erase(0, cut);
  at_.byte = piece.rejects.back().byte_end + (cut - rest);
  at_.record = ++at_.line;
  piece.job = job_;
}

Piece Cutter::whole_file() {
  while (pending_.size() <= limits_.max_whole_bytes && source_->read_into(pending_)) {
  }
  if (pending_.size() > limits_.max_whole_bytes) {
    const std::string limit = std::to_string(limits_.max_whole_bytes >> 20);
    const std::string problem =
        "expected at most " + limit + " MB in a file of type " + std::string(job_->format->name) +
        ", got more; split it, or write it as JSON Lines, which have no such limit";
    for (std::string rest; source_->read_into(rest); rest.clear()) {
    }
    return refuse(problem);
  }
  Piece piece;
  piece.bytes = std::move(pending_);
  piece.cost = piece.bytes.size();
  return finish(std::move(piece));
}

Piece Cutter::finish(Piece piece) {
  piece.last = true;
  job_->size = source_->bytes_read();
  job_->problem = source_->problem();
  job_->sha256 = job_->problem.empty() ? source_->sha256() : "";
  piece.job = std::exchange(job_, nullptr);
  source_.reset();
  pending_.clear();
  return piece;
}

/// One last piece without bytes: nothing of the file is read, \a problem says why.
Piece Cutter::refuse(std::string problem) {
  job_->format = nullptr;
  if (source_) {
    job_->size = source_->bytes_read();
    job_->sha256 = source_->problem().empty() ? source_->sha256() : "";
  }
  job_->problem = std::move(problem);
  Piece piece;
  piece.last = true;
  piece.job = std::exchange(job_, nullptr);
  source_.reset();
  pending_.clear();
  return piece;
}

std::string hash_file(const std::string& path) {
  std::string problem;
  const auto source = FileSource::open({path, {}, {}, 0}, problem, {});
  return source ? source->hash_ahead() : "";
}

}  // namespace onrecord::build
