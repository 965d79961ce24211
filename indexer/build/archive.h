// Archives and compressed streams, read under caps and never onto the disk.  Knows members, not
// what they hold.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/build/byte_source.h"
#include "proto/result.h"

namespace onrecord::build {

/// Caps against bombs.
struct ArchiveLimits {
  std::uint64_t max_ratio = 100;            ///< Bytes unpacked for a byte that was read.
  std::uint64_t max_unpacked = 1ull << 30;  ///< Of an archive and all archives in it, in bytes.
  std::uint64_t max_members = 1'000'000;    ///< Of one archive.
  int max_depth = 2;                        ///< An archive in an archive is the second.
  int max_filters = 2;                      ///< One compression around another.
};

/// What a container is by its first bytes: "zip", "tar", "gzip", "bzip2", "xz", "zstd", "lzma",
/// "compress"; "" when it is none that is read.
std::string_view container_kind(std::string_view head);

/// The name of what a compressed file holds: "a.jsonl" for "a.jsonl.gz"; else the name itself.
std::string uncompressed_name(std::string_view name);

/// Whether an archive is a file by itself.
enum class Nesting : std::uint8_t { outermost, inside };

/// One entry of an archive.
struct Member {
  std::string name;            ///< Valid UTF-8, with '/', without "./" in front.
  std::uint32_t namesake = 1;  ///< 2: the second member of this name.
  std::int64_t mtime_ns = 0;
  std::string refused;  ///< Why it must not be read: it is a link, a device, encrypted, or its name
                        ///< leads out of the archive.
  std::string covered;  ///< Why nothing is missed when it is not read: hidden, a second name.
};

/// An open archive or compressed stream.  Belongs to one thread.
class Archive {
 public:
  /// Reads \a source from where it stands, behind \a head, which was read of it already.  A zip
  /// that is a file by itself (\a file, the same source) is read by its directory, from its
  /// beginning.  Both must outlive the Archive.  \a unpacked: bytes unpacked so far, shared by an
  /// archive and those inside it.  A compressed stream that is a file by itself is bounded by its
  /// ratio alone: it is read in pieces.
  /// Errors: `invalid`: no archive, or a damaged one; `limit`.
  static Result<std::unique_ptr<Archive>> open(std::string head, ByteSource& source,
                                               const FileSource* file, const ArchiveLimits& limits,
                                               std::shared_ptr<std::uint64_t> unpacked,
                                               Nesting nesting);
  ~Archive();

  /// Whether it is a compressed stream of one nameless member.
  bool is_stream() const;
  /// The next member, folders left out; nothing at the end and after a problem.
  std::optional<Member> next();
  /// Reads of the current member: how many bytes, 0 at its end, -1 after a problem.
  ssize_t read(char* buffer, std::size_t size);
  /// Why it was not read to its end, or not all of a member; "".
  const std::string& problem() const;
  /// Given by next() so far.
  std::uint64_t members() const;

 private:
  struct State;
  explicit Archive(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The current member of an archive.
class MemberSource : public ByteSource {
 public:
  explicit MemberSource(Archive& archive) : archive_(archive) {}

 protected:
  ssize_t fill(char* buffer, std::size_t size, std::string& problem) override;

 private:
  Archive& archive_;
};

/// What a compressed stream holds; kept_size() and kept_sha256() are the compressed file's.
class UnpackedSource : public ByteSource {
 public:
  /// \a archive REQUIRES is_stream(), and was opened on \a packed.
  UnpackedSource(std::unique_ptr<ByteSource> packed, std::unique_ptr<Archive> archive);
  std::uint64_t kept_size() const override;
  std::string kept_sha256() override;

 protected:
  ssize_t fill(char* buffer, std::size_t size, std::string& problem) override;

 private:
  std::unique_ptr<ByteSource> packed_;
  std::unique_ptr<Archive> archive_;
};

}  // namespace onrecord::build
