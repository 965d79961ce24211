// Answers leave in the order of their requests.
#include "searchd/net/pipeline.h"

#include <utility>

namespace onrecord::net {

Pipeline::Ticket Pipeline::open() {
  slots_.emplace_back();
  return first_ + slots_.size() - 1;
}

void Pipeline::append(Ticket ticket, std::string bytes) {
  Slot& slot = slots_.at(ticket - first_);
  queued_bytes_ += bytes.size();
  if (slot.bytes.empty()) {
    slot.bytes = std::move(bytes);
  } else {
    slot.bytes += bytes;
  }
}

void Pipeline::close(Ticket ticket) { slots_.at(ticket - first_).closed = true; }

std::string Pipeline::take() {
  std::string ready;
  while (!slots_.empty()) {
    Slot& slot = slots_.front();
    if (ready.empty()) {
      ready.swap(slot.bytes);
    } else {
      ready += slot.bytes;
      slot.bytes.clear();
    }
    if (!slot.closed) break;
    slots_.pop_front();
    ++first_;
  }
  queued_bytes_ -= ready.size();
  return ready;
}

}  // namespace onrecord::net
