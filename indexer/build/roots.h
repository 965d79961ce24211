// What source a file belongs to, and its place below that source's folder: as it was when it was
// first added.
#pragma once

#include <optional>
#include <string>

#include "indexer/build/walk.h"
#include "proto/result.h"
#include "proto/store/ledger.h"

namespace onrecord::build {

/// The `reader` of a ledger row that stands for a folder that was named: it keeps the folder's
/// source.
inline constexpr std::string_view kFolderReader = "folder";

/// Half of a key: `relative` is the id of what gives none.
struct Home {
  std::string source;
  std::string relative;
};

/// The home of \a file by the ledger, or nothing when it is new and below no folder that was named
/// before.  The deepest such folder counts, so that naming a folder, a folder above it, or one file
/// in it always gives the same keys.
Result<std::optional<Home>> known_home(const store::Ledger& ledger, const FoundFile& file);

/// The row that makes \a folder (absolute) the home of what lies below it.
store::LedgerRow folder_row(const std::string& folder, const std::string& source, std::int64_t now);

}  // namespace onrecord::build
