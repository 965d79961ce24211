// A queue, a thread, two conditions on one variable.
#include "proto/store/lane.h"

#include <exception>

namespace onrecord::store {

Lane::Lane(std::size_t max_bytes) : max_bytes_(max_bytes), thread_([this] { run(); }) {}

Lane::~Lane() {
  {
    const std::lock_guard hold(mutex_);
    ending_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
  thread_.join();
}

void Lane::push(Job job, std::size_t bytes) {
  {
    std::unique_lock hold(mutex_);
    changed_.wait(hold, [&] {
      return waiting_.empty() || waiting_bytes_ + bytes <= max_bytes_ || ending_ || !failure_;
    });
    if (ending_ || !failure_) return;
    waiting_.push_back({std::move(job), bytes});
    waiting_bytes_ += bytes;
  }
  changed_.notify_all();
}

Result<void> Lane::drain() {
  std::unique_lock hold(mutex_);
  changed_.wait(hold, [&] { return (waiting_.empty() && !busy_) || ending_; });
  return failure_;
}

Result<void> Lane::state() {
  const std::lock_guard hold(mutex_);
  return failure_;
}

void Lane::run() {
  std::unique_lock hold(mutex_);
  for (;;) {
    changed_.wait(hold, [&] { return !waiting_.empty() || ending_; });
    if (ending_) return;
    Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    busy_ = true;
    hold.unlock();
    Result<void> done;
    try {
      done = next.job();
    } catch (const std::exception& e) {
      done = Error{Errc::internal, std::string("while writing: ") + e.what(), 0};
    }
    next.job = nullptr;  // What it held is freed here, outside the lock.
    hold.lock();
    busy_ = false;
    waiting_bytes_ -= next.bytes;
    if (!done && failure_) {
      failure_ = done;
      waiting_.clear();
      waiting_bytes_ = 0;
    }
    changed_.notify_all();
  }
}

}  // namespace onrecord::store
