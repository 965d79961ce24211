// Tells systemd how the daemon is.
#include "searchd/net/service_manager.h"

#ifdef ONRECORD_HAVE_SYSTEMD
#include <systemd/sd-daemon.h>

#include <cstdint>
#include <string>

namespace onrecord::net {

void tell_service_manager(const char* state) { sd_notify(0, state); }

void tell_service_manager_reloading() {
  const auto now = std::chrono::steady_clock::now().time_since_epoch();
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
  const std::string state = "RELOADING=1\nMONOTONIC_USEC=" + std::to_string(micros);
  sd_notify(0, state.c_str());
}

std::optional<std::chrono::microseconds> watchdog_interval() {
  std::uint64_t micros = 0;
  if (sd_watchdog_enabled(0, &micros) <= 0) return std::nullopt;
  return std::chrono::microseconds(micros);
}

}  // namespace onrecord::net
#else
namespace onrecord::net {
void tell_service_manager(const char*) {}
void tell_service_manager_reloading() {}
std::optional<std::chrono::microseconds> watchdog_interval() { return std::nullopt; }
}  // namespace onrecord::net
#endif
