// A batch against a peer that answers by rule.
#include "proto/client/batch.h"

#include <asio.hpp>
#include <sstream>
#include <thread>

#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::client;

namespace {

/// Answers each line of one connection: a query that says "bad" with an error, any other with
/// itself.  Ends with the connection.
class Echo {
 public:
  Echo() : acceptor_(io_, {asio::ip::address_v4::loopback(), 0}), thread_([this] { serve(); }) {}
  ~Echo() { thread_.join(); }
  Address address() const {
    return {"127.0.0.1", std::to_string(acceptor_.local_endpoint().port())};
  }
  std::size_t most_waiting() const { return most_waiting_; }

 private:
  void serve() {
    asio::ip::tcp::socket socket(io_);
    acceptor_.accept(socket);
    std::string read;
    asio::error_code code;
    while (!code) {
      const std::size_t n = asio::read_until(socket, asio::dynamic_buffer(read), '\n', code);
      if (code) return;
      most_waiting_ = std::max<std::size_t>(
          most_waiting_, static_cast<std::size_t>(std::count(read.begin(), read.end(), '\n')));
      const auto request = boost::json::parse(std::string_view(read).substr(0, n)).as_object();
      read.erase(0, n);
      const auto& params = request.at("params").as_object();
      boost::json::object answer{{"jsonrpc", "2.0"}, {"id", request.at("id")}};
      const std::string query(params.at("query").as_string());
      if (query.find("bad") != std::string::npos)
        answer["error"] = {{"code", -32001},
                           {"message", "column 1: bad"},
                           {"data", {{"kind", "invalid"}, {"column", 1}}}};
      else
        answer["result"] = {{"echo", query}, {"limit", params.at("limit")}};
      asio::write(socket, asio::buffer(boost::json::serialize(answer) + "\n"), code);
    }
  }

  asio::io_context io_;
  asio::ip::tcp::acceptor acceptor_;
  std::size_t most_waiting_ = 0;
  std::thread thread_;
};

}  // namespace

TEST_CASE("a batch answers every line in order and goes on behind bad ones") {
  Echo echo;
  std::vector<std::string> told;
  {
    auto connection = Connection::open(echo.address(), "", std::chrono::seconds(20));
    REQUIRE(connection);
    std::istringstream lines("a\tferry\n\nno tab here\nb\tbad query\r\nc\tx\ty\n\t\nlast\tend");
    const auto count = run_batch(
        *connection, lines, "search", {{"limit", 3}}, "query", 4, [&](const BatchAnswer& one) {
          told.push_back(
              one.id + "=" +
              (one.answer ? boost::json::serialize(*one.answer) : one.answer.error().message));
        });
    REQUIRE(count);
    CHECK(count->answered == 3);
    CHECK(count->failed == 2);
  }
  CHECK(told == std::vector<std::string>{R"(a={"echo":"ferry","limit":3})",
                                         "line 3=line 3: expected ID<TAB>QUERY", "b=column 1: bad",
                                         R"(c={"echo":"x\ty","limit":3})",
                                         R"(last={"echo":"end","limit":3})"});
}

TEST_CASE("a daemon that is not there is named") {
  asio::io_context io;
  asio::ip::tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
  const Address address{"127.0.0.1", std::to_string(acceptor.local_endpoint().port())};
  acceptor.close();
  auto connection = Connection::open(address, "", std::chrono::seconds(5));
  REQUIRE_FALSE(connection);
  CHECK(connection.error().code == Errc::io);
  CHECK(connection.error().message.starts_with("127.0.0.1:" + address.port + ": cannot connect"));
}

TEST_CASE("a peer that goes away ends the connection with a reason") {
  asio::io_context io;
  asio::ip::tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
  std::thread peer([&] {
    asio::ip::tcp::socket socket(io);
    acceptor.accept(socket);
    std::string line;
    asio::read_until(socket, asio::dynamic_buffer(line), '\n');
  });
  auto connection =
      Connection::open({"127.0.0.1", std::to_string(acceptor.local_endpoint().port())}, "",
                       std::chrono::seconds(20));
  REQUIRE(connection);
  const auto answer = connection->call("status", {});
  peer.join();
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == Errc::io);
  CHECK_FALSE(connection->alive());
  CHECK_FALSE(connection->send("status", {}));
}
