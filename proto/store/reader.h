// Opens an index for reading.  Knows generations, the manifest, the block list and the shards;
// answers nothing.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "proto/result.h"
#include "proto/store/block_list.h"
#include "proto/store/guarded.h"
#include "proto/store/manifest.h"
#include "proto/store/records.h"
#include "proto/store/terms.h"

namespace onrecord::store {

/// One thread's open databases of the current generation, all shards of a kind combined.
struct Reader {
  std::filesystem::path index;
  std::string generation;  ///< "gen-3"
  Xapian::Database articles;
  Xapian::Database statements;
  Xapian::Database history;
  /// The shards of articles and of statements; they follow with the databases above.
  std::vector<Xapian::Database> article_shards;
  std::vector<Xapian::Database> statement_shards;
  std::string revision;  ///< GENERATION.COMMIT, "3.41"; "3.42~41" while the statements of commit 42
                         ///< are not in yet.
  std::string stem_language;  ///< The manifest's default for queries: "en".
  BlockList blocked;          ///< Never older than the databases.
  Settings settings;
  std::uint64_t current_stamp = 0;
};

/// Opens what CURRENT names; checks the format version and that every file of the manifest is
/// there.  A DatabaseModifiedError at open is retried three times, then reported as damage. Errors:
/// `not_found`, `unsupported` (names `rebuild`), `index`, `io`.
Result<Reader> open_reader(const std::filesystem::path& index);

/// How eagerly refresh() follows.
enum class Follow {
  settled,  ///< While a batch is between its commits, and its writer lives, the old, whole view is
            ///< kept.
  now,      ///< After `stale`: whatever is there.
};

/// Follows commits, a moved CURRENT and a changed block list.  True when anything changed.
/// Microseconds when nothing did. Objects made from the old databases (Enquire, MSet, Document)
/// must not be used afterwards. Errors: as open_reader; the reader is then unchanged and must not
/// answer.
Result<bool> refresh(Reader& reader, Follow follow = Follow::settled);

/// The current version of an article, or nothing; hidden ones too (whoever shows it checks
/// visible()).
Result<std::optional<Article>> find_article(const Reader& reader, const ArticleKey& key);
/// Any version: the current one or one of history.
Result<std::optional<Article>> find_article(const Reader& reader, const ArticleKey& key,
                                            std::uint32_t version);
/// The current version is not withheld, canceled, embargoed, expired or block-listed.  False when
/// there is none.
Result<bool> visible(const Reader& reader, const ArticleKey& key, std::int64_t now);
/// Whether the superseded \a version could be shown by itself: the source never withheld or took it
/// down, and its own embargo and expiry allow it.  What the house withholds is decided by the
/// current version alone, see visible().
bool old_version_visible(const Article& version, std::int64_t now);
/// A statement is shown only when the version that it was found in is the current one.  One term
/// look-up.
bool article_is_current(const Reader& reader, const ArticleKey& key, std::uint32_t version);

/// The stored text is what was stored.  Call before showing any of it.  Errors: `index` when its
/// hash differs.  O(n), about 0.5 GB/s.
Result<void> verify_text(const Article& article);

/// Every current article in docid order, until \a fn returns false.  Errors: `stale`, `index`.
Result<void> each_article(const Reader& reader, const std::function<bool(const Article&)>& fn);
/// Every superseded version, in docid order.
Result<void> each_superseded(const Reader& reader, const std::function<bool(const Article&)>& fn);

}  // namespace onrecord::store
