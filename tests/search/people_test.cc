// Who is who when a query runs: names expanded, people apart, facets by person, the file watched.
#include <fstream>
#include <random>
#include <set>

#include "searchd/search/speaker_book.h"
#include "tests/search/archive.h"
#include "tests/search/book.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

std::set<std::string> found(Snapshot& snapshot, const std::string& query,
                            const std::string& authority = "used") {
  const Texts ids = ids_of(snapshot, {{"query", query}, {"limit", 1000}, {"authority", authority}});
  return {ids.begin(), ids.end()};
}

constexpr std::string_view kPeople =
    "ml\tname\tMara Lindqvist\n"
    "ml\talias\tM. Lindqvist-Oduya\t2020\n"
    "ml\tsurname\tLindqvist\t\t\thouse style book\n"
    "ml\trole\tmayor\t2019\t2021-06\n"
    "kl\tname\tKarl Lindqvist\n"
    "kl\tnot-same-as\tml\n"
    "m1\tname\tAli Moss\n"
    "m2\tname\tAli Moss Junior\n"
    "m2\talias\tAli Moss\n"
    "m2\talias\tAli Moss\t\t\t\tharbour/6\n"
    "m2\tnot-same-as\tm1\n";

Archive& small() {
  static Archive archive(
      {talk(1, {"Mara Lindqvist"}, "2019-05-05"), talk(2, {"Lindqvist"}, "2021-01-01"),
       talk(3, {"M. Lindqvist-Oduya"}, "2021-07-01"), talk(4, {"Karl Lindqvist"}, "2021-01-01"),
       talk(5, {"Ali Moss"}, "2021-01-01"), talk(6, {"Ali Moss"}, "2021-01-01"),
       talk(7, {"Berta Lindqvist", "Ivo Brandt"}, "2021-01-01"),
       talk(8, {"M. Lindqvist-Oduya"}, "2019-07-01")});
  return archive;
}

}  // namespace

TEST_CASE("a name finds what the person said under every name, and not who is someone else") {
  Book book(small(), kPeople);
  Snapshot snapshot = book.snapshot();
  using Ids = std::set<std::string>;
  // Who is not known stays found by what the words say; the name of 2019 was nobody's yet.
  CHECK(found(snapshot, "speaker:lindqvist") == Ids{"1", "2", "3", "7", "8"});
  CHECK(found(snapshot, "speaker:\"Mara Lindqvist\"") == Ids{"1", "2", "3"});
  CHECK(found(snapshot, "speaker:ml") == Ids{"1", "2", "3"});
  CHECK(found(snapshot, "speaker:\"Karl Lindqvist\"") == Ids{"4"});
  CHECK(found(snapshot, "-speaker:ml") == Ids{"4", "5", "6", "7", "8"});
  CHECK(found(snapshot, "speaker:ml said:(ferry)") == Ids{"1", "2", "3"});
  CHECK(found(snapshot, "speaker:ml date:2021") == Ids{"2", "3"});
  CHECK(found(snapshot, "speaker:lindqvist", "ignored") == Ids{"1", "2", "3", "4", "7", "8"});
  // A shared name means what it says; an id means the one whom the place tells.
  CHECK(found(snapshot, "speaker:\"Ali Moss\"") == Ids{"5", "6"});
  CHECK(found(snapshot, "speaker:m2") == Ids{"6"});
  CHECK(found(snapshot, "speaker:m1").empty());
  CHECK(found(snapshot, "speaker:nobody").empty());
}

TEST_CASE("the answer names what a speaker was expanded to, and why") {
  Book book(small(), kPeople);
  Snapshot snapshot = book.snapshot();
  const json::object one =
      ask_ok(snapshot, "search", {{"query", "ferry speaker:lindqvist"}, {"target", "statements"}});
  CHECK(json::serialize(one.at("speakers")) ==
        R"([{"column":7,"asked":"lindqvist","person":"ml","name":"Mara Lindqvist",)"
        R"("matched":"surname","names":[{"value":"Mara Lindqvist","kind":"name"},)"
        R"({"value":"M. Lindqvist-Oduya","kind":"alias","from":"2020"},)"
        R"({"value":"Lindqvist","kind":"surname","source":"house style book"}],)"
        R"("apart_from":["kl"]}])");
  const json::object shared = ask_ok(snapshot, "search", {{"query", "speaker:\"ali moss\""}});
  CHECK(json::serialize(shared.at("speakers")) ==
        R"([{"column":1,"asked":"ali moss","shared_by":[{"person":"m1","name":"Ali Moss"},)"
        R"({"person":"m2","name":"Ali Moss Junior"}]}])");
  CHECK_FALSE(ask_ok(snapshot, "search", {{"query", "speaker:berta"}}).contains("speakers"));
}

TEST_CASE("a hit says whom its speaker's name means, in the role of that day") {
  Book book(small(), kPeople);
  Snapshot snapshot = book.snapshot();
  const auto person_of = [&](std::string_view id) {
    const json::object result =
        ask_ok(snapshot, "search", {{"query", "id:" + std::string(id)}, {"target", "statements"}});
    const json::object& hit = result.at("hits").at(0).as_object();
    return hit.contains("person") ? json::serialize(hit.at("person")) : std::string();
  };
  CHECK(person_of("2") == R"({"id":"ml","name":"Mara Lindqvist","role":"mayor"})");
  CHECK(person_of("3") == R"({"id":"ml","name":"Mara Lindqvist"})");
  CHECK(person_of("6") == R"({"id":"m2","name":"Ali Moss Junior"})");
  CHECK(person_of("5").empty());
}

TEST_CASE("speakers are counted by person, with or without columns, and withheld ones are gone") {
  Archive archive({talk(1, {"Mara Lindqvist", "Lindqvist", "Ivo Brandt"}), talk(2, {"LINDQVIST"}),
                   talk(3, {"Karl Lindqvist"}), talk(4, {"Lindqvist"})});
  Book book(archive, kPeople);
  archive.withhold({"harbour", "4"});
  for (const std::size_t bytes : {Columns::kDefaultMaxBytes, std::size_t{0}}) {
    Snapshot snapshot = book.snapshot(bytes);
    const auto facet = [&](json::object arguments) {
      arguments["fields"] = {"speaker"};
      return json::serialize(ask_ok(snapshot, "facets", arguments).at("facets").at("speaker"));
    };
    CHECK(facet({}) == R"([{"value":"Mara Lindqvist","count":2,"person":"ml"},)"
                       R"({"value":"Ivo Brandt","count":1},)"
                       R"({"value":"Karl Lindqvist","count":1,"person":"kl"}])");
    CHECK(facet({{"target", "statements"}, {"facet_limit", 1}}) ==
          R"([{"value":"Mara Lindqvist","count":3,"person":"ml"}])");
    CHECK(facet({{"authority", "ignored"}}) ==
          R"([{"value":"LINDQVIST","count":2},{"value":"Ivo Brandt","count":1},)"
          R"({"value":"Karl Lindqvist","count":1},{"value":"Mara Lindqvist","count":1}])");
    CHECK(total_of(ask_ok(snapshot, "search", {{"query", "speaker:ml"}})) == 2);
  }
}

TEST_CASE("a person's count is what the person's id finds, and what a look at each name gives") {
  struct Line {
    int person;
    std::string name, from, to, article;
  };
  std::mt19937 random(11);
  const std::vector<std::string> names{"Una Brae", "Brae",      "U. Brae", "Ole Ek",
                                       "Ek",       "Una Braee", "Moss",    "Ali Moss"};
  const std::vector<std::string> dates{"", "2018-03-01", "2019", "2019-07", "2020-01-01"};
  for (int round = 0; round < 12; ++round) {
    CAPTURE(round);
    std::vector<Line> lines;
    std::string text;
    for (int person = 0; person < 3; ++person) {
      text +=
          "p" + std::to_string(person) + "\tname\tPerson Number" + std::to_string(person) + "\n";
      for (int i = 0; i < 4; ++i) {
        // An article of its own to each person: two claims of one article contradict each other.
        Line line{person, names[random() % names.size()], random() % 3 == 0 ? "2019" : "",
                  random() % 3 == 0 ? "2019" : "",
                  random() % 3 == 0 ? "harbour/" + std::to_string(random() % 10 * 3 +
                                                                  static_cast<unsigned>(person))
                                    : ""};
        text += "p" + std::to_string(person) + "\talias\t" + line.name + "\t" + line.from + "\t" +
                line.to + "\t\t" + line.article + "\n";
        lines.push_back(line);
      }
    }
    text += "p0\tnot-same-as\tp1\n";
    std::vector<Entry> entries;
    std::vector<std::set<std::string>> expected(3);
    std::vector<std::int64_t> statements(3);
    for (int number = 0; number < 30; ++number) {
      const std::string date = dates[random() % dates.size()];
      std::vector<std::string> speakers;
      for (unsigned i = 0; i <= random() % 3; ++i)
        speakers.push_back(names[random() % names.size()]);
      entries.push_back(talk(number, speakers, date));
      for (const std::string& speaker : speakers) {
        std::set<int> here, anywhere;
        for (const Line& line : lines) {
          if (line.name != speaker) continue;
          // "2019" lies within 2019, and so do its months; the day in 2018 is before, 2020 after.
          if (date.empty() && !(line.from.empty() && line.to.empty())) continue;
          if (!line.from.empty() && date.substr(0, 4) < "2019") continue;
          if (!line.to.empty() && date.substr(0, 4) > "2019") continue;
          if (line.article.empty())
            anywhere.insert(line.person);
          else if (line.article == "harbour/" + std::to_string(number))
            here.insert(line.person);
        }
        const std::set<int>& claims = here.empty() ? anywhere : here;
        if (claims.size() != 1) continue;
        expected[static_cast<std::size_t>(*claims.begin())].insert(std::to_string(number));
        ++statements[static_cast<std::size_t>(*claims.begin())];
      }
    }
    Archive archive(entries);
    Book book(archive, text);
    for (const std::size_t bytes : {Columns::kDefaultMaxBytes, std::size_t{0}}) {
      Snapshot snapshot = book.snapshot(bytes);
      for (const bool articles : {true, false}) {
        const json::object facets = ask_ok(snapshot, "facets",
                                           {{"fields", {"speaker"}},
                                            {"facet_limit", 100},
                                            {"target", articles ? "articles" : "statements"}});
        for (std::size_t person = 0; person < 3; ++person) {
          const std::string id = "p" + std::to_string(person);
          CAPTURE(id, articles);
          const std::int64_t count =
              articles ? static_cast<std::int64_t>(expected[person].size()) : statements[person];
          std::int64_t counted = 0;
          for (const auto& row : facets.at("facets").at("speaker").as_array())
            if (row.as_object().contains("person") && row.at("person").as_string() == id)
              counted = row.at("count").to_number<std::int64_t>();
          CHECK(counted == count);
          CHECK(total_of(ask_ok(snapshot, "search",
                                {{"query", "speaker:" + id},
                                 {"target", articles ? "articles" : "statements"}})) == count);
          if (articles) CHECK(found(snapshot, "speaker:" + id) == expected[person]);
        }
      }
    }
  }
}

TEST_CASE("a changed file is read again; a broken one changes nothing and is told of") {
  Book book(small(), kPeople);
  Snapshot snapshot = book.snapshot();
  CHECK(found(snapshot, "speaker:ib").empty());
  book.write(std::string(kPeople) + "ib\tname\tIvo Brandt\n");
  CHECK(found(snapshot, "speaker:ib") == std::set<std::string>{"7"});
  book.write("ib\tnmae\tIvo Brandt\n");
  CHECK(found(snapshot, "speaker:ib") == std::set<std::string>{"7"});
  const auto file_of = [](const json::object& status) { return status.at("speakers_file"); };
  const json::value broken = file_of(ask_ok(snapshot, "status"));
  CHECK(broken.at("people") == 5);
  CHECK(std::string_view(broken.at("error").as_string())
            .starts_with("speakers file: line 1, column 4: expected one of name, alias"));
  std::filesystem::remove(book.file());
  CHECK(found(snapshot, "speaker:ib") == std::set<std::string>{"7"});
  book.write("ib\tname\tIvo Brandt\n");
  CHECK(found(snapshot, "speaker:ml").empty());
  CHECK(file_of(ask_ok(snapshot, "status")).at("error").is_null());
}

TEST_CASE("role: finds what a person said while having the role, and the answer says so") {
  Archive archive({talk(1, {"Mara Lindqvist"}, "2019-05-05"), talk(2, {"Lindqvist"}, "2021-08-01"),
                   talk(3, {"Karl Lindqvist"}, "2020-01-01"), talk(4, {"Mara Lindqvist"}),
                   talk(5, {"Ivo Brandt"}, "2021-01-01"), talk(6, {"Lindqvist"}, "2021")});
  Entry printed = talk(7, {"Ada Moss"}, "2001-01-01");
  printed.statements[0].role = "deputy mayor";
  archive.add({printed});
  Book book(archive, std::string(kPeople) + "ib\tname\tIvo Brandt\nib\trole\tharbour master\n");
  Snapshot snapshot = book.snapshot();
  using Ids = std::set<std::string>;
  // Of 2021 as a whole the role was not hers, and an unknown day is none of those.
  CHECK(found(snapshot, "role:mayor") == Ids{"1", "7"});
  CHECK(found(snapshot, "role:mayor", "ignored") == Ids{"7"});
  CHECK(found(snapshot, "role:mayor speaker:ml") == Ids{"1"});
  CHECK(found(snapshot, "role:\"harbour master\"") == Ids{"5"});
  CHECK(found(snapshot, "role:master said:(ferry)") == Ids{"5"});
  CHECK(found(snapshot, "-role:mayor") == Ids{"2", "3", "4", "5", "6"});
  CHECK(found(snapshot, "role:may").empty());
  const json::object answer = ask_ok(snapshot, "search", {{"query", "ferry role:mayor"}});
  CHECK(
      json::serialize(answer.at("speakers")) ==
      R"([{"column":7,"asked":"mayor","field":"role","people":[)"
      R"({"person":"ml","name":"Mara Lindqvist","role":"mayor","from":"2019","to":"2021-06"}]}])");
}

TEST_CASE("verify asks the authority whose words they are") {
  const auto quote = [](int number, std::string speaker, std::string_view date = "2020-05-05") {
    const std::string words = "The night ferry will sail again in early spring.";
    Entry entry{story(std::to_string(number), "Note", words, date), {}};
    entry.statements.push_back(said(entry.article, words, std::move(speaker)));
    return entry;
  };
  struct Case {
    std::string_view asked, printed, date, found, by, verdict;
  };
  const auto c = GENERATE(values<Case>({
      // Another name of the same person, in its time.
      {"Mara Lindqvist", "M. Lindqvist-Oduya", "2020-05-05", "resolved", "authority", "verbatim"},
      {"Mara Lindqvist", "M. Lindqvist-Oduya", "2019-05-05", "other", "", "other_speaker"},
      {"ml", "M. Lindqvist-Oduya", "2020-05-05", "resolved", "authority", "verbatim"},
      {"Mara Lindqvist", "Lindqvist", "2020-05-05", "resolved", "authority", "verbatim"},
      {"Mara Lindqvist", "Mara Lindqvist", "2020-05-05", "stated", "", "verbatim"},
      // Somebody who is not the same.
      {"Lindqvist", "Karl Lindqvist", "2020-05-05", "other", "authority", "other_speaker"},
      {"Karl Lindqvist", "Lindqvist", "2020-05-05", "other", "authority", "other_speaker"},
      // Two of one name.
      {"Ali Moss", "Ali Moss", "2020-05-05", "ambiguous", "authority", "verbatim"},
      {"m1", "Ali Moss", "2020-05-05", "ambiguous", "authority", "verbatim"},
      // A role of that day.
      {"the mayor", "Mara Lindqvist", "2020-05-05", "resolved", "authority", "verbatim"},
      {"the mayor", "Mara Lindqvist", "2022-05-05", "other", "", "other_speaker"},
      // Whom the file does not know.
      {"Ivo Brandt", "Ivo Brandt", "2020-05-05", "stated", "", "verbatim"},
      {"Ivo Brandt", "Mara Lindqvist", "2020-05-05", "other", "", "other_speaker"},
  }));
  CAPTURE(c.asked, c.printed, c.date);
  Archive archive({quote(1, std::string(c.printed), c.date)});
  Book book(archive, kPeople);
  Snapshot snapshot = book.snapshot();
  const json::object answer =
      ask_ok(snapshot, "verify",
             {{"quote", "The night ferry will sail again in early spring."}, {"speaker", c.asked}});
  const json::object& place = answer.at("evidence").at(0).as_object();
  CHECK(place.at("speaker_found").as_string() == c.found);
  CHECK((place.contains("speaker_by") ? place.at("speaker_by").as_string() : "") == c.by);
  CHECK(answer.at("verdict").as_string() == c.verdict);
  CHECK(answer.at("supported").as_bool() == (c.found == "resolved" || c.found == "stated"));
}

TEST_CASE("verify names the person whom the authority found") {
  Archive archive({talk(1, {"M. Lindqvist-Oduya"}, "2020-05-05")});
  Book book(archive, kPeople);
  Snapshot snapshot = book.snapshot();
  const json::object answer =
      ask_ok(snapshot, "verify", {{"quote", "Ferry a."}, {"speaker", "Mara Lindqvist"}});
  CHECK(answer.at("says").as_string() ==
        "M. Lindqvist-Oduya (Mara Lindqvist by the authority file) is on record with these words");
  CHECK(answer.at("person").at("person") == "ml");
  CHECK(answer.at("person").at("matched") == "name");
  CHECK(json::serialize(answer.at("evidence").at(0).at("person")) ==
        R"({"id":"ml","name":"Mara Lindqvist"})");
  const json::object shared =
      ask_ok(snapshot, "verify", {{"quote", "Ferry a."}, {"speaker", "Ali Moss"}});
  CHECK(shared.at("person").at("shared_by").as_array().size() == 2);
}

TEST_CASE("verify: the authority does not know which of two bearers a surname means") {
  Entry entry{
      story("1", "Note",
            "Mara Lindqvist and Karl Lindqvist came. “The boats sail at noon.” Lindqvist said.",
            "2020-05-05"),
      {}};
  entry.statements.push_back(said(entry.article, "The boats sail at noon.", "Mara Lindqvist"));
  entry.statements.back().speaker_as_written = "Lindqvist";
  Archive archive({entry, talk(2, {"Karl Lindqvist"}, "2020-06-01")});
  Book book(archive, kPeople);
  Snapshot snapshot = book.snapshot();
  const auto* const asked = GENERATE("Mara Lindqvist", "ml", "Karl Lindqvist");
  CAPTURE(asked);
  const json::object answer =
      ask_ok(snapshot, "verify", {{"quote", "The boats sail at noon."}, {"speaker", asked}});
  CHECK(answer.at("speaker") == "uncertain");
  CHECK(answer.at("supported") == false);
}
