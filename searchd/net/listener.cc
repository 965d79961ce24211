// Accepts connections, decides by the first byte which protocol each speaks, and keeps their number
// within the cap.
#include "searchd/net/listener.h"

#include <asio/co_spawn.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <charconv>

#include "searchd/net/event_log.h"
#include "searchd/net/http_session.h"
#include "searchd/net/line_session.h"
#include "searchd/net/outcome.h"

namespace onrecord::net {
namespace {

using asio::ip::tcp;

/// A request line of HTTP begins with a method's capital letter; a JSON object or white space
/// begins a line of ours; anything else is answered as a line too, with one error.
bool begins_http(char first) { return first >= 'A' && first <= 'Z'; }

asio::awaitable<void> serve(std::shared_ptr<Connection> connection, Service& service) {
  std::string first;
  const ReadEnd end =
      co_await connection->read(first, Connection::Clock::now() + service.limits.header_deadline);
  if (end == ReadEnd::bytes) {
    if (begins_http(first.front())) {
      auto session = serve_http(connection, service, std::move(first));
      co_await std::move(session);
    } else {
      auto session = serve_lines(connection, service, std::move(first));
      co_await std::move(session);
    }
  } else if (end == ReadEnd::expired && !service.draining) {
    record_cut(service, *connection, "silent");
  }
}

}  // namespace

Result<tcp::endpoint> parse_endpoint(std::string_view text) {
  const Error refused{
      Errc::invalid,
      "expected ADDRESS:PORT with an IP address or localhost, got '" + std::string(text) + "'"};
  const std::size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return refused;
  std::string_view host = text.substr(0, colon);
  const std::string_view digits = text.substr(colon + 1);
  unsigned port = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (failed != std::errc() || end != digits.data() + digits.size() || port > 65535) return refused;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  asio::error_code ec;
  const auto address =
      asio::ip::make_address(host == "localhost" ? "127.0.0.1" : std::string(host), ec);
  if (ec) return refused;
  return tcp::endpoint(address, static_cast<unsigned short>(port));
}

std::string print(const tcp::endpoint& endpoint) {
  const std::string address = endpoint.address().to_string();
  return (endpoint.address().is_v6() ? '[' + address + ']' : address) + ':' +
         std::to_string(endpoint.port());
}

Result<tcp::endpoint> Listener::open(const tcp::endpoint& where) {
  asio::error_code ec;
  tcp::endpoint bound;
  acceptor_.open(where.protocol(), ec);
  if (!ec) acceptor_.set_option(tcp::acceptor::reuse_address(true), ec);
  if (!ec) acceptor_.bind(where, ec);
  if (!ec) acceptor_.listen(asio::socket_base::max_listen_connections, ec);
  if (!ec) bound = acceptor_.local_endpoint(ec);
  if (ec) return Error{Errc::io, "cannot listen on " + print(where) + ": " + ec.message()};
  return bound;
}

void Listener::start() {
  auto loop = accept_loop();
  asio::co_spawn(service_.io, std::move(loop), [](std::exception_ptr failure) {
    if (failure) std::rethrow_exception(failure);  // out of io.run(), to main
  });
}

void Listener::close() {
  asio::error_code ec;
  acceptor_.close(ec);
}

bool Listener::make_room() {
  if (service_.connections.size() < service_.limits.max_connections) return true;
  std::shared_ptr<Connection> victim;
  for (const auto& each : service_.connections) {
    if (!each->is_open() || each->phase() == Phase::working) continue;
    const bool better =
        !victim || each->phase() < victim->phase() ||
        (each->phase() == victim->phase() && each->phase_since() < victim->phase_since());
    if (better) victim = each;
  }
  if (!victim) return false;
  record_cut(service_, *victim, "gave way");
  victim->reset();
  return true;
}

asio::awaitable<void> Listener::accept_loop() {
  while (acceptor_.is_open()) {
    tcp::socket socket(service_.io);
    asio::error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    co_await acceptor_.async_accept(socket, token);
    if (!acceptor_.is_open()) break;
    if (ec) {  // out of descriptors or memory: those who are here are served, the others wait in
               // the system's queue
      if (ec != asio::error::connection_aborted) {
        service_.metrics.count_cut("accept paused");
        log_event(LogLevel::warn, "accept_paused", {{"why", ec.message()}});
        asio::steady_timer pause(service_.io, service_.limits.accept_pause);
        asio::error_code ignored;
        auto pause_token = asio::redirect_error(asio::use_awaitable, ignored);
        co_await pause.async_wait(pause_token);
      }
      continue;
    }
    service_.metrics.count_connection();
    if (!make_room()) {
      service_.metrics.count_cut("all at work");
      continue;  // the socket goes with its scope
    }
    auto connection = std::make_shared<Connection>(std::move(socket), service_.limits);
    const auto place = service_.connections.insert(service_.connections.end(), connection);
    auto session = serve(std::move(connection), service_);
    asio::co_spawn(service_.io, std::move(session), [this, place](std::exception_ptr failure) {
      try {
        if (failure) std::rethrow_exception(failure);
      } catch (const std::exception& e) {
        log_event(LogLevel::error, "defect", {{"what", e.what()}});
      }
      (*place)->reset();
      service_.connections.erase(place);
      if (service_.draining && service_.connections.empty()) service_.io.stop();
    });
  }
}

}  // namespace onrecord::net
