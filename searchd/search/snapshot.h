// One thread's view of the index: its databases, opened for reading, and what hides articles.  Nothing outside knows where shards are.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "proto/result.h"

namespace Xapian { class Database; }

namespace onrecord::search {

/// Belongs to one thread.  Opening takes milliseconds, refresh() microseconds when nothing changed.
class Snapshot {
 public:
  /// Errors: `not_found` no index there; `unsupported` another format version (the message names `rebuild`); `index` damaged.
  static Result<Snapshot> open(const std::filesystem::path& index);
  Snapshot(Snapshot&&) noexcept;
  Snapshot& operator=(Snapshot&&) noexcept;
  ~Snapshot();

  /// Follows commits, a moved CURRENT and a changed block list.  Call before each request.
  Result<bool> refresh();

  Xapian::Database& articles();
  Xapian::Database& statements();
  Xapian::Database& history();
  /// "GENERATION.COMMIT": grows with every commit; every answer carries it.
  const std::string& revision() const;

 private:
  struct State;
  explicit Snapshot(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace onrecord::search
