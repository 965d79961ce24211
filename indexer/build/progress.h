// What an add has done so far, and how it is told: one line that changes on a terminal, a plain
// line now and then elsewhere.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace onrecord::build {

/// Counts by outcome; every file and every record is in exactly one of its group.
struct Tally {
  // Files
  std::uint64_t files_read = 0;
  std::uint64_t files_unchanged = 0;  ///< Not read again.
  std::uint64_t files_rejected = 0;   ///< Nothing of them is in: unreadable, or of no known type.
  std::uint64_t files_unread = 0;     ///< Of the rejected: as a whole, without a rejected record.
  std::uint64_t files_left_out =
      0;  ///< By rule, and nothing is missed: hidden, or read at another place.
  // Records
  std::uint64_t added = 0;
  std::uint64_t new_versions = 0;
  std::uint64_t older_versions = 0;  ///< Came after a newer one of their article: history.
  std::uint64_t unchanged = 0;       ///< In the index as they are, in files that were read.
  std::uint64_t duplicates = 0;      ///< Met twice in this run with the same content.
  std::uint64_t rejected = 0;
  std::uint64_t misfits = 0;    ///< Corrections that what was added does not have.
  std::uint64_t still_out = 0;  ///< Rejected before, in files that have not changed since.
  // Work
  std::uint64_t statements = 0;  ///< Of added articles and new versions.
  std::uint64_t bytes = 0;       ///< Of the files that were looked at.
  std::chrono::steady_clock::duration time{};

  std::uint64_t articles() const {
    return added + new_versions + older_versions + unchanged + duplicates;
  }
  /// What is not in: records, and files as a whole.
  std::uint64_t rejects() const { return rejected + files_unread; }
  /// Whether all of the named input is in the index.
  bool all_in() const { return files_rejected + rejected + still_out == 0; }
  /// Adds what another run did.
  Tally& operator+=(const Tally& other);
};

/// One line without a line end, at most 80 columns: share done, counts, speed, time left.  \a
/// total_bytes 0: not known.
std::string progress_line(const Tally& tally, std::uint64_t total_bytes);
/// One line without a line end: what was read and what came of it.  For runs on few files.
std::string short_summary(const Tally& tally);
/// What was done, several lines, each ended.
std::string summary(const Tally& tally);
/// As one JSON object, without a line end.
std::string summary_json(const Tally& tally);

/// Writes progress to standard error.  Belongs to one thread.
class Progress {
 public:
  enum class Mode { silent, terminal, plain };
  /// The mode for standard error: a terminal or not.
  static Mode mode_of_stderr();
  Progress(Mode mode, std::uint64_t total_bytes);
  /// Cheap; writes when it is time to: every 0.1 s on a terminal, else every 10 s.
  void show(const Tally& tally);
  /// Takes the line away, so that something else can be written.
  void clear();

 private:
  Mode mode_;
  std::uint64_t total_bytes_;
  std::chrono::steady_clock::time_point next_;
  bool shown_ = false;
};

}  // namespace onrecord::build
