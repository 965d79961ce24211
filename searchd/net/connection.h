// One accepted socket: reading and writing with deadlines, and how it ends.  Knows no protocol.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/steady_timer.hpp>
#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "searchd/net/limits.h"

namespace onrecord::net {

/// How a read ended.
enum class ReadEnd {
  bytes,    ///< Something came.
  closed,   ///< The client will send nothing more.
  expired,  ///< The deadline passed, or stop_reading() was called.
  failed,   ///< The connection is gone.
};

/// What a connection is about, as far as giving way is concerned.
enum class Phase {
  incomplete,  ///< No whole request has come yet, or a part of the next one.
  idle,        ///< All is answered.
  working,     ///< A request is being answered.
};

/// One client.  The I/O thread's only; kept alive by its session.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Clock = std::chrono::steady_clock;

  Connection(asio::ip::tcp::socket socket, const Limits& limits);

  /// Reads what is there, at least a byte unless it ends otherwise.  \a by holds for the whole
  /// wait; a later call with the same \a by is not granted more.
  asio::awaitable<ReadEnd> read(std::string& out, Clock::time_point by);
  /// Writes all of \a bytes, which must live until then.  False: the client took nothing for the
  /// write deadline and was reset, or is gone.
  asio::awaitable<bool> write(std::string_view bytes);
  /// Says goodbye so that the last answer arrives though the client still sends: ends our side,
  /// then throws away what comes until the client ends its side, or for the linger deadline.
  asio::awaitable<void> finish();

  /// Ends a read that waits, now; later reads end at once.  For draining.
  void stop_reading();
  /// Cuts the connection with a reset.
  void reset();

  void set_phase(Phase phase);
  Phase phase() const { return phase_; }
  Clock::time_point phase_since() const { return phase_since_; }
  bool is_open() const { return socket_.is_open(); }
  bool was_reset() const { return was_reset_; }
  const std::string& peer() const { return peer_; }
  asio::ip::tcp::socket::executor_type executor() { return socket_.get_executor(); }

 private:
  /// Makes sure that the timer goes off at the next deadline.
  void watch();
  void expire_read();
  void on_timer();

  asio::ip::tcp::socket socket_;
  const Limits& limits_;
  std::string peer_;
  asio::steady_timer timer_;
  Clock::time_point timer_set_for_ = Clock::time_point::max();
  Clock::time_point read_by_ = Clock::time_point::max();
  Clock::time_point write_by_ = Clock::time_point::max();
  asio::cancellation_signal end_read_;
  bool read_expired_ = false;  ///< The read that waits was ended by us.
  bool stopped_ = false;
  bool was_reset_ = false;
  Phase phase_ = Phase::incomplete;
  Clock::time_point phase_since_ = Clock::now();
};

}  // namespace onrecord::net
