// The ledger for two threads at a time: the cutter asks, the committer writes.  Knows no more than
// that.
#pragma once

#include <mutex>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "indexer/build/roots.h"
#include "proto/store/ledger.h"

namespace onrecord::build {

/// Whether \a row is of a member that its archive no longer holds: the archive was read again, to
/// its end, after that.
inline Result<bool> is_outdated(const store::Ledger& ledger, const store::LedgerRow& row) {
  if (row.member.empty()) return false;
  const auto archive = ledger.find(row.path);
  if (!archive) return archive.error();
  return *archive && (*archive)->when > row.when;
}

/// A Ledger with a lock around each call.
class LedgerBook {
 public:
  explicit LedgerBook(store::Ledger ledger) : ledger_(std::move(ledger)) {}

  Result<std::optional<store::LedgerRow>> find(std::string_view path,
                                               std::string_view member = {}) const {
    const std::lock_guard lock(mutex_);
    return ledger_.find(path, member);
  }
  Result<std::optional<Home>> home(const FoundFile& file) const {
    const std::lock_guard lock(mutex_);
    return known_home(ledger_, file);
  }
  Result<void> append(std::span<const store::LedgerEntry> entries) {
    const std::lock_guard lock(mutex_);
    return ledger_.append(entries);
  }
  /// Runs \a fn with the ledger, alone.
  template <class Fn>
  auto with(Fn&& fn) const {
    const std::lock_guard lock(mutex_);
    return fn(ledger_);
  }

 private:
  mutable std::mutex mutex_;
  store::Ledger ledger_;
};

}  // namespace onrecord::build
