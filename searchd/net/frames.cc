// The frames of a streamed answer, one a call, whichever protocol carries them.
#include "searchd/net/frames.h"

#include "searchd/net/ask.h"
#include "searchd/net/outcome.h"

namespace onrecord::net {
namespace {

Frame make_frame(Handler& handler, const wire::Request& request, std::shared_ptr<Stream> rows,
                 const search::Budget& budget) {
  Frame frame{std::move(rows), {}, true};
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
  return frame;
}

}  // namespace

asio::awaitable<Frame> next_frame(Service& service, std::shared_ptr<const wire::Request> request,
                                  std::shared_ptr<Stream> rows) {
  constexpr std::chrono::milliseconds kTurn{20};
  for (;;) {
    const search::Budget budget{Connection::Clock::now() + service.limits.request_deadline};
    std::function<Frame(Handler&)> work = [request, rows, budget](Handler& handler) {
      return make_frame(handler, *request, rows, budget);
    };
    auto asked = ask<Frame>(service, std::move(work));
    std::optional<Frame> frame = co_await std::move(asked);
    if (frame) co_return std::move(*frame);
    if (!rows) {
      Frame refused{nullptr, {{}, busy_error(service.limits)}, true};
      co_return refused;
    }
    asio::steady_timer turn(service.io, kTurn);
    asio::error_code ec;
    auto token = asio::redirect_error(asio::use_awaitable, ec);
    co_await turn.async_wait(token);
  }
}

}  // namespace onrecord::net
