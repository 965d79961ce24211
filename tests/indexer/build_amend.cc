// The rows that an editor writes, and what corrections do to an index that goes on changing.
#include "indexer/build/add.h"
#include "indexer/build/amend.h"
#include "indexer/build/rebuild.h"
#include "proto/store/layout.h"
#include "proto/store/reader.h"
#include "tests/catch.h"
#include "tests/indexer/build_folder.h"

namespace {

using namespace onrecord;
using namespace onrecord::build;
using tests::add_wire;
using tests::check_sound;
using tests::Folder;

constexpr std::int64_t kNow = 1'772'700'000;
const ArticleKey kFerry{"wire", "tag:paw.example:ferry"};

std::string item(std::string_view version, std::string_view lead) {
  return "<newsItem guid='tag:paw.example:ferry' version='" + std::string(version) +
         "'><itemMeta><versionCreated>2026-03-05T10:00:00Z</versionCreated></itemMeta>"
         "<contentMeta><headline>Ferry</headline></contentMeta><contentSet><inlineXML>"
         "<html><body><p>" +
         std::string(lead) +
         "</p><p>\"Nobody is going to swim home this winter,\" said Mara "
         "Lindqvist.</p></body></html>"
         "</inlineXML></contentSet></newsItem>";
}

AmendReport decide(const Folder& folder, const std::string& rows, Amend what = Amend::set) {
  auto report = decide_corrections(folder.path() / "index", rows, what, kNow);
  if (!report) FAIL(report.error().message);
  return *report;
}

/// An article of the index and the only statement of it, if it has one.
struct Held {
  Article article;
  std::optional<StoredStatement> said;
};

Held held(const Folder& folder) {
  const auto reader = store::open_reader(folder.path() / "index");
  REQUIRE(reader);
  auto article = store::find_article(*reader, kFerry);
  REQUIRE((article && *article));
  Held found{**article, {}};
  const auto& statements = reader->statements;
  for (auto at = statements.postlist_begin(""); at != statements.postlist_end(""); ++at) {
    auto said = decode_statement(statements.get_document(*at).get_data());
    if (said) found.said = *said;
  }
  check_sound(folder);
  return found;
}

std::string statement_of(const Folder& folder) {
  const Held now = held(folder);
  REQUIRE(now.said);
  return statement_id(now.article.key, now.article.version, now.said->statement);
}

std::string list(const Folder& folder) {
  const auto told = list_corrections(folder.path() / "index", {}, Tell::all, Form::tsv);
  REQUIRE(told);
  return told->printed;
}

void nothing(const Folder& folder) {
  add_wire(folder, folder.write("empty/none.txt", "Nothing\n\nNew."));
}

}  // namespace

TEST_CASE("a row that cannot be meant says where, and what was expected") {
  struct Case {
    std::string_view row, message;
    int column;
  };
  const auto c = GENERATE(values<Case>({
      {"a/1",
       "expected a target, a field and a value, parted by tabs, and perhaps a note; got 1 column",
       1},
      {"a/1\tdate\t2026\tn\tx",
       "expected a target, a field and a value, parted by tabs, and perhaps a note; got 5 columns",
       17},
      {"a/1\tcolour\tred", "expected date, outlet, speaker, kind or statement, got 'colour'", 5},
      {"å/1\tdate\tMoonday", "expected a date, or '-' for one that is not known", 10},
      {"a/1\tdate\t2026-13-01", "expected a month from 1 to 12, got 13", 10},
      {"a/1\toutlet\t", "expected a value, or '-' for none", 12},
      {"a/1\toutlet\t Post", "expected no spaces at the ends", 12},
      {"a/1\tkind\tdirect", "expected its id, KEY@VERSION:BEGIN-END, got 'a/1'", 1},
      {"a/1\tstatement\tno", "is of a statement", 1},
      {"a/1@1:0-5\tdate\t2026", "expected 'a/1', got a statement's id", 1},
      {"a/1@1:0-5\tkind\tloud", "expected direct, fragment, mixed, indirect or speech, got 'loud'",
       16},
      {"a/1@1:0-5\tstatement\tyes", "expected 'no', for what is not a statement, got 'yes'", 21},
      {"a/1\toutlet\t\xff", "expected UTF-8", 12},
  }));
  CAPTURE(c.row);
  const AmendRows read =
      read_amend_rows("# a comment\r\n\n" + std::string(c.row) + "\n", Amend::set);
  CHECK(read.rows.empty());
  REQUIRE(read.mistakes.size() == 1);
  CHECK(read.mistakes[0].line == 3);
  CHECK(read.mistakes[0].column == c.column);
  CHECK(read.mistakes[0].message.find(c.message) != std::string::npos);
}

TEST_CASE("statements are named as results name them") {
  const auto name = statement_name("wi%2Fre/a@b/c@12:h0-7");
  REQUIRE(name);
  CHECK(name->key == ArticleKey{"wi/re", "a@b/c"});
  CHECK(name->version == 12);
  CHECK(name->place == StatementPlace::headline);
  CHECK(name->span == Span{0, 7});
  for (const char* none :
       {"wire/a", "wire/a@1", "wire/a@1:5-5", "wire/a@1:5-9x", "a@1:0-3", "@1:0-3"})
    CHECK_FALSE(statement_name(none));
  const AmendRows undone = read_amend_rows("wire/a\tdate", Amend::take_back);
  CHECK(undone.rows.size() == 1);
}

TEST_CASE("corrections outlive a rebuild, a changed article, an older version and a removal") {
  const Folder folder;
  add_wire(folder, folder.write("a/2.xml", item("2", "The harbour is old.")));
  const std::string said = statement_of(folder);
  const std::string rows = "wire/tag:paw.example:ferry\tdate\t2026-03-01\n" + said +
                           "\tspeaker\tIda Moss\tby the tape\n" + said + "\tkind\tindirect\n";
  const AmendReport report = decide(folder, rows);
  CHECK(report.decided == 3);
  CHECK(report.mistakes.empty());
  CHECK(list(folder).find("pending") != std::string::npos);
  CHECK_FALSE(held(folder).said->statement.speaker_amended);

  // Whoever did not live to bring the databases in line: the next one does.
  nothing(folder);
  const auto is_amended = [&] {
    const Held now = held(folder);
    CHECK(text::format_date(now.article.date) == "2026-03-01");
    CHECK(now.article.date_origin == Origin::editor);
    REQUIRE(now.said);
    CHECK(now.said->date_amended);
    CHECK(now.said->statement.speaker == "Ida Moss");
    CHECK(now.said->statement.rule == "editor");
    CHECK(confidence_word(now.said->statement) == "stated");
    CHECK(now.said->statement.kind == StatementKind::indirect);
    CHECK(list(folder).find("pending") == std::string::npos);
  };
  is_amended();
  CHECK(held(folder).article.version == 1);
  CHECK(decide(folder, rows).decided == 0);
  CHECK(decide(folder, rows).unchanged == 3);
  CHECK(add_wire(folder, folder.at("a")).files_read == 0);
  // Read again under another name: nothing has changed.
  CHECK(add_wire(folder, folder.write("b/2.xml", item("2", "The harbour is old."))).unchanged == 1);

  REQUIRE(rebuild({.index = folder.path() / "index", .settings = {}, .jobs = 1}));
  is_amended();

  // Another lead: the words under the correction have moved, and are the same.
  Tally tally =
      add_wire(folder, folder.write("a/3.xml", item("3", "The harbour is very old indeed.")));
  CHECK(tally.new_versions == 1);
  CHECK(tally.misfits == 0);
  is_amended();
  CHECK(add_wire(folder, folder.write("a/1.xml", item("1", "Harbour: old."))).older_versions == 1);
  is_amended();
  CHECK(held(folder).article.version == 3);
  CHECK(list(folder).find(statement_of(folder) + "\tspeaker") != std::string::npos);

  CHECK(decide(folder, rows, Amend::take_back).decided == 3);
  nothing(folder);
  add_wire(folder, folder.write("empty/more.txt", "More\n\nNews."));
  const Held plain = held(folder);
  CHECK(text::format_date(plain.article.date) == "2026-03-05T10:00:00+00:00");
  CHECK(plain.article.date_origin != Origin::editor);
  CHECK(plain.said->statement.speaker == "Mara Lindqvist");
  CHECK_FALSE(plain.said->statement.speaker_amended);
  CHECK(list(folder) == "target\tfield\tvalue\tnote\tstate\treason\n");
}

TEST_CASE("where the words changed nothing is applied, and everybody says so") {
  const Folder folder;
  add_wire(folder, folder.write("a/1.xml", item("1", "One.")));
  const std::string said = statement_of(folder);
  decide(folder, said + "\tspeaker\tIda Moss\n");
  nothing(folder);
  std::string other = item("2", "One.");
  other.replace(other.find("swim"), 4, "walk");
  CHECK(add_wire(folder, folder.write("a/2.xml", other)).misfits == 1);
  CHECK(held(folder).said->statement.speaker == "Mara Lindqvist");
  const auto told = list_corrections(folder.path() / "index", {kFerry}, Tell::misfits, Form::text);
  REQUIRE(told);
  CHECK(told->misfits == 1);
  CHECK(told->printed.find("the words under it changed") != std::string::npos);
  CHECK(decide(folder, said + "\tspeaker\n", Amend::take_back).decided == 1);
}

TEST_CASE("what is no statement is gone, and comes back when that is taken back") {
  const Folder folder;
  add_wire(folder, folder.write("a/1.xml", item("1", "One.")));
  const std::string row = statement_of(folder) + "\tstatement\tno\n";
  decide(folder, row);
  nothing(folder);
  CHECK_FALSE(held(folder).said);
  REQUIRE(rebuild({.index = folder.path() / "index", .settings = {}, .jobs = 1}));
  CHECK_FALSE(held(folder).said);
  CHECK(decide(folder, row).unchanged == 1);
  CHECK(decide(folder, row, Amend::take_back).decided == 1);
  add_wire(folder, folder.write("empty/more.txt", "More\n\nNews."));
  CHECK(held(folder).said);
}

TEST_CASE("rows are held against the index and against each other") {
  const Folder folder;
  add_wire(folder, folder.write("a/1.xml", item("1", "One.")));
  const AmendReport report = decide(folder,
                                    "wire/none\tdate\t2026\n"
                                    "wire/tag:paw.example:ferry@1:0-3\tspeaker\tIda Moss\n"
                                    "wire/tag:paw.example:ferry@9:0-3\tspeaker\tIda Moss\n"
                                    "tag:paw.example:ferry\toutlet\tPost\n"
                                    "wire/tag:paw.example:ferry\toutlet\tPost\n"
                                    "wire/tag:paw.example:ferry\toutlet\tGazette\n");
  CHECK(report.decided == 1);
  CHECK(report.unchanged == 1);
  REQUIRE(report.mistakes.size() == 4);
  CHECK(report.mistakes[0].message ==
        "no article 'wire/none' in the index: expected SOURCE/ID or an id");
  CHECK(report.mistakes[1].message == "expected the id of a statement; none begins and ends there");
  CHECK(report.mistakes[2].message.starts_with("no such article or version in the index"));
  CHECK(report.mistakes[3].message == "line 4 corrects the same to 'Post'");
}
