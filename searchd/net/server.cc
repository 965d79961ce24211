// The daemon as one object: port, workers, drain and reload.
#include "searchd/net/server.h"

#include <asio/post.hpp>
#include <asio/signal_set.hpp>
#include <asio/steady_timer.hpp>
#include <csignal>

#include "searchd/net/event_log.h"
#include "searchd/net/listener.h"
#include "searchd/net/service.h"
#include "searchd/net/service_manager.h"

namespace onrecord::net {

struct Server::Impl {
  Service service;
  Listener listener{service};
  asio::steady_timer drain_timer{service.io};
  asio::steady_timer watchdog{service.io};
  asio::signal_set signals{service.io};
  std::function<Result<Settings>()> reread;
  std::string address;
  bool cut = false;

  /// What a reload may change; caps and deadlines stay, as clients were told them by `hello`.
  void apply(const Settings& settings) {
    service.access = std::make_shared<const Access>(settings.token, settings.allowed_hosts);
    service.log_queries = settings.log_queries;
  }

  void drain() {
    if (service.draining) return;
    service.draining = true;
    tell_service_manager("STOPPING=1");
    log_event(LogLevel::info, "stopping",
              {{"connections", std::to_string(service.connections.size())}});
    listener.close();
    if (service.connections.empty()) return service.io.stop();
    for (const auto& connection : service.connections) connection->stop_reading();
    drain_timer.expires_after(service.limits.drain_deadline);
    drain_timer.async_wait([this](const asio::error_code& ec) {
      if (!ec) cut_all();
    });
  }

  void cut_all() {
    cut = true;
    service.io.stop();
  }

  void wait_for_signal() {
    signals.async_wait([this](const asio::error_code& ec, int number) {
      if (ec) return;
      if (number == SIGHUP) {
        read_again();
      } else if (service.draining) {
        return cut_all();
      } else {
        drain();
      }
      wait_for_signal();
    });
  }

  void read_again() {
    tell_service_manager_reloading();
    if (const Result<Settings> settings = reread(); settings) {
      apply(*settings);
      log_event(LogLevel::info, "reloaded", {});
    } else {
      log_event(LogLevel::error, "reload_failed", {{"why", settings.error().message}});
    }
    tell_service_manager("READY=1");
  }

  /// Tells the service manager that the I/O thread goes round, twice within the time it allows.
  void feed_watchdog() {
    const auto interval = watchdog_interval();
    if (!interval) return;
    tell_service_manager("WATCHDOG=1");
    watchdog.expires_after(*interval / 2);
    watchdog.async_wait([this](const asio::error_code& ec) {
      if (!ec) feed_watchdog();
    });
  }
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

Result<std::unique_ptr<Server>> Server::open(const Settings& settings, const HandlerFactory& make) {
  const auto endpoint = parse_endpoint(settings.listen);
  if (!endpoint) return endpoint.error();
  if (!endpoint->address().is_loopback() && settings.token.empty())
    return Error{Errc::denied,
                 "will not listen on " + print(*endpoint) +
                     " without a token: whoever reaches it could read the whole archive; "
                     "give --token-file, or listen on 127.0.0.1"};
  auto impl = std::make_unique<Impl>();
  impl->service.limits = settings.limits;
  impl->apply(settings);
  auto workers = Workers::start(settings.threads, settings.limits.max_waiting, make);
  if (!workers) return workers.error();
  impl->service.workers = std::move(*workers);
  const auto bound = impl->listener.open(*endpoint);
  if (!bound) return bound.error();
  impl->address = print(*bound);
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

const std::string& Server::address() const { return impl_->address; }

bool Server::run() {
  impl_->listener.start();
  tell_service_manager("READY=1");
  impl_->feed_watchdog();
  impl_->service.io.run();
  return !impl_->cut;
}

void Server::stop() {
  asio::post(impl_->service.io, [impl = impl_.get()] { impl->drain(); });
}

void Server::reload(Settings settings) {
  asio::post(impl_->service.io,
             [impl = impl_.get(), settings = std::move(settings)] { impl->apply(settings); });
}

void Server::handle_signals(std::function<Result<Settings>()> reread) {
  impl_->reread = std::move(reread);
  for (const int number : {SIGTERM, SIGINT, SIGHUP}) impl_->signals.add(number);
  impl_->wait_for_signal();
}

}  // namespace onrecord::net
