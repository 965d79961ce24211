// A printed tree parses to the same tree.
#include "searchd/query/parse.h"
#include "tests/catch.h"
#include "tests/query/trees.h"

using namespace onrecord;
using namespace onrecord::query;

TEST_CASE("whatever tree is printed is read back the same") {
  for (const In target : {In::articles, In::statements}) {
    TreeMaker maker(target == In::articles ? 1 : 2, target);
    for (int i = 0; i < 20'000; ++i) {
      const NodePtr tree = maker.tree();
      const std::string printed = print(*tree);
      const auto parsed = parse_query(printed, target);
      if (parsed && same(*tree, *parsed->root)) continue;
      CAPTURE(i, printed);
      CHECK(parsed);
      if (!parsed) FAIL(parsed.error().message);
      FAIL(print(*parsed->root));
    }
  }
}

TEST_CASE("signs beside a word that may differ by some letters are none of it") {
  const auto [query, printed] = GENERATE(table<std::string_view, std::string_view>({
      {"speaker:okoro%~", "speaker:okoro~1"},
      {"speaker:okonkwo,~2", "speaker:okonkwo~2"},
      {"speaker:o'farrell~", "speaker:o'farrell~2"},
      {"speaker:Müller~", "speaker:muller~2"},
      {"speaker:\"okoro%\"*", "speaker:\"okoro%\"*"},
  }));
  CAPTURE(query);
  const auto parsed = parse_query(query, In::articles);
  REQUIRE(parsed);
  CHECK(print(*parsed->root) == printed);
  const auto again = parse_query(print(*parsed->root), In::articles);
  REQUIRE(again);
  CHECK(same(*parsed->root, *again->root));
}

TEST_CASE("two different trees are not the same") {
  const auto tree = [](std::string_view text) { return std::move(parse_query(text)->root); };
  CHECK(same(*tree("a (b OR c)"), *tree("a AND (b OR c)")));
  for (const std::string_view other :
       {"a b c", "a (b OR d)", "a -(b OR c)", "a =b", "\"a b\"", "a"})
    CHECK_FALSE(same(*tree("a (b OR c)"), *tree(other)));
  CHECK_FALSE(same(*tree("date:2026"), *tree("date:2026-01..2026-12")));
}
