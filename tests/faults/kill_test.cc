#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "proto/store/check.h"
#include "tests/catch.h"
#include "tests/faults/plan.h"
#include "tests/store/scratch.h"

using namespace onrecord;
using namespace onrecord::faults;
using namespace onrecord::samples;

namespace {

// ONRECORD_KILLS: how often; tests/faults/kill sets it.
int wanted_kills() {
  const char* text = std::getenv("ONRECORD_KILLS");
  return text ? std::max(1, std::atoi(text)) : 60;
}

using Clock = std::chrono::steady_clock;

// The writer as a process of its own, with the end of the pipe that it prints to.
class Victim {
 public:
  Victim(const std::filesystem::path& index, int batch) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const std::string program = std::string(ONRECORD_BINARY_DIR) + "/kill_writer";
    const std::string first = std::to_string(batch);
    pid_ = ::fork();
    if (pid_ == 0) {
      ::dup2(ends[1], STDOUT_FILENO);
      ::close(ends[0]);
      ::close(ends[1]);
      ::execl(program.c_str(), program.c_str(), index.c_str(), first.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    out_ = ends[0];
  }
  Victim(const Victim&) = delete;
  Victim& operator=(const Victim&) = delete;
  ~Victim() { ::close(out_); }

  /// Waits for what it prints next; false when it ended.
  bool read_more() {
    char buffer[4096];
    const ssize_t got = ::read(out_, buffer, sizeof buffer);
    if (got > 0) printed_.append(buffer, static_cast<std::size_t>(got));
    return got > 0;
  }

  /// The last batch that it acknowledged, or -1.
  int kill() {
    ::kill(pid_, SIGKILL);
    int status = 0;
    ::waitpid(pid_, &status, 0);
    while (read_more()) {
    }
    CAPTURE(printed_);
    REQUIRE(WIFSIGNALED(status));  // It ends in no other way.
    if (printed_.empty()) return -1;
    const std::size_t line = printed_.rfind('\n', printed_.size() - 2);
    return std::atoi(printed_.c_str() + (line == std::string::npos ? 0 : line + 1));
  }

 private:
  pid_t pid_ = -1;
  int out_ = -1;
  std::string printed_;
};

// Everything that batches 0 to \a acknowledged did is there; what the next one did may be.
void check_acknowledged(const store::Reader& reader, int acknowledged) {
  for (int batch = 0; batch <= acknowledged; ++batch)
    for (int place = 0; place < kPerBatch; ++place) {
      CAPTURE(batch, place, acknowledged);
      const auto article = store::find_article(reader, planned(batch, place).key);
      REQUIRE(article);
      if (place == 1 && batch + 2 <= acknowledged) {
        REQUIRE_FALSE(article->has_value());
        continue;
      }
      if (place == 1 && batch + 1 == acknowledged && !*article) continue;
      REQUIRE(article->has_value());
      const Article& found = **article;
      if (place == 0 && batch + 1 <= acknowledged) REQUIRE(found.version == 2);
      REQUIRE(found.text == planned(batch, place, found.version).text);
      if (found.version == 2) {
        const auto old = store::find_article(reader, found.key, 1);
        REQUIRE(old);
        REQUIRE(old->has_value());
        REQUIRE((*old)->text == planned(batch, place).text);
      }
    }
}

}  // namespace

TEST_CASE("kill -9 at any moment loses nothing that was acknowledged") {
  const Scratch scratch;
  std::mt19937 random(std::random_device{}());
  const int kills = wanted_kills();
  // How long a writer takes to its first batch here and now: lives are measured by it.
  const Clock::time_point begun = Clock::now();
  Victim first(scratch.index(), 0);
  REQUIRE(first.read_more());
  const auto start = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begun);
  int acknowledged = first.kill();
  REQUIRE(acknowledged >= 0);
  int after_crash = 0;
  int healed = 0;
  for (int kill = 0; kill < kills; ++kill) {
    // From "hardly open" to "several batches".
    const auto life = start * static_cast<int>(random() % 4000) / 1000;
    Victim victim(scratch.index(), acknowledged + 1);
    std::this_thread::sleep_for(life);
    acknowledged = std::max(acknowledged, victim.kill());
    {
      store::Writer writer = open_writer(scratch.index());
      after_crash += writer.recovered_from_crash() ? 1 : 0;
      healed += writer.healed_keys() != 0 ? 1 : 0;
    }
    check_agreement(scratch.index());
    check_acknowledged(open_for_reading(scratch.index()), acknowledged);
  }
  const auto report = store::check(scratch.index());
  REQUIRE(report);
  for (const std::string& problem : report->problems) UNSCOPED_INFO(problem);
  CHECK(report->whole());
  CHECK(after_crash > 0);
  WARN(kills << " kills, " << acknowledged + 1 << " batches acknowledged, " << healed
             << " times a journal was healed");
}
