// The end of the pipeline: takes what was read in the order of the input, settles clashes, stages,
// commits, keeps the ledger. Reads no file, parses nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "indexer/build/add.h"
#include "indexer/build/held_keys.h"
#include "indexer/build/ledger_book.h"
#include "indexer/build/prepare.h"
#include "indexer/build/seen.h"
#include "proto/store/writer.h"

namespace onrecord::build {

/// Belongs to one thread.
class Committer {
 public:
  Committer(store::Writer& writer, LedgerBook& ledger, store::CorrectionBook& corrections,
            const AddOptions& options, HeldKeys held, std::int64_t now);

  /// Takes the next part.  Commits when enough is staged.  Errors end the add; nothing staged is
  /// kept then.
  Result<void> take(ReadPart&& part);
  /// While nothing comes: commits what came, and serves who else wants the index.
  Result<void> idle();
  /// Commits what is staged.  A file that was not read to its end gets no row in the ledger, so
  /// that it is read again.
  Result<void> finish();
  const Tally& tally() const { return tally_; }
  bool rejects_changed() const { return rejects_changed_; }

 private:
  /// The file whose parts are coming.
  struct OpenFile {
    std::uint64_t articles = 0;
    std::uint64_t older = 0;  ///< Of the articles: those that went into history.
    std::uint64_t rejected = 0;
    std::uint64_t bytes = 0;
    std::string first_reason;
    std::vector<store::RejectRow> rejects;
  };

  Result<void> take_record(const FileJob& job, ReadRecord&& record);
  Result<void> take_other_version(const FileJob& job, ReadRecord&& record);
  Result<void> stage(ReadRecord&& record);
  Result<void> renew(ReadRecord& record);
  void refuse_clash(const FileJob& job, const ReadRecord& record, const Place& first);
  Result<void> take_older(const FileJob& job, ReadRecord&& record, const Article& current);
  std::optional<Place> clash_with(const FileJob& job, const ReadRecord& record,
                                  const Article& stored);
  void reject(const FileJob& job, formats::Reject&& reject);
  Result<void> leave_out(const LeftOut& left_out);
  Result<void> close_known_file(const FileJob& job);
  Result<void> close_file(const FileJob& job);
  void count_member(const FileJob& job, store::LedgerRow& row);
  Result<void> commit();
  Result<void> serve_others();
  void say(const std::string& line) const;

  store::Writer& writer_;
  LedgerBook& ledger_;
  store::CorrectionBook& corrections_;
  const AddOptions& options_;
  const std::int64_t now_;
  SeenKeys seen_;
  OpenFile open_;
  /// A record was left undecided because of an interrupt: no file gets a row any more, all of them
  /// are read again.
  bool broken_off_ = false;
  std::vector<store::LedgerEntry>
      closed_;  ///< Files whose rows wait for the commit of their articles.
  Tally tally_;
  HeldKeys held_;
  Preparer preparer_;  ///< For what must be prepared anew.
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point next_service_;
  std::uint64_t members_out_ = 0;  ///< Of the archive whose members are coming.
  bool rejects_changed_ = false;
};

}  // namespace onrecord::build
