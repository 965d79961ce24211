// HTTP: what is answered, what is refused with which status, and what ends a connection.
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

std::string get(const std::string& target, const std::string& headers = "") {
  return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

std::string post(const std::string& target, const std::string& body,
                 const std::string& headers = "") {
  return "POST " + target +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n" + headers + "\r\n" + body;
}

int status_of(const std::string& reply) {
  INFO(reply);
  REQUIRE(reply.starts_with("HTTP/1.1 "));
  return std::stoi(reply.substr(9, 3));
}

std::string body_of(const std::string& reply) { return reply.substr(reply.find("\r\n\r\n") + 4); }

/// What a server with default settings replies to \a request.
std::string reply_to(const std::string& request) {
  RunningServer server;
  Client client(server.address());
  client.send(request);
  return client.reply();
}

}  // namespace

TEST_CASE("a method is asked by POST with a JSON body, or by GET with parameters") {
  RunningServer server;
  Client client(server.address());
  client.send(post("/api/v1/search", R"({"query":"harbour ferry"})") +
              get("/api/v1/search?query=harbour+ferry&limit=3"));
  for (int i = 0; i < 2; ++i) {
    const std::string reply = client.reply();
    CHECK(status_of(reply) == 200);
    CHECK(body_of(reply) == "{\"query\":\"harbour ferry\"}\n");
  }
}

TEST_CASE("each refusal has its status, and an API error its place") {
  struct Case {
    std::string request;
    int status;
  };
  const std::string long_name(20'000, 'a');
  const auto c = GENERATE_REF(values<Case>({
      {get("/nowhere"), 404},
      {get("/api/v1/sing"), 404},
      {get("/api/v1/search?limit=many"), 400},
      {get("/api/v1/search?colour=red"), 400},
      {get("/api/v1/search?query=refuse"), 400},
      {get("/api/v1/export?query=3"), 405},
      {post("/api/v1/search?limit=3", "{}"), 400},
      {post("/api/v1/search", "{\"query\":"), 400},
      {post("/api/v1/search", "[]"), 400},
      {"POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
       "text/plain\r\nContent-Length: 2\r\n\r\n{}",
       415},
      {"DELETE / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405},
      {"DELETE /api/v1/search HTTP/1.1\r\nHost: localhost\r\n\r\n", 405},
      {post("/", ""), 405},
      {post("/metrics", ""), 405},
      {"GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n", 400},
      {"GET / HTTP/2.7\r\nHost: localhost\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\nHost: localhost\r\nA : b\r\n\r\n", 400},
      {"GET /" + long_name + " HTTP/1.1\r\nHost: localhost\r\n\r\n", 431},
      {"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + long_name, 431},
      {"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n", 421},
      {"GET / HTTP/1.1\r\nHost:\r\n\r\n", 421},
      {"GET / HTTP/1.1\r\nHost: localhost.evil.example:80\r\n\r\n", 421},
      {get("/", "Origin: https://evil.example\r\n"), 403},
      {get("/", "Origin: null\r\n"), 403},
      {post("/api/v1/search", "{}", "Origin: http://localhost.evil.example\r\n"), 403},
  }));
  const std::string reply = reply_to(c.request);
  INFO(c.request.substr(0, 120) << "\n" << reply);
  CHECK(status_of(reply) == c.status);
  CHECK(reply.find("X-Content-Type-Options: nosniff") != std::string::npos);
}

TEST_CASE("an API error has its kind and its column") {
  const json::object error =
      json::parse(body_of(reply_to(get("/api/v1/search?query=refuse")))).at("error").as_object();
  CHECK(error.at("message").as_string() == "column 3: expected a value");
  CHECK(error.at("data").at("kind").as_string() == "invalid");
  CHECK(error.at("data").at("column").as_int64() == 3);
}

TEST_CASE("an address, localhost and the page's own origin are let in") {
  const auto host = GENERATE(as<std::string>(), "localhost", "LOCALHOST:1", "127.0.0.1:7700",
                             "[::1]:7700", "10.1.2.3");
  CHECK(status_of(reply_to("GET / HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host +
                           "\r\n\r\n")) == 200);
}

TEST_CASE("a host that was allowed is let in") {
  RunningServer server([](Settings& settings) { settings.allowed_hosts = {"Archive.example"}; });
  Client client(server.address());
  client.send("GET /healthz HTTP/1.1\r\nHost: archive.EXAMPLE:8080\r\n\r\n");
  CHECK(status_of(client.reply()) == 200);
}

TEST_CASE(
    "a body's length that two readers could read differently is refused, and nothing behind it is "
    "read") {
  const auto headers =
      GENERATE(as<std::string>(), "Content-Length: 2\r\nContent-Length: 2\r\n",
               "Content-Length: 2\r\nContent-Length: 3\r\n", "Content-Length: 2, 2\r\n",
               "Content-Length: -2\r\n", "Content-Length: +2\r\n", "Content-Length: 0x2\r\n",
               "Content-Length: 99999999999999999999999\r\n",
               "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
               "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n");
  CAPTURE(headers);
  RunningServer server;
  Client client(server.address());
  client.send(
      "POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
      headers + "\r\n{}" + get("/api/v1/search?query=smuggled"));
  CHECK(status_of(client.reply()) == 400);
  CHECK(client.all().empty());
  CHECK(server.begun == 0);
}

TEST_CASE("a body beyond the cap is refused by its announced length") {
  RunningServer server([](Settings& settings) { settings.limits.max_body_bytes = 1000; });
  Client client(server.address());
  client.send("POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1001\r\n\r\n");
  CHECK(status_of(client.reply()) == 413);
  CHECK(client.all().empty());
}

TEST_CASE("a body without a length is refused, and nothing behind it is read") {
  const auto coding = GENERATE(as<std::string>(), "chunked", "CHUNKED", "gzip", "gzip, chunked",
                               "xchunked", "chunked\r\nTransfer-Encoding: chunked");
  CAPTURE(coding);
  RunningServer server;
  Client client(server.address());
  client.send("POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: " + coding +
              "\r\n\r\n0\r\n\r\n" + get("/api/v1/search?query=smuggled"));
  const int status = status_of(client.reply());
  CHECK((status == 411 || status == 400));
  CHECK(client.all().empty());
  CHECK(server.begun == 0);
}

TEST_CASE("a client that waits for 100 Continue is told to go on") {
  RunningServer server;
  Client client(server.address());
  const std::string body = R"({"query":"harbour"})";
  client.send(
      "POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
      "application/json\r\nExpect: 100-continue\r\n"
      "Content-Length: " +
      std::to_string(body.size()) + "\r\n\r\n");
  CHECK(client.head() == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send(body);
  CHECK(status_of(client.reply()) == 200);
}

TEST_CASE("a slow head and a slow body are refused in time, though bytes keep coming") {
  RunningServer server([](Settings& settings) {
    settings.limits.header_deadline = Limits::ms(100);
    settings.limits.body_deadline = Limits::ms(100);
  });
  Client client(server.address());
  std::string drip = "a";
  SECTION("head") { client.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: "); }
  SECTION("body") {
    client.send(
        "POST /api/v1/search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n");
  }
  pollfd readable{client.descriptor(), POLLIN, 0};
  while (client.send(drip) && poll(&readable, 1, 10) == 0) {
  }
  CHECK(status_of(client.reply()) == 408);
}

TEST_CASE("an idle connection ends without a word") {
  RunningServer server([](Settings& settings) { settings.limits.idle_deadline = Limits::ms(50); });
  Client client(server.address());
  client.send(get("/healthz"));
  CHECK(status_of(client.reply()) == 200);
  CHECK(client.all().empty());
}

TEST_CASE("a connection stays open as the client asks") {
  RunningServer server;
  Client client(server.address());
  client.send(get("/healthz") + get("/healthz") + get("/healthz", "Connection: close\r\n") +
              get("/healthz"));
  for (int i = 0; i < 3; ++i) CHECK(status_of(client.reply()) == 200);
  CHECK(client.all().empty());
  Client old(server.address());
  old.send("GET /healthz HTTP/1.0\r\n\r\n");
  CHECK(old.all().starts_with("HTTP/1.0 200 "));
}

TEST_CASE("HEAD is answered like GET, without the body") {
  RunningServer server;
  Client client(server.address());
  client.send("HEAD /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n" + get("/healthz"));
  const std::string head = client.head();
  CHECK(status_of(head) == 200);
  CHECK(head.find("Content-Length: 6\r\n") != std::string::npos);
  CHECK(body_of(client.reply()) == "alive\n");
}

TEST_CASE("half of a request and then the end: nothing is answered") {
  RunningServer server;
  Client client(server.address());
  client.send(get("/healthz") + "GET / HTTP/1.1\r\nHo");
  client.end_sending();
  CHECK(status_of(client.reply()) == 200);
  CHECK(client.all().empty());
}

TEST_CASE("an export streams rows as lines in chunks, and its end says so") {
  RunningServer server;
  Client client(server.address());
  client.send(post("/api/v1/export", R"({"query":"2"})") + get("/healthz"));
  const std::string head = client.head();
  CHECK(head.find("Transfer-Encoding: chunked\r\n") != std::string::npos);
  CHECK(head.find("Content-Type: application/x-ndjson\r\n") != std::string::npos);
  const std::string row = "{\"left\":1,\"text\":\"rrrrrrrrrr\"}";
  client.line();  // the chunk's size
  CHECK(client.line() == row);
  CHECK(client.line() == "\r");
  client.line();
  CHECK(client.line() == "{\"left\":0,\"text\":\"rrrrrrrrrr\"}");
  CHECK(client.line() == "{\"end\":{\"revision\":\"1.7\"}}");
  CHECK(client.line() == "\r");
  CHECK(client.line() == "0\r");
  CHECK(client.line() == "\r");
  CHECK(status_of(client.reply()) == 200);
}

TEST_CASE("frames without rows are no lines of an export, and none of them ends it") {
  RunningServer server;
  const std::string row = "{\"left\":0,\"text\":\"rrrrrrrrrr\"}\n";
  const std::string lines = row + "{\"end\":{\"revision\":\"1.7\"}}\n";
  Client client(server.address());
  client.send(post("/api/v1/export", R"({"query":"4-"})") + get("/healthz"));
  client.head();
  CHECK(client.line() == "3a\r");
  CHECK(client.line() + "\n" == row);
  CHECK(client.line() == "{\"end\":{\"revision\":\"1.7\"}}");
  CHECK(client.line() == "\r");
  CHECK(client.line() == "0\r");
  CHECK(client.line() == "\r");
  CHECK(status_of(client.reply()) == 200);
  CHECK(server.frames == 4);

  Client old(server.address());
  const std::string body = R"({"query":"4-"})";
  old.send("POST /api/v1/export HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body);
  CHECK(body_of(old.all()) == lines);
}

TEST_CASE("an export that fails on the way ends without the last chunk") {
  RunningServer server;
  Client client(server.address());
  client.send(post("/api/v1/export", R"({"query":"2!"})"));
  client.head();
  const std::string rest = client.all();
  CHECK(rest.find("the index is damaged") != std::string::npos);
  CHECK_FALSE(rest.ends_with("0\r\n\r\n"));
}

TEST_CASE("an export that cannot begin has the error's status") {
  CHECK(status_of(reply_to(post("/api/v1/export", R"({"query":"refuse"})"))) == 400);
}

TEST_CASE("a reader of an export that takes nothing costs one frame, and is reset") {
  RunningServer server(
      [](Settings& settings) { settings.limits.write_deadline = Limits::ms(300); });
  server.bytes_a_row = 1 << 20;
  Client client(server.address());
  client.send(post("/api/v1/export", R"({"query":"1000"})"));
  pollfd cut{client.descriptor(), 0, 0};
  CHECK(poll(&cut, 1, 10'000) == 1);
  CHECK(server.frames < 50);
}

TEST_CASE("with a token, only health is answered without it") {
  RunningServer server([](Settings& settings) { settings.token = "grey-heron-7781"; });
  struct Case {
    std::string target, headers;
    int status;
  };
  const auto c = GENERATE(values<Case>({
      {"/healthz", "", 200},
      {"/readyz", "", 200},
      {"/", "", 401},
      {"/metrics", "", 401},
      {"/openapi.json", "", 401},
      {"/style.css", "", 401},
      {"/api/v1/search?query=a", "", 401},
      {"/api/v1/search?query=a", "Authorization: Bearer grey-heron-7782\r\n", 401},
      {"/api/v1/search?query=a", "Authorization: Bearer \r\n", 401},
      {"/api/v1/search?query=a", "Authorization: grey-heron-7781\r\n", 401},
      {"/api/v1/search?query=a", "Authorization: Bearer grey-heron-7781\r\n", 200},
      {"/api/v1/search?query=a", "Authorization: bearer grey-heron-7781\r\n", 200},
      {"/", "Authorization: Basic cmVhZGVyOmdyZXktaGVyb24tNzc4MQ==\r\n", 200},
      {"/", "Authorization: Basic cmVhZGVyOmdyZXktaGVyb24tNzc4Mg==\r\n", 401},
      {"/", "Authorization: Basic !!!!\r\n", 401},
  }));
  CAPTURE(c.target, c.headers);
  Client client(server.address());
  client.send(get(c.target, c.headers));
  const std::string reply = client.reply();
  CHECK(status_of(reply) == c.status);
  CHECK((reply.find("WWW-Authenticate: Bearer") != std::string::npos) == (c.status == 401));
}

TEST_CASE("every page says what a browser may do with it") {
  const std::string reply = reply_to(get("/"));
  for (const std::string header :
       {"Content-Security-Policy: default-src 'self'", "X-Content-Type-Options: nosniff",
        "Referrer-Policy: no-referrer", "Cross-Origin-Resource-Policy: same-origin"})
    CHECK(reply.find(header) != std::string::npos);
}

TEST_CASE("the metrics count requests by method and outcome, and say how the index is") {
  RunningServer server;
  Client client(server.address());
  client.send(get("/api/v1/search?query=a") + get("/api/v1/search?query=refuse") + get("/metrics"));
  client.reply();
  client.reply();
  const std::string text = body_of(client.reply());
  INFO(text);
  for (const std::string line : {"onrecord_requests_total{method=\"search\",outcome=\"ok\"} 1",
                                 "onrecord_requests_total{method=\"search\",outcome=\"invalid\"} 1",
                                 "onrecord_request_seconds_count{method=\"search\"} 2",
                                 "onrecord_connections 1", "onrecord_index_articles 42",
                                 "onrecord_index_info{revision=\"1.7\"} 1", "onrecord_ready 1"})
    CHECK(text.find(line + "\n") != std::string::npos);
}

TEST_CASE("a plus sign in an address is a space, and one that is escaped is itself") {
  const std::string reply = reply_to(get("/api/v1/search?query=a%2Bb+c%20d"));
  CHECK(json::parse(body_of(reply)).at("query") == "a+b c d");
}

TEST_CASE("it is not ready while its index cannot be read, alive all the same") {
  RunningServer server;
  server.index_gone = true;
  Client client(server.address());
  client.send(get("/readyz") + get("/readyz") + get("/healthz") + get("/metrics"));
  CHECK(status_of(client.reply()) == 503);
  CHECK(status_of(client.reply()) == 503);
  CHECK(status_of(client.reply()) == 200);
  CHECK(body_of(client.reply()).find("onrecord_ready 0\n") != std::string::npos);
}

TEST_CASE("the OpenAPI document is served") {
  const json::value document = json::parse(body_of(reply_to(get("/openapi.json"))));
  CHECK(document.at("paths").as_object().contains("/api/v1/search"));
}
