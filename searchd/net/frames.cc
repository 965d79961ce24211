// The frames of a streamed answer, one a call, whichever protocol carries them.
#include "searchd/net/frames.h"

#include "searchd/net/ask.h"
#include "searchd/net/outcome.h"

namespace onrecord::net {
namespace {

Frame make_frame(Handler& handler, const wire::Request& request, std::shared_ptr<Stream> rows,
                 const Encode& encode, const search::Budget& budget) {
  Frame frame{std::move(rows), {}, {}, true};
  if (!frame.rows) {
    auto opened = guarded_open(handler, request, budget);
    if (!opened) {
      frame.response.error = opened.error();
      return frame;
    }
    frame.rows = std::move(*opened);
  }
  frame.response = guarded_frame(handler, *frame.rows, budget);
  const auto* more = frame.response.result.if_contains("more");
  frame.last = frame.response.error || more == nullptr || !more->is_bool() || !more->get_bool();
  if (!frame.rows->endless()) {
    // Here, so that a megabyte of rows neither holds up the network nor is freed by another thread
    // than made it.
    frame.bytes = encode(frame.response);
    frame.response.result = {};
  }
  return frame;
}

/// Whether there is room for \a stream, if it is an endless one.
bool admit(Service& service, const std::shared_ptr<Stream>& stream) {
  if (!stream->endless()) return true;
  std::erase_if(service.endless, [](const auto& one) { return one.expired(); });
  if (service.endless.size() >= service.limits.max_subscriptions) return false;
  service.endless.push_back(stream);
  return true;
}

}  // namespace

asio::awaitable<Frame> next_frame(Service& service, std::shared_ptr<const wire::Request> request,
                                  std::shared_ptr<Stream> rows, Encode encode) {
  constexpr std::chrono::milliseconds kTurn{20};
  for (;;) {
    const search::Budget budget{Connection::Clock::now() + service.limits.request_deadline};
    std::function<Frame(Handler&)> work = [request, rows, encode, budget](Handler& handler) {
      return make_frame(handler, *request, rows, encode, budget);
    };
    auto asked = ask<Frame>(service, std::move(work));
    std::optional<Frame> frame = co_await std::move(asked);
    if (frame && !rows && frame->rows && !admit(service, frame->rows)) {
      Frame refused{nullptr, {{}, full_error(service.limits)}, {}, true};
      co_return refused;
    }
    if (frame) co_return std::move(*frame);
    if (!rows) {
      Frame refused{nullptr, {{}, busy_error(service.limits)}, {}, true};
      co_return refused;
    }
    asio::steady_timer turn(service.io, kTurn);
    asio::error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    co_await turn.async_wait(token);
  }
}

asio::awaitable<Frame> next_told_frame(Service& service,
                                       std::shared_ptr<const wire::Request> request,
                                       std::shared_ptr<Stream> rows, Encode encode,
                                       std::function<std::chrono::seconds()> silence) {
  const auto began = Connection::Clock::now();
  for (;;) {
    auto made = next_frame(service, request, rows, encode);
    Frame frame = co_await std::move(made);
    rows = frame.rows;
    const bool endless = rows && rows->endless();
    if (endless && service.draining && !frame.last) {
      frame.response.result["more"] = false;
      frame.last = true;
    }
    const bool idle = endless && rows->idle() && !frame.last;
    if (!idle || Connection::Clock::now() >= began + silence()) co_return std::move(frame);
    asio::steady_timer again(service.io, kAskAgain);
    asio::error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    co_await again.async_wait(token);
  }
}

}  // namespace onrecord::net
