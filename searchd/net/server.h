// The daemon as one object: port, workers, drain and reload.  Knows no command line and no index.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "proto/result.h"
#include "searchd/net/handler.h"
#include "searchd/net/limits.h"

namespace onrecord::net {

/// What a server is told.
struct Settings {
  std::string listen = "127.0.0.1:7700";
  std::size_t threads = 2;
  std::string token;  ///< "": none is asked for; then only a loopback address is listened on.
  std::vector<std::string> allowed_hosts;
  bool log_queries = false;
  Limits limits;
};

class Server {
 public:
  /// Binds the port and starts the workers, each with a handler of its own.  Errors: `denied`
  /// beyond loopback without a token; `invalid`, `io` of the address; the handler's.
  static Result<std::unique_ptr<Server>> open(const Settings& settings, const HandlerFactory& make);
  ~Server();

  /// Where it listens, with the port that the system chose: "127.0.0.1:43121".
  const std::string& address() const;

  /// Serves in the calling thread until stop() and the end of what was in flight.  False when the
  /// drain deadline cut something.
  bool run();
  /// Any thread: no new connection or request is taken, what is in flight is finished.
  void stop();
  /// Any thread: takes over token, hosts and log_queries; all else stays.
  void reload(Settings settings);

  /// SIGTERM and SIGINT stop (a second one at once); SIGHUP takes over what \a reread gives, or
  /// logs why it could not. Call before run().
  void handle_signals(std::function<Result<Settings>()> reread);

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace onrecord::net
