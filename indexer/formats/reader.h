// The seam of every format: bytes in, articles out, and for what cannot be read the place and the
// reason.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"
#include "proto/store/records.h"

namespace onrecord::formats {

/// Where the bytes handed over begin in their file, when a file is read in pieces.
struct PieceStart {
  std::uint64_t record = 0;  ///< Records before; added to every record number, also inside ids.
  std::uint64_t line = 0;    ///< Lines before; added to every line number.
  std::uint64_t byte = 0;    ///< Bytes before; added to every byte offset.
};

/// What the caller knows before reading.
struct ReadOptions {
  std::string source;         ///< Becomes ArticleKey::source.
  std::string path;           ///< As reported in messages and in Provenance.
  std::string member;         ///< Inside an archive: as reported in Provenance; else "".
  std::string name;           ///< By whose ending the format is known; "": the path.
  std::string relative_path;  ///< Below the named root: the id of what gives none; metadata may be
                              ///< read from it.
  text::DateOrder date_order = text::DateOrder::unsaid;
  std::string format;    ///< Forced by name, or "" to sniff.
  std::string encoding;  ///< Of text that has no mark and is not valid UTF-8; "" to find out.
  std::string timezone;  ///< Of times that name none ("Europe/Oslo", "+03:30"); "" for none: UTC,
                         ///< and what is embargoed until such a time is held.
  std::string split;    ///< A regular expression (ICU's) for what parts the stories of a text file.
  std::string sidecar;  ///< A JSON object that describes the file, or "".
  std::string path_pattern;  ///< How relative_path is to be read (metadata.h); "": by itself.
  // Defaults for what the source does not say.
  std::string outlet;
  std::string desk;
  std::string language;
  std::string collection;
  std::size_t max_article_bytes = 10u << 20;  ///< A larger record is refused by name.
  std::size_t max_line_bytes =
      16u << 20;     ///< A longer line of JSON Lines or CSV is refused, the next one goes on.
  PieceStart start;  ///< Only for a format whose `by_line` is set.
};

/// Where what is read lies, for messages: PATH, or PATH!/MEMBER.
std::string place_of(const ReadOptions& options);

/// A record that did not become an article.
struct Reject {
  std::uint64_t record = 0;  ///< 1-based; 0 when it is the whole file.
  std::uint64_t line = 0;  ///< 1-based line of the file where it begins; 0 when that means nothing.
  std::uint64_t byte_begin = 0;
  std::uint64_t byte_end = 0;
  std::string reason;  ///< Lower case: what was expected, what came instead, with line and column.
};

/// What a reader hands over, record by record, in file order.
struct Sink {
  std::function<void(Article&&)>
      article;  ///< Key, texts, spans, hashes, provenance and origins are set; version is not.
  std::function<void(Reject&&)> reject;
};

/// One format.
struct Format {
  std::string_view name;     ///< As in `--format NAME`.
  std::string_view version;  ///< Raised when the same bytes would be read differently: part of
                             ///< Provenance::reader.
  std::string_view help;
  /// 0 (no) to 100 (certain), from the first bytes and, second, from the path's ending.
  int (*sniff)(std::string_view head, std::string_view path);
  /// Reads a whole file.  Never throws; what cannot be read goes to sink.reject.
  void (*read)(std::string_view bytes, const ReadOptions& options, const Sink& sink);
  /// Each line is one record by itself (record number = line number): a big file may be read in
  /// pieces cut at line ends.
  bool by_line = false;
  /// Its files are archives themselves, which must not be taken apart.
  bool is_archive = false;
};

/// Every format, in the order in which ties are settled.
const std::vector<Format>& formats();

/// The format of these bytes, by the forced name or by sniffing.  Errors: `unsupported`: a binary
/// file, or none fits.
Result<const Format*> choose_format(std::string_view head, const ReadOptions& options);

}  // namespace onrecord::formats
