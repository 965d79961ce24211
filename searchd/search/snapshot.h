// One thread's view of the index: its databases, opened for reading, and what hides articles.
// Nothing outside knows where shards are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "proto/result.h"
#include "proto/store/authority.h"
#include "searchd/search/columns.h"

namespace Xapian {
class Database;
class Query;
}  // namespace Xapian

namespace onrecord::store {
class Stemmer;
}  // namespace onrecord::store

namespace onrecord::search {

class SpeakerBook;

/// Belongs to one thread.  Opening takes milliseconds, refresh() microseconds when nothing changed.
class Snapshot {
 public:
  /// Errors: `not_found` no index there; `unsupported` another format version (the message names
  /// `rebuild`); `index` damaged.  \a columns: shared with other snapshots of the same index;
  /// nullptr: its own.  Whoever comes first fills them, about 1 µs a document and field.
  /// \a book: who is who; nullptr: nobody knows.
  static Result<Snapshot> open(const std::filesystem::path& index,
                               std::shared_ptr<Columns> columns = nullptr,
                               std::shared_ptr<SpeakerBook> book = nullptr);
  Snapshot(Snapshot&&) noexcept;
  Snapshot& operator=(Snapshot&&) noexcept;
  ~Snapshot();

  /// Follows commits, a moved CURRENT and a changed block list.  Call before each request.  True
  /// when anything changed.  While a batch is between its commits the whole view before it is kept.
  /// After an error nothing may be answered: `index` when it is damaged, gone or of another format.
  Result<bool> refresh();
  /// The same after something came back `stale`: whatever is there.
  Result<bool> refresh_now();

  Xapian::Database& articles();
  Xapian::Database& statements();
  Xapian::Database& history();
  Xapian::Database& database(store::Kind kind);
  /// For the store's own look-ups.
  const store::Reader& reader() const;

  /// The columns of a database as they fit this view of it; nullptr while they are being filled,
  /// and of history.
  const ColumnView* columns(store::Kind kind) const;
  const Columns& all_columns() const;

  /// Who is who, as of the last refresh; nullptr where there is no authority file.
  const std::shared_ptr<const store::Authority>& authority() const;
  SpeakerBook* speaker_book() const;
  /// Of every value of the speaker column of \a kind, by ordinal, whom it means.  REQUIRES
  /// authority() and that column.  Values that are new since the last call cost 1 µs each.
  const std::vector<store::Authority::Who>& people_of_values(store::Kind kind);

  /// Of the words of queries, with a warm cache.
  store::Stemmer& stemmer();

  /// What of \a query a reader may see right now: every query goes through here.  Embargoes are
  /// judged by the second of the last refresh.
  Xapian::Query visible(const Xapian::Query& query) const;
  /// What no reader may see right now; empty when nothing is hidden.
  const Xapian::Query& hidden() const;
  /// Seconds since the epoch for which hidden() holds.
  std::int64_t judged_at() const;

  /// "GENERATION.COMMIT": grows with every commit; every answer carries it.
  const std::string& revision() const;

 private:
  struct State;
  explicit Snapshot(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace onrecord::search
