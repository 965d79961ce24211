// Takes articles out of an index, and out of the ledger's belief that they are in.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "indexer/build/ledger_book.h"
#include "proto/result.h"
#include "proto/store/writer.h"

namespace onrecord::build {

struct Removal {
  std::uint64_t removed = 0;
  std::vector<ArticleKey> not_found;
};

/// Moves the current versions of \a keys to history and commits.  The files that they came from are
/// read again by the next `add` that names them, so that what is still in a file comes back (purge
/// keeps it out).  REQUIRES an empty batch.
Result<Removal> remove_articles(store::Writer& writer, LedgerBook& ledger,
                                std::span<const ArticleKey> keys, std::int64_t now);

}  // namespace onrecord::build
