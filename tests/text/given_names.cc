// Given names that may be one person's.
#include "proto/text/given_names.h"

#include "tests/catch.h"

using namespace onrecord;

TEST_CASE("a short form or another spelling may be the same given name, another name is not") {
  struct Case {
    std::string_view a, b;
    bool alike;
  };
  const auto c = GENERATE(values<Case>({
      {"bob", "robert", true},
      {"bob", "rob", true},
      {"kit", "christopher", true},
      {"kit", "katherine", true},
      {"erick", "eric", true},
      {"katherine", "catherine", true},
      {"mara", "mara", true},
      {"bob", "william", false},
      {"rick", "katy", false},
      {"obert", "bob", false},
      {"al", "anna", false},
      {"j", "jacob", false},
      {"", "jacob", false},
  }));
  CAPTURE(c.a, c.b);
  CHECK(text::given_names_alike(c.a, c.b) == c.alike);
  CHECK(text::given_names_alike(c.b, c.a) == c.alike);
}
