// Files and members of archives → pieces that one worker reads: opened, unpacked, hashed, cut at
// line ends where the format allows it.  Knows no articles.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/build/archive.h"
#include "indexer/build/byte_source.h"
#include "indexer/build/convert.h"
#include "indexer/build/walk.h"
#include "indexer/formats/reader.h"
#include "indexer/formats/sniff.h"

namespace onrecord::build {

/// One file, or one member of an archive, shared by its pieces.  Written by the cutter alone; what
/// is marked (last) is there once the last piece is.
struct FileJob {
  FoundFile file;
  formats::ReadOptions options;
  const formats::Format* format = nullptr;  ///< Nothing: the file is not read, `problem` says why.
  bool archive = false;  ///< Members of it were read: each is a job of its own, before this one.
  std::vector<std::string> converter;  ///< Makes text of its bytes first; empty: none.
  std::string reader;                  ///< "jsonl/1"; "" without a format.
  std::int64_t mtime_ns = 0;
  bool known = false;      ///< Nothing changed since it was last read: it has one empty piece.
  std::uint64_t size = 0;  ///< (last) Bytes read.
  std::string sha256;      ///< (last) Hex; "" when it could not be read to its end.
  std::string problem;     ///< (last) Why it was not read, or not to its end.
};

/// A stretch of a file that can be read by itself.
struct Piece {
  std::shared_ptr<const FileJob> job;  ///< Nothing when a path was left out by the walk.
  LeftOut left_out;
  std::string bytes;
  formats::PieceStart start;
  std::vector<formats::Reject> rejects;  ///< Lines that were too long to be handed over.
  bool last = false;
  std::uint64_t cost = 0;
};

/// The cutter's bounds, each with its reason in docs.
struct CutLimits {
  std::uint64_t piece_bytes =
      128u << 10;  ///< Small, so that every core has work and little is under way.
  std::uint64_t max_whole_bytes = 128u << 20;  ///< Of a file whose format needs all of it at once.
  std::size_t head_bytes = 64u << 10;          ///< What a format is chosen by.
  ArchiveLimits archive = {};
  std::vector<Converter> converters = {};
};

/// What the cutter asks its owner.
struct CutHooks {
  /// How to read a file: source, defaults, forced format.
  std::function<formats::ReadOptions(const FoundFile&)> options;
  /// Whether a file of that size may be unchanged, and then whether it is: (job, sha256).  Empty:
  /// nothing ever is.
  std::function<bool(const FileJob&, std::uint64_t size)> may_be_known;
  std::function<bool(const FileJob&, std::uint64_t size, const std::string& sha256)> is_known;
  /// A folder that is not read though it may lie below a named one.
  std::filesystem::path index;
  /// When there are any: of what is named only these, see Walk.
  std::vector<std::string> only = {};
  /// Whether to stop waiting for standard input, because nobody wants it any more.  Empty: never.
  std::function<bool()> given_up;
};

/// Gives the pieces of every file that a walk finds.  Belongs to one thread.  Memory: one piece.
class Cutter {
 public:
  Cutter(const std::vector<std::string>& named, CutHooks hooks, CutLimits limits = {});
  ~Cutter();
  /// The next piece; nothing at the end, or once the program was interrupted.
  std::optional<Piece> next();
  /// Whether everything that is named was given.
  bool done() const { return done_; }

 private:
  /// An archive whose members are being read.
  struct Level {
    std::shared_ptr<FileJob> job;
    std::unique_ptr<ByteSource> source;
    std::unique_ptr<Archive> archive;
    FileSource* file = nullptr;  ///< The source, when it is a file.
  };

  std::optional<Piece> next_member();
  std::optional<Piece> begin_file(const FoundFile& file);
  std::optional<Piece> begin_member(const Member& member);
  std::optional<Piece> begin(FileSource* file);
  std::optional<Piece> unpack(std::string_view kind, FileSource* file);
  void use_converter(const formats::ForeignType& type);
  std::optional<Piece> known_piece(const FileSource& file);
  Piece end_archive();
  bool read_head();
  Piece cut_line_piece();
  void skip_long_line(Piece& piece);
  std::optional<Piece> whole_file();
  Piece finish(Piece piece);
  Piece refuse(std::string problem);

  Walk walk_;
  CutHooks hooks_;
  CutLimits limits_;
  std::vector<Level>
      levels_;  ///< The archives that are open, each but the first in the one before.
  std::shared_ptr<std::uint64_t> unpacked_;  ///< Bytes unpacked of the outermost.
  std::shared_ptr<FileJob> job_;             ///< The file that is being cut.
  std::unique_ptr<ByteSource> source_;
  int depth_ = 0;        ///< Archives and compressed streams around source_.
  std::string pending_;  ///< Read and not yet handed over.
  formats::PieceStart at_;
  bool done_ = false;
};

/// Hands the articles and rejects of \a piece to \a sink, through its converter where it has one.
/// False when an interrupt came in between: the piece must count as not read.  Any thread.
bool read_articles(const Piece& piece, const formats::Sink& sink);

/// The hash of a file as Cutter computes it; "" when it cannot be read.
std::string hash_file(const std::string& path);

}  // namespace onrecord::build
