// Who holds the index carries out what others ask for: withheld and corrected articles,
// removals, snapshots.
#pragma once

#include <filesystem>

#include "indexer/build/ledger_book.h"
#include "proto/result.h"
#include "proto/store/corrections.h"
#include "proto/store/writer.h"

namespace onrecord::build {

/// Whether a request waits in the index's queue.  A look into one folder.
Result<bool> somebody_waits(const std::filesystem::path& index);

/// Carries out every waiting request and answers it, as of the moment in which it is carried out;
/// what cannot be done is told to who asked, and is no error here.  REQUIRES an empty batch.
/// Errors: the writer is dead.
Result<void> serve_waiting(store::Writer& writer, LedgerBook& ledger,
                           store::CorrectionBook& corrections, const std::filesystem::path& index);

}  // namespace onrecord::build
