// See service.h.
#include "indexer/build/service.h"

#include <chrono>

#include "indexer/build/amend.h"
#include "indexer/build/remove.h"
#include "proto/store/queue.h"

namespace onrecord::build {
namespace {

using std::chrono::system_clock;

Result<void> carry_out(store::Writer& writer, LedgerBook& ledger,
                       store::CorrectionBook& corrections, const store::Request& request,
                       std::int64_t now) {
  switch (request.ask) {
    case store::Ask::apply_block_list: {
      const auto applied = writer.apply_block_list(now);
      if (!applied) return applied.error();
      return {};
    }
    case store::Ask::remove: {
      const auto removed = remove_articles(writer, ledger, request.keys, now);
      if (!removed) return removed.error();
      return {};
    }
    case store::Ask::snapshot:
      return writer.snapshot(request.target);
    case store::Ask::apply_corrections: {
      const auto applied = apply_corrections(writer, corrections, now);
      if (!applied) return applied.error();
      return {};
    }
  }
  return Error{Errc::unsupported, "a request that this version does not know", 0};
}

}  // namespace

Result<bool> somebody_waits(const std::filesystem::path& index) {
  const auto waiting = store::waiting_requests(index);
  if (!waiting) return waiting.error();
  return !waiting->empty();
}

Result<void> serve_waiting(store::Writer& writer, LedgerBook& ledger,
                           store::CorrectionBook& corrections, const std::filesystem::path& index) {
  const auto waiting = store::waiting_requests(index);
  if (!waiting) return waiting.error();
  for (const store::Request& request : *waiting) {
    // Not when the run that serves began: that may be hours ago.
    const std::int64_t now = system_clock::to_time_t(system_clock::now());
    const auto done = carry_out(writer, ledger, corrections, request, now);
    if (auto answered = store::answer_request(index, request, done ? "" : done.error().message);
        !answered)
      return answered;
    if (!done && done.error().code == Errc::index) return done;
  }
  return {};
}

}  // namespace onrecord::build
