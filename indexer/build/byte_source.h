// Bytes that come one stretch after the other: a file's, standard input's.  Knows no format.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "indexer/build/walk.h"
#include "proto/store/hash.h"

namespace onrecord::build {

/// Something that is read to its end, counted and hashed on the way.  Belongs to one thread.
class ByteSource {
 public:
  ByteSource() = default;
  virtual ~ByteSource() = default;
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  /// Appends what one read gives.  False at the end, after an error (then problem() says which) and
  /// when the program was interrupted while there was nothing to be had.
  bool read_into(std::string& bytes);
  /// Reads on to the end and keeps nothing.
  void drain();
  bool at_end() const { return at_end_; }
  std::uint64_t bytes_read() const { return bytes_read_; }
  const std::string& problem() const { return problem_; }

  /// Whether reading would not wait.
  virtual bool has_more_now() const { return true; }
  /// Size and hash of the file or member that this reads, once it was read to its end; the hash is
  /// "" when that failed.
  virtual std::uint64_t kept_size() const { return bytes_read_; }
  virtual std::string kept_sha256() { return problem_.empty() ? hash_.hex() : ""; }

 protected:
  /// One read: how many bytes; 0 at the end; -1 after an error, which is put into \a problem.
  virtual ssize_t fill(char* buffer, std::size_t size, std::string& problem) = 0;
  /// Waits until fill() has something to give; false when nobody wants it any more.
  virtual bool wait() { return true; }

 private:
  bool at_end_ = false;
  std::uint64_t bytes_read_ = 0;
  std::string problem_;
  store::Sha256 hash_;
};

/// An open file, or standard input.
class FileSource : public ByteSource {
 public:
  /// Nothing when it cannot be opened: \a problem says why.  \a given_up: whether to stop waiting
  /// for standard input; may be empty.
  static std::unique_ptr<FileSource> open(const FoundFile& file, std::string& problem,
                                          std::function<bool()> given_up);
  ~FileSource() override;

  std::uint64_t size() const { return size_; }
  std::int64_t mtime_ns() const { return mtime_ns_; }
  bool has_more_now() const override;
  /// The hash of the whole file, leaving the place of reading alone; "" when it cannot be read.
  std::string hash_ahead() const;
  /// Reads at \a offset, leaving the place of reading alone.  -1 after an error.
  ssize_t read_at(char* buffer, std::size_t size, std::uint64_t offset) const;

 protected:
  ssize_t fill(char* buffer, std::size_t size, std::string& problem) override;
  bool wait() override;

 private:
  FileSource(int fd, bool is_stdin, std::function<bool()> given_up);

  int fd_;
  bool stdin_;
  std::function<bool()> given_up_;
  std::uint64_t size_ = 0;
  std::int64_t mtime_ns_ = 0;
};

}  // namespace onrecord::build
