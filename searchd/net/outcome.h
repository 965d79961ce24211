// How a request ended, told to the log and the metrics; and the errors that the network side itself
// gives.
#pragma once

#include <chrono>
#include <string_view>

#include "searchd/net/service.h"

namespace onrecord::net {

/// "ok", or the name of the error's kind.
std::string_view outcome_of(const wire::Response& response);

/// Runs the handler; a defect that throws becomes an `internal` error.  A request whose time is
/// over is not begun.
wire::Response guarded_answer(Handler& handler, const wire::Request& request,
                              const search::Budget& budget);
Result<std::unique_ptr<Stream>> guarded_open(Handler& handler, const wire::Request& request,
                                             const search::Budget& budget);
wire::Response guarded_frame(Handler& handler, Stream& stream, const search::Budget& budget);

/// Too many requests wait.
Error busy_error(const Limits& limits);
/// Too many streams that never end.
Error full_error(const Limits& limits);

/// Counts the request, and logs it when the log's level or --log-queries asks for it.  \a request
/// may be null.
void record(Service& service, const Connection& connection, std::string_view method,
            const wire::Request* request, std::string_view outcome,
            Connection::Clock::time_point arrived);
/// Counts and logs a connection that the daemon cuts.
void record_cut(Service& service, const Connection& connection, std::string_view reason);

}  // namespace onrecord::net
