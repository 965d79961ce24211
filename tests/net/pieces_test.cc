// The pieces without a socket: order of answers, lines out of bytes, log lines, access, options.
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "searchd/net/access.h"
#include "searchd/net/event_log.h"
#include "searchd/net/line_buffer.h"
#include "searchd/net/metrics.h"
#include "searchd/net/options.h"
#include "searchd/net/pipeline.h"
#include "tests/catch.h"

using namespace onrecord::net;

TEST_CASE("answers are taken in the order of their tickets") {
  Pipeline pipeline;
  const auto first = pipeline.open(), second = pipeline.open(), third = pipeline.open();
  pipeline.append(third, "3");
  pipeline.close(third);
  CHECK(pipeline.take().empty());
  CHECK(pipeline.queued_bytes() == 1);
  pipeline.append(first, "1a");
  CHECK(pipeline.take() == "1a");
  CHECK(pipeline.is_due(first));
  CHECK_FALSE(pipeline.is_due(second));
  pipeline.append(first, "1b");
  CHECK_FALSE(pipeline.is_due(first));
  pipeline.close(first);
  pipeline.append(second, "2");
  pipeline.close(second);
  CHECK(pipeline.take() == "1b23");
  CHECK(pipeline.in_flight() == 0);
  CHECK(pipeline.queued_bytes() == 0);
  const auto fourth = pipeline.open();
  pipeline.close(fourth);
  CHECK(pipeline.take().empty());
  CHECK(pipeline.in_flight() == 0);
}

TEST_CASE("lines come out whole however the bytes come in") {
  const std::string bytes = "one\ntwo\r\n\nfour\nrest";
  for (std::size_t step = 1; step <= bytes.size(); ++step) {
    LineBuffer lines(100);
    std::vector<std::string> got;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
      lines.append(std::string_view(bytes).substr(at, step));
      while (const auto line = lines.next()) got.emplace_back(*line);
    }
    CHECK(got == std::vector<std::string>{"one", "two", "", "four"});
    CHECK(lines.has_partial());
    CHECK(lines.take_rest() == "rest");
    CHECK_FALSE(lines.has_partial());
  }
}

TEST_CASE("a line is too long when it goes beyond the cap, not when more lines are there") {
  LineBuffer lines(4);
  lines.append("abcd\nabcd\nabcd");
  CHECK_FALSE(lines.too_long());
  CHECK(lines.next() == "abcd");
  CHECK(lines.next() == "abcd");
  CHECK_FALSE(lines.next().has_value());
  CHECK_FALSE(lines.too_long());
  lines.append("e");
  CHECK(lines.too_long());
}

TEST_CASE("a log line is one line, whatever a client sent") {
  CHECK(log_line("cut", {{"peer", "127.0.0.1:5"}, {"why", "bad line"}}) ==
        "event=cut peer=127.0.0.1:5 why=\"bad line\"");
  CHECK(log_line("x", {{"v", "a\nevent=forged"}}) == "event=x v=\"a\\x0aevent=forged\"");
  CHECK(log_line("x", {{"v", "\x1b[2J\x7f\"\\"}}) == "event=x v=\"\\x1b[2J\\x7f\\\"\\\\\"");
  CHECK(log_line("x", {{"v", "\xc3\xa9\xc2\x9b"}}) == "event=x v=\"\\xc3\\xa9\\xc2\\x9b\"");
  CHECK(log_line("x", {{"v", ""}}) == "event=x v=\"\"");
}

TEST_CASE("a token is compared whole") {
  const Access access("grey-heron-7781", {});
  CHECK(access.needs_token());
  CHECK(access.admits("grey-heron-7781"));
  for (const std::string wrong : {"", "grey-heron-778", "grey-heron-77811", "Grey-heron-7781"})
    CHECK_FALSE(access.admits(wrong));
  const Access open("", {});
  CHECK_FALSE(open.needs_token());
  CHECK(open.admits(""));
  CHECK(open.admits_header(""));
}

TEST_CASE("a host is judged by its name alone, an origin by the whole host") {
  const Access access("", {"archive.example"});
  for (const std::string host :
       {"archive.example", "archive.example:80", "127.0.0.1", "[::1]", "[::1]:80", "localhost:80"})
    CHECK(access.allows_host(host));
  for (const std::string host : {"", "evil.example", "archive.example.evil.example",
                                 "127.0.0.1.evil.example", "[evil.example]", "localhost.", "[::1"})
    CHECK_FALSE(access.allows_host(host));
  CHECK(Access::is_own_origin("https://archive.example:80", "archive.EXAMPLE:80"));
  for (const std::string origin : {"null", "", "http://archive.example", "ftp://archive.example:80",
                                   "http://archive.example:80/"})
    CHECK_FALSE(Access::is_own_origin(origin, "archive.example:80"));
}

TEST_CASE("a duration falls into the bucket that holds it, and the buckets add up") {
  Metrics metrics;
  for (const int micros : {400, 500, 501, 3'000'000})
    metrics.count_request("search", "ok", std::chrono::microseconds(micros));
  const std::string text = metrics.text({});
  INFO(text);
  for (const std::string row :
       {"{method=\"search\",le=\"0.0005\"} 2", "{method=\"search\",le=\"0.001\"} 3",
        "{method=\"search\",le=\"2.5\"} 3", "{method=\"search\",le=\"+Inf\"} 4"})
    CHECK(text.find("onrecord_request_seconds_bucket" + row + "\n") != std::string::npos);
}

namespace {

std::variant<Options, OptionsExit> read(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "onrecord-searchd");
  return read_options(static_cast<int>(arguments.size()), arguments.data());
}

/// A file of the test's own, removed at its end.
struct TemporaryFile {
  std::string path;
  explicit TemporaryFile(const std::string& content) : path("/tmp/onrecord-net-test-XXXXXX") {
    const int descriptor = mkstemp(path.data());
    if (descriptor >= 0) close(descriptor);
    std::ofstream(path) << content;
  }
  ~TemporaryFile() { std::remove(path.c_str()); }
};

}  // namespace

TEST_CASE("options are read from the command line and the config file, the line wins") {
  const TemporaryFile config(
      "index = \"/archive\"\nlisten = \"127.0.0.1:7000\"\nthreads = 3\ndeadline-ms = "
      "250\nlog-queries = true\n");
  const auto options = std::get<Options>(read({"--config", config.path.c_str(), "--threads", "5"}));
  CHECK(options.index == "/archive");
  CHECK(options.settings.listen == "127.0.0.1:7000");
  CHECK(options.settings.threads == 5);
  CHECK(options.settings.limits.request_deadline == std::chrono::milliseconds(250));
  CHECK(options.settings.log_queries);
}

TEST_CASE("a token comes from the first line of its file") {
  const TemporaryFile token("  grey-heron-7781 \nsecond line\n");
  CHECK(std::get<Options>(read({"--index", "/x", "--token-file", token.path.c_str()}))
            .settings.token == "grey-heron-7781");
}

TEST_CASE("options that cannot be read end with status 2 and say which") {
  static const TemporaryFile empty(" \n");  // static: the generator keeps its cases' pointers
  static const TemporaryFile unknown("index = \"/x\"\ncolour = \"red\"\n");
  static const TemporaryFile sections("index = \"/x\"\n[net]\nthreads = 2\n");
  struct Case {
    std::vector<const char*> arguments;
    std::string message;
  };
  const auto c = GENERATE_REF(values<Case>({
      {{}, "--index"},
      {{"--index", "/x", "--threads", "0"}, "--threads"},
      {{"--index", "/x", "--deadline-ms", "soon"}, "deadline-ms"},
      {{"--index", "/x", "--log-level", "loud"}, "--log-level"},
      {{"--index", "/x", "--colour", "red"}, "--colour"},
      {{"--index", "/x", "--token-file", "/nowhere/token"}, "/nowhere/token"},
      {{"--index", "/x", "--token-file", empty.path.c_str()}, "expected a token"},
      {{"--index", "/x", "--token-file", empty.path.c_str(), "--token", "t"}, "got both"},
      {{"--config", unknown.path.c_str()}, unknown.path + ": no option 'colour'"},
      {{"--config", sections.path.c_str()}, sections.path + ": expected no sections, got [net]"},
      {{"--config", "/nowhere/conf", "--index", "/x"}, "/nowhere/conf"},
  }));
  const auto exit = std::get<OptionsExit>(read(c.arguments));
  CHECK(exit.status == 2);
  INFO(exit.text);
  CHECK(exit.text.find(c.message) != std::string::npos);
}

TEST_CASE("the config that is installed can be read, and shows the defaults") {
  std::ifstream in(ONRECORD_SOURCE_DIR "/packaging/onrecord.conf");
  std::string line, all;
  int shown = 0;
  while (std::getline(in, line)) {
    const bool is_default = line.size() > 1 && line[0] == '#' && line[1] != ' ';
    shown += is_default ? 1 : 0;
    all += (is_default ? line.substr(1) : line) + '\n';
  }
  CHECK(shown == 18);
  const TemporaryFile config(all);
  const auto options = std::get<Options>(read({"--config", config.path.c_str()}));
  const Settings defaults;
  const Limits &got = options.settings.limits, &want = defaults.limits;
  CHECK(options.index == "/var/lib/onrecord/index");
  CHECK(options.settings.listen == defaults.listen);
  CHECK(options.settings.log_queries == defaults.log_queries);
  CHECK(options.log_level == LogLevel::info);
  for (const auto member :
       {&Limits::max_line_bytes, &Limits::max_header_bytes, &Limits::max_body_bytes,
        &Limits::max_queued_bytes, &Limits::max_in_flight, &Limits::max_connections,
        &Limits::max_waiting, &Limits::max_column_bytes})
    CHECK(got.*member == want.*member);
  for (const auto member :
       {&Limits::header_deadline, &Limits::body_deadline, &Limits::idle_deadline,
        &Limits::line_idle_deadline, &Limits::write_deadline, &Limits::request_deadline,
        &Limits::drain_deadline})
    CHECK(got.*member == want.*member);
}

TEST_CASE("help names every cap and deadline") {
  const auto exit = std::get<OptionsExit>(read({"--help"}));
  CHECK(exit.status == 0);
  for (const std::string name : {"--max-connections", "--max-column-bytes", "--max-queued-bytes",
                                 "--deadline-ms", "--drain-deadline-ms", "--token-file"})
    CHECK(exit.text.find(name) != std::string::npos);
}
