// Work in a worker thread, awaited on the I/O thread.
#pragma once

#include <asio/awaitable.hpp>
#include <asio/post.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/use_awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "searchd/net/service.h"

namespace onrecord::net {

/// Runs \a work (which must not throw) in a worker and gives back what it gave; nullopt when too
/// many requests wait already. Once taken, the work is waited for even when the connection is gone.
template <class T>
asio::awaitable<std::optional<T>> ask(Service& service, std::function<T(Handler&)> work) {
  struct Pending {
    explicit Pending(asio::io_context& io) : done(io, asio::steady_timer::time_point::max()) {}
    std::optional<T> value;
    asio::steady_timer done;
  };
  auto pending = std::make_shared<Pending>(service.io);
  Job job = [pending, work = std::move(work), &io = service.io](Handler& handler) mutable {
    auto finish = [pending = std::move(pending), value = work(handler)]() mutable {
      pending->value = std::move(value);
      pending->done.cancel();
    };
    asio::post(io, std::move(finish));
  };
  if (!service.workers->submit(std::move(job))) co_return std::nullopt;
  asio::error_code ec;
  auto token = asio::redirect_error(asio::use_awaitable, ec);
  while (!pending->value) co_await pending->done.async_wait(token);
  co_return std::move(pending->value);
}

}  // namespace onrecord::net
