// One accepted socket: reading and writing with deadlines, and how it ends.
#include "searchd/net/connection.h"

#include <algorithm>
#include <array>
#include <asio/bind_cancellation_slot.hpp>
#include <asio/buffer.hpp>
#include <asio/redirect_error.hpp>
#include <asio/use_awaitable.hpp>
#include <utility>

namespace onrecord::net {
namespace {
constexpr auto kNever = Connection::Clock::time_point::max();
constexpr std::size_t kReadBytes = 16 * 1024;
}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, const Limits& limits)
    : socket_(std::move(socket)), limits_(limits), timer_(socket_.get_executor()) {
  asio::error_code ec;
  socket_.set_option(asio::ip::tcp::no_delay(true), ec);
  const auto endpoint = socket_.remote_endpoint(ec);
  if (!ec) {
    const std::string address = endpoint.address().to_string();
    peer_ = (endpoint.address().is_v6() ? '[' + address + ']' : address) + ':' +
            std::to_string(endpoint.port());
  }
}

asio::awaitable<ReadEnd> Connection::read(std::string& out, Clock::time_point by) {
  if (!socket_.is_open()) co_return ReadEnd::failed;
  if (stopped_ || by <= Clock::now()) co_return ReadEnd::expired;
  read_by_ = by;
  read_expired_ = false;
  watch();
  std::array<char, kReadBytes> bytes;
  asio::error_code ec;
  auto token =
      asio::bind_cancellation_slot(end_read_.slot(), asio::redirect_error(asio::use_awaitable, ec));
  const std::size_t count = co_await socket_.async_read_some(asio::buffer(bytes), token);
  read_by_ = kNever;
  out.append(bytes.data(), count);
  if (!ec) co_return ReadEnd::bytes;
  if (ec == asio::error::eof) co_return ReadEnd::closed;
  co_return read_expired_&& socket_.is_open() ? ReadEnd::expired : ReadEnd::failed;
}

asio::awaitable<bool> Connection::write(std::string_view bytes) {
  while (!bytes.empty()) {
    if (!socket_.is_open()) co_return false;
    write_by_ = Clock::now() + limits_.write_deadline;
    watch();
    asio::error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    const std::size_t count =
        co_await socket_.async_write_some(asio::buffer(bytes.data(), bytes.size()), token);
    write_by_ = kNever;
    if (ec) co_return false;
    bytes.remove_prefix(count);
  }
  co_return true;
}

asio::awaitable<void> Connection::finish() {
  if (!socket_.is_open()) co_return;
  asio::error_code ec;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ec);
  stopped_ = false;
  const auto by = Clock::now() + limits_.linger_deadline;
  std::string discarded;
  for (;;) {
    const ReadEnd end = co_await read(discarded, by);
    if (end != ReadEnd::bytes) break;
    discarded.clear();
  }
  socket_.close(ec);
  timer_.cancel();
}

void Connection::stop_reading() {
  stopped_ = true;
  expire_read();
}

void Connection::expire_read() {
  read_expired_ = true;
  read_by_ = kNever;
  end_read_.emit(asio::cancellation_type::terminal);
}

void Connection::reset() {
  if (!socket_.is_open()) return;
  was_reset_ = true;
  asio::error_code ec;
  socket_.set_option(asio::socket_base::linger(true, 0), ec);
  socket_.close(ec);
  timer_.cancel();
}

void Connection::set_phase(Phase phase) {
  if (phase == phase_) return;
  phase_ = phase;
  phase_since_ = Clock::now();
}

void Connection::watch() {
  const auto next = std::min(read_by_, write_by_);
  if (next >= timer_set_for_) return;  // it goes off earlier, and is set again then
  timer_set_for_ = next;
  timer_.expires_at(next);
  timer_.async_wait([weak = weak_from_this()](const asio::error_code& ec) {
    if (ec) return;
    if (const auto self = weak.lock()) self->on_timer();
  });
}

void Connection::on_timer() {
  timer_set_for_ = kNever;
  if (!socket_.is_open()) return;
  const auto now = Clock::now();
  if (write_by_ <= now) return reset();
  if (read_by_ <= now) expire_read();
  watch();
}

}  // namespace onrecord::net
