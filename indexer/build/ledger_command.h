// Tells what became of every file, and what of a folder is not in the index.  Changes nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "proto/result.h"

namespace onrecord::build {

enum class Form { text, json, tsv };

struct LedgerOptions {
  std::filesystem::path index;
  std::vector<std::string>
      missing;  ///< Compare these with the ledger instead of listing all of it.
  Form form = Form::text;
};

/// Writes to standard output: one row a file, or, with `missing`, one row for every file below the
/// paths that is not in as it stands now, and for every file there that is gone and still has
/// articles in.  A file counts as the one that was read when size and time of change agree, else
/// when its hash does.  Returns the number of rows that want attention: refused, partly refused,
/// missing, changed, gone.  Errors: `index`, `io`, `not_found`.
Result<std::uint64_t> tell_ledger(const LedgerOptions& options);

}  // namespace onrecord::build
