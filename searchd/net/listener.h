// Accepts connections, decides by the first byte which protocol each speaks, and keeps their number
// within the cap.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/ip/tcp.hpp>
#include <string>

#include "proto/result.h"
#include "searchd/net/service.h"

namespace onrecord::net {

/// HOST:PORT, "[::1]:7700": an IP address, or localhost.  Port 0 lets the system choose.  Errors:
/// `invalid`.
Result<asio::ip::tcp::endpoint> parse_endpoint(std::string_view text);
/// The way parse_endpoint reads it.
std::string print(const asio::ip::tcp::endpoint& endpoint);

class Listener {
 public:
  explicit Listener(Service& service) : service_(service), acceptor_(service.io) {}

  /// Binds and listens.  Errors: `io` names the address and the reason.
  Result<asio::ip::tcp::endpoint> open(const asio::ip::tcp::endpoint& where);
  /// Accepts from now on, on the service's I/O context, until close().
  void start();
  void close();

 private:
  asio::awaitable<void> accept_loop();
  /// At the cap, cuts the connection that loses least: the oldest incomplete one, else the one that
  /// is idle longest. False when all are at work.
  bool make_room();

  Service& service_;
  asio::ip::tcp::acceptor acceptor_;
};

}  // namespace onrecord::net
