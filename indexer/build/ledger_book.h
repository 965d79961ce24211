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

/// A Ledger with a lock around each call.
class LedgerBook {
 public:
  explicit LedgerBook(store::Ledger ledger) : ledger_(std::move(ledger)) {}

  Result<std::optional<store::LedgerRow>> find(std::string_view path) const {
    const std::lock_guard lock(mutex_);
    return ledger_.find(path);
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
