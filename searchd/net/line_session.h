// One client that speaks JSON-RPC 2.0 lines: pipelined, answered in order, bounded in every
// direction.
#pragma once

#include <asio/awaitable.hpp>
#include <memory>
#include <string>

#include "searchd/net/service.h"

namespace onrecord::net {

/// Serves until the client is done, breaks a rule, or the daemon drains.  \a first: bytes read
/// already.
asio::awaitable<void> serve_lines(std::shared_ptr<Connection> connection, Service& service,
                                  std::string first);

}  // namespace onrecord::net
