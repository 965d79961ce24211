// The command line and the config file of onrecord-searchd.
#include "searchd/net/options.h"

#include <CLI/CLI.hpp>
#include <map>
#include <sstream>
#include <thread>

#include "searchd/net/access.h"
#include "version.h"

namespace onrecord::net {
namespace {

/// Where CLI11 writes; checked and made Options when all is read.
struct Raw {
  Options options;
  std::string token_file;
  std::string log_level = "info";
};

/// A cap or a deadline as an option: the table of Limits' members, with their help.
struct SizeRow {
  const char* name;
  std::size_t Limits::*member;
  std::size_t low;
  std::size_t high;
  const char* help;
};
constexpr std::size_t kMiB = 1 << 20;
constexpr SizeRow kSizes[] = {
    {"--max-connections", &Limits::max_connections, 1, 1'000'000,
     "connections at most; beyond it the oldest incomplete one, else the longest idle one gives "
     "way"},
    {"--max-in-flight", &Limits::max_in_flight, 1, 1000,
     "requests of one connection that are answered at the same time"},
    {"--max-waiting", &Limits::max_waiting, 1, 1'000'000,
     "requests that wait for a worker; beyond it the answer is 'busy'"},
    {"--max-subscriptions", &Limits::max_subscriptions, 0, 100'000,
     "subscriptions that are open at the same time"},
    {"--max-line-bytes", &Limits::max_line_bytes, 1024, 64 * kMiB, "bytes of a request line"},
    {"--max-header-bytes", &Limits::max_header_bytes, 1024, kMiB,
     "bytes of an HTTP request's head"},
    {"--max-body-bytes", &Limits::max_body_bytes, 1024, 64 * kMiB,
     "bytes of an HTTP request's body"},
    {"--max-queued-bytes", &Limits::max_queued_bytes, 1024, 1024 * kMiB,
     "bytes of answers that may wait for a slow reader before its next request is begun"},
    {"--max-column-bytes", &Limits::max_column_bytes, 0, 1024 * 1024 * kMiB,
     "bytes of facet values and dates that are kept in memory; facets of what does not fit are "
     "slower"},
};
struct TimeRow {
  const char* name;
  Limits::ms Limits::*member;
  const char* help;
};
constexpr TimeRow kTimes[] = {
    {"--deadline-ms", &Limits::request_deadline, "time for an answer, from the request's arrival"},
    {"--header-deadline-ms", &Limits::header_deadline,
     "time for an HTTP request's head, and for a connection's first byte"},
    {"--body-deadline-ms", &Limits::body_deadline,
     "time for an HTTP request's body, and for a line from its first byte"},
    {"--idle-deadline-ms", &Limits::idle_deadline,
     "an HTTP connection is closed when it is idle for so long"},
    {"--line-idle-deadline-ms", &Limits::line_idle_deadline,
     "a connection of lines is closed when it is idle for so long"},
    {"--write-deadline-ms", &Limits::write_deadline,
     "a client that takes no byte for so long is reset"},
    {"--drain-deadline-ms", &Limits::drain_deadline,
     "after SIGTERM, what is in flight may finish for so long"},
};

const std::map<std::string, LogLevel> kLevels = {{"debug", LogLevel::debug},
                                                 {"info", LogLevel::info},
                                                 {"warn", LogLevel::warn},
                                                 {"error", LogLevel::error},
                                                 {"off", LogLevel::off}};

/// CLI11 knows numbers and strings, not durations.
void add_time(CLI::App& app, const TimeRow& row, Limits& limits) {
  Limits::ms& time = limits.*row.member;
  app.add_option_function<std::int64_t>(
         row.name, [&time](const std::int64_t& value) { time = Limits::ms(value); }, row.help)
      ->check(CLI::Range(std::int64_t{1}, std::int64_t{86'400'000}))
      ->default_str(std::to_string(time.count()))
      ->group("Deadlines (milliseconds)");
}

void declare(CLI::App& app, Raw& raw) {
  Settings& settings = raw.options.settings;
  app.set_version_flag("--version", std::string("onrecord-searchd ") + kVersion);
  app.set_config(
      "--config", "",
      "read options from this file: NAME = VALUE a line, names as here without the dashes");
  app.allow_config_extras(CLI::config_extras_mode::error);
  app.add_option("--index", raw.options.index, "the index's folder, made by onrecord-indexer")
      ->required();
  app.add_option(
         "--listen", settings.listen,
         "address and port; port 0 lets the system choose.  Beyond loopback a token is needed")
      ->capture_default_str();
  app.add_option("--speakers", raw.options.speakers,
                 "a file that says who is who (see FORMAT.md): names, roles, who is not whom; "
                 "read again when it changes");
  app.add_option("--port-file", raw.options.port_file,
                 "write the address that is listened on into this file");
  app.add_option("--threads", settings.threads,
                 "worker threads, each with its own view of the index")
      ->check(CLI::Range(std::size_t{1}, std::size_t{256}))
      ->capture_default_str();

  app.add_option("--token-file", raw.token_file,
                 "a file whose first line is the token that clients must show")
      ->group("Access");
  app.add_option("--token", settings.token,
                 "the token itself; others on this machine can see it, so prefer --token-file")
      ->envname("ONRECORD_TOKEN")
      ->group("Access");
  app.add_option("--allow-host", settings.allowed_hosts,
                 "a host name that this server answers to, besides localhost and IP addresses; may "
                 "be given again")
      ->group("Access");

  app.add_option("--log-level", raw.log_level, "debug (a line a request), info, warn, error or off")
      ->check(CLI::IsMember({"debug", "info", "warn", "error", "off"}))
      ->capture_default_str()
      ->group("Log (standard error)");
  app.add_flag("--log-queries", settings.log_queries,
               "log every request with what was asked; off to protect sources")
      ->group("Log (standard error)");

  for (const SizeRow& row : kSizes)
    app.add_option(row.name, settings.limits.*row.member, row.help)
        ->check(CLI::Range(row.low, row.high))
        ->capture_default_str()
        ->group("Caps");
  for (const TimeRow& row : kTimes) add_time(app, row, settings.limits);
}

/// What CLI11 says of a config file's line that means nothing, with the file and in our words.
std::string config_mistake(const CLI::App& app, std::string_view said) {
  constexpr std::string_view kUnknown = "INI was not able to parse ";
  const auto file = app.get_config_ptr()->as<std::string>();
  if (!said.starts_with(kUnknown)) return file + ": " + std::string(said);
  const std::string name(said.substr(kUnknown.size()));
  if (const std::size_t dot = name.find('.'); dot != std::string::npos)
    return file + ": expected no sections, got [" + name.substr(0, dot) + "]";
  return file + ": no option '" + name + "'; --help lists them, here without the dashes";
}

}  // namespace

std::variant<Options, OptionsExit> read_options(int argc, const char* const* argv) {
  Raw raw;
  raw.options.settings.threads = std::max(1U, std::thread::hardware_concurrency());
  CLI::App app(
      "Serves an index of articles and statements: JSON-RPC 2.0 lines and HTTP on one port.",
      "onrecord-searchd");
  declare(app, raw);
  app.footer(
      "Signals: SIGTERM and SIGINT finish what is in flight and end; SIGHUP reads token, hosts, "
      "log options and the speakers file again.\n"
      "Exit status: 0 ended as asked, 1 failed, 2 options that cannot be read.");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ConfigError& error) {
    return OptionsExit{2, config_mistake(app, error.what()) + '\n'};
  } catch (const CLI::ParseError& error) {
    std::ostringstream out, err;
    const int status = app.exit(error, out, err) == 0 ? 0 : 2;
    return OptionsExit{status, status == 0 ? out.str() : err.str()};
  }
  raw.options.log_level = kLevels.at(raw.log_level);
  if (!raw.token_file.empty()) {
    if (!raw.options.settings.token.empty())
      return OptionsExit{2, "expected one of --token and --token-file, got both\n"};
    auto token = read_token_file(raw.token_file);
    if (!token) return OptionsExit{2, token.error().message + '\n'};
    raw.options.settings.token = std::move(*token);
  }
  return raw.options;
}

}  // namespace onrecord::net
