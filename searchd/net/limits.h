// Every cap and deadline of the daemon's connections, in one place.  Knows no socket.
#pragma once

#include <chrono>
#include <cstddef>

namespace onrecord::net {

/// What one client, and all of them together, may take.  Each is an option of onrecord-searchd
/// (options.cc has their help).
struct Limits {
  using ms = std::chrono::milliseconds;

  std::size_t max_line_bytes = 1 << 20;      ///< One request line, its end not counted.
  std::size_t max_header_bytes = 16 * 1024;  ///< The head of an HTTP request.
  std::size_t max_body_bytes = 1 << 20;      ///< The body of an HTTP request.
  std::size_t max_queued_bytes =
      1 << 20;  ///< Answers waiting for a slow reader; no request is begun beyond it.
  std::size_t max_in_flight =
      8;  ///< Requests of one connection that are begun and not yet answered.
  std::size_t max_connections = 1000;  ///< Beyond it the oldest incomplete connection gives way.
  std::size_t max_waiting =
      256;  ///< Requests of all connections that wait for a worker; beyond it: busy.
  std::size_t max_subscriptions = 128;  ///< Of all connections; beyond it: busy.
  std::size_t max_column_bytes =
      std::size_t{256} << 20;  ///< Facet values and dates in memory, for all workers together.

  ms header_deadline{
      5'000};  ///< From a request's first byte (or the connection's begin) to the end of its head.
  ms body_deadline{10'000};  ///< From the end of the head to the end of the body; a line's first
                             ///< byte to its end.
  ms idle_deadline{60'000};  ///< HTTP: between an answer and the next request.
  ms line_idle_deadline{600'000};  ///< Lines: the same; longer, because people type into them.
  ms write_deadline{10'000};       ///< A reader that takes no byte for so long is reset.
  ms linger_deadline{
      1'000};  ///< How long a refused client's bytes are thrown away, so that it can read why.
  ms request_deadline{1'000};  ///< From a request's arrival to its answer.
  ms drain_deadline{10'000};   ///< After SIGTERM: what is in flight may finish for so long.
  ms accept_pause{100};        ///< How long accepting pauses when file descriptors run out.
};

}  // namespace onrecord::net
