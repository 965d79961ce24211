// One client that speaks HTTP/1.1: one request after the other, each with its deadlines.
#pragma once

#include <asio/awaitable.hpp>
#include <memory>
#include <string>

#include "searchd/net/service.h"

namespace onrecord::net {

/// Serves until the client is done, breaks a rule, or the daemon drains.  \a first: bytes read
/// already.
asio::awaitable<void> serve_http(std::shared_ptr<Connection> connection, Service& service,
                                 std::string first);

}  // namespace onrecord::net
