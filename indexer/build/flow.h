// Work spread over threads, results in the order of the input, memory bounded.  Knows nothing of
// what flows.
#pragma once

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace onrecord::build {

/// How much may be under way.  Costs are the pieces' and parts' own estimate of the bytes that they
/// hold.
struct FlowLimits {
  unsigned threads = 2;
  std::uint64_t max_input_cost =
      8u << 20;  ///< Of pieces fed and not yet worked off.  A dearer one goes alone.
  std::uint64_t max_output_cost =
      64u << 20;  ///< Of parts emitted and not yet taken.  A dearer one goes alone.
};

/// Calls \a feed in a thread of its own until it gives nothing, works on the pieces in
/// `limits.threads` threads, and hands the parts that they make to \a take in the calling thread,
/// in the order of the pieces and, within a piece, as they were made.
///   feed: () -> std::optional<Piece>; Piece has `std::uint64_t cost`.
///   make_worker: () -> a callable (Piece&&, emit), emit: (Part&&); Part has `std::uint64_t cost`.
///   Called once in each thread,
///     so that what the worker owns belongs to that thread.
///   take: (Part&&) -> bool; false ends the flow, and what is under way is dropped.
///   idle: () -> bool, in the calling thread, about every second while there is nothing to take;
///   false ends the flow too.
/// What any of them throws ends the flow and is thrown here.
template <class Piece, class Part, class Feed, class MakeWorker, class Take, class Idle>
class Flow {
 public:
  Flow(const FlowLimits& limits, Feed feed, MakeWorker make_worker, Take take, Idle idle)
      : limits_(limits),
        feed_(std::move(feed)),
        make_worker_(std::move(make_worker)),
        take_(std::move(take)),
        idle_(std::move(idle)) {}

  void run() {
    std::vector<std::jthread> threads;
    threads.emplace_back([this] { guarded([this] { feed_all(); }); });
    for (unsigned i = 0; i < std::max(1u, limits_.threads); ++i)
      threads.emplace_back([this] { guarded([this] { work_all(); }); });
    guarded([this] { take_all(); });
    threads.clear();
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  struct Slot {
    std::deque<Part> parts;
    std::uint64_t cost = 0;  // of the piece
    bool finished = false;
  };
  using Lock = std::unique_lock<std::mutex>;
  static constexpr auto kIdleAfter = std::chrono::seconds(1);

  template <class Fn>
  void guarded(Fn&& fn) {
    try {
      fn();
    } catch (...) {
      const Lock lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
      end();
    }
  }
  void end() {  // under the lock
    stop_ = true;
    room_.notify_all();
    work_.notify_all();
    ready_.notify_all();
  }

  void feed_all() {
    for (;;) {
      std::optional<Piece> piece = feed_();
      Lock lock(mutex_);
      if (piece) {
        room_.wait(lock, [&] {
          return stop_ || input_ == 0 || input_ + piece->cost <= limits_.max_input_cost;
        });
      }
      if (!piece || stop_) {
        all_fed_ = true;
        work_.notify_all();
        ready_.notify_all();
        return;
      }
      input_ += piece->cost;
      slots_[fed_].cost = piece->cost;
      waiting_.emplace_back(fed_++, std::move(*piece));
      work_.notify_one();
    }
  }

  void work_all() {
    auto worker = make_worker_();
    for (;;) {
      Lock lock(mutex_);
      work_.wait(lock, [&] { return stop_ || all_fed_ || !waiting_.empty(); });
      if (stop_ || waiting_.empty()) return;
      const std::uint64_t number = waiting_.front().first;
      Piece piece = std::move(waiting_.front().second);
      waiting_.pop_front();
      lock.unlock();
      worker(std::move(piece), [this, number](Part&& part) { emit(number, std::move(part)); });
      lock.lock();
      slots_[number].finished = true;
      ready_.notify_one();
    }
  }

  /// The piece whose turn it is may always go on once its own parts are taken, so that nothing
  /// waits for ever.
  void emit(std::uint64_t number, Part&& part) {
    Lock lock(mutex_);
    room_.wait(lock, [&] {
      return stop_ || output_ + part.cost <= limits_.max_output_cost ||
             (number == current_ && slots_[number].parts.empty());
    });
    if (stop_) return;
    output_ += part.cost;
    slots_[number].parts.push_back(std::move(part));
    if (number == current_) ready_.notify_one();
  }

  void take_all() {
    Lock lock(mutex_);
    for (;;) {
      const bool ready = ready_.wait_for(lock, kIdleAfter, [&] {
        if (stop_ || (all_fed_ && current_ == fed_)) return true;
        const auto at = slots_.find(current_);
        return at != slots_.end() && (at->second.finished || !at->second.parts.empty());
      });
      if (!ready) {
        lock.unlock();
        const bool go_on = idle_();
        lock.lock();
        if (!go_on) return end();
        continue;
      }
      if (stop_ || current_ == fed_) return;
      Slot& slot = slots_[current_];
      if (slot.parts.empty()) {
        input_ -= slot.cost;
        slots_.erase(current_++);
      } else {
        Part part = std::move(slot.parts.front());
        slot.parts.pop_front();
        const std::uint64_t cost = part.cost;
        lock.unlock();
        const bool go_on = take_(std::move(part));
        lock.lock();
        output_ -= cost;
        if (!go_on) return end();
      }
      room_.notify_all();
    }
  }

  const FlowLimits limits_;
  Feed feed_;
  MakeWorker make_worker_;
  Take take_;
  Idle idle_;

  std::mutex mutex_;
  std::condition_variable room_, work_, ready_;
  std::deque<std::pair<std::uint64_t, Piece>> waiting_;
  std::map<std::uint64_t, Slot> slots_;
  std::uint64_t fed_ = 0;
  std::uint64_t current_ = 0;
  std::uint64_t input_ = 0;
  std::uint64_t output_ = 0;
  bool all_fed_ = false;
  bool stop_ = false;
  std::exception_ptr failure_;
};

/// Runs a Flow, its types taken from the callables.
template <class Piece, class Part, class Feed, class MakeWorker, class Take, class Idle>
void run_flow(const FlowLimits& limits, Feed feed, MakeWorker make_worker, Take take, Idle idle) {
  Flow<Piece, Part, Feed, MakeWorker, Take, Idle>(limits, std::move(feed), std::move(make_worker),
                                                  std::move(take), std::move(idle))
      .run();
}

/// The same with nothing to do when there is nothing to take.
template <class Piece, class Part, class Feed, class MakeWorker, class Take>
void run_flow(const FlowLimits& limits, Feed feed, MakeWorker make_worker, Take take) {
  run_flow<Piece, Part>(limits, std::move(feed), std::move(make_worker), std::move(take),
                        [] { return true; });
}

}  // namespace onrecord::build
