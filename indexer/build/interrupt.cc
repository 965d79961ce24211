// See interrupt.h.  A handler may touch only lock-free atomics and a pipe.
#include "indexer/build/interrupt.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>

namespace onrecord::build {
namespace {

constexpr int kInterruptedStatus = 130;

std::atomic<int> g_signals = 0;
std::atomic<int> g_write_end = -1;
std::atomic<int> g_read_end = -1;
static_assert(std::atomic<int>::is_always_lock_free);

extern "C" void on_signal(int) {
  if (g_signals.fetch_add(1) > 0) _exit(kInterruptedStatus);
  const char byte = 1;
  if (write(g_write_end, &byte, 1) < 0) return;  // The flag is set; only the waking is lost.
}

}  // namespace

void watch_interrupts() {
  int ends[2] = {-1, -1};
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0) {
    g_read_end = ends[0];
    g_write_end = ends[1];
  }
  struct sigaction action = {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_RESTART;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  signal(SIGPIPE, SIG_IGN);
}

bool interrupted() { return g_signals.load() > 0; }

int interrupt_descriptor() { return g_read_end; }

}  // namespace onrecord::build
