// The log: one event a line, key=value, control bytes escaped.  Knows no query: who logs decides
// what may be said.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace onrecord::net {

enum class LogLevel { debug, info, warn, error, off };

struct LogField {
  std::string_view key;
  std::string value;
};

/// `event=NAME key=value …`: a value with anything but plain printable ASCII is quoted; '"', '\\'
/// and control bytes escaped, and so is every byte beyond ASCII, so that a client can neither end a
/// line nor write a terminal's control codes.
std::string log_line(std::string_view event, std::initializer_list<LogField> fields);

/// Sends the log to standard error, with UTC time and level.  Call once, before log_event.
void open_log(LogLevel level);
/// The least level that is written from now on.  Any thread.
void set_log_level(LogLevel level);
bool logs(LogLevel level);
/// Any thread.
void log_event(LogLevel level, std::string_view event, std::initializer_list<LogField> fields);

}  // namespace onrecord::net
