// Which lines an editor is offered, and that they are lines of the file once accepted.
#include <algorithm>
#include <regex>

#include "indexer/build/speakers_suggest.h"
#include "proto/store/authority.h"
#include "proto/text/dates.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::build;

namespace {

CountedName name(std::string text, std::uint32_t statements, std::vector<std::uint32_t> articles,
                 std::string outlet = "Harbour Post", int year = 2020) {
  CountedName counted;
  counted.key = store::name_key(text);
  counted.text = std::move(text);
  counted.statements = statements;
  counted.articles = std::move(articles);
  counted.outlets = {{std::move(outlet), statements}};
  counted.first = text::days_from_civil({year, 1, 2}) * 86'400;
  counted.last = text::days_from_civil({year + 1, 3, 4}) * 86'400 + 3600;
  return counted;
}

store::Authority authority(std::string_view text) {
  auto read = store::read_authority(text);
  REQUIRE(read.errors.empty());
  return std::move(read.authority);
}

std::string suggested(const std::vector<CountedName>& names, std::string_view file = "",
                      std::size_t limit = 100) {
  return suggest_people(names, authority(file), limit);
}

/// The lines that an editor may accept, without what is behind the value.
std::vector<std::string> lines(const std::string& text) {
  std::vector<std::string> out;
  const std::regex line("#\\? ([^\t\n]*\t[^\t\n]*\t[^\t\n]*)");
  for (std::sregex_iterator at(text.begin(), text.end(), line), end; at != end; ++at)
    out.push_back((*at)[1].str());
  return out;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a person's names are suggested together, with what speaks for each") {
  CHECK(suggested({name("Joan Smythe", 40, {1, 2, 3}), name("J. Smythe", 12, {4, 5}),
                   name("Smythe", 5, {6}, "Valley News", 2010), name("Ivo Brandt", 9, {1})}) ==
        "# Joan Smythe: 40 statements in 3 articles, 2020-01-02 to 2021-03-04; Harbour Post 40\n"
        "#? joan-smythe\tname\tJoan Smythe\n"
        "# J. Smythe: 12 statements in 2 articles, 2020-01-02 to 2021-03-04; Harbour Post 12\n"
        "#   0.90, initials for a name: never in one article; in the same time; both in Harbour "
        "Post\n"
        "#? joan-smythe\talias\tJ. Smythe\t\t\tsuggested: initials for a name\n"
        "# Smythe: 5 statements in 1 article, 2010-01-02 to 2011-03-04; Valley News 5\n"
        "#   0.65, the surname alone: never in one article; not in the same time, as far as is "
        "known\n"
        "#? joan-smythe\tsurname\tSmythe\t\t\tsuggested: the surname alone\n");
}

TEST_CASE("names are suggested by sound, title and initials, and only where they fit") {
  CHECK(lines(suggested({name("Esmat Baghali", 9, {1}), name("Esmat Baqali", 3, {2})})) ==
        Lines{"esmat-baghali\tname\tEsmat Baghali", "esmat-baghali\talias\tEsmat Baqali"});
  CHECK(lines(suggested({name("Mara Lindqvist", 9, {1}), name("Minister Lindqvist", 3, {2})})) ==
        Lines{"mara-lindqvist\tname\tMara Lindqvist", "mara-lindqvist\talias\tMinister Lindqvist"});
  CHECK(suggested({name("Mara Lindqvist", 9, {1}), name("K. Lindqvist", 3, {2})}).empty());
  CHECK(suggested({name("Mara Lindqvist", 9, {1}), name("Karl Lindqvist", 3, {2})}).empty());
  CHECK(suggested({name("Lindqvist", 9, {1}), name("Moss", 3, {2})}).empty());
  CHECK(lines(suggested(
            {name("Mara Lindqvist", 3, {1}), name("President Mara Lindqvist", 9, {2})})) ==
        Lines{"mara-lindqvist\tname\tMara Lindqvist",
              "mara-lindqvist\talias\tPresident Mara Lindqvist"});
  CHECK(suggested({name("The 14th Harbour", 9, {1}), name("The 12th Harbour", 3, {2})}).empty());
  // Nobody's names.
  CHECK(suggested({name("the EIU", 9, {1}), name("the EIA", 3, {2})}).empty());
  CHECK(suggested({name("Harbour officials", 9, {1}), name("officials", 3, {2})}).empty());
  CHECK(suggested({name("Harbour Corp", 9, {1}), name("Corp", 3, {2})}).empty());
}

TEST_CASE("one article in which both speak, and other bearers, speak against a name") {
  const auto score = [](const std::vector<CountedName>& names) {
    std::smatch found;
    const std::string text = suggested(names);
    REQUIRE(std::regex_search(text, found, std::regex("#   (0\\.[0-9]+), ")));
    return std::stod(found[1].str());
  };
  const CountedName full = name("Joan Smythe", 9, {1, 2});
  const double apart = score({full, name("J. Smythe", 3, {3})});
  CHECK(score({full, name("J. Smythe", 3, {2, 3})}) < apart);
  CHECK(score({full, name("J. Smythe", 3, {3}), name("Jack Smythe", 8, {4})}) < apart);
  CHECK(score({full, name("J. Smythe", 3, {3}, "Valley News")}) < apart);
  CHECK(score({full, name("J. Smythe", 3, {3}, "Harbour Post", 1990)}) < apart);
}

TEST_CASE("what the file says is kept: ids, what is merged already, who is not whom") {
  const std::vector<CountedName> names{name("Joan Smythe", 9, {1}), name("J. Smythe", 3, {2}),
                                       name("Smythe", 2, {3})};
  constexpr std::string_view kKnown = "js\tname\tJoan Smythe\n";
  CHECK(lines(suggested(names, kKnown)) == Lines{"js\talias\tJ. Smythe", "js\tsurname\tSmythe"});
  CHECK(lines(suggested(names, std::string(kKnown) + "js\talias\tJ. Smythe\n")) ==
        Lines{"js\tsurname\tSmythe"});
  // Jack is not Joan: "J. Smythe" and "Smythe" may be either.
  CHECK(suggested(names, std::string(kKnown) + "jk\tname\tJack Smythe\njk\tnot-same-as\tjs\n")
            .empty());
  // The known one is who the other is, however often that one speaks.
  CHECK(lines(suggested({name("Joan Smythe", 3, {1}), name("J. Smythe", 90, {2})},
                        "x\tname\tJ. Smythe\n")) == Lines{"x\talias\tJoan Smythe"});
}

TEST_CASE("what is suggested is a comment of the file, and a line of it once accepted") {
  const std::vector<CountedName> names{
      name("Joan Smythe", 9, {1}), name("J. Smythe", 3, {2}),     name("Smythe", 2, {3}),
      name("Joan Smith", 2, {4}),  name("Esmat Baghali", 9, {5}), name("Esmat Baqali", 9, {6}),
      name("Owen O'Hara", 3, {7}), name("O. O'Hara", 3, {8}),     name("Łucja Żak", 3, {7}),
      name("Ł. Żak", 3, {8}),      name("Владимир Зуев", 3, {7}), name("Зуев", 3, {8}),
      name("Tab\tIn It", 3, {9}),  name("T. It", 3, {9}),         name("Line\nEnd", 1, {9}),
  };
  std::string text = suggested(names);
  CHECK(lines(text).size() >= 10);
  CHECK(store::read_authority(text).authority.persons().empty());
  CHECK(store::read_authority(text).errors.empty());
  text = std::regex_replace(text, std::regex("#\\? "), "");
  const auto read = store::read_authority(text);
  CHECK(read.errors.empty());
  CHECK(read.warnings.empty());
  CHECK(read.authority.persons().size() >= 4);
  // The best first, and no more than asked for.
  const Lines one = lines(suggested(names, "", 1));
  CHECK(std::count_if(one.begin(), one.end(), [](const std::string& line) {
          return line.find("\tname\t") == std::string::npos;
        }) == 1);
}
