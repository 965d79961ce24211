// What every connection of one daemon shares.  The I/O thread's only, but for the workers.
#pragma once

#include <asio/io_context.hpp>
#include <atomic>
#include <list>
#include <memory>
#include <optional>
#include <vector>

#include "searchd/net/access.h"
#include "searchd/net/connection.h"
#include "searchd/net/limits.h"
#include "searchd/net/metrics.h"
#include "searchd/net/workers.h"

namespace onrecord::net {

struct Service {
  asio::io_context io{1};
  Limits limits;
  std::shared_ptr<const Access> access;
  bool log_queries = false;
  bool draining = false;  ///< Nothing new is begun; what is in flight is finished.
  /// When a worker last looked for /readyz whether the index can be read, and what it found.
  std::optional<Connection::Clock::time_point> index_looked_at;
  std::shared_ptr<std::atomic<bool>> index_readable = std::make_shared<std::atomic<bool>>(true);
  Metrics metrics;
  std::list<std::shared_ptr<Connection>> connections;
  std::unique_ptr<Workers> workers;
  std::vector<std::weak_ptr<Stream>> endless;  ///< Streams that never end by themselves.
};

}  // namespace onrecord::net
