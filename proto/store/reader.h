// Opens an index for reading.  Knows generations, the manifest, the block list and the shards; answers nothing.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "proto/result.h"
#include "proto/store/records.h"
#include "proto/store/terms.h"

namespace onrecord::store {

/// One thread's open databases of the current generation, all shards of a kind combined.
struct Reader {
  std::filesystem::path index;
  std::string generation;      ///< "gen-3"
  Xapian::Database articles;
  Xapian::Database statements;
  Xapian::Database history;
  std::string revision;        ///< GENERATION.COMMIT
  std::string stem_language;   ///< The manifest's default for queries: "en".
};

/// Opens what CURRENT names; checks the format version and that every file of the manifest is there.  A DatabaseModifiedError at
/// open is retried three times, then reported as damage.  Errors: `not_found`, `unsupported` (names `rebuild`), `index`, `io`.
Result<Reader> open_reader(const std::filesystem::path& index);

/// Follows commits and a moved CURRENT.  True when anything changed.  Microseconds when nothing did.
Result<bool> refresh(Reader& reader);

/// Runs \a fn and turns whatever Xapian throws into an Error: DatabaseModifiedError is `stale`.  The program's only catch of it.
template <class Fn>
auto guarded(std::string_view doing, Fn&& fn) -> Result<std::invoke_result_t<Fn>> try {
  if constexpr (std::is_void_v<std::invoke_result_t<Fn>>) {
    std::forward<Fn>(fn)();
    return {};
  } else {
    return std::forward<Fn>(fn)();
  }
} catch (const Xapian::DatabaseModifiedError&) {
  return Error{Errc::stale, "the index moved on", 0};
} catch (const Xapian::Error& e) {
  return Error{Errc::index, "while " + std::string(doing) + ": " + e.get_description(), 0};
}

/// The article keys that are withheld or purged and not yet marked in the databases, as read from `blocklist`.
struct BlockList {
  std::vector<ArticleKey> keys;
  std::uint64_t stamp = 0;  ///< Changes whenever the file does.
};
Result<BlockList> read_block_list(const std::filesystem::path& index);
/// Cheap: a stat.  The stamp that read_block_list would give now.
std::uint64_t block_list_stamp(const std::filesystem::path& index);

/// What no reader may see right now: withheld, canceled, embargoed until later than \a now, expired, block-listed.  Everything
/// visible is `Xapian::Query(OP_AND_NOT, query, hidden)`.  Stock operators only.
Xapian::Query hidden_query(const BlockList& blocked, std::int64_t now);

}  // namespace onrecord::store
