// The daemon as a whole: its cap of connections, its end, its reload, and when it will not start.
#include <poll.h>
#include <sys/resource.h>

#include <boost/json.hpp>

#include "tests/catch.h"
#include "tests/net/client.h"
#include "tests/net/running_server.h"

using onrecord::Errc;
using onrecord::net::Limits;
using onrecord::net::Settings;
using onrecord::test::Client;
using onrecord::test::RunningServer;

namespace {

const std::string kHealth = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
const std::string kWait = "GET /api/v1/search?query=wait HTTP/1.1\r\nHost: localhost\r\n\r\n";

std::string line(const std::string& query) {
  return R"({"jsonrpc":"2.0","id":1,"method":"search","params":{"query":")" + query + "\"}}\n";
}

bool is_alive(Client& client) {
  client.send(kHealth);
  return client.reply().starts_with("HTTP/1.1 200 ");
}

/// Whether the other side has ended or cut the connection, within ten seconds.
bool ends(Client& client) {
  const std::string rest = client.all();
  return rest.empty() || rest == "<reset>";
}

}  // namespace

TEST_CASE("at the cap the oldest incomplete connection gives way") {
  RunningServer server([](Settings& settings) { settings.limits.max_connections = 3; });
  Client whole(server.address());
  REQUIRE(is_alive(whole));
  Client oldest(server.address());
  oldest.send("GET / HTTP/1.1\r\nHos");
  Client newer(server.address());
  newer.send("{\"jsonrpc\":");
  Client fourth(server.address());
  CHECK(is_alive(fourth));
  CHECK(ends(oldest));
  CHECK(is_alive(whole));
  Client fifth(server.address());
  CHECK(is_alive(fifth));
  CHECK(ends(newer));
  CHECK(is_alive(whole));
}

TEST_CASE("when all is complete the longest idle connection gives way, never one at work") {
  RunningServer server([](Settings& settings) {
    settings.limits.max_connections = 2;
    settings.limits.request_deadline = Limits::ms(10'000);
  });
  Client working(server.address());
  working.send(kWait);
  server.gate.await(1);
  Client idle(server.address());
  REQUIRE(is_alive(idle));
  Client third(server.address());
  CHECK(is_alive(third));
  CHECK(ends(idle));
  server.gate.open();
  CHECK(working.reply().starts_with("HTTP/1.1 200 "));
}

TEST_CASE("when all are at work a new connection is turned away") {
  RunningServer server([](Settings& settings) {
    settings.limits.max_connections = 1;
    settings.limits.request_deadline = Limits::ms(10'000);
  });
  Client working(server.address());
  working.send(kWait);
  server.gate.await(1);
  Client second(server.address());
  CHECK(ends(second));
  server.gate.open();
  CHECK(working.reply().starts_with("HTTP/1.1 200 "));
}

TEST_CASE(
    "out of file descriptors, those who are here are served, and the next when one has gone") {
  RunningServer server([](Settings& settings) { settings.limits.accept_pause = Limits::ms(5); });
  auto first = std::make_unique<Client>(server.address());
  REQUIRE(is_alive(*first));
  std::vector<std::unique_ptr<Client>> waiting;
  rlimit before{};
  REQUIRE(getrlimit(RLIMIT_NOFILE, &before) == 0);
  for (int i = 0; i < 3; ++i) waiting.push_back(std::make_unique<Client>(server.address()));
  for (auto& each : waiting) REQUIRE(is_alive(*each));
  auto late = std::make_unique<Client>(server.address());
  REQUIRE(is_alive(*late));
  // No descriptor above the highest one in use may be opened from here on.
  rlimit tight = before;
  tight.rlim_cur = static_cast<rlim_t>(late->descriptor()) + 2;
  Client pending(server.address());  // connected by the kernel; its descriptor is the last one
  REQUIRE(setrlimit(RLIMIT_NOFILE, &tight) == 0);
  pending.send(kHealth);
  CHECK(is_alive(*first));
  CHECK(is_alive(*late));
  waiting.clear();
  CHECK(pending.reply().starts_with("HTTP/1.1 200 "));
  setrlimit(RLIMIT_NOFILE, &before);
}

TEST_CASE("a stop finishes what is in flight, takes nothing new, and ends") {
  RunningServer server(
      [](Settings& settings) { settings.limits.request_deadline = Limits::ms(10'000); });
  Client http(server.address());
  http.send(kWait);
  Client lines(server.address());
  lines.send(line("wait"));
  Client idle(server.address());
  REQUIRE(is_alive(idle));
  Client silent(server.address());
  server.gate.await(2);
  server.server().stop();
  CHECK(ends(idle));
  CHECK(ends(silent));
  CHECK_THROWS(Client(server.address()));
  server.gate.open();
  const std::string reply = http.reply();
  CHECK(reply.starts_with("HTTP/1.1 200 "));
  CHECK(reply.find("Connection: close") != std::string::npos);
  CHECK(ends(http));
  CHECK(lines.line().find("\"wait\"") != std::string::npos);
  CHECK(lines.line() == "<end>");
  CHECK(server.join());
}

TEST_CASE("a stop lets an export in flight come to its end") {
  RunningServer server;
  server.bytes_a_row = 1 << 16;
  Client client(server.address());
  client.send(R"({"jsonrpc":"2.0","id":1,"method":"export","params":{"query":"200"}})"
              "\n");
  client.line();
  server.server().stop();
  for (int i = 1; i < 200; ++i) REQUIRE(client.line().find("\"rows\"") != std::string::npos);
  CHECK(client.line() == "<end>");
  CHECK(server.join());
}

TEST_CASE("what is not finished by the drain deadline is cut, and the server says so") {
  RunningServer server([](Settings& settings) {
    settings.limits.drain_deadline = Limits::ms(50);
    settings.limits.write_deadline = Limits::ms(60'000);
  });
  server.bytes_a_row = 1 << 20;
  Client client(server.address());
  client.send(R"({"jsonrpc":"2.0","id":1,"method":"export","params":{"query":"1000"}})"
              "\n");
  REQUIRE(client.line().find("\"rows\"") != std::string::npos);
  server.server().stop();
  CHECK_FALSE(server.join());
}

TEST_CASE("a reload changes the token for new connections' requests") {
  RunningServer server([](Settings& settings) { settings.token = "first"; });
  Settings changed;
  changed.token = "second";
  server.server().reload(changed);
  Client client(server.address());
  client.send("GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer first\r\n\r\n");
  CHECK(client.reply().starts_with("HTTP/1.1 401 "));
  client.send("GET / HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer second\r\n\r\n");
  CHECK(client.reply().starts_with("HTTP/1.1 200 "));
}

TEST_CASE("a server that must not or cannot start says why") {
  struct Case {
    std::string listen;
    Errc code;
    std::string message;
  };
  const auto c = GENERATE(values<Case>({
      {"0.0.0.0:0", Errc::denied, "without a token"},
      {"[::]:0", Errc::denied, "without a token"},
      {"localhost", Errc::invalid, "expected ADDRESS:PORT"},
      {"archive.example:80", Errc::invalid, "expected ADDRESS:PORT"},
      {"127.0.0.1:65536", Errc::invalid, "expected ADDRESS:PORT"},
      {"127.0.0.1:", Errc::invalid, "expected ADDRESS:PORT"},
      {"127.0.0.1:-1", Errc::invalid, "expected ADDRESS:PORT"},
      {"192.0.2.1:0", Errc::denied, "without a token"},
  }));
  CAPTURE(c.listen);
  Settings settings;
  settings.listen = c.listen;
  settings.threads = 0;
  const auto opened = onrecord::net::Server::open(settings, {});
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == c.code);
  CHECK(opened.error().message.find(c.message) != std::string::npos);
}

TEST_CASE("a port that is taken is named") {
  RunningServer taken;
  Settings settings;
  settings.listen = taken.address();
  settings.threads = 0;
  const auto opened = onrecord::net::Server::open(settings, {});
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code == Errc::io);
  CHECK(opened.error().message ==
        "cannot listen on " + taken.address() + ": Address already in use");
}

TEST_CASE("a handler that cannot be made keeps the server from starting") {
  Settings settings;
  settings.listen = "127.0.0.1:0";
  const auto make = []() -> onrecord::Result<std::unique_ptr<onrecord::net::Handler>> {
    return onrecord::Error{Errc::not_found, "no index there"};
  };
  const auto opened = onrecord::net::Server::open(settings, make);
  REQUIRE_FALSE(opened);
  CHECK(opened.error().message == "no index there");
}

TEST_CASE("beyond loopback, a server with a token starts") {
  RunningServer server([](Settings& settings) {
    settings.listen = "0.0.0.0:0";
    settings.token = "grey-heron-7781";
  });
  CHECK(server.address().starts_with("0.0.0.0:"));
}

TEST_CASE("while good clients ask, hostile ones of every kind do not stop them") {
  RunningServer server([](Settings& settings) {
    settings.limits.max_connections = 40;
    settings.limits.write_deadline = Limits::ms(500);
    settings.limits.header_deadline = Limits::ms(500);
  });
  std::atomic<bool> over = false;
  const std::vector<std::string> attacks = {
      "GET / HTTP/1.1\r\nX: ",
      "{\"jsonrpc\":",
      std::string(70'000, 'A'),
      std::string(3'000'000, ' '),
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n",
      "\x16\x03\x01\x02",
      line("big 200000") + line("big 200000")};
  std::vector<std::thread> attackers;
  for (std::size_t i = 0; i < 3; ++i)
    attackers.emplace_back([&, i] {
      for (std::size_t round = i; !over; ++round) {
        std::vector<Client> clients;
        for (int n = 0; n < 10 && !over; ++n) {
          try {
            clients.emplace_back(server.address());
            clients.back().send(attacks[(round + static_cast<std::size_t>(n)) % attacks.size()]);
          } catch (const std::exception&) {
            // turned away by the kernel: the next one
          }
        }
      }
    });
  Client good(server.address());
  int answered = 0;
  for (int i = 0; i < 100; ++i) {
    good.send(line("harbour"));
    if (good.line().find("harbour") != std::string::npos)
      ++answered;
    else
      good = Client(server.address());  // an idle moment at the cap: it gave way, and comes again
  }
  over = true;
  for (std::thread& each : attackers) each.join();
  CHECK(answered >= 95);
}
