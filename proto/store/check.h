// Is the index whole?  Reads everything, mends nothing.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "proto/result.h"

namespace onrecord::store {

struct CheckReport {
  std::uint64_t articles = 0;
  std::uint64_t statements = 0;
  std::uint64_t superseded = 0;
  std::vector<std::string>
      problems;  ///< Where, what was expected, what is there; at most kMaxProblems, then a count.
  /// The last writer was cut short: whoever opens the index for writing next mends what it left,
  /// and only then is a problem damage.
  bool interrupted = false;
  bool whole() const { return problems.empty(); }
};
inline constexpr std::size_t kMaxProblems = 100;

/// Manifest and files, Xapian's own check of every table, every record readable, every stored text
/// against its hash, one document a key, every statement's article version there, docdata against
/// terms; a journal that was left, the block list, the ledger.  Reads all of the index: about 50
/// MB/s.  Errors: only what keeps it from looking at all: `conflict` when it is being written, or
/// was while it was looked at and did not fit; `io` when its tables may not be opened for writing,
/// as Xapian's check does, which changes nothing.
Result<CheckReport> check(const std::filesystem::path& index);

}  // namespace onrecord::store
