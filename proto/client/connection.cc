// One TCP connection to a daemon: requests out, frames in, in order.  Knows JSON-RPC lines, not
// what the methods mean.
#include "proto/client/connection.h"

#include <asio.hpp>
#include <optional>

namespace onrecord::client {

namespace {

/// More than any frame that a daemon with default limits sends.
constexpr std::size_t kMaxFrameBytes = 256u << 20;

Errc errc_of(std::string_view kind) {
  struct Row {
    std::string_view kind;
    Errc code;
  };
  constexpr Row kRows[] = {{"invalid", Errc::invalid},   {"unsupported", Errc::unsupported},
                           {"limit", Errc::limit},       {"not_found", Errc::not_found},
                           {"conflict", Errc::conflict}, {"stale", Errc::stale},
                           {"deadline", Errc::deadline}, {"io", Errc::io},
                           {"index", Errc::index},       {"denied", Errc::denied},
                           {"internal", Errc::internal}};
  for (const Row& row : kRows)
    if (row.kind == kind) return row.code;
  return Errc::internal;
}

std::string text_of(const boost::json::object& object, std::string_view key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

/// The error object of JSON-RPC as an Error.
Error error_of(const boost::json::object& answer) {
  Error error{Errc::internal, "the daemon's error has no message", 0};
  error.message = text_of(answer, "message");
  if (const auto* data = answer.if_contains("data"); data != nullptr && data->is_object()) {
    error.code = errc_of(text_of(data->get_object(), "kind"));
    if (const auto* column = data->get_object().if_contains("column");
        column != nullptr && column->is_int64())
      error.column = static_cast<int>(column->get_int64());
  }
  return error;
}

}  // namespace

Result<Address> parse_address(std::string_view text) {
  const Error expected{Errc::invalid, "address '" + std::string(text) + "': expected HOST:PORT", 0};
  Address address;
  std::string_view port;
  if (text.starts_with('[')) {
    const auto close = text.find(']');
    if (close == std::string_view::npos) return expected;
    address.host = text.substr(1, close - 1);
    const auto rest = text.substr(close + 1);
    if (!rest.empty() && rest.front() != ':') return expected;
    port = rest.empty() ? rest : rest.substr(1);
    if (rest.empty()) return address;
  } else {
    const auto colon = text.rfind(':');
    if (text.empty() || text.find(':') != colon) return expected;
    if (colon != 0) address.host = text.substr(0, colon);
    if (colon == std::string_view::npos) return address;
    port = text.substr(colon + 1);
  }
  unsigned number = 0;
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), number);
  if (error != std::errc() || end != port.data() + port.size() || number == 0 || number > 65535)
    return expected;
  address.port = port;
  return address;
}

struct Connection::State {
  asio::io_context io;
  asio::ip::tcp::socket socket{io};
  std::string read;       // Bytes received; frames are cut from its front.
  std::size_t taken = 0;  // Bytes of `read` that were handed out already.
  std::string name;       // "127.0.0.1:7700", for messages.
  std::chrono::milliseconds timeout{};
  std::int64_t next_id = 1;
  bool alive = true;

  Error broken(std::string_view what, const asio::error_code& code) {
    alive = false;
    asio::error_code ignored;
    socket.close(ignored);
    return {Errc::io, name + ": " + std::string(what) + ": " + code.message(), 0};
  }

  /// Runs the one operation that was started, until it is done or the time is out.
  template <class Start>
  asio::error_code run(Start start) {
    std::optional<asio::error_code> outcome;
    start([&outcome](const asio::error_code& code) { outcome = code; });
    io.restart();
    io.run_for(timeout);
    if (outcome) return *outcome;
    asio::error_code ignored;
    socket.cancel(ignored);
    io.restart();
    io.run_for(std::chrono::milliseconds(100));
    return asio::error::timed_out;
  }
};

Connection::Connection(std::unique_ptr<State> state) : state_(std::move(state)) {}
Connection::Connection(Connection&&) noexcept = default;
Connection& Connection::operator=(Connection&&) noexcept = default;
Connection::~Connection() = default;

bool Connection::alive() const { return state_->alive; }

Result<Connection> Connection::open(const Address& address, std::string_view token,
                                    std::chrono::milliseconds timeout) {
  auto state = std::make_unique<State>();
  State& s = *state;
  s.timeout = timeout;
  s.name = address.host + ":" + address.port;
  asio::ip::tcp::resolver resolver(s.io);
  asio::error_code code;
  const auto endpoints = resolver.resolve(address.host, address.port, code);
  if (code) return s.broken("cannot find the host", code);
  code = s.run([&](auto done) {
    asio::async_connect(
        s.socket, endpoints,
        [done](const asio::error_code& e, const asio::ip::tcp::endpoint&) { done(e); });
  });
  if (code) return s.broken("cannot connect; is onrecord-searchd running there?", code);
  s.socket.set_option(asio::ip::tcp::no_delay(true), code);

  Connection connection(std::move(state));
  if (!token.empty()) {
    auto hello = connection.call("hello", {{"token", token}});
    if (!hello) return hello.error();
  }
  return connection;
}

Result<std::int64_t> Connection::send(std::string_view method,
                                      const boost::json::object& arguments) {
  State& s = *state_;
  if (!s.alive) return Error{Errc::io, s.name + ": the connection is closed", 0};
  const std::int64_t id = s.next_id++;
  std::string line = boost::json::serialize(boost::json::object{
      {"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", arguments}});
  line += '\n';
  const auto code = s.run([&](auto done) {
    asio::async_write(s.socket, asio::buffer(line),
                      [done](const asio::error_code& e, std::size_t) { done(e); });
  });
  if (code) return s.broken("while sending", code);
  return id;
}

Result<Frame> Connection::receive() {
  State& s = *state_;
  if (!s.alive) return Error{Errc::io, s.name + ": the connection is closed", 0};
  if (s.taken > 0 && s.taken == s.read.size()) {
    s.read.clear();
    s.taken = 0;
  }
  std::size_t searched = s.taken;
  std::size_t end = 0;
  while ((end = s.read.find('\n', searched)) == std::string::npos) {
    searched = s.read.size();
    if (s.read.size() - s.taken > kMaxFrameBytes)
      return s.broken("an answer of more than 256 MB", asio::error::message_size);
    if (s.taken > 0) {
      s.read.erase(0, s.taken);
      searched -= s.taken;
      s.taken = 0;
    }
    const std::size_t had = s.read.size();
    s.read.resize(had + 65536);
    std::size_t got = 0;
    const auto code = s.run([&](auto done) {
      s.socket.async_read_some(asio::buffer(s.read.data() + had, 65536),
                               [&got, done](const asio::error_code& e, std::size_t n) {
                                 got = n;
                                 done(e);
                               });
    });
    s.read.resize(had + got);
    if (code) return s.broken("while waiting for an answer", code);
  }
  const std::string_view line = std::string_view(s.read).substr(s.taken, end - s.taken);
  boost::system::error_code json_error;
  boost::json::value value = boost::json::parse(line, json_error);
  s.taken = end + 1;
  if (json_error || !value.is_object())
    return s.broken("expected a JSON-RPC answer", asio::error::invalid_argument);
  boost::json::object& answer = value.get_object();
  if (const auto* error = answer.if_contains("error"); error != nullptr && error->is_object())
    return error_of(error->get_object());
  Frame frame;
  if (const auto* id = answer.if_contains("id"); id != nullptr && id->is_int64())
    frame.id = id->get_int64();
  auto* result = answer.if_contains("result");
  if (result == nullptr || !result->is_object())
    return s.broken("expected a result object", asio::error::invalid_argument);
  frame.result = std::move(result->get_object());
  return frame;
}

Result<boost::json::object> Connection::call(std::string_view method,
                                             const boost::json::object& arguments) {
  auto id = send(method, arguments);
  if (!id) return id.error();
  auto frame = receive();
  if (!frame) return frame.error();
  return std::move(frame->result);
}

}  // namespace onrecord::client
