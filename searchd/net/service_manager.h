// Tells systemd how the daemon is.  Does nothing where it was not started by it, or built without
// it.
#pragma once

#include <chrono>
#include <optional>

namespace onrecord::net {

/// One state in the words of sd_notify(3): "READY=1".
void tell_service_manager(const char* state);
/// RELOADING=1 with the time that Type=notify-reload asks for.
void tell_service_manager_reloading();
/// How often WATCHDOG=1 is expected; nullopt when it is not.
std::optional<std::chrono::microseconds> watchdog_interval();

}  // namespace onrecord::net
