// Who speaks in a list of statements, how often and when: people of the authority, and names of
// everybody else.  Knows columns and whom values mean; no query, no name asked for.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "proto/store/authority.h"
#include "searchd/search/answer.h"
#include "searchd/search/columns.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// A name as printed, and how many statements have it.
struct Spelling {
  std::uint32_t ordinal = 0;  ///< Of the speaker column.
  std::uint32_t statements = 0;
};

/// A person of the authority, or the spellings of one name that fold to the same.
struct Speaker {
  std::optional<std::uint32_t> person;
  std::uint32_t statements = 0;
  std::uint32_t articles = 0;       ///< Different ones.
  std::uint32_t retracted = 0;      ///< Of the statements, those whose article was retracted.
  std::uint32_t first = 0;          ///< The earliest day as 20260305; 20260399 is some day of the
                                    ///< month, 20269999 of the year, 0 not known.  What was
                                    ///< retracted is neither first nor last.
  std::uint32_t last = 0;           ///< The latest; unknown parts are 00.
  std::span<const Spelling> spelt;  ///< The most frequent first, ties by text.
};
/// "2026-03-05", "2026-03", "2026"; "" when not known.
std::string printed_day(std::uint32_t day);

/// Belongs to one request.
class SpeakerTally {
 public:
  /// Counts the statements \a docids, ascending, exactly.  \a authority: nullptr: names alone.
  /// Without the columns in memory it makes them for itself.  About 20 ns a statement.
  SpeakerTally(std::span<const Xapian::docid> docids, const store::Authority* authority,
               Snapshot& snapshot, const Budget& budget);

  /// Everybody with at least one statement; in no order that means anything.
  const std::vector<Speaker>& speakers() const { return speakers_; }
  /// Statements without a speaker's name.
  std::uint64_t unnamed() const { return unnamed_; }
  const Column& column() const { return *column_; }
  /// What answers show.
  const std::string& name(const Speaker& speaker) const;
  /// The same as store::name_key() has it: to put names in order by.
  const std::string& key(const Speaker& speaker) const;

 private:
  struct Seen;
  void find_columns(Snapshot& snapshot, const Budget& budget);
  void count(std::span<const Xapian::docid> docids, Snapshot& snapshot, const Budget& budget);
  void gather(const std::vector<Seen>& seen, const std::vector<std::uint32_t>& of_ordinal);
  std::uint32_t owner(std::uint32_t ordinal) const;

  const store::Authority* authority_;
  std::shared_ptr<const ColumnView> made_;
  const ColumnView* view_ = nullptr;
  const Column* column_ = nullptr;
  std::vector<store::Authority::Who> who_;  ///< By ordinal; empty without an authority.
  /// Of names whose meaning depends on the place: owner, spelling.
  std::vector<std::pair<std::uint32_t, Spelling>> said_;
  std::vector<Spelling> spellings_;
  std::vector<Speaker> speakers_;
  std::uint64_t unnamed_ = 0;
};

}  // namespace onrecord::search
