// Adds files to an index: what goes in, what is refused and why, and when it is made durable.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "indexer/build/input.h"
#include "indexer/build/progress.h"
#include "proto/result.h"
#include "proto/store/manifest.h"

namespace onrecord::build {

enum class Reading { what_changed, what_was_rejected };

struct AddOptions {
  std::filesystem::path index;
  InputOptions input;
  /// Goes on with what arrives in the named folders, until it is interrupted.
  enum class Then { end, follow } then = Then::end;
  store::Settings settings;                 ///< Of an index that is made.
  Reading reading = Reading::what_changed;  ///< what_was_rejected: the files with rejects, below
                                            ///< the named paths or all.
  std::filesystem::path
      rejects;  ///< Where the rejects are listed; "": rejects.jsonl in the index folder.
  std::uint64_t commit_bytes = 4u << 20;  ///< Of text between two commits.
  Progress::Mode progress = Progress::Mode::silent;
  std::function<void(const std::string&)>
      say;               ///< One line for people, without a line end; empty: nobody listens.
  bool verbose = false;  ///< Also says each commit and each reject.
};

struct AddReport {
  Tally tally;
  bool stopped =
      false;  ///< Interrupted: what was read until then is committed, the rest is not read.
              ///< Following folders ends so only when there was something left to read.
};

/// Adds what \a options name.  Everything that the report counts is durable.  An interrupt (see
/// interrupt.h) ends it in order. Files and records that are refused do not end it: they are
/// counted, and listed in the ledger and the rejects file. Memory: below 512 MB whatever the input
/// (up to 4 million articles in one call; 48 bytes for each beyond; following folders, 200 bytes
/// for each). Files that are deleted while folders are followed stay in the index. Errors:
/// `invalid` (no folder that could be followed), `limit` (the system follows no more), `conflict`
/// (another writer), `unsupported`, `index`, `io`; what was committed before stays.
Result<AddReport> add_files(const AddOptions& options);

}  // namespace onrecord::build
