// What became of every file: one row a file, and of every record that was refused.  Knows no text,
// no databases.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "proto/result.h"

namespace onrecord::store {

enum class Outcome : std::uint8_t {
  indexed,   ///< Every record is in.
  partial,   ///< Some records were refused: see its rejects.
  rejected,  ///< Nothing of it is in: `reason` says why.
  skipped,   ///< Not an article by rule (hidden file, unknown type): `reason` says which rule.
};
std::string_view name_of(Outcome outcome);
std::optional<Outcome> outcome_from(std::string_view name);

struct LedgerRow {
  std::string path;    ///< As named or found; any bytes but NUL.
  std::string member;  ///< Inside an archive; else empty.
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;  ///< Since the epoch, for a quick first look only.
  std::string sha256;         ///< Hex; "" when it could not be read.
  std::string reader;  ///< Name and version of the format reader: "jsonl/1"; "" when none fitted.
  std::string
      options_hash;    ///< Of the options that change what is read (source, defaults, date order).
  std::string source;  ///< ArticleKey::source of its articles.
  std::uint64_t articles = 0;  ///< Records that are in, unchanged ones included.
  std::uint64_t rejected = 0;  ///< Records that were refused.
  Outcome outcome = Outcome::indexed;
  std::string reason;
  std::int64_t when = 0;  ///< Seconds since the epoch.
  friend bool operator==(const LedgerRow&, const LedgerRow&) = default;
};

struct RejectRow {
  std::string path;
  std::string member;
  std::uint64_t record = 0;
  std::uint64_t line = 0;
  std::uint64_t byte_begin = 0;
  std::uint64_t byte_end = 0;
  std::string reason;
  friend bool operator==(const RejectRow&, const RejectRow&) = default;
};

struct LedgerEntry {
  LedgerRow row;
  std::vector<RejectRow> rejects;
};

/// Append-only; the newest row of a path counts.  Memory: about 40 bytes a file.  Belongs to one
/// thread.
class Ledger {
 public:
  enum class Access { read, write };
  /// `write` REQUIRES the folder lock, mends a torn last line, and rewrites the file when more than
  /// half of it is outdated.  No file: empty. Errors: `index` (a complete line that is no row),
  /// `io`.
  static Result<Ledger> open(const std::filesystem::path& index, Access access);
  Ledger(Ledger&&) noexcept;
  Ledger& operator=(Ledger&&) noexcept;
  ~Ledger();

  /// The newest row of a file.  One small read.
  Result<std::optional<LedgerRow>> find(std::string_view path, std::string_view member = {}) const;
  /// Appends and syncs; only after the commit that holds the files' articles.
  Result<void> append(std::span<const LedgerEntry> entries);
  /// The newest row of every file, in the order written, until \a fn returns false.
  Result<void> each(const std::function<bool(const LedgerRow&)>& fn) const;
  /// The rejects that belong to the newest rows.
  Result<void> each_reject(const std::function<bool(const RejectRow&)>& fn) const;
  std::size_t files() const;

 private:
  struct State;
  explicit Ledger(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The same bytes, read in the same way: nothing to do.
inline bool unchanged(const LedgerRow& row, std::uint64_t size, std::string_view sha256,
                      std::string_view reader, std::string_view options_hash) {
  return row.size == size && row.sha256 == sha256 && row.reader == reader &&
         row.options_hash == options_hash;
}

}  // namespace onrecord::store
