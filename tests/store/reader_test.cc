#include "proto/store/reader.h"

#include <atomic>
#include <chrono>
#include <fstream>
#include <optional>
#include <thread>

#include "proto/store/files.h"
#include "proto/store/journal.h"
#include "proto/store/layout.h"
#include "tests/catch.h"
#include "tests/store/samples.h"
#include "tests/store/scratch.h"

using namespace onrecord;
using namespace onrecord::samples;
using namespace onrecord::store;

namespace {

std::filesystem::path small_index(const Scratch& scratch) {
  Writer writer = open_writer(scratch.index());
  add(writer, {numbered_article(1), numbered_article(2)});
  return scratch.index();
}

}  // namespace

TEST_CASE("a folder without an index is not found, by name") {
  const Scratch scratch;
  const auto refused = open_reader(scratch.path());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::not_found);
  CHECK(refused.error().message.find(scratch.path().string()) != std::string::npos);
}

TEST_CASE("another format version is refused with the command that helps") {
  const Scratch scratch;
  const auto index = small_index(scratch);
  const auto manifest = layout::manifest(index / "gen-1");
  std::string text = *read_file(manifest);
  text.replace(text.find("\"format\":1"), 10, "\"format\":9");
  REQUIRE(write_file(manifest, text));
  const auto refused = open_reader(index);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::unsupported);
  CHECK(refused.error().message.find("format version 9") != std::string::npos);
  CHECK(refused.error().message.find("onrecord-indexer --index " + index.string() + " rebuild") !=
        std::string::npos);
  const auto no_writer = Writer::open(index, writer_options());
  REQUIRE_FALSE(no_writer);
  CHECK(no_writer.error().code == Errc::unsupported);
}

TEST_CASE("a missing file is damage, whichever it is, never a smaller answer") {
  const auto file = GENERATE(values<std::string>(
      {"manifest.json", "shard-0/articles/iamglass", "shard-0/articles/docdata.glass",
       "shard-0/articles/position.glass", "shard-0/articles/postlist.glass",
       "shard-0/articles/termlist.glass", "shard-0/statements/docdata.glass",
       "shard-0/statements/position.glass", "shard-0/history/iamglass"}));
  CAPTURE(file);
  const Scratch scratch;
  const auto index = small_index(scratch);
  REQUIRE(std::filesystem::remove(index / "gen-1" / file));
  const auto refused = open_reader(index);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::index);
  const auto no_writer = Writer::open(index, writer_options());
  REQUIRE_FALSE(no_writer);
  CHECK(no_writer.error().code == Errc::index);
}

TEST_CASE("a CURRENT that names nothing sensible is damage; without one nothing is overwritten") {
  const Scratch scratch;
  const auto index = small_index(scratch);
  for (const char* text : {"", "gen-", "gen-x\n", "gen-0\n", "../etc\n"}) {
    REQUIRE(write_file(layout::current(index), text));
    const auto refused = open_reader(index);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == Errc::index);
  }
  std::filesystem::remove(layout::current(index));
  const auto refused = Writer::open(index, writer_options());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::index);
  CHECK(refused.error().message.find("CURRENT is missing") != std::string::npos);
  REQUIRE(write_file(layout::current(index), "gen-1\n"));
  CHECK(check_agreement(index) == 2);
}

TEST_CASE("refresh says whether anything changed, and follows commits") {
  const Scratch scratch;
  Writer writer = open_writer(scratch.index());
  add(writer, {numbered_article(1)});
  Reader reader = open_for_reading(scratch.index());
  CHECK_FALSE(*refresh(reader));
  for (int i = 2; i < 8; ++i) {
    add(writer, {numbered_article(i)});
    if (i % 3 != 0) continue;  // Also two commits behind.
    CHECK(*refresh(reader));
    CHECK_FALSE(*refresh(reader));
    CHECK(records_in(reader.articles) == static_cast<unsigned>(i));
    CHECK(reader.revision == "1." + std::to_string(i));
  }
}

TEST_CASE("two commits behind, what is read is stale, and refresh mends it") {
  const Scratch scratch;
  Writer writer = open_writer(scratch.index());
  std::vector<Article> many;
  for (int i = 0; i < 300; ++i) many.push_back(numbered_article(i));
  add(writer, many);
  Reader reader = open_for_reading(scratch.index());
  for (int version = 2; version < 6; ++version) {
    for (Article& article : many)
      article = numbered_article(std::stoi(article.key.id.substr(2)),
                                 static_cast<std::uint32_t>(version));
    add(writer, many);
  }
  const auto late = each_article(reader, [](const Article&) { return true; });
  REQUIRE_FALSE(late);
  CHECK(late.error().code == Errc::stale);
  REQUIRE(refresh(reader, Follow::now));
  std::size_t articles = 0;
  REQUIRE(each_article(reader, [&](const Article& article) {
    CHECK(article.version == 5);
    return ++articles < 250;
  }));
  CHECK(articles == 250);
}

TEST_CASE("while a batch is between its commits a reader keeps the old whole view") {
  const Scratch scratch;
  Reader* watching = nullptr;
  std::vector<std::string> seen;
  WriterOptions options = writer_options();
  options.on_step = [&](Step step) {
    if (watching == nullptr) return;
    // However long the batch takes, on a disk that is busy.
    if (const auto journal = layout::journal(scratch.index() / "gen-1");
        std::filesystem::exists(journal))
      std::filesystem::last_write_time(
          journal, std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
    REQUIRE(refresh(*watching));
    seen.push_back(watching->revision);
    // Somebody who opens just now sees articles and statements that fit all the same.
    const Reader fresh = open_for_reading(scratch.index());
    for (auto at = fresh.statements.postlist_begin(""); at != fresh.statements.postlist_end("");
         ++at) {
      const std::string data = fresh.statements.get_document(*at).get_data();
      if (data.empty()) continue;  // The placeholder.
      const auto said = decode_statement(data);
      REQUIRE(said);
      if (step == Step::articles_committed)
        CHECK_FALSE(article_is_current(fresh, said->key, said->version));
    }
    if (step == Step::articles_committed) CHECK(fresh.revision == "1.2~1");
  };
  Writer writer = open_writer(scratch.index(), options);
  add(writer, {numbered_article(1)});
  Reader reader = open_for_reading(scratch.index());
  watching = &reader;
  add(writer, {numbered_article(1, 2)});
  CHECK(seen == std::vector<std::string>{"1.1", "1.1", "1.1", "1.1", "1.2"});
}

TEST_CASE("a journal without a writer keeps no reader back") {
  const Scratch scratch;
  std::optional<Writer> writer = open_writer(scratch.index());
  add(*writer, {numbered_article(1)});
  Reader reader = open_for_reading(scratch.index());
  add(*writer, {numbered_article(1, 2)});
  writer.reset();
  REQUIRE(write_journal(scratch.index() / "gen-1", {2, {numbered_article(1).key}}));
  REQUIRE(refresh(reader));
  CHECK(reader.revision == "1.2");
}

TEST_CASE("a reader that follows a busy writer never sees half a batch") {
  const Scratch scratch;
  Writer writer = open_writer(scratch.index());
  add(writer, {numbered_article(0)});
  std::atomic<bool> ending = false;
  std::atomic<int> bad = 0;
  std::atomic<int> looks = 0;
  std::thread watcher([&] {
    Reader reader = open_for_reading(scratch.index());
    while (!ending) {
      if (!refresh(reader)) ++bad;
      const auto counts = guarded("counting", [&] {
        return std::pair(records_in(reader.articles), records_in(reader.statements));
      });
      // Every article has two statements; revisions with '~' say that they are in between.
      if (counts && reader.revision.find('~') == std::string::npos &&
          counts->second != 2 * counts->first)
        ++bad;
      ++looks;
    }
  });
  for (int i = 1; i < 25; ++i) {
    std::vector<Article> batch;
    for (int j = 0; j < 10; ++j) batch.push_back(numbered_article(i * 10 + j));
    add(writer, batch);
  }
  ending = true;
  watcher.join();
  CHECK(bad == 0);
  CHECK(looks > 25);
}

TEST_CASE("a stored text that changed on the disk is noticed before it is shown") {
  const Scratch scratch;
  const auto index = small_index(scratch);
  const Reader reader = open_for_reading(index);
  auto article = find_article(reader, numbered_article(1).key);
  REQUIRE(article);
  REQUIRE(*article);
  CHECK(verify_text(**article));
  (*article)->text[3] ^= 1;
  const auto refused = verify_text(**article);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::index);
}

TEST_CASE("what is not there is not found") {
  const Scratch scratch;
  const Reader reader = open_for_reading(small_index(scratch));
  CHECK_FALSE(*find_article(reader, {"samples", "nobody"}));
  CHECK_FALSE(*find_article(reader, numbered_article(1).key, 7));
  CHECK_FALSE(*visible(reader, {"samples", "nobody"}, kNow));
  CHECK_FALSE(article_is_current(reader, numbered_article(1).key, 2));
  CHECK(article_is_current(reader, numbered_article(1).key, 1));
}
