// JSON-RPC lines: order, bounds, and what ends a connection.
#include <poll.h>

#include <boost/json.hpp>

#include "tests/catch.h"
#include "tests/net/client.h"
#include "tests/net/running_server.h"

using onrecord::net::Limits;
using onrecord::net::Settings;
using onrecord::test::Client;
using onrecord::test::RunningServer;
namespace json = boost::json;

namespace {

std::string ask(int id, const std::string& query, const std::string& method = "search") {
  return json::serialize(json::object{{"jsonrpc", "2.0"},
                                      {"id", id},
                                      {"method", method},
                                      {"params", json::object{{"query", query}}}}) +
         "\n";
}

json::object read(Client& client) {
  const std::string line = client.line();
  CAPTURE(line);
  boost::json::error_code ec;
  json::value value = json::parse(line, ec);
  INFO("expected a JSON object, got: " << line);
  REQUIRE(value.is_object());
  return value.as_object();
}

std::string query_of(const json::object& answer) {
  return std::string(answer.at("result").at("query").as_string());
}

std::string kind_of(const json::object& answer) {
  return std::string(answer.at("error").at("data").at("kind").as_string());
}

}  // namespace

TEST_CASE("a line is answered, and so is the next, with blank lines and carriage returns between") {
  RunningServer server;
  Client client(server.address());
  client.send("\r\n  \n" + ask(1, "harbour"));
  CHECK(query_of(read(client)) == "harbour");
  std::string second = ask(2, "ferry");
  second.insert(second.size() - 1, "\r");
  client.send(second);
  CHECK(query_of(read(client)) == "ferry");
}

TEST_CASE("a request in many pieces is one request") {
  RunningServer server;
  Client client(server.address());
  for (const char c : ask(1, "harbour")) client.send(std::string(1, c));
  CHECK(query_of(read(client)) == "harbour");
}

TEST_CASE("answers come in the order of the requests, whichever is ready first") {
  RunningServer server;
  Client client(server.address());
  client.send(ask(1, "wait") + ask(2, "b") + ask(3, "c"));
  server.gate.await(1);
  server.gate.open();
  for (int id = 1; id <= 3; ++id) CHECK(read(client).at("id").as_int64() == id);
}

TEST_CASE("a refused request does not stop the next one") {
  RunningServer server;
  Client client(server.address());
  client.send(ask(1, "refuse") + ask(2, "x", "sing") + ask(3, "throw") + ask(4, "fine"));
  const json::object refused = read(client);
  CHECK(kind_of(refused) == "invalid");
  CHECK(refused.at("error").at("data").at("column").as_int64() == 3);
  CHECK(read(client).at("error").at("code").as_int64() == -32601);
  CHECK(kind_of(read(client)) == "internal");
  CHECK(query_of(read(client)) == "fine");
}

TEST_CASE("what is no request gets one error, and nothing behind it is read") {
  const auto bad = GENERATE(as<std::string>(), "not json", "{\"jsonrpc\":\"2.0\"", "[]", "42",
                            "{\"id\":1}", "get / HTTP/1.1", "\xff\xfe", "\x16\x03\x01");
  CAPTURE(bad);
  RunningServer server;
  Client client(server.address());
  client.send(ask(1, "before") + bad + "\n" + ask(2, "behind"));
  CHECK(query_of(read(client)) == "before");
  CHECK(read(client).contains("error"));
  CHECK(client.line() == "<end>");
  CHECK(server.begun == 1);
}

TEST_CASE("a browser's post to the port cannot smuggle a line in") {
  RunningServer server;
  Client client(server.address());
  const std::string line = ask(1, "smuggled");
  client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: " +
              std::to_string(line.size()) + "\r\n\r\n" + line);
  CHECK(client.reply().starts_with("HTTP/1.1 405 "));
  CHECK(server.begun == 0);
}

TEST_CASE("JSON deeper than the cap is refused with its column") {
  RunningServer server;
  Client client(server.address());
  client.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"search\",\"params\":{\"query\":" +
              std::string(100, '[') + "\n");
  const json::object answer = read(client);
  CHECK(answer.at("error").at("code").as_int64() == -32700);
  CHECK(answer.at("error").at("data").at("column").as_int64() > 60);
  CHECK(client.line() == "<end>");
}

TEST_CASE("an endless line is refused at the cap") {
  RunningServer server([](Settings& settings) { settings.limits.max_line_bytes = 1000; });
  Client client(server.address());
  client.send("{" + std::string(2000, 'a'));
  const json::object answer = read(client);
  CHECK(kind_of(answer) == "limit");
  CHECK(std::string(answer.at("error").at("message").as_string()) ==
        "expected a line of at most 1000 bytes (max-line-bytes)");
  CHECK(client.line() == "<end>");
}

TEST_CASE("a line of exactly the cap is read, one byte more is not") {
  const std::string line = ask(1, "harbour");
  const std::size_t bytes = line.size() - 1;
  {
    RunningServer server([&](Settings& settings) { settings.limits.max_line_bytes = bytes; });
    Client client(server.address());
    client.send(line);
    CHECK(query_of(read(client)) == "harbour");
  }
  RunningServer server([&](Settings& settings) { settings.limits.max_line_bytes = bytes - 1; });
  Client client(server.address());
  client.send(line);
  CHECK(kind_of(read(client)) == "limit");
}

TEST_CASE("a line that does not end in time is refused, though bytes keep coming") {
  RunningServer server([](Settings& settings) { settings.limits.body_deadline = Limits::ms(100); });
  Client client(server.address());
  while (client.send(" {")) {
    pollfd readable{client.descriptor(), POLLIN, 0};
    if (poll(&readable, 1, 10) > 0) break;
  }
  CHECK(kind_of(read(client)) == "deadline");
}

TEST_CASE("a silent connection ends without a word") {
  RunningServer server(
      [](Settings& settings) { settings.limits.header_deadline = Limits::ms(50); });
  Client client(server.address());
  CHECK(client.line() == "<reset>");
}

TEST_CASE("an idle connection ends after the idle deadline, not while it is answered") {
  RunningServer server(
      [](Settings& settings) { settings.limits.line_idle_deadline = Limits::ms(50); });
  Client client(server.address());
  client.send(ask(1, "wait"));
  server.gate.await(1);
  pollfd readable{client.descriptor(), POLLIN, 0};
  CHECK(poll(&readable, 1, 200) == 0);
  server.gate.open();
  CHECK(query_of(read(client)) == "wait");
  CHECK(client.line() == "<end>");
}

TEST_CASE("a pipelining flood waits: no more than the cap is begun at once, and all is answered") {
  constexpr int kRequests = 1000;
  RunningServer server([](Settings& settings) {
    settings.threads = 1;
    settings.limits.max_in_flight = 4;
    settings.limits.max_waiting = 4;  // one more in flight would be answered "busy"
    settings.limits.request_deadline = Limits::ms(10'000);
  });
  Client client(server.address());
  std::string flood = ask(0, "wait");
  for (int id = 1; id < kRequests; ++id) flood += ask(id, "q");
  client.send(flood);
  server.gate.await(1);
  CHECK(server.begun == 1);
  server.gate.open();
  for (int id = 0; id < kRequests; ++id) {
    const json::object answer = read(client);
    REQUIRE(answer.at("id").as_int64() == id);
    REQUIRE(answer.contains("result"));
  }
}

TEST_CASE("more requests than may wait for a worker are told to come again") {
  RunningServer server([](Settings& settings) {
    settings.threads = 1;
    settings.limits.max_waiting = 1;
    settings.limits.request_deadline = Limits::ms(10'000);
  });
  Client first(server.address());
  first.send(ask(1, "wait"));
  server.gate.await(1);
  Client second(server.address());
  second.send(ask(2, "waits") + ask(3, "too many"));
  Client third(server.address());
  third.send("POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");
  // The second client's answers come in order, so the refused one comes when the gate is open.
  CHECK(third.reply().starts_with("HTTP/1.1 503 "));
  server.gate.open();
  CHECK(query_of(read(second)) == "waits");
  CHECK(kind_of(read(second)) == "busy");
}

TEST_CASE("a request whose time is over before a worker is free is not begun") {
  RunningServer server([](Settings& settings) {
    settings.threads = 1;
    settings.limits.request_deadline = Limits::ms(400);
  });
  Client first(server.address());
  first.send(ask(1, "wait"));
  server.gate.await(1);
  Client second(server.address());
  second.send(ask(2, "late"));
  pollfd readable{second.descriptor(), POLLIN, 0};
  CHECK(poll(&readable, 1, 600) == 0);
  server.gate.open();
  CHECK(kind_of(read(second)) == "deadline");
  CHECK(server.begun == 1);
}

TEST_CASE("a client that ends its side gets every answer, the last line's too") {
  RunningServer server;
  Client client(server.address());
  const std::string last = ask(3, "c");
  client.send(ask(1, "wait") + ask(2, "b") + last.substr(0, last.size() - 1));
  client.end_sending();
  server.gate.await(1);
  server.gate.open();
  for (int id = 1; id <= 3; ++id) CHECK(read(client).at("id").as_int64() == id);
  CHECK(client.line() == "<end>");
}

TEST_CASE("a reader that takes nothing is reset, and until then no more than the cap is made") {
  RunningServer server([](Settings& settings) {
    settings.limits.write_deadline = Limits::ms(300);
    settings.limits.max_queued_bytes = 1 << 20;
  });
  Client client(server.address());
  std::string flood;
  for (int id = 0; id < 200; ++id) flood += ask(id, "big 1000000");
  client.send(flood);
  pollfd cut{client.descriptor(), 0, 0};
  CHECK(poll(&cut, 1, 10'000) == 1);
  CHECK((cut.revents & (POLLERR | POLLHUP)) != 0);
  CHECK(server.begun < 50);  // what the kernel's buffers hold, eight in flight, and the queue
  Client other(server.address());
  other.send(ask(1, "still here"));
  CHECK(query_of(read(other)) == "still here");
}

TEST_CASE("an export is several frames of one id, in order with what is around it") {
  RunningServer server;
  Client client(server.address());
  client.send(ask(1, "a") + ask(2, "3", "export") + ask(3, "b"));
  CHECK(query_of(read(client)) == "a");
  for (int left = 2; left >= 0; --left) {
    const json::object frame = read(client);
    CHECK(frame.at("id").as_int64() == 2);
    CHECK(frame.at("result").at("more").as_bool() == (left > 0));
    CHECK(frame.at("result").at("rows").at(0).at("left").as_int64() == left);
  }
  CHECK(query_of(read(client)) == "b");
}

TEST_CASE("an export that fails says so in its last frame") {
  RunningServer server;
  Client client(server.address());
  client.send(ask(1, "refuse", "export") + ask(2, "3!", "export"));
  CHECK(kind_of(read(client)) == "invalid");
  CHECK(read(client).contains("result"));
  CHECK(read(client).contains("result"));
  CHECK(kind_of(read(client)) == "index");
}

TEST_CASE("an export makes no frame before its reader has room for it") {
  RunningServer server(
      [](Settings& settings) { settings.limits.write_deadline = Limits::ms(300); });
  server.bytes_a_row = 1 << 20;
  Client client(server.address());
  client.send(ask(1, "1000", "export"));
  pollfd cut{client.descriptor(), 0, 0};
  CHECK(poll(&cut, 1, 10'000) == 1);
  CHECK(server.frames < 50);
}

TEST_CASE("with a token, nothing is answered before hello") {
  RunningServer server([](Settings& settings) { settings.token = "grey-heron-7781"; });
  SECTION("the right token opens") {
    Client client(server.address());
    client.send(R"({"jsonrpc":"2.0","id":1,"method":"hello","params":{"token":"grey-heron-7781"}})"
                "\n" +
                ask(2, "harbour"));
    CHECK(read(client).contains("result"));
    CHECK(query_of(read(client)) == "harbour");
  }
  SECTION("a wrong one, none, or another request first ends the connection") {
    const auto first = GENERATE(
        as<std::string>(),
        R"({"jsonrpc":"2.0","id":1,"method":"hello","params":{"token":"grey-heron-7782"}})",
        R"({"jsonrpc":"2.0","id":1,"method":"hello"})",
        R"({"jsonrpc":"2.0","id":1,"method":"search","params":{}})");
    Client client(server.address());
    client.send(first + "\n" + ask(2, "harbour"));
    CHECK(kind_of(read(client)) == "denied");
    CHECK(client.line() == "<end>");
    CHECK(server.begun == 0);
  }
}
