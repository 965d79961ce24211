// A server in this process on an ephemeral port, with a handler whose answers the tests steer.
#include "tests/net/running_server.h"

#include <stdexcept>

#include "searchd/net/event_log.h"

namespace onrecord::test {
namespace json = boost::json;
namespace {

struct Countdown : net::Stream {
  int left = 0;
  bool fails = false;  ///< In place of the last frame.
  bool quiet = false;  ///< Until the last frame.
};

class SteeredHandler : public net::Handler {
 public:
  explicit SteeredHandler(RunningServer& server) : server_(server) {}

  wire::Response answer(const wire::Request& request, const search::Budget&) override {
    ++server_.begun;
    const std::string name(request.method->name);
    if (name == "status" && server_.index_gone) return {{}, Error{Errc::index, "no index", 0}};
    if (name == "status") return {json::object{{"revision", "1.7"}, {"articles", 42}}, {}};
    if (name != "search") return {json::object{{"method", name}}, {}};
    const std::string query(request.text("query").value_or(""));
    if (query == "wait") server_.gate.pass();
    if (query == "throw") throw std::runtime_error("the handler threw");
    if (query == "refuse") return {{}, Error{Errc::invalid, "column 3: expected a value", 3}};
    if (query.starts_with("big "))
      return {json::object{{"text", std::string(std::stoul(query.substr(4)), 'x')}}, {}};
    return {json::object{{"query", query}}, {}};
  }

  Result<std::unique_ptr<net::Stream>> open_stream(const wire::Request& request,
                                                   const search::Budget&) override {
    const std::string query(request.text("query").value_or("0"));
    if (query == "refuse") return Error{Errc::invalid, "column 3: expected a value", 3};
    auto countdown = std::make_unique<Countdown>();
    countdown->left = std::stoi(query);
    countdown->fails = query.ends_with('!');
    countdown->quiet = query.ends_with('-');
    return std::unique_ptr<net::Stream>(std::move(countdown));
  }

  wire::Response next_frame(net::Stream& stream, const search::Budget&) override {
    ++server_.frames;
    auto& countdown = dynamic_cast<Countdown&>(stream);
    if (countdown.fails && countdown.left == 1)
      return {{}, Error{Errc::index, "the index is damaged"}};
    --countdown.left;
    const std::string text(server_.bytes_a_row, 'r');
    json::array rows;
    if (!countdown.quiet || countdown.left == 0)
      rows.push_back(json::object{{"left", countdown.left}, {"text", text}});
    return {
        json::object{{"rows", std::move(rows)}, {"more", countdown.left > 0}, {"revision", "1.7"}},
        {}};
  }

 private:
  RunningServer& server_;
};

}  // namespace

void Gate::open() {
  const std::lock_guard lock(mutex_);
  open_ = true;
  changed_.notify_all();
}

void Gate::pass() {
  std::unique_lock lock(mutex_);
  ++waiting_;
  changed_.notify_all();
  changed_.wait(lock, [this] { return open_; });
  --waiting_;
}

void Gate::await(int count) {
  std::unique_lock lock(mutex_);
  if (!changed_.wait_for(lock, std::chrono::seconds(10), [&] { return waiting_ >= count; }))
    throw std::runtime_error("nobody came to the gate");
}

RunningServer::RunningServer(const std::function<void(net::Settings&)>& change) {
  net::set_log_level(net::LogLevel::off);
  net::Settings settings;
  settings.listen = "127.0.0.1:0";
  settings.limits.linger_deadline = net::Limits::ms(200);
  if (change) change(settings);
  const auto make = [this]() -> Result<std::unique_ptr<net::Handler>> {
    return std::unique_ptr<net::Handler>(std::make_unique<SteeredHandler>(*this));
  };
  auto opened = net::Server::open(settings, make);
  if (!opened) throw std::runtime_error(opened.error().message);
  server_ = std::move(*opened);
  thread_ = std::thread([this] { whole_ = server_->run(); });
}

RunningServer::~RunningServer() {
  gate.open();
  if (!thread_.joinable()) return;
  server_->stop();
  thread_.join();
}

bool RunningServer::join() {
  thread_.join();
  return whole_;
}

}  // namespace onrecord::test
