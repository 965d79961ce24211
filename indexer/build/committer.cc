// See committer.h.
#include "indexer/build/committer.h"

#include <algorithm>
#include <span>
#include <utility>

#include "indexer/build/interrupt.h"
#include "indexer/build/service.h"

namespace onrecord::build {
namespace {

using std::chrono::steady_clock;
constexpr auto kServiceEvery = std::chrono::seconds(1);
/// Documents between two commits: short texts cost more than their bytes.
constexpr std::size_t kMaxStaged = 20'000;
/// An article of so much text is committed at once: its documents take memory that no second one
/// can have.
constexpr std::size_t kAloneBytes = 2u << 20;
/// Rows of the ledger that may wait for a commit.
constexpr std::size_t kMaxClosed = 4096;
/// Rejects listed for one file; further ones are only counted.
constexpr std::size_t kMaxRejectRows = 100'000;

/// Those of \a history, the oldest first, that stand in their source's order up to \a current. What
/// came back after a removal may have begun that order anew: what is beneath is another's.
std::span<const store::Superseded> in_order(std::span<const store::Superseded> history,
                                            const Article& current) {
  SourceOrder oldest = source_order(current);
  std::size_t first = history.size();
  for (; first > 0; --first) {
    const SourceOrder order = source_order(history[first - 1].header);
    const Newer newer = newer_of(order, oldest);
    if (newer == Newer::first) break;
    if (newer == Newer::second) oldest = order;
  }
  return history.subspan(first);
}

}  // namespace

Committer::Committer(store::Writer& writer, LedgerBook& ledger, store::CorrectionBook& corrections,
                     const AddOptions& options, HeldKeys held, std::int64_t now)
    : writer_(writer),
      ledger_(ledger),
      corrections_(corrections),
      options_(options),
      now_(now),
      held_(std::move(held)),
      preparer_(writer, corrections, now),
      started_(steady_clock::now()),
      next_service_(started_ + kServiceEvery) {}

void Committer::say(const std::string& line) const {
  if (options_.verbose && options_.say) options_.say(line);
}

Result<void> Committer::take(ReadPart&& part) {
  if (part.failed) return *part.failed;
  tally_.time = steady_clock::now() - started_;
  if (auto served = serve_others(); !served) return served;
  if (!part.job) return leave_out(part.left_out);
  for (ReadRecord& record : part.records)
    if (auto taken = take_record(*part.job, std::move(record)); !taken) return taken;
  for (formats::Reject& refused : part.rejects) reject(*part.job, std::move(refused));
  tally_.bytes += part.bytes;
  open_.bytes += part.bytes;
  if (part.end_of_file)
    if (auto closed = close_file(*part.job); !closed) return closed;
  if (writer_.staged_bytes() >= options_.commit_bytes || writer_.staged() >= kMaxStaged ||
      closed_.size() >= kMaxClosed)
    return commit();
  return {};
}

Result<void> Committer::take_record(const FileJob& job, ReadRecord&& record) {
  switch (
      seen_.meet(record.key, record.content_hash, formats::place_of(job.options), record.record)) {
    case SeenKeys::Verdict::same:
      ++tally_.duplicates;
      ++open_.articles;
      return {};
    case SeenKeys::Verdict::other:
      return take_other_version(job, std::move(record));
    case SeenKeys::Verdict::first:
      break;
  }
  if (!record.prepared) {
    ++tally_.unchanged;
    ++open_.articles;
    return {};
  }
  if (record.existing_version > 0) {
    const auto stored = writer_.stored(record.key);
    if (!stored) return stored.error();
    const Newer newer = *stored ? newer_of(record.order, source_order(**stored)) : Newer::first;
    if (newer == Newer::second) return take_older(job, std::move(record), **stored);
    if (newer == Newer::unknown) {
      if (const auto clash = clash_with(job, record, **stored)) {
        refuse_clash(job, record, *clash);
        return {};
      }
      // The look at the other file may have been broken off: what it did not find says nothing.
      broken_off_ = broken_off_ || interrupted();
      if (broken_off_) return {};
    }
  }
  return stage(std::move(record));
}

/// A key that this run has met with other content: the newer version where their source says which
/// that is, else a clash.  What is staged must be committed first: a batch holds a key once.
Result<void> Committer::take_other_version(const FileJob& job, ReadRecord&& record) {
  const auto clash = [&] {
    refuse_clash(job, record, seen_.first_place(record.key));
    return Result<void>();
  };
  if (!record.order.said()) return clash();
  if (auto committed = commit(); !committed) return committed;
  const auto stored = writer_.stored(record.key);
  if (!stored) return stored.error();
  const auto existing = writer_.lookup(record.key);
  if (!existing) return existing.error();
  if (*existing && (*existing)->content_hash == record.content_hash) {
    ++tally_.unchanged;
    ++open_.articles;
    return {};
  }
  // One that was removed meanwhile has nothing to be compared with.
  switch (*stored ? newer_of(record.order, source_order(**stored)) : Newer::first) {
    case Newer::unknown:
      return clash();
    case Newer::second:
      return take_older(job, std::move(record), **stored);
    case Newer::first:
      break;
  }
  if (!record.prepared) return clash();
  auto again = preparer_.again(record);
  if (!again) return again.error();
  return again->prepared ? stage(std::move(*again)) : clash();
}

/// A version that is older than \a current goes beneath those that its source calls newer.
Result<void> Committer::take_older(const FileJob& job, ReadRecord&& record,
                                   const Article& current) {
  const auto history = writer_.superseded(record.key);
  if (!history) return history.error();
  std::uint32_t version = current.version;
  for (const store::Superseded& old : in_order(*history, current)) {
    if (old.content_hash == record.content_hash) {
      ++tally_.unchanged;
      ++open_.articles;
      return {};
    }
    const SourceOrder order = source_order(old.header);
    const Newer newer = newer_of(record.order, order);
    if (newer == Newer::unknown && order.said()) {
      refuse_clash(job, record, {old.header.provenance.path, old.header.provenance.record});
      return {};
    }
    if (newer == Newer::second) version = std::min(version, old.header.version);
  }
  if (!record.prepared) {
    refuse_clash(job, record, {current.provenance.path, current.provenance.record});
    return {};
  }
  const bool alone = record.prepared->bytes >= kAloneBytes;
  if (auto staged = writer_.stage_superseded(std::move(*record.prepared), version); !staged)
    return staged;
  ++tally_.older_versions;
  ++open_.articles;
  ++open_.older;
  return alone ? commit() : Result<void>();
}

/// What was corrected since \a record was prepared holds for it too.
Result<void> Committer::renew(ReadRecord& record) {
  const auto corrections = corrections_.now();
  if (!corrections) return corrections.error();
  if ((*corrections)->stamp == record.corrections ||
      !(*corrections)->of_article.contains(record.key))
    return {};
  auto again = preparer_.again(record);
  if (!again) return again.error();
  if (again->prepared) record = std::move(*again);
  return {};
}

Result<void> Committer::stage(ReadRecord&& record) {
  if (auto renewed = renew(record); !renewed) return renewed;
  for (const std::string& misfit : record.misfits) {
    ++tally_.misfits;
    if (options_.say) options_.say(misfit);
  }
  const std::size_t statements = record.prepared->statement_count();
  const bool alone = record.prepared->bytes >= kAloneBytes;
  if (auto staged = writer_.stage(std::move(*record.prepared), now_); !staged) return staged;
  ++(record.existing_version > 0 ? tally_.new_versions : tally_.added);
  ++open_.articles;
  tally_.statements += statements;
  return alone ? commit() : Result<void>();
}

void Committer::refuse_clash(const FileJob& job, const ReadRecord& record, const Place& first) {
  const Place here{formats::place_of(job.options), record.record};
  reject(job, {record.record, 0, record.byte_begin, record.byte_end,
               "two articles have the id '" + record.key.id + "' in source '" + record.key.source +
                   "' and differ: the first is " + first.str() + ", this one is " + here.str()});
}

/// A changed article is a new version, unless the one that is there came from another file of this
/// add which still holds it.
std::optional<Place> Committer::clash_with(const FileJob& job, const ReadRecord& record,
                                           const Article& stored) {
  const Provenance& from = stored.provenance;
  const bool covered =
      options_.reading == Reading::what_was_rejected || covers(options_.input.paths, from.path);
  if (from.path == job.options.path || !covered || !held_.holds(from.path, record.key))
    return std::nullopt;
  return Place{from.path, from.record};
}

void Committer::reject(const FileJob& job, formats::Reject&& reject) {
  say("rejected: " + formats::place_of(job.options) +
      (reject.line > 0 ? ":" + std::to_string(reject.line) : "") + ": " + reject.reason);
  ++tally_.rejected;
  ++open_.rejected;
  rejects_changed_ = true;
  if (open_.first_reason.empty()) open_.first_reason = reject.reason;
  if (open_.rejects.size() >= kMaxRejectRows) return;
  open_.rejects.push_back({job.file.path, job.file.member, reject.record, reject.line,
                           reject.byte_begin, reject.byte_end, std::move(reject.reason)});
}

Result<void> Committer::leave_out(const LeftOut& left_out) {
  const bool missed = left_out.loss == LeftOut::Loss::missed;
  ++(missed ? tally_.files_rejected : tally_.files_left_out);
  if (missed) ++tally_.files_unread;
  say((missed ? "rejected: " : "left out: ") + left_out.path +
      (left_out.member.empty() ? "" : "!/" + left_out.member) + ": " + left_out.reason);
  store::LedgerRow row;
  row.path = left_out.path;
  row.member = left_out.member;
  row.outcome = missed ? store::Outcome::rejected : store::Outcome::skipped;
  row.reason = left_out.reason;
  row.when = now_;
  const auto before = ledger_.find(row.path, row.member);
  if (!before) return before.error();
  if (*before && (*before)->outcome == row.outcome && (*before)->reason == row.reason) return {};
  if (*before && !missed && (*before)->articles > 0)
    return {};  // Named by itself before: that row tells more.
  rejects_changed_ |= missed;
  closed_.push_back({std::move(row), {}});
  return {};
}

Result<void> Committer::close_known_file(const FileJob& job) {
  ++tally_.files_unchanged;
  tally_.bytes += job.size;
  const auto row = ledger_.find(job.file.path, job.file.member);
  if (!row) return row.error();
  if (*row)
    tally_.still_out +=
        (*row)->outcome == store::Outcome::rejected && (*row)->rejected == 0 ? 1 : (*row)->rejected;
  return {};
}

Result<void> Committer::close_file(const FileJob& job) {
  const OpenFile file = std::exchange(open_, {});
  if (broken_off_) return {};
  if (job.known) return close_known_file(job);
  tally_.bytes += job.size - std::min(job.size, file.bytes);

  store::LedgerEntry entry;
  store::LedgerRow& row = entry.row;
  row.path = job.file.path;
  row.member = job.file.member;
  row.size = job.size;
  row.mtime_ns = job.mtime_ns;
  row.sha256 = job.sha256;
  row.reader = job.reader;
  row.options_hash = options_hash(job.options);
  row.source = job.options.source;
  row.articles = file.articles;
  row.rejected = file.rejected;
  row.when = now_;
  if (job.format == nullptr && !job.archive) {
    row.outcome = store::Outcome::rejected;
    row.reason = job.problem;
    ++tally_.files_rejected;
    ++tally_.files_unread;
    say("rejected: " + formats::place_of(job.options) + ": " + row.reason);
  } else {
    const bool whole = job.problem.empty();
    if (!whole) ++tally_.rejected;
    row.outcome = file.rejected == 0 && whole          ? store::Outcome::indexed
                  : file.articles == 0 && !job.archive ? store::Outcome::rejected
                                                       : store::Outcome::partial;
    ++(row.outcome == store::Outcome::rejected ? tally_.files_rejected : tally_.files_read);
    row.reason = !whole ? job.problem : file.first_reason;
    if (row.reason.empty() && file.older > 0)
      row.reason = "kept as older versions: " + std::to_string(file.older);
  }
  count_member(job, row);
  const auto before = ledger_.find(row.path, row.member);
  if (!before) return before.error();
  rejects_changed_ |= row.outcome != store::Outcome::indexed ||
                      (*before && (*before)->outcome != store::Outcome::indexed);
  entry.rejects = file.rejects;
  closed_.push_back(std::move(entry));
  return {};
}

/// An archive's row says how much of its members is not in, so that the archive by itself tells
/// whether anything is missing.
void Committer::count_member(const FileJob& job, store::LedgerRow& row) {
  if (!job.file.member.empty()) {
    const bool broken = row.outcome != store::Outcome::indexed && row.rejected == 0;
    members_out_ += row.rejected + (broken ? 1 : 0);
    return;
  }
  const std::uint64_t out = std::exchange(members_out_, 0);
  if (out == 0) return;
  row.rejected += out;
  row.outcome = store::Outcome::partial;
  if (row.reason.empty())
    row.reason = std::to_string(out) + " of its members or records are not in";
}

Result<void> Committer::commit() {
  const std::size_t staged = writer_.staged();
  if (staged > 0) {
    const auto done = writer_.commit();
    if (!done) return done.error();
    say("committed: " + std::to_string(staged) + " articles, revision " + done->revision);
  }
  if (closed_.empty()) return {};
  if (auto appended = ledger_.append(closed_); !appended) return appended;
  closed_.clear();
  return {};
}

Result<void> Committer::serve_others() {
  const auto now = steady_clock::now();
  if (now < next_service_) return {};
  next_service_ = now + kServiceEvery;
  const auto waiting = somebody_waits(options_.index);
  if (!waiting) return waiting.error();
  if (!*waiting) return {};
  if (auto committed = commit(); !committed) return committed;
  return serve_waiting(writer_, ledger_, corrections_, options_.index);
}

Result<void> Committer::idle() {
  tally_.time = steady_clock::now() - started_;
  if (auto committed = commit(); !committed) return committed;
  return serve_others();
}

Result<void> Committer::finish() {
  auto committed = commit();
  tally_.time = steady_clock::now() - started_;
  return committed;
}

}  // namespace onrecord::build
