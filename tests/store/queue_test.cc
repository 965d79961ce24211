#include "proto/store/queue.h"

#include <fstream>
#include <thread>

#include "proto/store/layout.h"
#include "tests/catch.h"
#include "tests/store/scratch.h"

using namespace onrecord;
using namespace onrecord::store;
using onrecord::samples::Scratch;

TEST_CASE("requests wait in order, are answered and gone") {
  const Scratch scratch;
  Request remove;
  remove.ask = Ask::remove;
  remove.keys = {{"samples", "a\n1"}, {"in/2024", ""}};
  remove.when = 1'772'700'000;
  Request snapshot;
  snapshot.ask = Ask::snapshot;
  snapshot.target = "/backup/\tone";
  CHECK(waiting_requests(scratch.path())->empty());
  const auto first = put_request(scratch.path(), remove);
  const auto second = put_request(scratch.path(), snapshot);
  REQUIRE(first);
  REQUIRE(second);

  const auto waiting = waiting_requests(scratch.path());
  REQUIRE(waiting);
  REQUIRE(waiting->size() == 2);
  CHECK(waiting->at(0).name == *first);
  CHECK(waiting->at(0).ask == Ask::remove);
  CHECK(waiting->at(0).keys == remove.keys);
  CHECK(waiting->at(0).when == remove.when);
  CHECK(waiting->at(1).target == snapshot.target);

  REQUIRE(answer_request(scratch.path(), waiting->at(0), ""));
  REQUIRE(answer_request(scratch.path(), waiting->at(1), "the folder is there already"));
  CHECK(waiting_requests(scratch.path())->empty());
  CHECK(await_answer(scratch.path(), *first, std::chrono::seconds(1)));
  const auto refused = await_answer(scratch.path(), *second, std::chrono::seconds(1));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message == "the folder is there already");
  CHECK(std::filesystem::is_empty(layout::queue(scratch.path())));
}

TEST_CASE("an answer that does not come in time is a deadline, and the request stays") {
  const Scratch scratch;
  const auto name = put_request(scratch.path(), {});
  REQUIRE(name);
  const auto late = await_answer(scratch.path(), *name, std::chrono::milliseconds(30));
  REQUIRE_FALSE(late);
  CHECK(late.error().code == Errc::deadline);
  CHECK(waiting_requests(scratch.path())->size() == 1);
}

TEST_CASE("an answer that comes while one waits is seen") {
  const Scratch scratch;
  const auto name = put_request(scratch.path(), {});
  REQUIRE(name);
  std::thread writer([&] {
    const auto waiting = waiting_requests(scratch.path());
    if (waiting && waiting->size() == 1)
      (void)answer_request(scratch.path(), waiting->front(), "").has_value();
  });
  CHECK(await_answer(scratch.path(), *name, std::chrono::seconds(10)));
  writer.join();
}

TEST_CASE("files that are no requests are left alone") {
  const Scratch scratch;
  REQUIRE(put_request(scratch.path(), {}));
  std::ofstream(layout::queue(scratch.path()) / "x.request") << "ask\tdance\n";
  std::ofstream(layout::queue(scratch.path()) / "y.request") << "ask\tremove\nkey\tno slash\n";
  std::ofstream(layout::queue(scratch.path()) / "notes.txt") << "ask\tremove\n";
  CHECK(waiting_requests(scratch.path())->size() == 1);
  CHECK(std::filesystem::exists(layout::queue(scratch.path()) / "x.request"));
}
