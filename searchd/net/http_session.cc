// One client that speaks HTTP/1.1.  Requests are answered one after the other, so that order and
// bounds come by themselves.
#include "searchd/net/http_session.h"

#include "proto/wire/json_text.h"
#include "searchd/net/ask.h"
#include "searchd/net/frames.h"
#include "searchd/net/http_routes.h"
#include "searchd/net/outcome.h"

namespace onrecord::net {
namespace {

using Clock = Connection::Clock;

/// One line a row, then one line {"end": …} with the rest of the frame when it is the last, or
/// {"error": …}; "" of a frame without rows that is not the last.
std::string ndjson(const wire::Response& response) {
  namespace json = boost::json;
  if (response.error) {
    const Error& error = *response.error;
    return json::serialize(
               json::object{{"error", wire::error_object(error, wire::rpc_code_of(error.code))}}) +
           '\n';
  }
  std::string out = response.rows.value_or("");
  json::object rest;
  for (const auto& [key, value] : response.result) {
    if (key == "rows" && value.is_array())
      for (const json::value& row : value.get_array()) out += wire::json_text(row) + "\n";
    else if (key != "more")
      rest.emplace(key, value);
  }
  const auto* more = response.result.if_contains("more");
  const bool last = more == nullptr || !more->is_bool() || !more->get_bool();
  // What never ends says between the rows how far it came.
  if (last || rest.contains("after"))
    out += json::serialize(json::object{{last ? "end" : "frame", std::move(rest)}}) + '\n';
  return out;
}

class HttpSession {
 public:
  HttpSession(std::shared_ptr<Connection> connection, Service& service, std::string first)
      : connection_(std::move(connection)), service_(service), bytes_(std::move(first)) {}

  asio::awaitable<void> run();

 private:
  enum class Next { go_on, stop };

  /// Reads a request's head and body.  False when the connection has ended without one.
  asio::awaitable<bool> read(HttpReader& reader);
  asio::awaitable<Next> answer(HttpRequest request);
  asio::awaitable<Next> answer_stream(const HttpRequest& http,
                                      std::shared_ptr<const wire::Request> request,
                                      Clock::time_point arrived);
  asio::awaitable<Next> send(HttpReply reply, bool keep_alive, int version, Body body);
  /// Answers a request that was not read to its end, so that nothing behind it can be read as one.
  asio::awaitable<void> refuse(HttpReply reply);

  std::shared_ptr<Connection> connection_;
  Service& service_;
  std::string bytes_;
  bool first_request_ = true;
};

asio::awaitable<void> HttpSession::run() {
  for (;;) {
    HttpReader reader(service_.limits.max_header_bytes, service_.limits.max_body_bytes);
    if (!co_await read(reader)) break;
    if (reader.state() == HttpReader::State::refused) {
      HttpReply reply = reader.refusal();
      co_await refuse(std::move(reply));
      break;
    }
    connection_->set_phase(Phase::working);
    HttpRequest request = reader.take();
    const Next next = co_await answer(std::move(request));
    if (next == Next::stop) break;
    first_request_ = false;
    connection_->set_phase(Phase::idle);
  }
  co_await connection_->finish();
}

asio::awaitable<bool> HttpSession::read(HttpReader& reader) {
  const Limits& limits = service_.limits;
  bool begun = first_request_ || !bytes_.empty();
  bool in_body = false;
  auto by = Clock::now() + (begun ? limits.header_deadline : limits.idle_deadline);
  for (;;) {
    const std::size_t used = reader.feed(bytes_);
    bytes_.erase(0, used);
    if (reader.state() == HttpReader::State::done || reader.state() == HttpReader::State::refused)
      co_return true;
    if (reader.state() == HttpReader::State::body && !in_body) {
      in_body = true;
      by = Clock::now() + limits.body_deadline;
      const std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
      if (reader.wants_continue() && !co_await connection_->write(go_on)) co_return false;
    }
    if (begun) connection_->set_phase(Phase::incomplete);
    const ReadEnd end = co_await connection_->read(bytes_, by);
    if (end == ReadEnd::failed || end == ReadEnd::closed) co_return false;
    if (end == ReadEnd::expired) {
      if (service_.draining || !begun) co_return false;
      HttpReply reply;
      reply.status = 408;
      reply.body = "the request did not come in time\n";
      reply.outcome = "deadline";
      co_await refuse(std::move(reply));
      record_cut(service_, *connection_, "slow request");
      co_return false;
    }
    if (!begun) {
      begun = true;
      by = Clock::now() + limits.header_deadline;
    }
  }
}

asio::awaitable<HttpSession::Next> HttpSession::answer(HttpRequest request) {
  const auto arrived = Clock::now();
  HttpRoute route = net::route(request, service_);
  if (route.stream) {
    auto streamed = answer_stream(request, route.stream, arrived);
    co_return co_await std::move(streamed);
  }
  HttpReply reply;
  if (route.reply) {
    reply = std::move(*route.reply);
  } else {
    const search::Budget budget{arrived + service_.limits.request_deadline};
    std::function<HttpReply(Handler&)> work = [run = route.work, budget](Handler& handler) {
      return run(handler, budget);
    };
    auto asked = ask<HttpReply>(service_, std::move(work));
    std::optional<HttpReply> made = co_await std::move(asked);
    if (made) {
      reply = std::move(*made);
    } else if (route.if_busy) {
      reply = std::move(*route.if_busy);
    } else {
      reply = error_reply(busy_error(service_.limits));
    }
  }
  record(service_, *connection_, route.label, route.request.get(), reply.outcome, arrived);
  auto sent = send(std::move(reply), request.keep_alive, request.version,
                   request.verb == HttpVerb::head ? Body::without : Body::with);
  co_return co_await std::move(sent);
}

asio::awaitable<HttpSession::Next> HttpSession::send(HttpReply reply, bool keep_alive, int version,
                                                     Body body) {
  keep_alive = keep_alive && !service_.draining;
  const std::string bytes = serialize(reply, keep_alive, version, body);
  const bool taken = co_await connection_->write(bytes);
  if (!taken && connection_->was_reset()) record_cut(service_, *connection_, "slow reader");
  co_return taken&& keep_alive ? Next::go_on : Next::stop;
}

asio::awaitable<void> HttpSession::refuse(HttpReply reply) {
  const auto now = Clock::now();
  record(service_, *connection_, "", nullptr, reply.outcome, now);
  auto sent = send(std::move(reply), false, 11, Body::with);
  co_await std::move(sent);
}

asio::awaitable<HttpSession::Next> HttpSession::answer_stream(
    const HttpRequest& http, std::shared_ptr<const wire::Request> request,
    Clock::time_point arrived) {
  const bool keep_alive = http.keep_alive && http.version >= 11 && !service_.draining;
  std::shared_ptr<Stream> rows;
  bool taken = true;
  bool failed = false;
  bool last = false;
  const Encode encode = ndjson;
  while (taken && !last) {  // a frame is made only when the one before has left: a slow reader
                            // costs one frame of memory
    std::function<std::chrono::seconds()> silence = [] { return kSignOfLife; };
    auto made = next_told_frame(service_, request, rows, encode, std::move(silence));
    Frame frame = co_await std::move(made);
    failed = frame.response.error.has_value();
    last = frame.last;
    if (failed && !rows) {
      HttpReply reply = error_reply(*frame.response.error);
      record(service_, *connection_, request->method->name, request.get(), reply.outcome, arrived);
      auto sent = send(std::move(reply), http.keep_alive, http.version, Body::with);
      co_return co_await std::move(sent);
    }
    std::string bytes;
    if (!rows) {
      HttpReply head;
      head.content_type = "application/x-ndjson";
      bytes = serialize_chunked_head(head, keep_alive, http.version);
    }
    rows = frame.rows;
    const std::string lines = frame.bytes ? std::move(*frame.bytes) : ndjson(frame.response);
    // An empty chunk would be the last one.
    if (!lines.empty()) bytes += http.version >= 11 ? chunk(lines) : lines;
    if (last && !failed && http.version >= 11) bytes += chunk("");
    if (!bytes.empty()) taken = co_await connection_->write(bytes);
  }
  record(service_, *connection_, request->method->name, request.get(),
         !taken   ? "gone"
         : failed ? "cut"
                  : "ok",
         arrived);
  if (connection_->was_reset()) record_cut(service_, *connection_, "slow reader");
  // After an error the last chunk is left out, so that no client takes the answer for whole.
  co_return taken && !failed && keep_alive ? Next::go_on : Next::stop;
}

}  // namespace

asio::awaitable<void> serve_http(std::shared_ptr<Connection> connection, Service& service,
                                 std::string first) {
  HttpSession session(std::move(connection), service, std::move(first));
  co_await session.run();
}

}  // namespace onrecord::net
