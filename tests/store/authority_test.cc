// The authority file: what is refused and where, what is warned of, and whom a name means.
#include "proto/store/authority.h"

#include "proto/text/dates.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::store;

namespace {

using Meaning = Authority::Meaning;

Authority good(std::string_view text) {
  AuthorityRead read = read_authority(text);
  for (const Mistake& mistake : read.errors) FAIL(print(mistake));
  return std::move(read.authority);
}

std::string who_at(const Authority& people, std::string_view name, std::string_view article = "x/1",
                   std::string_view date = "") {
  NamePlace place{article, {}, {}};
  if (!date.empty()) {
    const auto read = text::parse_date(date);
    REQUIRE(read.has_value());
    place = {article, read->earliest, read->latest};
  }
  const auto person = people.who_at(name_key(name), place);
  return person ? people.persons()[*person].id : "-";
}

}  // namespace

TEST_CASE("a mistake in the file is told with line, column and what was expected") {
  struct Case {
    std::string_view text, message;
  };
  const auto c = GENERATE(values<Case>({
      {"p1\tname\tMara Lindqvist\np1\tnmae\tM. Lindqvist\n",
       "line 2, column 4: expected one of name, alias, surname, role, org, gender, wikidata, "
       "not-same-as, got 'nmae'"},
      {"# people\n\nIvo Brandt\tname\tIvo Brandt\n",
       "line 3, column 1: expected an id of letters, digits, '-', '_' and '.', got 'Ivo Brandt'"},
      {"p1\tname\n", "line 1, column 1: expected a value"},
      {"p1\tname\tÅsa Ek\np1\trole\tmayör\t2019-13\n",
       "line 2, column 15: expected a date as 2019, 2019-03 or 2019-03-05, got '2019-13'"},
      {"p1\tname\tÅsa Ek\np1\trole\tmayor\t2019\t2018-05\n",
       "line 2, column 20: expected a date not before 2019, got '2018-05'"},
      {"p1\tname\tÅsa Ek\np1\tname\tÅ. Ek\n",
       "line 2, column 4: 'p1' has a name, 'Åsa Ek': make this one an alias"},
      {"p1\talias\tÅsa Ek\n", "line 1, column 1: 'p1' has no name"},
      {"p1\tname\t…\n", "line 1, column 9: expected a name with a letter, got '…'"},
      {"p1\tname\tÅsa Ek\np1\tnot-same-as\tp2\n",
       "line 2, column 16: expected the id of another person, got 'p2'"},
      {"p1\tname\tÅsa Ek\np1\talias\tEk\t\t\t\tharbour\n",
       "line 2, column 16: expected an article's key, SOURCE/ID, got 'harbour'"},
      {"p1\tname\tÅsa Ek \n", "line 1, column 9: expected no spaces at the ends"},
      {"p1\tname\tÅsa Ek\t\t\t\t\tmore\n",
       "line 1, column 20: expected at most 7 columns: id, kind, value, from, to, source, article"},
      {"p1\tname\t\xff\n", "line 1, column 9: expected UTF-8"},
      {"ek\tname\tÅsa Ek\np2\tname\tOle Ek\np2\tsurname\tEk\n",
       "line 1, column 1: the id 'ek' is a name of 'p2'"},
      {"a\tname\tAli Moss\t\t\t\t\nb\tname\tAli Moss\na\talias\tMoss\t\t\t\th/1\nb\talias\tMoss\t"
       "\t\t\th/1\n",
       "line 4, column 9: 'Moss' is 'a' in this article, by line 3"},
  }));
  CAPTURE(c.text);
  const AuthorityRead read = read_authority(c.text);
  REQUIRE_FALSE(read.errors.empty());
  CHECK(print(read.errors.front()) == c.message);
}

TEST_CASE("comments, blank lines, a mark of byte order and line ends of other systems are fine") {
  const Authority people = good(
      "\xef\xbb\xbf# who is who\r\n\r\np1\tname\tMara Lindqvist\r\np1\trole\tmayor\t2019\t\r\n");
  REQUIRE(people.persons().size() == 1);
  CHECK(people.persons()[0].name == "Mara Lindqvist");
  CHECK(people.persons()[0].roles[0].value == "mayor");
}

TEST_CASE("what may not be meant is warned of") {
  const auto warnings = [](std::string_view text) {
    const AuthorityRead read = read_authority(text);
    CHECK(read.errors.empty());
    std::vector<std::string> printed;
    for (const Mistake& mistake : read.warnings) printed.push_back(print(mistake));
    return printed;
  };
  CHECK(warnings("a\tname\tAli Moss\nb\tname\tALI MOSS\n") ==
        std::vector<std::string>{"line 2, column 8: 'ALI MOSS' is a name of 'a' too (line 1): one "
                                 "person, or not-same-as?"});
  CHECK(warnings("a\tname\tAli Moss\nb\tname\tAli Moss\nb\tnot-same-as\ta\n").empty());
  CHECK(warnings("a\tname\tAli Moss\na\talias\tali moss\n") ==
        std::vector<std::string>{"line 2, column 9: the same as line 1"});
  CHECK(warnings("a\tname\tAli Moss\na\twikidata\tQ1\nb\tname\tA. Moss\nb\twikidata\tQ1\n") ==
        std::vector<std::string>{
            "line 3, column 1: 'b' and 'a' have the same wikidata: are they one person?"});
}

TEST_CASE("a name means a person wherever it is one person's alone") {
  const Authority people = good(
      "p1\tname\tJ. K. Verey\n"
      "p1\tsurname\tVerey\n"
      "p2\tname\tOle Ek\n");
  CHECK(people.who(name_key("JK VEREY")).meaning == Meaning::person);
  CHECK(who_at(people, "J.K. Verey") == "p1");
  CHECK(who_at(people, "verey") == "p1");
  CHECK(who_at(people, "Karl Verey") == "-");
  CHECK(people.who(name_key("Karl Verey")).meaning == Meaning::nobody);
}

TEST_CASE("a shared name means nobody but where days or the article tell") {
  const Authority people = good(
      "old\tname\tAli Moss\n"
      "old\talias\tMoss\t\t2010\n"
      "new\tname\tAli Moss Jr\n"
      "new\talias\tAli Moss\n"
      "new\talias\tMoss\t2011\n"
      "new\talias\tAli Moss\t\t\t\th/7\n"
      "new\tnot-same-as\told\n");
  CHECK(people.who(name_key("Moss")).meaning == Meaning::by_place);
  CHECK(who_at(people, "Moss", "x/1", "2010-12-31") == "old");
  CHECK(who_at(people, "Moss", "x/1", "2011-01-01") == "new");
  CHECK(who_at(people, "Moss", "x/1") == "-");
  CHECK(who_at(people, "Ali Moss", "h/1") == "-");
  CHECK(who_at(people, "Ali Moss", "h/7") == "new");
  CHECK(people.apart(0, 1));
  CHECK(people.apart(1, 0));
}

TEST_CASE("an imprecise date is within days only as a whole") {
  const Authority people = good("p\tname\tUna Brae\np\talias\tBrae\t2015-06\t2016-06\n");
  CHECK(who_at(people, "Brae", "x/1", "2015-06") == "p");
  CHECK(who_at(people, "Brae", "x/1", "2015") == "-");
  CHECK(who_at(people, "Brae", "x/1", "2016-06-30") == "p");
}

TEST_CASE("the role of a day is the last line that covers it") {
  const Authority people = good(
      "p\tname\tUna Brae\n"
      "p\trole\tengineer\n"
      "p\trole\tmayor\t2015\t2018\n");
  const auto role = [&](std::string_view date) {
    const auto read = text::parse_date(date);
    return std::string(people.persons()[0].role_at(read->earliest, read->latest));
  };
  CHECK(role("2014-12-31") == "engineer");
  CHECK(role("2015-01-01") == "mayor");
  CHECK(role("2019") == "engineer");
  CHECK(people.persons()[0].role_at({}, {}) == "engineer");
}
