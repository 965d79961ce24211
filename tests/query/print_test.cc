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

TEST_CASE("two different trees are not the same") {
  const auto tree = [](std::string_view text) { return std::move(parse_query(text)->root); };
  CHECK(same(*tree("a (b OR c)"), *tree("a AND (b OR c)")));
  for (const std::string_view other :
       {"a b c", "a (b OR d)", "a -(b OR c)", "a =b", "\"a b\"", "a"})
    CHECK_FALSE(same(*tree("a (b OR c)"), *tree(other)));
  CHECK_FALSE(same(*tree("date:2026"), *tree("date:2026-01..2026-12")));
}
