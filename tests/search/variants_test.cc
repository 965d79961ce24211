// The forms of one quotation: which words, whose, where, and when first.
#include "tests/search/archive.h"
#include "tests/search/book.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

const std::string kQuote = "We will not close the northern ferry line this year";

Entry printed(const std::string& id, std::string_view date, const std::string& outlet,
              const std::string& words, const std::string& speaker = "Mara Lindqvist",
              StatementKind kind = StatementKind::direct) {
  const std::string who = speaker.empty() ? "Somebody" : speaker;
  Entry entry{story(id, "Ferries",
                    "“" + words + ",” " + who + " said in " + outlet + " " + id + ".", date)};
  entry.article.outlet = {outlet, Origin::given};
  entry.statements = {said(entry.article, words, speaker)};
  entry.statements.front().kind = kind;
  return entry;
}

Texts names_in(const json::value& rows) {
  Texts names;
  for (const json::value& row : rows.as_array()) names.emplace_back(row.at("value").as_string());
  return names;
}

const json::object& variant(const json::object& answer, std::size_t at) {
  return answer.at("variants").at(at).as_object();
}

}  // namespace

TEST_CASE("variants: the same words are one variant, whatever their marks and their form") {
  const Archive archive(
      {printed("1", "2025-03-05", "Post", "We will not close the northern ferry line this year"),
       printed("2", "2025-03-04", "Tide", "WE WON’T CLOSE the northern ferry line this year"),
       printed("3", "2025-03-06", "Echo", "We will close the northern ferry line this year")});
  Snapshot snapshot = archive.snapshot();
  const json::object answer = ask_ok(snapshot, "variants", {{"quote", kQuote}});
  REQUIRE(answer.at("total") == 2);
  CHECK(answer.at("statements") == 3);
  CHECK(answer.at("independent") == 3);
  CHECK(answer.at("disputed") == true);
  CHECK(variant(answer, 0).at("count") == 2);
  CHECK(variant(answer, 0).at("first").at("article") == "2");
  CHECK(variant(answer, 0).at("last").at("article") == "1");
  CHECK(names_in(variant(answer, 0).at("outlets")) == Texts{"Post", "Tide"});
  CHECK(variant(answer, 1).at("wording") == "altered");
  CHECK(variant(answer, 1).at("changed") == json::array{"negation"});
  CHECK(variant(answer, 1).at("text") == "We will close the northern ferry line this year");
}

TEST_CASE("variants: a part of the quotation is one of its own, and comes behind the whole ones") {
  const Archive archive({printed("1", "2025-03-01", "Post", "close the northern ferry line"),
                         printed("2", "2025-03-01", "Tide", "close the northern ferry line"),
                         printed("3", "2025-03-06", "Echo", kQuote)});
  Snapshot snapshot = archive.snapshot();
  const json::object answer = ask_ok(snapshot, "variants", {{"quote", kQuote}});
  REQUIRE(answer.at("total") == 2);
  CHECK(variant(answer, 0).at("part") == false);
  CHECK(variant(answer, 1).at("part") == true);
  CHECK(variant(answer, 1).at("independent") == 2);
  CHECK_FALSE(variant(answer, 1).contains("difference"));
}

TEST_CASE("variants: what is retracted is counted and was never first; indirect speech is apart") {
  Entry retracted = printed("1", "2025-03-01", "Post", kQuote);
  retracted.article.status = Status::retracted;
  const Archive archive(
      {retracted, printed("2", "2025-03-02", "Tide", kQuote), printed("3", "", "Echo", kQuote),
       printed("4", "2025-03-03", "Post",
               "the company will not close the northern ferry line this year", "Mara Lindqvist",
               StatementKind::indirect),
       printed("5", "2025-02-01", "Echo", kQuote, "Jon Berg"),
       printed("6", "2025-02-01", "Echo", "The weather was fine in the northern hills")});
  Snapshot snapshot = archive.snapshot();
  const json::object answer =
      ask_ok(snapshot, "variants", {{"quote", kQuote}, {"speaker", "Mara Lindqvist"}});
  REQUIRE(answer.at("total") == 1);
  CHECK(answer.at("not_quoted") == 1);
  CHECK(variant(answer, 0).at("count") == 3);
  CHECK(variant(answer, 0).at("independent") == 2);
  CHECK(variant(answer, 0).at("retracted") == 1);
  CHECK(variant(answer, 0).at("first").at("article") == "2");
  CHECK(names_in(variant(answer, 0).at("speakers")) == Texts{"Mara Lindqvist"});
  CHECK(answer.at("other_speakers") == 1);
  // Of anybody.
  const json::object all = ask_ok(snapshot, "variants", {{"quote", kQuote}});
  CHECK(variant(all, 0).at("first").at("article") == "5");
  CHECK_FALSE(all.contains("other_speakers"));
  // Within dates.
  const json::object late =
      ask_ok(snapshot, "variants", {{"quote", kQuote}, {"after", "2025-03-01"}});
  CHECK(variant(late, 0).at("count") == 1);
}

TEST_CASE(
    "variants: a vague date was not first, and what stands is shown before what is retracted") {
  Entry retracted = printed("0", "2025-01-01", "Post", kQuote);
  retracted.article.status = Status::retracted;
  const Archive archive(
      {retracted, printed("1", "2025", "Post", kQuote), printed("2", "2025-06-10", "Tide", kQuote),
       printed("3", "2025-07-10", "Echo", kQuote),
       printed("4", "", "Echo", "We shall never close the northern ferry line this year"),
       printed("5", "2025-02-01", "Echo",
               "We shall never close the northern ferry line this year")});
  Snapshot snapshot = archive.snapshot();
  const json::object answer = ask_ok(snapshot, "variants", {{"quote", kQuote}});
  CHECK(variant(answer, 0).at("first").at("article") == "2");
  CHECK(variant(answer, 0).at("last").at("article") == "3");
  CHECK(variant(answer, 1).at("first").at("article") == "5");
}

TEST_CASE("variants: that articles disagree does not depend on which form is asked for") {
  std::vector<Entry> entries;
  for (int i = 0; i < 30; ++i)
    entries.push_back(printed("n" + std::to_string(i), "2025-03-05", "Post", kQuote));
  entries.push_back(
      printed("x", "2025-03-05", "Tide", "We will soon close the northern ferry line this year"));
  const Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  for (const char* quote : {kQuote.c_str(), "We will soon close the northern ferry line this year"})
    CHECK(ask_ok(snapshot, "variants", {{"quote", quote}}).at("disputed") == true);
}

TEST_CASE("variants: nothing alike is no variant, and withheld articles have none") {
  Archive archive({printed("1", "2025-03-01", "Post", kQuote)});
  archive.withhold({"harbour", "1"});
  Snapshot snapshot = archive.snapshot();
  for (const char* quote : {kQuote.c_str(), "The zebra was never seen in these hills again"}) {
    const json::object answer = ask_ok(snapshot, "variants", {{"quote", quote}});
    CHECK(answer.at("total") == 0);
    CHECK(answer.at("statements") == 0);
    CHECK(answer.at("not_quoted") == 0);
  }
}

TEST_CASE("variants: words keep their marks, also where an attribution stands between them") {
  const auto* const text =
      GENERATE("“We will not, this year, close the ferry line,” Mara Lindqvist said.",
               "“We will not, this year,” Mara Lindqvist said, “close the ferry line.”");
  CAPTURE(text);
  Entry entry{story("1", "Ferries", text, "2025-03-05"), {}};
  const std::string_view said_text = entry.article.text;
  if (said_text.find("said, “") == std::string_view::npos) {
    entry.statements = {
        said(entry.article, "We will not, this year, close the ferry line,", "Mara Lindqvist")};
  } else {
    entry.statements = {said(entry.article, "We will not, this year,", "Mara Lindqvist"),
                        said(entry.article, "close the ferry line.", "Mara Lindqvist")};
  }
  const Archive archive({entry});
  Snapshot snapshot = archive.snapshot();
  const json::object answer =
      ask_ok(snapshot, "variants", {{"quote", "We will not this year close the ferry line"}});
  REQUIRE(answer.at("total") == 1);
  CHECK(variant(answer, 0).at("text") == "We will not, this year, close the ferry line");
}

TEST_CASE("variants: that not all were looked at is told, whoever is asked for") {
  const int others = GENERATE(3, 410);
  std::vector<Entry> entries{printed("own", "2025-03-05", "Post", kQuote)};
  for (int i = 0; i < others; ++i)
    entries.push_back(printed("n" + std::to_string(i), "2025-03-05", "Tide", kQuote, "Ola Berg"));
  const Archive archive(entries);
  Snapshot snapshot = archive.snapshot();
  const json::object answer =
      ask_ok(snapshot, "variants", {{"quote", kQuote}, {"speaker", "Mara Lindqvist"}});
  CHECK(answer.at("statements") == 1);
  CHECK(answer.at("truncated") == (others == 410));
}

TEST_CASE("variants: a person's id asks for all names of that person") {
  const Archive archive({printed("1", "2025-03-01", "Post", kQuote),
                         printed("2", "2025-03-02", "Tide", kQuote, "Captain Ferrybell"),
                         printed("3", "2025-03-03", "Echo", kQuote, "Ivo Brandt")});
  const Book book(archive, "ml\tname\tMara Lindqvist\nml\talias\tCaptain Ferrybell\n");
  Snapshot snapshot = book.snapshot();
  const auto* const asked = GENERATE("ml", "Mara Lindqvist", "Captain Ferrybell");
  CAPTURE(asked);
  const json::object answer = ask_ok(snapshot, "variants", {{"quote", kQuote}, {"speaker", asked}});
  const bool by_id = asked == std::string_view("ml");
  CHECK(answer.at("speaker") == (by_id ? "Mara Lindqvist" : asked));
  CHECK(answer.at("statements") == 2);
  CHECK(answer.at("other_speakers") == 1);
  CHECK(names_in(variant(answer, 0).at("speakers")) ==
        Texts{"Captain Ferrybell", "Mara Lindqvist"});
  // Nobody has that id where there is no file.
  Snapshot without = archive.snapshot();
  CHECK(ask_ok(without, "variants", {{"quote", kQuote}, {"speaker", "ml"}}).at("statements") == 0);
}

TEST_CASE("variants: of equals the one most like the quotation comes first") {
  const Archive archive(
      {printed("1", "2025-03-01", "Post", "We will close the northern ferry line this year"),
       printed("2", "2025-03-02", "Tide", kQuote)});
  Snapshot snapshot = archive.snapshot();
  const json::object answer = ask_ok(snapshot, "variants", {{"quote", kQuote}});
  REQUIRE(answer.at("total") == 2);
  CHECK(variant(answer, 0).at("wording") == "verbatim");
  CHECK(variant(answer, 1).at("wording") == "altered");
}

TEST_CASE("variants: words that stand far apart in other company are another quotation") {
  const Archive archive(
      {printed("1", "2025-03-01", "Post", kQuote),
       printed("2", "2025-03-02", "Tide",
               "We will not close the mill, nor the two old schools behind it, nor anything else "
               "that people walk to, and the northern ferry line this year")});
  Snapshot snapshot = archive.snapshot();
  CHECK(ask_ok(snapshot, "variants", {{"quote", kQuote}}).at("total") == 1);
}

TEST_CASE("variants: other words at an end are another variant") {
  const Archive archive(
      {printed("1", "2025-03-04", "Post",
               "Owners will not close the northern ferry line this year"),
       printed("2", "2025-03-05", "Tide",
               "Pilots will not close the northern ferry line this year"),
       printed("3", "2025-03-06", "Echo", "We will not close the northern ferry line this time")});
  Snapshot snapshot = archive.snapshot();
  const json::object answer = ask_ok(snapshot, "variants", {{"quote", kQuote}});
  REQUIRE(answer.at("total") == 3);
  CHECK(variant(answer, 0).at("text") == "Owners will not close the northern ferry line this year");
  CHECK(variant(answer, 1).at("text") == "Pilots will not close the northern ferry line this year");
  CHECK(variant(answer, 2).at("text") == "We will not close the northern ferry line this time");
}
