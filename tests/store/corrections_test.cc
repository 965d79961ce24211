#include "proto/store/corrections.h"

#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "proto/store/files.h"
#include "proto/store/hash.h"
#include "proto/store/layout.h"
#include "tests/catch.h"
#include "tests/store/samples.h"
#include "tests/store/scratch.h"

using namespace onrecord;
using namespace onrecord::samples;
using namespace onrecord::store;

namespace {

const Article kArticle = numbered_article(1);

Correction of_article(AmendedField field, std::string value) {
  Correction correction;
  correction.key = kArticle.key;
  correction.field = field;
  correction.value = std::move(value);
  correction.given_sha256 = sha256_hex(article_value(kArticle, field));
  return correction;
}

Correction of_statement(const Statement& said, AmendedField field, std::string value) {
  Correction correction = of_article(field, std::move(value));
  correction.statement = {kArticle.version, said.place, said.span, kArticle.text_sha256};
  correction.given_sha256 = sha256_hex(said.span.of(kArticle.text));
  return correction;
}

Corrections read(const std::filesystem::path& index) {
  auto corrections = read_corrections(index);
  if (!corrections) FAIL(corrections.error().message);
  return *corrections;
}

}  // namespace

TEST_CASE("corrections are replayed: the newest counts, and what is taken back is gone") {
  const Scratch scratch;
  const auto& index = scratch.path();
  CHECK(read(index).of_article.empty());
  const Correction outlet = of_article(AmendedField::outlet, "Paper\twith a tab");
  Correction date = of_article(AmendedField::date, "2026-03");
  date.note = "printed on\nMarch";
  REQUIRE(append_corrections(index, std::vector{outlet, date}, {}, kNow));
  Corrections all = read(index);
  REQUIRE(all.of(kArticle.key).size() == 2);
  CHECK(all.of(kArticle.key)[0].value == "Paper\twith a tab");
  CHECK(all.of(kArticle.key)[1].note == "printed on\nMarch");
  CHECK(all.of(kArticle.key)[1].when == kNow);
  CHECK(all.pending == std::vector{kArticle.key});

  REQUIRE(append_corrections_applied(index, all.bytes, kNow));
  CHECK(read(index).pending.empty());
  const Correction other = of_article(AmendedField::outlet, "Other Paper");
  REQUIRE(append_corrections(index, std::vector{other}, std::vector{date}, kNow));
  all = read(index);
  REQUIRE(all.of(kArticle.key).size() == 1);
  CHECK(all.of(kArticle.key)[0].value == "Other Paper");
  CHECK(all.pending == std::vector{kArticle.key});
  REQUIRE(append_corrections(index, {}, std::vector{other}, kNow));
  all = read(index);
  CHECK(all.of(kArticle.key).empty());
  CHECK(all.of_article.contains(kArticle.key));
}

TEST_CASE("a torn last line was never decided, any other that cannot be read is damage") {
  const Scratch scratch;
  const auto& index = scratch.path();
  const auto path = layout::corrections(index);
  REQUIRE(append_corrections(index, std::vector{of_article(AmendedField::outlet, "A")}, {}, kNow));
  REQUIRE(append_file(path, "set\t17"));
  CHECK(read(index).of(kArticle.key).size() == 1);
  REQUIRE(append_corrections(index, std::vector{of_article(AmendedField::date, "2026")}, {}, kNow));
  CHECK(read(index).of(kArticle.key).size() == 2);
  REQUIRE(append_file(path, "set\t17\n"));
  const auto damaged = read_corrections(index);
  REQUIRE_FALSE(damaged);
  CHECK(damaged.error().code == Errc::index);
  CHECK(damaged.error().message.find("line 3") != std::string::npos);
  CHECK_FALSE(
      append_corrections(index, std::vector{of_article(AmendedField::date, "2027")}, {}, 1));
}

TEST_CASE("a book follows the file") {
  const Scratch scratch;
  CorrectionBook none{{}};
  REQUIRE(none.now());
  CHECK((*none.now())->of_article.empty());
  CorrectionBook book(scratch.path());
  CHECK((*book.now())->of(kArticle.key).empty());
  const std::vector decided{of_article(AmendedField::outlet, "A")};
  REQUIRE(append_corrections(scratch.path(), decided, {}, kNow));
  CHECK((*book.now())->of(kArticle.key).size() == 1);
}

TEST_CASE("an amended article knows what was given, and hashes as it") {
  Article article = kArticle;
  article.speaker = {"Ada Brandt", Origin::given};
  article.role = {"editor in chief", Origin::given};
  article.outlet = {};
  const std::string before = content_hash(article);
  Correction speaker = of_article(AmendedField::speaker, "Ida Moss");
  speaker.given_sha256 = sha256_hex("Ada Brandt");
  Correction outlet = of_article(AmendedField::outlet, "Harbour Post");
  outlet.given_sha256 = sha256_hex("");
  Correction date = of_article(AmendedField::date, "-");
  const std::vector corrections{speaker, outlet, date};
  const auto fates = amend_article(article, corrections);
  REQUIRE(fates.size() == 3);
  for (const Fate& fate : fates) CHECK(fate.misfit.empty());
  CHECK(article.speaker == Sourced{"Ida Moss", Origin::editor});
  CHECK(article.role.empty());
  CHECK(article.outlet == Sourced{"Harbour Post", Origin::editor});
  CHECK_FALSE(article.date.known());
  CHECK(article.date_origin == Origin::editor);

  const auto stored = decode_article(encode_article(article));
  REQUIRE(stored);
  CHECK(stored->speaker == article.speaker);
  CHECK(content_hash(*stored) == before);
  const Article back = as_given(*stored);
  CHECK(back.speaker == Sourced{"Ada Brandt", Origin::given});
  CHECK(back.role == Sourced{"editor in chief", Origin::given});
  CHECK(back.outlet == Sourced{});
  CHECK(text::format_date(back.date) == text::format_date(kArticle.date));
  CHECK(back.date_origin == kArticle.date_origin);

  // The source gives something else since.
  Article changed = kArticle;
  changed.speaker = {"Jonas Weil", Origin::given};
  const auto misfit = amend_article(changed, std::span(corrections).first(1));
  CHECK(misfit.at(0).misfit == "the source gives another speaker now");
  CHECK(changed.speaker.value == "Jonas Weil");
}

TEST_CASE("a correction finds its statement by span, by overlap, by words, or not") {
  std::vector<Statement> said = labelled_statements(kArticle);
  REQUIRE(said.size() == 2);
  const Correction speaker = of_statement(said[0], AmendedField::speaker, "Editor's Name");
  const std::vector corrections{speaker, of_statement(said[0], AmendedField::kind, "indirect")};
  const std::vector removal{of_statement(said[1], AmendedField::statement, "no")};

  SECTION("the same text") {
    said[0].role = "minister";
    auto fates = amend_statements(kArticle, said, corrections);
    CHECK(fates.at(0).at == corrections[0].statement->span);
    CHECK(said[0].speaker == "Editor's Name");
    CHECK(said[0].rule == "editor");
    CHECK(said[0].role.empty());
    CHECK(confidence_word(said[0]) == "stated");
    CHECK(said[0].kind == StatementKind::indirect);
    CHECK((said[0].speaker_amended && said[0].kind_amended));
    fates = amend_statements(kArticle, said, removal);
    CHECK(fates.at(0).misfit.empty());
    CHECK(said.size() == 1);
  }
  SECTION("an extractor whose spans moved") {
    said[0].span.begin += 3;
    const auto fates = amend_statements(kArticle, said, corrections);
    CHECK(fates.at(0).misfit.empty());
    CHECK(fates.at(0).at == said[0].span);
    CHECK(said[0].speaker == "Editor's Name");
    CHECK_FALSE(said[1].speaker_amended);
  }
  SECTION("an extractor that finds it no more") {
    said.clear();
    CHECK(amend_statements(kArticle, said, corrections).at(0).misfit ==
          "no statement stands there any more");
    CHECK(amend_statements(kArticle, said, removal).at(0).misfit.empty());
  }
  SECTION("another text, the same words") {
    Article longer = kArticle;
    longer.text = "Before all. " + longer.text;
    longer.text_sha256 = sha256_hex(longer.text);
    for (Statement& one : said) one.span = {one.span.begin + 12, one.span.end + 12};
    const auto fates = amend_statements(longer, said, corrections);
    CHECK(fates.at(0).misfit.empty());
    CHECK(fates.at(0).at == said[0].span);
    CHECK(said[0].speaker == "Editor's Name");
    // Twice the same words: nobody knows which.
    said.push_back(said[0]);
    CHECK(amend_statements(longer, said, corrections).at(0).misfit == "the words under it changed");
  }
  SECTION("another text, other words") {
    Article other = kArticle;
    other.text.replace(said[0].span.begin, 2, "Us");
    other.text_sha256 = sha256_hex(other.text);
    CHECK(amend_statements(other, said, corrections).at(0).misfit == "the words under it changed");
    CHECK_FALSE(said[0].speaker_amended);
    CHECK(amend_statements(other, said, removal).at(0).misfit.empty());
    CHECK(said.size() == 1);
  }
  SECTION("nobody said it") {
    Correction nobody = speaker;
    nobody.value = kNone;
    amend_statements(kArticle, said, std::vector{nobody});
    CHECK(said[0].speaker.empty());
    CHECK(confidence_word(said[0]) == "unattributed");
  }
}

TEST_CASE("a crash while an article is amended leaves it whole, before or after") {
  const Step step = GENERATE(Step::journal_written, Step::history_committed,
                             Step::articles_committed, Step::statements_committed);
  CAPTURE(static_cast<int>(step));
  const Scratch scratch;
  {
    Writer writer = open_writer(scratch.index());
    add(writer, {numbered_article(1), numbered_article(2)});
    add(writer, {numbered_article(1, 2)});
  }
  Article amended = numbered_article(1, 2);
  amended.given.outlet = amended.outlet;
  amended.outlet = {"Amended Post", Origin::editor};
  const pid_t child = ::fork();
  if (child == 0) {
    WriterOptions options = writer_options();
    bool armed = false;
    options.on_step = [&](Step reached) {
      if (armed && reached == step) ::_exit(42);
    };
    Result<Writer> writer = Writer::open(scratch.index(), std::move(options));
    armed = true;
    if (!writer || !writer->stage_amended(prepare(amended))) ::_exit(1);
    ::_exit(writer->commit() ? 2 : 3);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WEXITSTATUS(status) == 42);
  Writer writer = open_writer(scratch.index());
  CHECK(check_agreement(scratch.index()) == 2);
  const Reader reader = open_for_reading(scratch.index());
  CHECK(records_in(reader.history) == 1);
  const auto article = find_article(reader, amended.key);
  REQUIRE((article && *article));
  CHECK((*article)->version == 2);
  CHECK(((*article)->outlet.value == "Amended Post") == (step >= Step::articles_committed));
  // Again, whichever it was.
  REQUIRE(writer.stage_amended(prepare(amended)));
  const auto done = writer.commit();
  REQUIRE(done);
  CHECK(done->amended == 1);
  CHECK(check_agreement(scratch.index()) == 2);
  const auto stale = writer.stage_amended(prepare(numbered_article(1)));
  REQUIRE_FALSE(stale);
}
