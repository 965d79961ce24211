// Which words are one word mistyped.
#include "proto/text/typing_slip.h"

#include "tests/catch.h"

using namespace onrecord::text;

TEST_CASE("a slip is one edit behind the first letter; in short words a swap or a key beside") {
  struct Case {
    std::string_view a, b;
    bool slip;
  };
  const auto c = GENERATE(values<Case>({
      {"okafor", "okafot", true},      // the key beside, at the end
      {"calloway", "cakloway", true},  // in the middle
      {"brandt", "brzndt", true},      // below
      {"brandt", "brnadt", true},      // swapped
      {"moses", "mosse", true},        // at the end
      {"okafor", "okafom", false},     // a key far away
      {"okafor", "okafo", false},      // left out of a short word
      {"calloway", "caloway", true},   // left out
      {"calloway", "callowayx", true},
      {"calloway", "calpoway", true},
      {"barnett", "barrett", true},
      {"moss", "mosd", false},      // too short
      {"vrandt", "brandt", false},  // the first letter
      {"rbandt", "brandt", false},
      {"calloway", "cakliway", false},  // twice
      {"calloway", "allowayc", false},
      {"calloway", "calloway", false},
      {"calloway", "callo", false},
      {"", "", false},
      {"", "a", false},
  }));
  CAPTURE(c.a, c.b);
  CHECK(typing_slip(c.a, c.b) == c.slip);
  CHECK(typing_slip(c.b, c.a) == c.slip);
}
