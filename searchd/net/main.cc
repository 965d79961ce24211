// onrecord-searchd: serves one index on one port.
#include <sys/resource.h>

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>

#include "searchd/net/event_log.h"
#include "searchd/net/index_handler.h"
#include "searchd/net/options.h"
#include "searchd/net/server.h"
#include "searchd/search/speaker_book.h"
#include "version.h"

namespace {

using namespace onrecord;

int fail(const std::string& why) {
  std::fprintf(stderr, "onrecord-searchd: %s\n", why.c_str());
  return 1;
}

/// As many descriptors as the system grants: every connection takes one, every worker some for its
/// databases.
void raise_descriptor_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

/// Whoever waits for the file finds it whole.
bool write_port_file(const std::filesystem::path& file, const std::string& address) {
  const std::filesystem::path half = file.string() + ".new";
  {
    std::ofstream out(half);
    out << address << '\n';
    out.flush();
    if (!out) return false;
  }
  std::error_code ec;
  std::filesystem::rename(half, file, ec);
  return !ec;
}

Result<net::Settings> settings_again(int argc, const char* const* argv, search::SpeakerBook* book) {
  auto read = net::read_options(argc, argv);
  if (const auto* exit = std::get_if<net::OptionsExit>(&read))
    return Error{Errc::invalid, exit->text.substr(0, exit->text.find_last_not_of('\n') + 1)};
  const auto& options = std::get<net::Options>(read);
  net::set_log_level(options.log_level);
  if (book != nullptr && !options.speakers.empty()) {
    book->read_again(options.speakers);
    net::log_news_of(*book);
  }
  return options.settings;
}

int serve(int argc, const char* const* argv) {
  auto read = net::read_options(argc, argv);
  if (const auto* exit = std::get_if<net::OptionsExit>(&read)) {
    if (exit->status == 0)
      std::fputs(exit->text.c_str(), stdout);
    else
      std::fprintf(stderr, "onrecord-searchd: %s", exit->text.c_str());
    return exit->status;
  }
  const auto& options = std::get<net::Options>(read);
  net::open_log(options.log_level);
  raise_descriptor_limit();

  std::shared_ptr<search::SpeakerBook> book;
  if (!options.speakers.empty()) {
    auto found = search::SpeakerBook::open(options.speakers);
    if (!found) return fail(found.error().message);
    book = std::move(*found);
    net::log_news_of(*book);
  }
  auto opened = net::Server::open(
      options.settings, net::index_handlers(options.index, options.settings.limits, book));
  if (!opened) return fail(opened.error().message);
  net::Server& server = **opened;
  server.handle_signals(
      [argc, argv, book = book.get()] { return settings_again(argc, argv, book); });

  if (!options.port_file.empty() && !write_port_file(options.port_file, server.address()))
    return fail("cannot write the port file " + options.port_file.string());
  std::printf("listening on %s\n", server.address().c_str());
  std::fflush(stdout);
  net::log_event(net::LogLevel::info, "started",
                 {{"version", kVersion},
                  {"address", server.address()},
                  {"index", options.index.string()},
                  {"threads", std::to_string(options.settings.threads)}});
  const bool whole = server.run();
  net::log_event(net::LogLevel::info, "stopped", {{"whole", whole ? "yes" : "no"}});
  if (!options.port_file.empty()) {
    std::error_code ignored;
    std::filesystem::remove(options.port_file, ignored);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return serve(argc, argv);
  } catch (const std::exception& e) {
    return fail(e.what());
  }
}
