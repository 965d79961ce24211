// The product in one call: a request and an index in, a response out.  The line protocol, HTTP,
// tests and benchmarks all call it.
#pragma once

#include <chrono>
#include <functional>

#include "proto/wire/messages.h"
#include "searchd/search/snapshot.h"

namespace onrecord::search {

/// What a request may use.
struct Budget {
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
};

/// Answers one request.  Runs in the thread that owns \a snapshot; reopens it first, and runs the
/// whole request again when the index moved on meanwhile (three times at most).  Never throws.  Not
/// for methods that stream: see export_rows.h.
wire::Response answer(const wire::Request& request, Snapshot& snapshot, const Budget& budget = {});

}  // namespace onrecord::search
