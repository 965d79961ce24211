#include "proto/store/writer.h"

#include <thread>

#include "proto/store/fields.h"
#include "proto/store/generation.h"
#include "proto/store/layout.h"
#include "proto/store/lock.h"
#include "tests/catch.h"
#include "tests/store/samples.h"
#include "tests/store/scratch.h"

using namespace onrecord;
using namespace onrecord::samples;
using store::Decision;

TEST_CASE("what is committed is found, with its statements") {
  const Scratch scratch;
  store::Writer writer = open_writer(scratch.index());
  CHECK(writer.revision() == "1.0");
  CHECK_FALSE(writer.recovered_from_crash());
  for (int i = 0; i < 3; ++i) REQUIRE(writer.stage(prepare(numbered_article(i)), kNow));
  CHECK(writer.staged() == 3);
  {
    const store::Reader before = open_for_reading(scratch.index());
    CHECK(records_in(before.articles) == 0);
    CHECK(before.revision == "1.0");
  }
  const auto done = writer.commit();
  REQUIRE(done);
  CHECK(done->added == 3);
  CHECK(done->replaced == 0);
  CHECK(done->statements == 6);
  CHECK(done->revision == "1.1");
  CHECK(writer.staged() == 0);

  const store::Reader reader = open_for_reading(scratch.index());
  CHECK(reader.revision == "1.1");
  CHECK(count(reader.articles, "harbour") == 3);
  CHECK(count(reader.statements, "wall") == 3);
  CHECK(check_agreement(scratch.index()) == 3);
  CHECK_FALSE(std::filesystem::exists(store::layout::journal(writer.generation_path())));
}

TEST_CASE("an empty commit costs nothing and keeps the revision") {
  const Scratch scratch;
  store::Writer writer = open_writer(scratch.index());
  const auto done = writer.commit();
  REQUIRE(done);
  CHECK(done->revision == "1.0");
}

TEST_CASE("a changed article replaces the old one, which goes to history") {
  const Scratch scratch;
  store::Writer writer = open_writer(scratch.index());
  add(writer, {numbered_article(1), numbered_article(2)});
  const auto seen = writer.lookup(numbered_article(1).key);
  REQUIRE(seen);
  REQUIRE(*seen);
  CHECK((*seen)->version == 1);
  CHECK((*seen)->next_version == 2);
  CHECK((*seen)->status == Status::usable);
  CHECK((*seen)->content_hash == content_hash(numbered_article(1)).substr(0, 32));

  REQUIRE(writer.stage(prepare(numbered_article(1, 2)), kNow + 60));
  const auto done = writer.commit();
  REQUIRE(done);
  CHECK(done->replaced == 1);
  CHECK(done->added == 0);

  const store::Reader reader = open_for_reading(scratch.index());
  CHECK(records_in(reader.articles) == 2);
  CHECK(records_in(reader.history) == 1);
  // Document numbers are not used again.
  CHECK(reader.articles.get_lastdocid() == 4);
  const auto current = store::find_article(reader, numbered_article(1).key);
  REQUIRE(current);
  REQUIRE(*current);
  CHECK((*current)->version == 2);
  const auto old = store::find_article(reader, numbered_article(1).key, 1);
  REQUIRE(old);
  REQUIRE(*old);
  CHECK((*old)->superseded == kNow + 60);
  CHECK((*old)->text == numbered_article(1).text);
  CHECK(count(reader.history, "harbour") == 1);
  CHECK(check_agreement(scratch.index()) == 2);
}

TEST_CASE("a removed article is gone, kept in history, and comes back with a higher version") {
  const Scratch scratch;
  store::Writer writer = open_writer(scratch.index());
  const ArticleKey key = numbered_article(1).key;
  add(writer, {numbered_article(1)});
  REQUIRE(writer.remove(key, kNow));
  REQUIRE(writer.remove({"samples", "never there"}, kNow));
  const auto done = writer.commit();
  REQUIRE(done);
  CHECK(done->removed == 1);
  CHECK(check_agreement(scratch.index()) == 0);
  const auto seen = writer.lookup(key);
  REQUIRE(seen);
  REQUIRE(*seen);
  CHECK((*seen)->version == 0);
  CHECK((*seen)->next_version == 2);
  const store::Reader reader = open_for_reading(scratch.index());
  CHECK(records_in(reader.statements) == 0);
  CHECK(records_in(reader.history) == 1);
}

TEST_CASE("a removed article ends with its removal, and never before it was read") {
  const Scratch scratch;
  store::Writer writer = open_writer(scratch.index());
  Article article = numbered_article(1);
  article.ingested = kNow + 500;
  add(writer, {article});
  const std::int64_t when = GENERATE(kNow, kNow + 900);
  REQUIRE(writer.remove(article.key, when));
  REQUIRE(writer.commit());
  const auto versions = writer.superseded(article.key);
  REQUIRE(versions);
  REQUIRE(versions->size() == 1);
  CHECK(versions->front().header.superseded == std::max(when, kNow + 500));
}

TEST_CASE("one key twice in a batch is refused, the batch goes on") {
  const Scratch scratch;
  store::Writer writer = open_writer(scratch.index());
  REQUIRE(writer.stage(prepare(numbered_article(1)), kNow));
  const auto again = writer.stage(prepare(numbered_article(1)), kNow);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == Errc::conflict);
  CHECK(again.error().message.find("samples/a-1") != std::string::npos);
  REQUIRE(writer.commit());
  CHECK(check_agreement(scratch.index()) == 1);
}

TEST_CASE("an abandoned batch, or one that its writer took along, leaves no trace") {
  const Scratch scratch;
  {
    store::Writer writer = open_writer(scratch.index());
    add(writer, {numbered_article(1)});
    REQUIRE(writer.stage(prepare(numbered_article(2)), kNow));
    REQUIRE(writer.abandon());
    CHECK(writer.staged() == 0);
    add(writer, {numbered_article(3)});
    for (int i = 10; i < 1500; ++i) REQUIRE(writer.stage(prepare(numbered_article(i)), kNow));
    REQUIRE(writer.remove(numbered_article(3).key, kNow));
  }
  CHECK(check_agreement(scratch.index()) == 2);
  store::Writer writer = open_writer(scratch.index());
  CHECK_FALSE(writer.recovered_from_crash());
}

TEST_CASE("nothing is committed before commit(), however much is staged") {
  const Scratch scratch;
  store::Writer writer = open_writer(scratch.index());
  for (int i = 0; i < 2500; ++i) REQUIRE(writer.stage(prepare(numbered_article(i)), kNow));
  CHECK(records_in(open_for_reading(scratch.index()).articles) == 0);
  REQUIRE(writer.commit());
  CHECK(check_agreement(scratch.index()) == 2500);
}

TEST_CASE("several threads may stage and look up at the same time") {
  const Scratch scratch;
  store::Writer writer = open_writer(scratch.index());
  add(writer, {numbered_article(0)});
  std::vector<std::thread> threads;
  std::atomic<int> failures = 0;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 1; i < 100; ++i) {
        const Article article = numbered_article(t * 1000 + i);
        if (!writer.lookup(article.key) || !writer.stage(prepare(article), kNow)) ++failures;
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(failures == 0);
  REQUIRE(writer.commit());
  CHECK(check_agreement(scratch.index()) == 1 + 4 * 99);
}

TEST_CASE("shards are filled by key and read as one") {
  const Scratch scratch;
  store::WriterOptions options = writer_options();
  options.settings.shards = 3;
  {
    store::Writer writer = open_writer(scratch.index(), options);
    std::vector<Article> articles;
    for (int i = 0; i < 60; ++i) articles.push_back(numbered_article(i));
    add(writer, articles);
    add(writer, {numbered_article(7, 2)});
    REQUIRE(writer.compact());
    add(writer, {numbered_article(8, 2)});
  }
  CHECK(check_agreement(scratch.index()) == 60);
  const store::Reader reader = open_for_reading(scratch.index());
  CHECK(reader.settings.shards == 3);
  CHECK(records_in(reader.history) == 2);
  for (unsigned shard = 0; shard < 3; ++shard) {
    const Xapian::Database one(
        store::layout::database(scratch.index() / reader.generation, shard, store::Kind::articles)
            .string());
    CHECK(records_in(one) > 5);
  }
  // What an index was made with stays.
  CHECK(open_writer(scratch.index()).settings().shards == 3);
}

TEST_CASE("a second writer is refused and told who writes") {
  const Scratch scratch;
  const store::Writer writer = open_writer(scratch.index());
  const auto second = store::Writer::open(scratch.index(), writer_options());
  REQUIRE_FALSE(second);
  CHECK(second.error().code == Errc::conflict);
  CHECK(second.error().message.find("process " + std::to_string(::getpid())) != std::string::npos);
  CHECK(store::lock_holder(scratch.index()) == ::getpid());
}

TEST_CASE("the lock does not outlive its holder in a child program") {
  const Scratch scratch;
  auto lock = store::FolderLock::acquire(scratch.index());
  REQUIRE(lock);
  // A child by fork and exec holds no descriptor of ours.
  FILE* child = ::popen("ls -l /proc/self/fd; sleep 0.2", "r");
  REQUIRE(child != nullptr);
  { const store::FolderLock gone = std::move(*lock); }
  CHECK(store::FolderLock::acquire(scratch.index()));
  CHECK_FALSE(store::lock_holder(scratch.index()));
  char line[256];
  std::string listing;
  while (std::fgets(line, sizeof line, child)) listing += line;
  ::pclose(child);
  CHECK(listing.find("/lock") == std::string::npos);
}

TEST_CASE(
    "too little free space refuses the batch before a byte is written, and the writer lives on") {
  const Scratch scratch;
  std::uint64_t free = 1'000'000'000;
  store::WriterOptions options = writer_options();
  options.free_bytes = [&](const std::filesystem::path&) { return Result<std::uint64_t>(free); };
  store::Writer writer = open_writer(scratch.index(), options);
  add(writer, {numbered_article(1)});
  free = 1'400'000;
  const auto refused = writer.stage(prepare(numbered_article(2)), kNow);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::io);
  CHECK(refused.error().message.find("1400000 are free") != std::string::npos);

  free = 1'000'000'000;
  REQUIRE(writer.stage(prepare(numbered_article(2)), kNow));
  free = 1'400'000;
  const auto late = writer.commit();
  REQUIRE_FALSE(late);
  CHECK(late.error().code == Errc::io);
  CHECK(check_agreement(scratch.index()) == 1);

  free = 1'000'000'000;
  add(writer, {numbered_article(2)});
  CHECK(check_agreement(scratch.index()) == 2);
}

TEST_CASE("whatever a long batch is made of, it looks at the free space on the way") {
  const Scratch scratch;
  std::uint64_t free = 1'000'000'000;
  store::WriterOptions options = writer_options();
  options.free_bytes = [&](const std::filesystem::path&) { return Result<std::uint64_t>(free); };
  store::Writer writer = open_writer(scratch.index(), options);
  constexpr int kMany = 300;
  std::vector<Article> articles;
  for (int i = 0; i < kMany; ++i) articles.push_back(numbered_article(i));
  add(writer, articles);

  enum class What { newer, older, removal, mixed };
  const What what = GENERATE(What::newer, What::older, What::removal, What::mixed);
  CAPTURE(static_cast<int>(what));
  Result<void> staged;
  int taken = 0;
  for (int i = 0; i < kMany && staged; ++i) {
    const bool removes = what == What::removal || (what == What::mixed && i % 100 > 50);
    if (removes)
      staged = writer.remove(articles[static_cast<std::size_t>(i)].key, kNow);
    else if (what == What::older)
      staged = writer.stage_superseded(prepare(numbered_article(i)), 1);
    else
      staged = writer.stage(prepare(numbered_article(i, 2)), kNow);
    if (staged) ++taken;
    free = 1'400'000;
  }
  REQUIRE_FALSE(staged);
  CHECK(staged.error().code == Errc::io);
  CHECK(taken == 255);
  CHECK(writer.staged() == 0);

  free = 1'000'000'000;
  add(writer, {numbered_article(1, 2)});
  CHECK(check_agreement(scratch.index()) == kMany);
}

TEST_CASE("after a failed write the writer is dead and the next one heals the index") {
  const Scratch scratch;
  {
    store::Writer writer = open_writer(scratch.index());
    add(writer, {numbered_article(1)});
    // A folder where the journal should be written: the write fails.
    std::filesystem::create_directory(writer.generation_path() / "journal.new");
    REQUIRE(writer.stage(prepare(numbered_article(2)), kNow));
    const auto failed = writer.commit();
    REQUIRE_FALSE(failed);
    CHECK(failed.error().code == Errc::io);
    std::filesystem::remove(writer.generation_path() / "journal.new");
    CHECK_FALSE(writer.commit());
    CHECK_FALSE(writer.stage(prepare(numbered_article(3)), kNow));
    CHECK_FALSE(writer.compact());
    CHECK(writer.lookup(numbered_article(1).key));
  }
  CHECK(check_agreement(scratch.index()) == 1);
}

TEST_CASE("a compacted index is a new generation with the same documents and numbers") {
  const Scratch scratch;
  store::Writer writer = open_writer(scratch.index());
  std::vector<Article> articles;
  for (int i = 0; i < 20; ++i) articles.push_back(numbered_article(i));
  add(writer, articles);
  add(writer, {numbered_article(19, 2)});
  REQUIRE(writer.remove(numbered_article(19).key, kNow));
  REQUIRE(writer.commit());
  store::Reader reader = open_for_reading(scratch.index());
  const Xapian::docid last = reader.articles.get_lastdocid();
  CHECK(last == 22);
  REQUIRE(writer.compact());
  CHECK(writer.revision() == "2.3");
  CHECK(store::generations(scratch.index()) == std::vector<std::uint64_t>{2});
  const auto followed = store::refresh(reader);
  REQUIRE(followed);
  CHECK(*followed);
  CHECK(reader.generation == "gen-2");
  CHECK(reader.revision == "2.3");
  CHECK(records_in(reader.articles) == 19);
  CHECK(reader.articles.get_lastdocid() == last);
  add(writer, {numbered_article(30)});
  REQUIRE(store::refresh(reader));
  CHECK(reader.articles.get_lastdocid() == last + 1);
  CHECK(check_agreement(scratch.index()) == 20);
}

TEST_CASE("a new generation is unseen until it is published, and the old writer is then dead") {
  const Scratch scratch;
  store::Writer writer = open_writer(scratch.index());
  add(writer, {numbered_article(1), numbered_article(2)});
  store::Reader reader = open_for_reading(scratch.index());
  store::Settings settings;
  settings.shards = 2;
  auto next = writer.next_generation(settings);
  REQUIRE(next);
  add(*next, {numbered_article(3)});
  REQUIRE(store::refresh(reader));
  CHECK(records_in(reader.articles) == 2);
  store::DocumentMaker maker("en");
  Article old = numbered_article(4);
  old.superseded = kNow;
  REQUIRE(next->stage_history(maker.history_document(old, {})));
  REQUIRE(next->commit());
  REQUIRE(next->publish());
  REQUIRE(store::refresh(reader));
  CHECK(records_in(reader.articles) == 1);
  CHECK(records_in(reader.history) == 1);
  CHECK(reader.revision == "2.3");
  const auto late = writer.stage(prepare(numbered_article(5)), kNow);
  REQUIRE_FALSE(late);
  CHECK(late.error().code == Errc::conflict);
  CHECK(check_agreement(scratch.index()) == 1);
}

TEST_CASE("an unpublished generation is swept away at the next open") {
  const Scratch scratch;
  {
    store::Writer writer = open_writer(scratch.index());
    add(writer, {numbered_article(1)});
    auto next = writer.next_generation(store::Settings{});
    REQUIRE(next);
    add(*next, {numbered_article(3)});
  }
  { const store::Writer writer = open_writer(scratch.index()); }
  CHECK(store::generations(scratch.index()) == std::vector<std::uint64_t>{1});
  CHECK(check_agreement(scratch.index()) == 1);
}

TEST_CASE("a snapshot is an index of its own, as of the last commit") {
  const Scratch scratch;
  store::Writer writer = open_writer(scratch.index());
  add(writer, {numbered_article(1), numbered_article(2)});
  const auto copy = scratch.path() / "copy";
  REQUIRE(writer.snapshot(copy));
  add(writer, {numbered_article(3)});
  CHECK(check_agreement(copy) == 2);
  CHECK(open_for_reading(copy).revision == "1.1");
  const auto again = writer.snapshot(copy);
  REQUIRE_FALSE(again);
  CHECK(again.error().code == Errc::conflict);
  store::Writer writer_of_copy = open_writer(copy);
  add(writer_of_copy, {numbered_article(9)});
  CHECK(check_agreement(copy) == 3);
}
