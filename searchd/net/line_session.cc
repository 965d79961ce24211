// One client that speaks JSON-RPC 2.0 lines.  A reader, a writer and one coroutine for each export,
// all on the I/O thread.
#include "searchd/net/line_session.h"

#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/post.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <atomic>
#include <optional>
#include <variant>

#include "searchd/net/frames.h"
#include "searchd/net/line_buffer.h"
#include "searchd/net/outcome.h"
#include "searchd/net/pipeline.h"

namespace onrecord::net {
namespace {

using Clock = Connection::Clock;

class LineSession {
 public:
  using Self = std::shared_ptr<LineSession>;
  using SharedRequest = std::shared_ptr<const wire::Request>;

  LineSession(std::shared_ptr<Connection> connection, Service& service, std::string first)
      : connection_(std::move(connection)),
        service_(service),
        lines_(service.limits.max_line_bytes),
        changed_(service.io, asio::steady_timer::time_point::max()),
        admitted_(!service.access->needs_token()) {
    lines_.append(first);
  }

  // Coroutines take the session along, because their frames outlive the caller.
  static asio::awaitable<void> run(Self self);

 private:
  enum class Next { go_on, stop };

  asio::awaitable<void> read_loop();
  static asio::awaitable<void> write_loop(Self self);
  static asio::awaitable<void> stream(Self self, Pipeline::Ticket ticket, SharedRequest request,
                                      Clock::time_point arrived);

  /// Answers, or has a worker answer, one line.
  Next begin(const Self& self, std::string_view line);
  void refuse(const wire::RefusedRequest& refused);
  void submit(const Self& self, SharedRequest request);
  void answered(Pipeline::Ticket ticket, const wire::Request& request, std::string bytes,
                std::string_view outcome, Clock::time_point arrived);
  Clock::time_point read_by();

  std::size_t waiting_bytes() const { return pipeline_.queued_bytes() + writing_bytes_; }
  bool has_room() const {
    return pipeline_.in_flight() < service_.limits.max_in_flight &&
           waiting_bytes() < service_.limits.max_queued_bytes;
  }
  search::Budget budget_from(Clock::time_point arrived) const {
    return {arrived + service_.limits.request_deadline};
  }
  /// Something moved: whoever waits looks again.
  void notify() { changed_.cancel(); }
  asio::awaitable<void> wait() {
    asio::error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    co_await changed_.async_wait(token);
  }

  std::shared_ptr<Connection> connection_;
  Service& service_;
  LineBuffer lines_;
  Pipeline pipeline_;
  asio::steady_timer changed_;
  std::weak_ptr<LineSession> self_;
  std::size_t writing_bytes_ = 0;
  Clock::time_point last_answer_ = Clock::now();
  std::optional<Clock::time_point> line_begun_;  ///< When the line that is not whole yet began.
  bool admitted_;
  bool reading_ = true;
  bool written_ = false;
  std::atomic<bool> gone_ = false;  ///< Nobody reads answers any more; workers look at it.
};

asio::awaitable<void> LineSession::run(Self self) {
  self->self_ = self;
  auto writer = write_loop(self);
  asio::co_spawn(self->service_.io, std::move(writer), asio::detached);
  co_await self->read_loop();
  self->reading_ = false;
  self->notify();
  while (!self->written_) co_await self->wait();
  co_await self->connection_->finish();
}

asio::awaitable<void> LineSession::read_loop() {
  const Self self = self_.lock();
  std::string bytes;
  for (;;) {
    for (;;) {
      if (lines_.too_long()) {
        const wire::RefusedRequest refused{
            nullptr,
            Error{Errc::limit, "expected a line of at most " +
                                   std::to_string(service_.limits.max_line_bytes) +
                                   " bytes (max-line-bytes)"},
            -32600};
        refuse(refused);
        record_cut(service_, *connection_, "long line");
        co_return;
      }
      const auto line = lines_.next();
      if (!line) break;
      line_begun_.reset();
      if (line->find_first_not_of(" \t") == std::string_view::npos) continue;
      while (!has_room() && !gone_) co_await wait();
      if (gone_ || service_.draining) co_return;
      if (begin(self, *line) == Next::stop) co_return;
    }
    const auto by = read_by();
    const ReadEnd end = co_await connection_->read(bytes, by);
    if (end == ReadEnd::failed) {
      gone_ = true;
      co_return;
    }
    if (end == ReadEnd::expired) {
      if (service_.draining) co_return;
      if (lines_.has_partial()) {
        const wire::RefusedRequest refused{
            nullptr,
            Error{Errc::deadline, "expected the end of the line within " +
                                      std::to_string(service_.limits.body_deadline.count()) +
                                      " ms (body-deadline-ms)"},
            -32600};
        refuse(refused);
        record_cut(service_, *connection_, "slow line");
        co_return;
      }
      if (pipeline_.in_flight() == 0 &&
          Clock::now() >= last_answer_ + service_.limits.line_idle_deadline)
        co_return;
      continue;
    }
    if (end == ReadEnd::closed) {  // what was whole is answered; a last object needs no line end
      const std::string rest = lines_.take_rest();
      while (!has_room() && !gone_) co_await wait();
      if (rest.find_first_not_of(" \t\r") != std::string::npos && !gone_) begin(self, rest);
      co_return;
    }
    last_answer_ = Clock::now();
    lines_.append(bytes);
    bytes.clear();
  }
}

Clock::time_point LineSession::read_by() {
  const auto now = Clock::now();
  if (lines_.has_partial()) {
    if (!line_begun_) line_begun_ = now;
    if (pipeline_.in_flight() == 0) connection_->set_phase(Phase::incomplete);
    return *line_begun_ + service_.limits.body_deadline;
  }
  if (pipeline_.in_flight() > 0) return now + service_.limits.line_idle_deadline;
  return last_answer_ + service_.limits.line_idle_deadline;
}

LineSession::Next LineSession::begin(const Self& self, std::string_view line) {
  connection_->set_phase(Phase::working);
  auto decoded = wire::decode_request(line);
  if (const auto* refused = std::get_if<wire::RefusedRequest>(&decoded)) {
    refuse(*refused);
    // What is no request at all may be a browser made to speak to us: nothing behind it is read.
    constexpr int kParseError = -32700, kInvalidRequest = -32600;
    if (refused->rpc_code != kParseError && refused->rpc_code != kInvalidRequest)
      return Next::go_on;
    record_cut(service_, *connection_, "bad line");
    return Next::stop;
  }
  auto request = std::make_shared<const wire::Request>(std::move(std::get<wire::Request>(decoded)));
  if (service_.access->needs_token()) {
    if (request->method->name == "hello")
      admitted_ = service_.access->admits(request->text("token").value_or(""));
    if (!admitted_) {
      const Error error{Errc::denied,
                        request->method->name == "hello"
                            ? "expected hello with this server's token"
                            : "expected hello with this server's token before anything else"};
      refuse({request->id, error, wire::rpc_code_of(Errc::denied)});
      record_cut(service_, *connection_, "no token");
      return Next::stop;
    }
  }
  submit(self, std::move(request));
  return Next::go_on;
}

void LineSession::refuse(const wire::RefusedRequest& refused) {
  const auto ticket = pipeline_.open();
  pipeline_.append(ticket, wire::encode_refusal(refused));
  pipeline_.close(ticket);
  record(service_, *connection_, "", nullptr, wire::name_of(refused.error.code), Clock::now());
  notify();
}

void LineSession::submit(const Self& self, SharedRequest request) {
  const auto ticket = pipeline_.open();
  const auto arrived = Clock::now();
  if (request->method->streams) {
    auto rows = stream(self, ticket, std::move(request), arrived);
    asio::co_spawn(service_.io, std::move(rows), asio::detached);
    return;
  }
  // The job gives what it holds to the I/O thread, where sessions die.
  Job job = [self, ticket, request, arrived,
             budget = budget_from(arrived)](Handler& handler) mutable {
    std::string bytes;
    std::string_view outcome = "gone";
    if (!self->gone_) {
      const wire::Response response = guarded_answer(handler, *request, budget);
      bytes = wire::encode_response(request->id, response);
      outcome = outcome_of(response);
    }
    asio::io_context& io = self->service_.io;
    auto done = [self = std::move(self), ticket, request = std::move(request), arrived, outcome,
                 bytes = std::move(bytes)]() mutable {
      self->answered(ticket, *request, std::move(bytes), outcome, arrived);
    };
    asio::post(io, std::move(done));
  };
  if (service_.workers->submit(std::move(job))) return;
  const wire::Response response{{}, busy_error(service_.limits)};
  answered(ticket, *request, wire::encode_response(request->id, response), outcome_of(response),
           arrived);
}

void LineSession::answered(Pipeline::Ticket ticket, const wire::Request& request, std::string bytes,
                           std::string_view outcome, Clock::time_point arrived) {
  pipeline_.append(ticket, std::move(bytes));
  pipeline_.close(ticket);
  record(service_, *connection_, request.method->name, &request, outcome, arrived);
  notify();
}

asio::awaitable<void> LineSession::stream(Self self, Pipeline::Ticket ticket, SharedRequest request,
                                          Clock::time_point arrived) {
  Service& service = self->service_;
  std::shared_ptr<Stream> rows;
  std::string_view outcome = "gone";
  const Encode encode = [request](const wire::Response& response) {
    return wire::encode_response(request->id, response);
  };
  for (;;) {
    // The next frame is only made when it can leave at once: a slow reader costs one frame of
    // memory.
    while (!self->gone_ && !(self->pipeline_.is_due(ticket) && self->writing_bytes_ == 0))
      co_await self->wait();
    if (self->gone_) break;
    std::function<std::chrono::seconds()> silence = [&self] {
      return self->gone_ ? std::chrono::seconds{0} : self->reading_ ? kSignOfLife : kSignAfterEnd;
    };
    auto made = next_told_frame(service, request, rows, encode, std::move(silence));
    Frame frame = co_await std::move(made);
    rows = frame.rows;
    outcome = outcome_of(frame.response);
    std::string bytes = frame.bytes ? std::move(*frame.bytes) : encode(frame.response);
    self->pipeline_.append(ticket, std::move(bytes));
    if (frame.last) break;
    self->notify();
  }
  self->pipeline_.close(ticket);
  record(service, *self->connection_, request->method->name, request.get(), outcome, arrived);
  self->notify();
}

asio::awaitable<void> LineSession::write_loop(Self self) {
  for (;;) {
    if (self->gone_) break;
    const std::string ready = self->pipeline_.take();
    if (ready.empty()) {
      if (self->pipeline_.in_flight() == 0) {
        if (!self->reading_) break;
        if (self->connection_->phase() == Phase::working) self->connection_->set_phase(Phase::idle);
      }
      co_await self->wait();
      continue;
    }
    self->writing_bytes_ = ready.size();
    const bool taken = co_await self->connection_->write(ready);
    self->writing_bytes_ = 0;
    self->last_answer_ = Clock::now();
    if (!taken) {
      if (self->connection_->was_reset())
        record_cut(self->service_, *self->connection_, "slow reader");
      self->gone_ = true;
      self->connection_->reset();
    }
    self->notify();
  }
  self->written_ = true;
  self->notify();
}

}  // namespace

asio::awaitable<void> serve_lines(std::shared_ptr<Connection> connection, Service& service,
                                  std::string first) {
  auto session = std::make_shared<LineSession>(std::move(connection), service, std::move(first));
  co_await LineSession::run(std::move(session));
}

}  // namespace onrecord::net
