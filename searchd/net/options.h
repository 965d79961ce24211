// The command line and the config file of onrecord-searchd: every option once, with its help.
#pragma once

#include <filesystem>
#include <string>
#include <variant>

#include "proto/result.h"
#include "searchd/net/event_log.h"
#include "searchd/net/server.h"

namespace onrecord::net {

/// What main needs to know.
struct Options {
  std::filesystem::path index;
  Settings settings;
  std::filesystem::path speakers;   ///< The authority file; "": none.
  std::filesystem::path port_file;  ///< "": none.
  LogLevel log_level = LogLevel::info;
};

/// Help or a version was asked for (status 0, text for standard output), or the options cannot be
/// read (status 2, text for standard error).
struct OptionsExit {
  int status;
  std::string text;
};

/// Reads \a argv, the config file that it names, and the token file.  The command line wins over
/// the file.
std::variant<Options, OptionsExit> read_options(int argc, const char* const* argv);

}  // namespace onrecord::net
