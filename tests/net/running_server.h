// A server in this process on an ephemeral port, with a handler whose answers the tests steer by
// the query's words.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "searchd/net/server.h"

namespace onrecord::test {

/// Holds workers back until it is opened.
class Gate {
 public:
  void open();
  void pass();
  /// How many stand before it, waits until there are \a count.
  void await(int count);

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
  int waiting_ = 0;
};

/// Starts on construction; stops, drains and joins on destruction.
class RunningServer {
 public:
  /// \a change adapts the settings, which have two workers, port 0 and no token.
  explicit RunningServer(const std::function<void(net::Settings&)>& change = {});
  ~RunningServer();

  const std::string& address() const { return server_->address(); }
  net::Server& server() { return *server_; }
  /// Waits until run() has come back; what it gave.
  bool join();

  /// Queries of `search` that the handler knows: "wait" (at the gate), "throw", "refuse" (an error
  /// at column 3), "big N" (an answer of N bytes), anything else is echoed.  `export` gives as many
  /// frames of one row as its query says, with an error in place of the last one when a '!'
  /// follows, and no rows before the last one when a '-' does; a row is `bytes_a_row` long.
  Gate gate;
  std::atomic<int> begun = 0;   ///< Requests that reached a handler.
  std::atomic<int> frames = 0;  ///< Frames that were made.
  std::atomic<std::size_t> bytes_a_row = 10;
  std::atomic<bool> index_gone = false;  ///< `status` is refused.

 private:
  std::unique_ptr<net::Server> server_;
  std::thread thread_;
  bool whole_ = false;
};

}  // namespace onrecord::test
