// Keys met in one run.
#include "indexer/build/seen.h"

#include "tests/catch.h"

using onrecord::ArticleKey;
using onrecord::build::SeenKeys;
using Verdict = onrecord::build::SeenKeys::Verdict;

TEST_CASE("a key is met first, again with the same content, or with other content") {
  SeenKeys seen;
  CHECK(seen.meet({"post", "1"}, "aa", "/a.jsonl", 3) == Verdict::first);
  CHECK(seen.meet({"post", "1"}, "aa", "/b.jsonl", 1) == Verdict::same);
  CHECK(seen.meet({"post", "1"}, "bb", "/b.jsonl", 2) == Verdict::other);
  CHECK(seen.meet({"herald", "1"}, "bb", "/b.txt", 0) == Verdict::first);
  CHECK(seen.first_place({"post", "1"}).str() == "/a.jsonl, record 3");
  CHECK(seen.first_place({"herald", "1"}).str() == "/b.txt");
}

TEST_CASE("many keys keep their places while the table grows") {
  SeenKeys seen;
  const int count = 50'000;
  for (int i = 0; i < count; ++i)
    REQUIRE(seen.meet({"post", std::to_string(i)}, std::to_string(i % 7),
                      "/f" + std::to_string(i / 100),
                      static_cast<std::uint64_t>(i)) == Verdict::first);
  CHECK(seen.size() == count);
  for (int i = 0; i < count; ++i) {
    REQUIRE(seen.meet({"post", std::to_string(i)}, std::to_string(i % 7), "/other", 0) ==
            Verdict::same);
    REQUIRE(seen.first_place({"post", std::to_string(i)}).path == "/f" + std::to_string(i / 100));
  }
}
