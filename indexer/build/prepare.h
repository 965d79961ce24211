// What a worker thread makes of a piece: records compared with the index, the new ones turned into
// documents.  Decides nothing about two records of one run: add.h's business, where they come in
// order.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/build/pieces.h"
#include "indexer/build/source_order.h"
#include "proto/result.h"
#include "proto/store/corrections.h"
#include "proto/store/documents.h"
#include "proto/store/writer.h"

namespace onrecord::build {

/// A record that is an article.
struct ReadRecord {
  ArticleKey key;
  std::string content_hash;
  std::uint64_t record = 0;
  std::uint64_t byte_begin = 0;
  std::uint64_t byte_end = 0;
  std::uint32_t existing_version =
      0;  ///< Of the index, before this run or as of its last commit; 0: none.
  SourceOrder order;
  std::uint64_t corrections = 0;            ///< Stamp of those that it was prepared with.
  std::vector<std::string> misfits;         ///< Corrections that it does not have, in words.
  std::optional<store::Prepared> prepared;  ///< Nothing when the index has it as it is.
};

/// Some of what a piece holds, in order; the last part of a piece says so.
struct ReadPart {
  std::shared_ptr<const FileJob> job;
  LeftOut left_out;  ///< When there is no job.
  std::vector<ReadRecord> records;
  std::vector<formats::Reject> rejects;
  std::uint64_t bytes = 0;      ///< Of the piece, in its last part.
  bool end_of_file = false;     ///< The job's (last) members are there.
  std::optional<Error> failed;  ///< The index could not be asked: nothing more can be done.
  std::uint64_t cost = 0;
};

/// Belongs to one thread; the writer is shared.
class Preparer {
 public:
  Preparer(const store::Writer& writer, store::CorrectionBook& corrections, std::int64_t now);
  void read(Piece&& piece, const std::function<void(ReadPart&&)>& emit);
  /// \a record as it is after what has been committed since it was prepared: with the version that
  /// it must have now, or with nothing prepared when it is in already.  REQUIRES: record.prepared.
  Result<ReadRecord> again(const ReadRecord& record);

 private:
  Result<ReadRecord> compare(Article&& article, std::optional<std::string>& purged);

  const store::Writer& writer_;
  store::CorrectionBook& corrections_;
  std::int64_t now_;
  store::DocumentMaker maker_;
};

}  // namespace onrecord::build
