// The journal of one batch: the keys whose articles and statements may not agree yet.  Knows the
// file, not the databases.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "proto/result.h"
#include "proto/store/records.h"

namespace onrecord::store {

struct Journal {
  std::uint64_t commit = 0;  ///< The number of the batch.
  std::vector<ArticleKey> keys;
};

/// Writes and syncs it.  Errors: `io`.
Result<void> write_journal(const std::filesystem::path& generation, const Journal& journal);
/// Nothing when there is none.  It appears whole or not at all.  Errors: `index` (damaged), `io`.
Result<std::optional<Journal>> read_journal(const std::filesystem::path& generation);
/// Drops it and syncs the folder.  Errors: `io`.
Result<void> drop_journal(const std::filesystem::path& generation);

}  // namespace onrecord::store
