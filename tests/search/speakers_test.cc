// The list of speakers: counts against a scan of what was put in, ways of finding a name, and what
// must not leak.
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "proto/store/authority.h"
#include "proto/text/name_sound.h"
#include "searchd/search/speaker_book.h"
#include "searchd/search/speaker_match.h"
#include "tests/search/archive.h"
#include "tests/search/book.h"

using namespace onrecord;
using namespace onrecord::search;
namespace json = boost::json;

namespace {

/// "NAME statements/articles first..last", and in brackets its spellings.
std::string row_text(const json::object& row) {
  const auto text = [&](std::string_view member) {
    return row.contains(member) ? std::string(row.at(member).as_string()) : std::string("?");
  };
  const auto number = [](const json::value& value) {
    return std::to_string(value.to_number<std::int64_t>());
  };
  std::string out = text("name") + " " + number(row.at("statements")) + "/" +
                    number(row.at("articles")) + " " + text("first") + ".." + text("last") + " [";
  for (const json::value& name : row.at("names").as_array())
    out += std::string(name.at("value").as_string()) + " " + number(name.at("statements")) + ";";
  return out + "]";
}

Texts list(Snapshot& snapshot, json::object arguments = {}) {
  Texts rows;
  const json::object result = ask_ok(snapshot, "speakers", std::move(arguments));
  for (const json::value& row : result.at("people").as_array())
    rows.push_back(row_text(row.as_object()));
  return rows;
}

/// "NAME way found_by" of each row.
Texts found(Snapshot& snapshot, const std::string& name, json::object arguments = {}) {
  arguments["name"] = name;
  Texts rows;
  const json::object result = ask_ok(snapshot, "speakers", std::move(arguments));
  for (const json::value& row : result.at("people").as_array())
    rows.push_back(std::string(row.at("name").as_string()) + " " +
                   std::string(row.at("way").as_string()) + " " +
                   std::string(row.at("found_by").as_string()));
  return rows;
}

constexpr std::string_view kPeople =
    "ml\tname\tMara Lindqvist\n"
    "ml\talias\tM. Lindqvist-Oduya\t2020\n"
    "ml\tsurname\tLindqvist\n"
    "m1\tname\tAli Moss\n"
    "m2\tname\tAli Moss Junior\n"
    "m2\talias\tAli Moss\t\t\t\tharbour/6\n"
    "m2\tnot-same-as\tm1\n"
    "ab\tname\tEsmat Baghali\n";

Archive& small() {
  static Archive archive({talk(1, {"Mara Lindqvist", "Mara Lindqvist", "Ivo Brandt"}, "2019-05-05"),
                          talk(2, {"Lindqvist", "IVO BRANDT", "Ivo Brandt"}, "2021"),
                          talk(3, {"M. Lindqvist-Oduya"}, "2021-07"),
                          talk(4, {"Karl Lindkvist", ""}), talk(5, {"Ali Moss"}, "2021-01-01"),
                          talk(6, {"Ali Moss"}, "2021-01-01"),
                          talk(7, {"Esmat Baqali"}, "2022-02-02")});
  return archive;
}

}  // namespace

TEST_CASE("speakers are listed as people with their names, counts and days") {
  Book book(small(), kPeople);
  for (const std::size_t bytes : {Columns::kDefaultMaxBytes, std::size_t{0}}) {
    Snapshot snapshot = book.snapshot(bytes);
    CHECK(list(snapshot) == Texts{"Mara Lindqvist 4/3 2019-05-05..2021-07 [Mara Lindqvist 2;"
                                  "Lindqvist 1;M. Lindqvist-Oduya 1;]",
                                  "Ivo Brandt 3/2 2019-05-05..2021 [Ivo Brandt 2;IVO BRANDT 1;]",
                                  "Ali Moss 1/1 2021-01-01..2021-01-01 [Ali Moss 1;]",
                                  "Ali Moss Junior 1/1 2021-01-01..2021-01-01 [Ali Moss 1;]",
                                  "Esmat Baqali 1/1 2022-02-02..2022-02-02 [Esmat Baqali 1;]",
                                  "Karl Lindkvist 1/1 ?..? [Karl Lindkvist 1;]"});
  }
  Snapshot snapshot = book.snapshot();
  const json::object all = ask_ok(snapshot, "speakers", {{"limit", 0}});
  CHECK(total_of(all) == 6);
  CHECK(all.at("unnamed") == 1);
  CHECK(all.at("people").as_array().empty());
  // As words alone: the two who share a name are one, and nobody is merged.
  const json::object names = ask_ok(snapshot, "speakers", {{"authority", "ignored"}});
  CHECK(total_of(names) == 7);
}

TEST_CASE("speakers come in the order asked for, page by page, of what matches a query") {
  Book book(small(), kPeople);
  Snapshot snapshot = book.snapshot();
  const auto names = [&](json::object arguments) {
    return column(ask_ok(snapshot, "speakers", std::move(arguments)), "people", "name");
  };
  CHECK(names({{"sort", "first"}, {"limit", 3}}) ==
        Texts{"Mara Lindqvist", "Ivo Brandt", "Ali Moss"});
  CHECK(names({{"sort", "last"}, {"limit", 2}}) == Texts{"Esmat Baqali", "Mara Lindqvist"});
  CHECK(names({{"sort", "name"}, {"limit", 2}, {"offset", 2}}) ==
        Texts{"Esmat Baqali", "Ivo Brandt"});
  CHECK(names({{"offset", 6}}).empty());
  CHECK(names({{"query", "id:2"}}) == Texts{"IVO BRANDT", "Mara Lindqvist"});
  CHECK(list(snapshot, {{"query", "speaker:ml date:2019..2020"}}) ==
        Texts{"Mara Lindqvist 2/1 2019-05-05..2019-05-05 [Mara Lindqvist 2;]"});
  CHECK(ask_refused(snapshot, "speakers", {{"name", "…"}}).message ==
        "argument 'name': expected a letter or a digit, got '…'");
}

TEST_CASE("what was retracted is counted and marked, and is never first nor last") {
  std::vector<Entry> entries{talk(1, {"Cem Dahl", "Cem Dahl"}, "2018"),
                             talk(2, {"Cem Dahl"}, "2020-02-02"), talk(3, {"Cem Dahl"}, "2020-03"),
                             talk(4, {"Cem Dahl"}, "2024-01-01"), talk(5, {"Eva Fels"}, "2021")};
  for (const std::size_t at : {0U, 3U, 4U}) entries[at].article.status = Status::retracted;
  for (const unsigned shards : {1U, 3U}) {
    Archive archive(shards);
    archive.add(entries);
    for (const std::size_t bytes : {Columns::kDefaultMaxBytes, std::size_t{0}}) {
      Book book(archive, kPeople);
      Snapshot snapshot = book.snapshot(bytes);
      const json::object result = ask_ok(snapshot, "speakers");
      const json::array& rows = result.at("people").as_array();
      REQUIRE(rows.size() == 2);
      CHECK(row_text(rows[0].as_object()) == "Cem Dahl 5/4 2020-02-02..2020-03 [Cem Dahl 5;]");
      CHECK(rows[0].at("retracted") == 3);
      CHECK(row_text(rows[1].as_object()) == "Eva Fels 1/1 ?..? [Eva Fels 1;]");
      CHECK(rows[1].at("retracted") == 1);
    }
    Snapshot snapshot = archive.snapshot();
    const json::object result = ask_ok(snapshot, "speakers", {{"query", "id:2"}});
    CHECK_FALSE(result.at("people").as_array().front().as_object().contains("retracted"));
  }
}

TEST_CASE("names are in the order of their letters, whatever case and marks they have") {
  Archive archive({talk(1, {"Zoe Zed", "Ödön Kiss", "ann bly", "Émile Roux", "Cem Dahl"})});
  Book book(archive, "er\tname\tÉmile Roux\n");
  Snapshot snapshot = book.snapshot();
  CHECK(column(ask_ok(snapshot, "speakers", {{"sort", "name"}}), "people", "name") ==
        Texts{"ann bly", "Cem Dahl", "Émile Roux", "Ödön Kiss", "Zoe Zed"});
}

TEST_CASE(
    "a name is found as it is, by the authority, in part, by its beginning, spelling and sound") {
  Book book(small(), kPeople);
  Snapshot snapshot = book.snapshot();
  CHECK(found(snapshot, "mara lindqvist") == Texts{"Mara Lindqvist exact Mara Lindqvist"});
  CHECK(found(snapshot, "ML") == Texts{});
  CHECK(found(snapshot, "ml") == Texts{"Mara Lindqvist authority ml"});
  CHECK(found(snapshot, "moss") ==
        Texts{"Ali Moss part Ali Moss", "Ali Moss Junior part Ali Moss"});
  CHECK(found(snapshot, "bran") == Texts{"Ivo Brandt prefix Ivo Brandt"});
  CHECK(found(snapshot, "Lindkwist") ==
        Texts{"Mara Lindqvist spelling Mara Lindqvist", "Karl Lindkvist spelling Karl Lindkvist"});
  CHECK(found(snapshot, "Bakhaaly") == Texts{"Esmat Baqali sound Esmat Baqali"});
  CHECK(found(snapshot, "E. Baghali") == Texts{"Esmat Baqali sound Esmat Baqali"});
  CHECK(found(snapshot, "Lindkwist", {{"query", "id:4"}}) ==
        Texts{"Karl Lindkvist spelling Karl Lindkvist"});
  CHECK(found(snapshot, "lindqvist", {{"way", "sound"}}).empty());
  CHECK(found(snapshot, "Nobody Known").empty());
  // Somebody whom only the file knows has said nothing here.
  CHECK(found(snapshot, "ab").empty());
}

TEST_CASE("initials are compared by letter, names word by word, slips of typing are forgiven") {
  struct Case {
    std::string_view asked, name, way;
  };
  const auto c = GENERATE(values<Case>({
      {"C. Marsh", "Charles Marsh", "sound"},
      {"T. Verey", "Thomas Verey", "sound"},
      {"P. Dunmore", "Philip Dunmore", "sound"},
      {"K. Brannigan", "Khalid Brannigan", "sound"},
      {"Charles Marsh", "C. Marsh", "sound"},
      {"K. Marsh", "Charles Marsh", ""},
      {"C. Marsh", "Karl Marsh", ""},
      {"Ai Marsh", "Anna Marsh", ""},
      {"Marsh", "M. Dunmore", ""},
      {"D", "M. Dunmore-Ek", "prefix"},
      {"E", "M. Dunmore", ""},
      {"C. Harby", "Cem al Harbi", "sound"},
      {"Lindquist", "Mara Lindqvist", "spelling"},
      {"Lindqvist", "Mara Lindquist", "spelling"},
      {"Okafot", "Paul Okafor", "spelling"},
      {"Cakloway", "Dan Calloway", "spelling"},
      {"Paul Okafot", "Paul Okafor", "spelling"},
      {"P. Okafot", "Paul Okafor", "spelling"},
      {"Pokafor", "Paul Okafor", ""},
      {"Sara Lindqvist", "Mara Lindqvist", ""},
      {"Tara Lindqvist", "Mara Lindqvist", ""},
      {"Lara Lindqvist", "Mara Lindqvist", ""},
      {"Saul Okafor", "Paul Okafor", ""},
      {"Saul Okafor", "Paul Okafor Dahl", ""},
      {"Ben Tovim", "Dan Bentovim", "sound"},
      {"Bentovim", "Dan Ben Tovim", "sound"},
      {"Mohammed Ghalibov", "Muhammad Qalibow", "sound"},
  }));
  CAPTURE(c.asked, c.name);
  const std::string key = store::name_key(c.name);
  const auto found = AskedName(c.asked).match({key, text::name_sound(key)});
  CHECK((found ? name_of(found->way) : "") == c.way);
}

TEST_CASE("who may not be seen is not listed, not counted, not found") {
  Archive archive({talk(1, {"Mara Lindqvist"}, "2019-05-05"), talk(2, {"Mara Lindqvist"}, "2018"),
                   talk(3, {"Hidden Person"}, "2018")});
  Book book(archive, kPeople);
  Snapshot snapshot = book.snapshot();
  CHECK(total_of(ask_ok(snapshot, "speakers")) == 2);
  archive.withhold({"harbour", "2"});
  archive.withhold({"harbour", "3"});
  CHECK(list(snapshot) == Texts{"Mara Lindqvist 1/1 2019-05-05..2019-05-05 [Mara Lindqvist 1;]"});
  CHECK(found(snapshot, "Hidden Person").empty());
  CHECK(found(snapshot, "Hiden Persson").empty());
  Article later = talk(4, {"Embargoed Person"}).article;
  later.embargo = 4'000'000'000;
  archive.add({{later, {said(later, "Ferry a.", "Embargoed Person")}}});
  CHECK(found(snapshot, "Embargoed").empty());
  CHECK(total_of(ask_ok(snapshot, "speakers")) == 1);
}

TEST_CASE("counts are those of a scan, over shards, replacements and deletions") {
  std::mt19937 random(20);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const Texts names{"Ann Bly",  "ANN BLY",     "Bly",      "Cem Dahl", "Dahl",
                    "Eva Fels", "J. K. Verey", "JK Verey", ""};
  for (const unsigned shards : {1U, 3U}) {
    Archive archive(shards);
    std::map<int, std::pair<std::string, Texts>> kept;
    for (int round = 0; round < 6; ++round) {
      std::vector<Entry> batch;
      for (int i = 0; i < 20; ++i) {
        const int id = static_cast<int>(below(60));
        Texts speakers;
        for (std::size_t n = below(6); n > 0; --n) speakers.push_back(names[below(names.size())]);
        const std::string date =
            "20" + std::to_string(10 + below(10)) + "-0" + std::to_string(1 + below(9)) + "-11";
        if (std::any_of(batch.begin(), batch.end(),
                        [&](const Entry& e) { return e.article.key.id == std::to_string(id); }))
          continue;
        kept[id] = {date, speakers};
        batch.push_back(talk(id, speakers, date));
      }
      archive.add(batch);
    }
    for (int id = 0; id < 10; ++id)
      if (kept.erase(id) > 0) archive.remove({"harbour", std::to_string(id)});
    archive.withhold({"harbour", "11"});
    kept.erase(11);

    // By the folded name, or the person.
    using Count = std::tuple<int, std::set<int>, std::string, std::string>;
    std::map<std::string, Count> expected;
    for (const auto& [id, entry] : kept)
      for (const std::string& name : entry.second) {
        if (name.empty()) continue;
        std::string who = name == "ANN BLY" || name == "Bly" ? "Ann Bly" : name;
        auto& [statements, articles, first, last] = expected[who];
        ++statements;
        articles.insert(id);
        first = first.empty() ? entry.first : std::min(first, entry.first);
        last = std::max(last, entry.first);
      }
    Book book(archive, "ab\tname\tAnn Bly\nab\tsurname\tBly\n");
    Snapshot snapshot = book.snapshot();
    const json::object result = ask_ok(snapshot, "speakers", {{"limit", 1000}});
    CHECK(result.at("people").as_array().size() == expected.size());
    for (const json::value& row : result.at("people").as_array()) {
      const auto& [statements, articles, first, last] =
          expected.at(std::string(row.at("name").as_string()));
      CHECK(row.at("statements").to_number<int>() == statements);
      CHECK(row.at("articles").to_number<std::size_t>() == articles.size());
      CHECK(row.at("first").as_string() == first);
      CHECK(row.at("last").as_string() == last);
    }
  }
}
