// Reopen, run, look at what was thrown.
#include "searchd/search/attempt.h"

#include <chrono>
#include <exception>
#include <optional>
#include <string>

#include "proto/store/guarded.h"
#include "searchd/query/places.h"
#include "searchd/search/deadline.h"

namespace onrecord::search {
namespace json = boost::json;
namespace {

constexpr int kAttempts = 3;

using Steady = std::chrono::steady_clock;

Error out_of_time(Steady::time_point began, const Budget& budget) {
  const auto limit =
      std::chrono::duration_cast<std::chrono::milliseconds>(budget.deadline - began).count();
  return {Errc::deadline,
          "the request did not finish within its limit of " +
              std::to_string(limit > 0 ? limit : 0) + " ms",
          0};
}

Result<json::object> run_once(const std::function<Result<json::object>()>& fn,
                              Steady::time_point began, const Budget& budget) try {
  check_time(budget.deadline);
  std::optional<Result<json::object>> result;
  const auto ran = store::guarded("answering", [&] { result.emplace(fn()); });
  if (!ran) return ran.error();
  return std::move(*result);
} catch (const OutOfTime&) {
  return out_of_time(began, budget);
} catch (const query::TooManyPlaces&) {
  return Error{Errc::limit,
               "NEAR inside NEAR: more than " + std::to_string(query::kMaxPlaces) +
                   " places in one text; ask for smaller distances",
               0};
} catch (const std::bad_alloc&) {
  return Error{Errc::limit, "not enough memory for this request", 0};
} catch (const std::exception& e) {
  return Error{Errc::internal, std::string("a defect of the server: ") + e.what(), 0};
}

}  // namespace

Result<json::object> attempt(Snapshot& snapshot, const Budget& budget,
                             const std::function<Result<json::object>()>& fn) {
  const auto began = Steady::now();
  for (int i = 0; i < kAttempts; ++i) {
    const auto fresh = i == 0 ? snapshot.refresh() : snapshot.refresh_now();
    if (!fresh && fresh.error().code == Errc::stale) continue;
    if (!fresh) return fresh.error();
    auto result = run_once(fn, began, budget);
    if (result || result.error().code != Errc::stale) return result;
  }
  return Error{Errc::stale, "the index moved on three times during one request; ask again", 0};
}

}  // namespace onrecord::search
