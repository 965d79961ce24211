// Answers leave in the order of their requests, whoever finishes first.  Knows bytes and order, no
// socket, no thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>

namespace onrecord::net {

/// The requests of one connection that are begun and not yet handed to the socket whole.  One
/// thread's.
class Pipeline {
 public:
  using Ticket = std::uint64_t;

  /// A request was read; its answer's place is behind all earlier ones.
  Ticket open();
  /// Part of the answer.  REQUIRES: the ticket is open.
  void append(Ticket ticket, std::string bytes);
  /// The answer is whole.  REQUIRES: the ticket is open.
  void close(Ticket ticket);
  /// Takes whatever may leave now, in order; empty when the first answer has nothing yet.
  std::string take();

  /// Everything before, and of this answer all there is, was taken: what is appended leaves next.
  bool is_due(Ticket ticket) const { return ticket == first_ && slots_.front().bytes.empty(); }
  std::size_t in_flight() const { return slots_.size(); }
  std::size_t queued_bytes() const { return queued_bytes_; }

 private:
  struct Slot {
    std::string bytes;
    bool closed = false;
  };
  std::deque<Slot> slots_;
  Ticket first_ = 0;  ///< The ticket of slots_.front().
  std::size_t queued_bytes_ = 0;
};

}  // namespace onrecord::net
