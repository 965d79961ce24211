// Writes an index anew from the records that it stores: new terms, new statements, nothing read
// from outside.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "indexer/build/progress.h"
#include "proto/result.h"
#include "proto/store/manifest.h"

namespace onrecord::build {

/// Which article is written first.
enum class RebuildOrder {
  as_stored,
  by_date,  ///< Oldest first, undated before all: sorting by date then follows the documents'
            ///< numbers.
};

struct RebuildOptions {
  std::filesystem::path index;
  RebuildOrder order = RebuildOrder::as_stored;
  std::optional<store::Settings> settings;  ///< Nothing: as they are.
  unsigned jobs = 0;                        ///< 0: one a core.
  std::uint64_t commit_bytes = 4u << 20;
  Progress::Mode progress = Progress::Mode::silent;
};

struct RebuildReport {
  std::uint64_t articles = 0;
  std::uint64_t superseded = 0;
  std::uint64_t statements = 0;
  bool stopped = false;  ///< Interrupted: the index is as it was.
};

/// Makes a new generation from the stored records with this program's documents and extractor, then
/// serves it.  Versions, history, block list and ledger stay.  Readers see the old one whole until
/// the new one is.  Needs as much free space as the index takes. Errors: `conflict` (another
/// writer), `unsupported` (a format that this program cannot read), `index`, `io`: the index is as
/// it was.
Result<RebuildReport> rebuild(const RebuildOptions& options);

}  // namespace onrecord::build
