// The threads that answer.
#include "searchd/net/workers.h"

#include <future>
#include <utility>

namespace onrecord::net {

Result<std::unique_ptr<Workers>> Workers::start(std::size_t threads, std::size_t max_waiting,
                                                const HandlerFactory& make) {
  std::unique_ptr<Workers> workers(new Workers(max_waiting));
  std::vector<std::future<Result<bool>>> opened;
  for (std::size_t i = 0; i < threads; ++i) {
    std::promise<Result<bool>> promise;
    opened.push_back(promise.get_future());
    workers->threads_.emplace_back(
        [pool = workers.get(), make, promise = std::move(promise)]() mutable {
          Result<std::unique_ptr<Handler>> handler = make();
          if (!handler) {
            promise.set_value(handler.error());
            return;
          }
          promise.set_value(true);
          pool->work(**handler);
        });
  }
  for (auto& each : opened)
    if (Result<bool> result = each.get(); !result) return result.error();
  return workers;
}

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    jobs_.clear();
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool Workers::submit(Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || jobs_.size() >= max_waiting_) return false;
    jobs_.push_back(std::move(job));
  }
  changed_.notify_one();
  return true;
}

std::size_t Workers::waiting() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size();
}

std::size_t Workers::running() const {
  const std::lock_guard lock(mutex_);
  return running_;
}

void Workers::work(Handler& handler) {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
    if (stopping_) return;
    Job job = std::move(jobs_.front());
    jobs_.pop_front();
    ++running_;
    lock.unlock();
    job(handler);
    job = nullptr;  // what it holds goes before the lock is taken
    lock.lock();
    --running_;
  }
}

}  // namespace onrecord::net
