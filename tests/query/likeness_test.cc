// Patterns and edits of single words.
#include "searchd/query/likeness.h"

#include "tests/catch.h"

using namespace onrecord::query;

TEST_CASE("a star stands for any letters or none, a question mark for one") {
  struct Case {
    std::string_view pattern, word;
    bool fits;
  };
  const auto c = GENERATE(values<Case>({
      {"organi*ation", "organisation", true},
      {"organi*ation", "organization", true},
      {"organi*ation", "organiation", true},
      {"organi*ation", "organisations", false},
      {"organi*ation*", "organisations", true},
      {"wom?n", "women", true},
      {"wom?n", "womn", false},
      {"wom?n", "womeen", false},
      {"wom?n", "womän", true},
      {"tar*f*", "tariff", true},
      {"tar*f*", "tarot", false},
      {"aab*aab", "aabaaab", true},
      {"aab*aab", "aab", false},
      {"дип*мат?я", "дипломатия", true},
      {"été*", "été", true},
  }));
  CAPTURE(c.pattern, c.word);
  CHECK(fits_pattern(c.pattern, c.word) == c.fits);
}

TEST_CASE("an edit is a letter more, less, another, or two neighbours swapped") {
  struct Case {
    std::string_view word, candidate;
    int edits;
  };
  const auto c = GENERATE(values<Case>({
      {"baghaei", "baghaei", 0},
      {"baghaie", "baghaei", 1},
      {"baghaei", "baghae", 1},
      {"baghaei", "baaghaei", 1},
      {"baghaei", "baqhaei", 1},
      {"baghaei", "baqaei", 2},
      {"ca", "abc", 3},  // Of a swap neither letter is edited again.
      {"été", "ete", 2},
      {"дипломат", "диплмоат", 1},
      {"", "abc", 3},
  }));
  CAPTURE(c.word, c.candidate);
  CHECK(EditDistance(c.word, c.edits).near(c.candidate));
  if (c.edits > 0) CHECK_FALSE(EditDistance(c.word, c.edits - 1).near(c.candidate));
}

TEST_CASE("candidates in order share their beginnings, and a hopeless beginning is told") {
  EditDistance distance("harbour", 1);
  CHECK(distance.near("harbor"));
  CHECK(distance.near("harbour"));
  CHECK(distance.near("harbours"));
  CHECK_FALSE(distance.near("harmonic"));
  CHECK(std::string_view("harmonic").substr(0, distance.hopeless_beginning()) == "harmon");
  CHECK_FALSE(distance.near("harb"));
  CHECK(distance.hopeless_beginning() == 0);
  CHECK(distance.near("harbour"));
}

TEST_CASE("a short word may differ by one edit, a longer one by two") {
  CHECK(default_edits("okoro") == 1);
  CHECK(default_edits("éèêëē") == 1);
  CHECK(default_edits("baghaei") == 2);
}
