// The threads that answer: a bounded queue of jobs, one handler a thread.  Knows no socket.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "searchd/net/handler.h"

namespace onrecord::net {

/// Runs in a worker thread, with that thread's handler.  Must not throw.
using Job = std::function<void(Handler&)>;

/// A pool of worker threads.  All functions may be called from any thread.
class Workers {
 public:
  /// Starts \a threads threads and returns when each has its handler, or with the first one's
  /// error.  At most \a max_waiting jobs wait.
  static Result<std::unique_ptr<Workers>> start(std::size_t threads, std::size_t max_waiting,
                                                const HandlerFactory& make);
  /// Drops the jobs that wait, finishes those that run.
  ~Workers();

  /// False when too many wait: nothing was taken.
  [[nodiscard]] bool submit(Job job);
  std::size_t waiting() const;
  std::size_t running() const;

 private:
  explicit Workers(std::size_t max_waiting) : max_waiting_(max_waiting) {}
  void work(Handler& handler);

  const std::size_t max_waiting_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  std::size_t running_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace onrecord::net
