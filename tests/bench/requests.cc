// What the wire adds to a request: answer() in this process against the same request through the
// daemon's socket.
#include <benchmark/benchmark.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "proto/store/documents.h"
#include "proto/store/hash.h"
#include "proto/store/writer.h"
#include "searchd/net/event_log.h"
#include "searchd/net/index_handler.h"
#include "searchd/net/server.h"
#include "tests/net/client.h"

namespace {

using namespace onrecord;
using Clock = std::chrono::steady_clock;

constexpr const char* kQuery =
    R"({"jsonrpc":"2.0","id":1,"method":"search","params":{"query":"harbour steel","limit":10}})"
    "\n";
constexpr const char* kHello = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"hello\"}\n";

/// Twenty thousand articles of 200 words in a folder of their own, removed at the end.
class Archive {
 public:
  Archive()
      : folder_(std::filesystem::temp_directory_path() /
                ("onrecord-bench-" + std::to_string(getpid()))) {
    store::WriterOptions options;
    options.derive = [](const Article&) { return std::vector<Statement>(); };
    auto writer = store::Writer::open(folder_, std::move(options));
    if (!writer) throw std::runtime_error(writer.error().message);
    store::DocumentMaker maker("en");
    std::uint32_t state = 1;
    for (int i = 0; i < 20'000; ++i) {
      Article article;
      article.key = {"bench", std::to_string(i)};
      article.headline = {"Report " + std::to_string(i), Origin::given};
      for (int word = 0; word < 200; ++word) {
        state = state * 1664525 + 1013904223;
        const std::uint32_t drawn = (state >> 16) % 2000;
        article.text += drawn < 3   ? "harbour "
                        : drawn < 6 ? "steel "
                                    : "w" + std::to_string(drawn) + ' ';
      }
      article.text_sha256 = store::sha256_hex(article.text);
      article.spans.push_back(
          {SpanKind::lead, {0, static_cast<std::uint32_t>(article.text.size())}, ""});
      if (auto staged = writer->stage(maker.prepare(article, {}), 1); !staged)
        throw std::runtime_error(staged.error().message);
    }
    if (auto done = writer->commit(); !done) throw std::runtime_error(done.error().message);
  }
  ~Archive() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

/// The daemon's parts in this process, on a port of its own.
class Daemon {
 public:
  explicit Daemon(const std::filesystem::path& index) {
    net::set_log_level(net::LogLevel::off);
    net::Settings settings;
    settings.listen = "127.0.0.1:0";
    auto opened = net::Server::open(settings, net::index_handlers(index, settings.limits));
    if (!opened) throw std::runtime_error(opened.error().message);
    server_ = std::move(*opened);
    thread_ = std::thread([this] { server_->run(); });
  }
  ~Daemon() {
    server_->stop();
    thread_.join();
  }
  const std::string& address() const { return server_->address(); }

 private:
  std::unique_ptr<net::Server> server_;
  std::thread thread_;
};

struct Stage {
  Archive archive;
  Daemon daemon{archive.folder()};
  search::Snapshot snapshot = *search::Snapshot::open(archive.folder());
  wire::Request request = std::get<wire::Request>(
      wire::decode_request(std::string_view(kQuery, std::string_view(kQuery).size() - 1)));
  test::Client client{daemon.address()};

  void in_process() { benchmark::DoNotOptimize(search::answer(request, snapshot)); }
  void through_socket(const char* line) {
    client.send(line);
    if (client.line().find("\"result\"") == std::string::npos)
      throw std::runtime_error("no result");
  }
};

double median_us(std::vector<double>& times) {
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2),
                   times.end());
  return times[times.size() / 2];
}

template <class Fn>
double timed_us(Fn&& fn) {
  const auto begin = Clock::now();
  fn();
  return std::chrono::duration<double, std::micro>(Clock::now() - begin).count();
}

/// Both ways in turn, so that what else the machine does meets both alike.
void compare(Stage& stage) {
  constexpr int kRounds = 3000;
  std::vector<double> inside, outside;
  for (int i = 0; i < kRounds; ++i) {
    inside.push_back(timed_us([&] { stage.in_process(); }));
    outside.push_back(timed_us([&] { stage.through_socket(kQuery); }));
  }
  const double a = median_us(inside), b = median_us(outside);
  std::printf(
      "two-word query, median of %d: in process %.0f us, through the socket %.0f us: ratio %.2f, "
      "difference %.0f us; goal %.0f us: %s\n",
      kRounds, a, b, b / a, b - a, 1.5 * a + 100, b <= 1.5 * a + 100 ? "met" : "missed");
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  Stage stage;
  benchmark::RegisterBenchmark("two_words/in_process", [&](benchmark::State& state) {
    for (auto _ : state) stage.in_process();
  });
  benchmark::RegisterBenchmark("two_words/socket", [&](benchmark::State& state) {
    for (auto _ : state) stage.through_socket(kQuery);
  })->UseRealTime();
  benchmark::RegisterBenchmark("hello/socket", [&](benchmark::State& state) {
    for (auto _ : state) stage.through_socket(kHello);
  })->UseRealTime();
  benchmark::RunSpecifiedBenchmarks();
  compare(stage);
  return 0;
}
