// The dry run: reads files as `add` would and prints what was understood.  Touches no index.
#pragma once

#include <string>
#include <vector>

#include "indexer/build/input.h"
#include "proto/result.h"
#include "proto/text/utf8.h"

namespace onrecord::build {

struct ExtractOptions {
  InputOptions input;
  text::OffsetUnit unit = text::OffsetUnit::bytes;
};

/// What an extract came across.
struct ExtractCounts {
  std::uint64_t articles = 0;
  std::uint64_t statements = 0;
  std::uint64_t rejected =
      0;  ///< Records and files that are not articles; each was named on standard error.
};

/// Prints one JSON line an article to standard output, in the order of the input, and a line to
/// standard error for what was rejected.  Memory is bounded whatever the input.  Errors: `io`:
/// standard output is gone.
Result<ExtractCounts> extract_files(const ExtractOptions& options);

}  // namespace onrecord::build
