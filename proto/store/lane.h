// One thread that does jobs in order, with a bound on what waits.  Knows no database.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "proto/result.h"

namespace onrecord::store {

/// A job gives back what went wrong; after the first failure all later jobs are dropped undone.
class Lane {
 public:
  using Job = std::function<Result<void>()>;

  /// \a max_bytes: how much may wait; one job is always let in.
  explicit Lane(std::size_t max_bytes);
  /// Drops what waits, ends the job at hand, joins.
  ~Lane();
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  /// Queues \a job; waits while more than max_bytes are queued.  Any thread.
  void push(Job job, std::size_t bytes);
  /// Waits until everything queued is done.  The first failure, which stays.
  Result<void> drain();
  /// The first failure so far, without waiting.
  Result<void> state();

 private:
  struct Waiting {
    Job job;
    std::size_t bytes;
  };
  void run();

  const std::size_t max_bytes_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Waiting> waiting_;
  std::size_t waiting_bytes_ = 0;
  bool busy_ = false;
  bool ending_ = false;
  Result<void> failure_;
  std::thread thread_;  // Last: it uses the others.
};

}  // namespace onrecord::store
