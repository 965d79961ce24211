#include "proto/store/block_list.h"

#include <xapian.h>

#include <fstream>
#include <thread>

#include "proto/store/layout.h"
#include "tests/catch.h"
#include "tests/store/samples.h"
#include "tests/store/scratch.h"

using namespace onrecord;
using namespace onrecord::samples;
using namespace onrecord::store;

namespace {

const ArticleKey kOne = numbered_article(1).key;
const ArticleKey kTwo = numbered_article(2).key;

void decide(const std::filesystem::path& index, const ArticleKey& key, Decision decision) {
  const auto done = append_decisions(index, std::vector{key}, decision, kNow);
  if (!done) FAIL(done.error().message);
}

BlockList list_of(const std::filesystem::path& index) {
  auto list = read_block_list(index);
  if (!list) FAIL(list.error().message);
  return *list;
}

}  // namespace

TEST_CASE("decisions are replayed, the newest counts, and a purge is for ever") {
  const Scratch scratch;
  const auto& index = scratch.path();
  CHECK(list_of(index).keys.empty());
  CHECK(block_list_stamp(index) == 0);
  decide(index, kOne, Decision::withheld);
  const auto stamp = block_list_stamp(index);
  decide(index, kTwo, Decision::withheld);
  CHECK(block_list_stamp(index) != stamp);
  CHECK(list_of(index).keys == std::vector{kOne, kTwo});
  CHECK(list_of(index).stamp == block_list_stamp(index));
  decide(index, kTwo, Decision::none);
  CHECK(list_of(index).keys == std::vector{kOne});
  CHECK(list_of(index).find(kTwo)->decision == Decision::none);
  REQUIRE(append_applied(index, std::vector{kOne}, Decision::withheld, kNow));
  CHECK(list_of(index).keys.empty());
  CHECK(list_of(index).find(kOne)->applied);
  decide(index, kOne, Decision::purged);
  CHECK(list_of(index).keys == std::vector{kOne});
  const auto undone = append_decisions(index, std::vector{kOne}, Decision::none, kNow);
  REQUIRE_FALSE(undone);
  CHECK(undone.error().code == Errc::conflict);
  // A mark for something that was decided otherwise meanwhile says nothing.
  REQUIRE(append_applied(index, std::vector{kTwo}, Decision::withheld, kNow));
  CHECK_FALSE(list_of(index).find(kTwo)->applied);
}

TEST_CASE("a torn last line was never acknowledged; any other strange line hides everything") {
  const Scratch scratch;
  const auto& index = scratch.path();
  decide(index, kOne, Decision::withheld);
  std::ofstream(layout::block_list(index), std::ios::app) << "withhold\t17";
  CHECK(list_of(index).keys == std::vector{kOne});
  decide(index, kTwo, Decision::withheld);
  CHECK(list_of(index).keys == std::vector{kOne, kTwo});
  std::ofstream(layout::block_list(index), std::ios::app) << "hide\t17\ta/b\n";
  const auto refused = read_block_list(index);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::index);
  CHECK(refused.error().message.find("line 3") != std::string::npos);
}

TEST_CASE("several processes or threads may decide at once") {
  const Scratch scratch;
  std::vector<std::thread> threads;
  std::atomic<int> failures = 0;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 10; ++i)
        if (!append_decisions(scratch.path(), std::vector{numbered_article(t * 100 + i).key},
                              Decision::withheld, kNow))
          ++failures;
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(failures == 0);
  CHECK(list_of(scratch.path()).keys.size() == 40);
}

TEST_CASE("withheld is hidden at once, then in the databases, and comes back") {
  const Scratch scratch;
  const auto index = scratch.index();
  Writer writer = open_writer(index);
  add(writer, {numbered_article(1), numbered_article(2)});
  add(writer, {numbered_article(1, 2)});
  Reader reader = open_for_reading(index);
  CHECK(visible_count(reader, reader.articles, "harbour") == 2);

  decide(index, kOne, Decision::withheld);
  REQUIRE(refresh(reader));
  CHECK(visible_count(reader, reader.articles, "harbour") == 1);
  CHECK(visible_count(reader, reader.statements, "wall") == 1);
  CHECK(visible_count(reader, reader.history, "harbour") == 0);
  CHECK_FALSE(*visible(reader, kOne, kNow));
  CHECK(*visible(reader, kTwo, kNow));

  const auto applied = writer.apply_block_list(kNow);
  REQUIRE(applied);
  CHECK(*applied == 1);
  CHECK(list_of(index).keys.empty());
  REQUIRE(refresh(reader));
  CHECK(reader.blocked.keys.empty());
  CHECK(visible_count(reader, reader.articles, "harbour") == 1);
  CHECK(visible_count(reader, reader.statements, "wall") == 1);
  CHECK(visible_count(reader, reader.history, "harbour") == 0);
  CHECK_FALSE(*visible(reader, kOne, kNow));
  CHECK(count(reader.articles, "harbour") == 2);

  // Added again it stays withheld.
  CHECK((*writer.lookup(kOne))->decision == Decision::withheld);
  add(writer, {numbered_article(1, 3)});
  REQUIRE(refresh(reader));
  CHECK(visible_count(reader, reader.articles, "harbour") == 1);
  CHECK(visible_count(reader, reader.statements, "wall") == 1);

  decide(index, kOne, Decision::none);
  CHECK(*writer.apply_block_list(kNow) == 1);
  REQUIRE(refresh(reader));
  CHECK(visible_count(reader, reader.articles, "harbour") == 2);
  CHECK(visible_count(reader, reader.statements, "wall") == 2);
  CHECK(visible_count(reader, reader.history, "harbour") == 2);
  CHECK((*find_article(reader, kOne))->status == Status::usable);
  CHECK(check_agreement(index) == 2);
}

TEST_CASE("what was decided while nobody wrote is applied by the next writer") {
  const Scratch scratch;
  const auto index = scratch.index();
  {
    Writer writer = open_writer(index);
    add(writer, {numbered_article(1)});
  }
  decide(index, kOne, Decision::withheld);
  decide(index, {"samples", "never seen"}, Decision::withheld);
  { Writer writer = open_writer(index); }
  const Reader reader = open_for_reading(index);
  CHECK(reader.blocked.keys.empty());
  CHECK(visible_count(reader, reader.articles, "harbour") == 0);
  CHECK(count(reader.articles, "XU:withheld") == 1);
  CHECK(count(reader.statements, "XU:withheld") == 2);
}

TEST_CASE("a purged article's bytes are gone after compaction, and it does not come back") {
  const Scratch scratch;
  const auto index = scratch.index();
  Writer writer = open_writer(index);
  Article secret = numbered_article(1);
  secret.text += "\nMara Lindqvist: The password is zyzzyvaqux.";
  secret.spans.push_back(
      {SpanKind::paragraph,
       {static_cast<std::uint32_t>(secret.text.find("\nMara Lindqvist: The") + 1),
        static_cast<std::uint32_t>(secret.text.size())},
       ""});
  add(writer, {secret, numbered_article(2)});
  add(writer, {numbered_article(1, 2)});
  decide(index, kOne, Decision::purged);
  CHECK(*writer.apply_block_list(kNow) == 1);
  REQUIRE(writer.compact());
  const Reader reader = open_for_reading(index);
  CHECK(records_in(reader.articles) == 1);
  CHECK(records_in(reader.history) == 0);
  CHECK(records_in(reader.statements) == 2);
  CHECK_FALSE(reader.articles.term_exists("zyzzyvaqux"));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(index)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(in)), {});
    CAPTURE(entry.path());
    CHECK(bytes.find("zyzzyvaqux") == std::string::npos);
  }
  CHECK((*writer.lookup(kOne))->decision == Decision::purged);
  REQUIRE(writer.stage(prepare(numbered_article(1, 3)), kNow));
  const auto done = writer.commit();
  REQUIRE(done);
  CHECK(done->refused == 1);
  CHECK(done->added == 0);
  CHECK(check_agreement(index) == 1);
}

TEST_CASE("embargo, expiry and cancellation hide by the clock that the query brings") {
  const Scratch scratch;
  Writer writer = open_writer(scratch.index());
  Article embargoed = numbered_article(1);
  embargoed.embargo = kNow + 100;
  Article expiring = numbered_article(2);
  expiring.expiry = kNow + 100;
  Article canceled = numbered_article(3);
  canceled.status = Status::canceled;
  Article retracted = numbered_article(4);
  retracted.status = Status::retracted;
  add(writer, {embargoed, expiring, canceled, retracted});
  const Reader reader = open_for_reading(scratch.index());
  const auto seen = [&](std::int64_t now) {
    std::vector<std::string> ids;
    for (int i = 1; i <= 4; ++i)
      if (*visible(reader, numbered_article(i).key, now)) ids.push_back(std::to_string(i));
    std::string all;
    for (const std::string& id : ids) all += id;
    CHECK(visible_count(reader, reader.articles, "harbour", now) == all.size());
    CHECK(visible_count(reader, reader.statements, "wall", now) == all.size());
    return all;
  };
  CHECK(seen(kNow) == "24");
  CHECK(seen(kNow + 99) == "24");
  CHECK(seen(kNow + 100) == "14");
  CHECK(seen(kNow + 10'000'000) == "14");
}

TEST_CASE("a thousand pending keys are hidden as well as one") {
  const Scratch scratch;
  Writer writer = open_writer(scratch.index());
  add(writer, {numbered_article(1), numbered_article(2000)});
  std::vector<ArticleKey> keys;
  for (int i = 0; i < 1000; ++i) keys.push_back(numbered_article(i).key);
  REQUIRE(append_decisions(scratch.index(), keys, Decision::withheld, kNow));
  const Reader reader = open_for_reading(scratch.index());
  CHECK(visible_count(reader, reader.articles, "harbour") == 1);
}

TEST_CASE(
    "an older version of a withheld article is withheld too, one of a purged article not taken") {
  const Scratch scratch;
  Writer writer = open_writer(scratch.index());
  add(writer, {numbered_article(1), numbered_article(2)});
  decide(scratch.index(), kOne, Decision::withheld);
  decide(scratch.index(), kTwo, Decision::purged);
  REQUIRE(writer.stage_superseded(prepare(numbered_article(1, 7)), 1));
  REQUIRE(writer.stage_superseded(prepare(numbered_article(2, 7)), 1));
  const auto done = writer.commit();
  REQUIRE(done);
  CHECK(done->older == 1);
  CHECK(done->refused == 1);
  const Reader reader = open_for_reading(scratch.index());
  CHECK(records_in(reader.history) == 1);
  CHECK(visible_count(reader, reader.history, "harbour") == 0);
  // Nothing is there that it could be older than.
  REQUIRE_FALSE(writer.stage_superseded(prepare(numbered_article(3)), 1));
}
