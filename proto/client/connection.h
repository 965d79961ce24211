// One TCP connection to a daemon: requests out, frames in, in order.  Knows JSON-RPC lines, not
// what the methods mean.
#pragma once

#include <boost/json.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "proto/result.h"

namespace onrecord::client {

/// Where a daemon listens.
struct Address {
  std::string host = "127.0.0.1";
  std::string port = "7700";
};

/// Reads HOST:PORT, HOST, :PORT or [IPV6]:PORT.  Errors: `invalid` with what was expected.
Result<Address> parse_address(std::string_view text);

/// One frame of an answer.
struct Frame {
  std::int64_t id = 0;
  boost::json::object result;
};

/// A blocking connection.  One thread at a time.  Every wait ends at the time-out.
class Connection {
 public:
  /// Connects, and when \a token is not empty says hello with it.  Errors: `io` names the address;
  /// `denied` a refused token.
  static Result<Connection> open(const Address& address, std::string_view token,
                                 std::chrono::milliseconds timeout);
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) noexcept;
  ~Connection();

  /// Sends a request without waiting and gives its id.  The daemon answers in the order of sending.
  Result<std::int64_t> send(std::string_view method, const boost::json::object& arguments);

  /// The next frame.  An error answer is the Error itself, with its kind, column and (for the
  /// caller's bookkeeping) no frame; the connection goes on.  `io`: the connection is over.
  Result<Frame> receive();

  /// send + receive, for methods that answer in one frame.
  Result<boost::json::object> call(std::string_view method, const boost::json::object& arguments);

  /// False once an `io` error was given back.
  bool alive() const;

 private:
  struct State;
  explicit Connection(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace onrecord::client
