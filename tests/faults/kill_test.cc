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

// Starts the writer at \a batch, kills it after \a life, gives the last batch that it acknowledged
// or -1.
int run_and_kill(const std::filesystem::path& index, int batch, std::chrono::microseconds life) {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const std::string program = std::string(ONRECORD_BINARY_DIR) + "/kill_writer";
  const std::string first = std::to_string(batch);
  const pid_t child = ::fork();
  if (child == 0) {
    ::dup2(ends[1], STDOUT_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    ::execl(program.c_str(), program.c_str(), index.c_str(), first.c_str(), nullptr);
    ::_exit(127);
  }
  ::close(ends[1]);
  std::this_thread::sleep_for(life);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  std::string printed;
  char buffer[4096];
  for (ssize_t got; (got = ::read(ends[0], buffer, sizeof buffer)) > 0;)
    printed.append(buffer, static_cast<std::size_t>(got));
  ::close(ends[0]);
  // It ends in no other way.
  CAPTURE(printed);
  REQUIRE(WIFSIGNALED(status));
  if (printed.empty()) return -1;
  const std::size_t line = printed.rfind('\n', printed.size() - 2);
  return std::atoi(printed.c_str() + (line == std::string::npos ? 0 : line + 1));
}

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
  int acknowledged = -1;
  int after_crash = 0;
  int healed = 0;
  for (int kill = 0; kill < kills; ++kill) {
    // From "hardly open" to "many batches".
    const std::chrono::microseconds life(2000 + random() % (kill % 3 == 0 ? 8000 : 40000));
    acknowledged = std::max(acknowledged, run_and_kill(scratch.index(), acknowledged + 1, life));
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
  CHECK(acknowledged > 0);
  CHECK(after_crash > 0);
  WARN(kills << " kills, " << acknowledged + 1 << " batches acknowledged, " << healed
             << " times a journal was healed");
}
