#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

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

// Runs \a work in a process of its own that dies at \a step without any clean-up; true when it died
// there.
template <class Work>
bool dies_at(const std::filesystem::path& index, Step step, Work&& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    // No test macro in here: a failure ends the child with another status.
    WriterOptions options;
    options.derive = labelled_statements;
    bool armed = false;
    options.on_step = [&](Step reached) {
      if (armed && reached == step) ::_exit(42);
    };
    Result<Writer> writer = Writer::open(index, std::move(options));
    if (!writer) ::_exit(1);
    armed = true;
    work(*writer);
    ::_exit(writer->commit() ? 2 : 3);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 42;
}

void stage_all(Writer& writer, const std::vector<Article>& articles) {
  DocumentMaker maker("en");
  for (const Article& article : articles)
    if (!writer.stage(maker.prepare(article, labelled_statements(article)), kNow)) ::_exit(4);
}

constexpr Step kSteps[] = {Step::journal_written, Step::history_committed, Step::articles_committed,
                           Step::statements_committed, Step::journal_dropped};

}  // namespace

TEST_CASE("a crash after any step of a batch heals by itself") {
  const Step step = GENERATE(from_range(std::begin(kSteps), std::end(kSteps)));
  const unsigned shards = GENERATE(1u, 2u);
  CAPTURE(static_cast<int>(step), shards);
  const Scratch scratch;
  WriterOptions options = writer_options();
  options.settings.shards = shards;
  {
    Writer writer = open_writer(scratch.index(), options);
    std::vector<Article> old;
    for (int i = 0; i < 10; ++i) old.push_back(numbered_article(i));
    add(writer, old);
  }
  // New, replaced and removed articles in one batch.
  REQUIRE(dies_at(scratch.index(), step, [](Writer& writer) {
    stage_all(writer, {numbered_article(1, 2), numbered_article(2, 2), numbered_article(20),
                       numbered_article(21)});
    if (!writer.remove(numbered_article(3).key, kNow)) ::_exit(5);
  }));

  // Before anybody heals: no statement is shown whose article version is not there.
  {
    const Reader reader = open_for_reading(scratch.index());
    std::size_t shown = 0;
    for (auto at = reader.statements.postlist_begin(""); at != reader.statements.postlist_end("");
         ++at) {
      const std::string data = reader.statements.get_document(*at).get_data();
      if (data.empty()) continue;  // The placeholder.
      const auto said = decode_statement(data);
      REQUIRE(said);
      if (article_is_current(reader, said->key, said->version)) ++shown;
    }
    CHECK(shown >= 14);
  }

  Writer writer = open_writer(scratch.index());
  CHECK(writer.recovered_from_crash());
  CHECK(writer.healed_keys() == (step == Step::journal_dropped ? 0 : 5));
  CHECK_FALSE(std::filesystem::exists(layout::journal(writer.generation_path())));
  const bool committed = step >= Step::articles_committed;
  CHECK(check_agreement(scratch.index()) == (committed ? 11 : 10));
  const Reader reader = open_for_reading(scratch.index());
  CHECK((*find_article(reader, numbered_article(1).key))->version == (committed ? 2 : 1));
  CHECK((*find_article(reader, numbered_article(3).key)).has_value() == !committed);
  CHECK(records_in(reader.history) == (committed ? 3 : 0));
  CHECK(reader.revision == (step == Step::journal_dropped ? "1.2" : "1.3"));

  // The same batch again: what was in is in once.
  for (const Article& article : {numbered_article(20), numbered_article(21)})
    if (!(*writer.lookup(article.key))) REQUIRE(writer.stage(prepare(article), kNow));
  if ((*writer.lookup(numbered_article(1).key))->version == 1)
    REQUIRE(writer.stage(prepare(numbered_article(1, 2)), kNow));
  REQUIRE(writer.commit());
  CHECK(check_agreement(scratch.index()) == (committed ? 11 : 12));
}

TEST_CASE("a crash while an older version comes in loses none of those that were there") {
  const Step step = GENERATE(from_range(std::begin(kSteps), std::end(kSteps)));
  const std::uint32_t place = GENERATE(1u, 2u, 3u);
  CAPTURE(static_cast<int>(step), place);
  const Scratch scratch;
  {
    Writer writer = open_writer(scratch.index());
    for (std::uint32_t version : {1u, 2u, 3u}) add(writer, {numbered_article(1, version)});
  }
  REQUIRE(dies_at(scratch.index(), step, [&](Writer& writer) {
    if (!writer.stage_superseded(prepare(numbered_article(1, 9)), place)) ::_exit(5);
  }));
  Writer writer = open_writer(scratch.index());
  CHECK(check_agreement(scratch.index()) == 1);
  const bool there = step >= Step::history_committed;
  const Reader reader = open_for_reading(scratch.index());
  std::vector<std::string> texts;
  for (std::uint32_t version = 1; version <= (there ? 4u : 3u); ++version) {
    const auto article = find_article(reader, numbered_article(1).key, version);
    REQUIRE(article);
    REQUIRE(*article);
    texts.push_back((*article)->text);
  }
  std::vector<std::string> expected;
  for (std::uint32_t version : {1u, 2u, 3u}) expected.push_back(numbered_article(1, version).text);
  if (there) expected.insert(expected.begin() + place - 1, numbered_article(1, 9).text);
  CHECK(texts == expected);
  CHECK(records_in(reader.history) == (there ? 3 : 2));
}

TEST_CASE("a crash while recovering is healed by the next recovery") {
  const Scratch scratch;
  {
    Writer writer = open_writer(scratch.index());
    add(writer, {numbered_article(1)});
  }
  REQUIRE(dies_at(scratch.index(), Step::articles_committed, [](Writer& writer) {
    stage_all(writer, {numbered_article(1, 2), numbered_article(2)});
  }));
  const pid_t child = ::fork();
  if (child == 0) {
    WriterOptions options;
    options.derive = [](const Article&) -> std::vector<Statement> { ::_exit(42); };
    (void)Writer::open(scratch.index(), std::move(options)).has_value();
    ::_exit(1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WEXITSTATUS(status) == 42);
  {
    Writer writer = open_writer(scratch.index());
    CHECK(writer.healed_keys() == 2);
  }
  CHECK(check_agreement(scratch.index()) == 2);
}

TEST_CASE("a crash while withholding leaves the article hidden, then withheld") {
  const Step step = GENERATE(from_range(std::begin(kSteps), std::end(kSteps)));
  CAPTURE(static_cast<int>(step));
  const Scratch scratch;
  {
    Writer writer = open_writer(scratch.index());
    add(writer, {numbered_article(1), numbered_article(2)});
    add(writer, {numbered_article(1, 2)});
  }
  REQUIRE(dies_at(scratch.index(), step, [&](Writer& writer) {
    const std::vector<ArticleKey> keys{numbered_article(1).key};
    if (!append_decisions(scratch.index(), keys, Decision::withheld, kNow)) ::_exit(5);
    if (!writer.apply_block_list(kNow)) ::_exit(6);
  }));
  const auto hidden = [&] {
    const Reader reader = open_for_reading(scratch.index());
    return visible_count(reader, reader.articles, "harbour") == 1 &&
           visible_count(reader, reader.statements, "wall") == 1 &&
           visible_count(reader, reader.history, "harbour") == 0;
  };
  CHECK(hidden());
  { Writer writer = open_writer(scratch.index()); }
  CHECK(hidden());
  CHECK(open_for_reading(scratch.index()).blocked.keys.empty());
  REQUIRE(append_decisions(scratch.index(), std::vector{numbered_article(1).key}, Decision::none,
                           kNow));
  { Writer writer = open_writer(scratch.index()); }
  CHECK(check_agreement(scratch.index()) == 2);
  const Reader reader = open_for_reading(scratch.index());
  CHECK(visible_count(reader, reader.articles, "harbour") == 2);
}

TEST_CASE("a journal whose bytes changed is refused, not guessed at") {
  const Scratch scratch;
  {
    Writer writer = open_writer(scratch.index());
    add(writer, {numbered_article(1)});
  }
  const auto generation = scratch.index() / "gen-1";
  REQUIRE(write_journal(generation, {2, {numbered_article(1).key, {"in/1", "a\nb"}}}));
  const auto whole = read_journal(generation);
  REQUIRE(whole);
  REQUIRE(*whole);
  CHECK((*whole)->commit == 2);
  CHECK((*whole)->keys == std::vector<ArticleKey>{numbered_article(1).key, {"in/1", "a\nb"}});
  const std::string text = *read_file(layout::journal(generation));
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string broken = text;
    broken[at] ^= 1;
    REQUIRE(write_file(layout::journal(generation), broken));
    CHECK_FALSE(read_journal(generation));
  }
  const auto refused = Writer::open(scratch.index(), writer_options());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == Errc::index);
}

TEST_CASE("a crash while the index is being made leaves a place where it can be made") {
  const Scratch scratch;
  // What is there when the first generation is complete and CURRENT is not written yet.
  { Writer writer = open_writer(scratch.index()); }
  std::filesystem::remove(layout::current(scratch.index()));
  Writer writer = open_writer(scratch.index());
  add(writer, {numbered_article(1)});
  CHECK(check_agreement(scratch.index()) == 1);
}
