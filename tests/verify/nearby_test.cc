// Where a claim's words stand close together.
#include "searchd/verify/nearby.h"

#include <string>

#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::verify;

TEST_CASE("a claim is looked for where most of its words stand close together") {
  std::string before;
  for (int i = 0; i < 300; ++i) before += "The mill stands by the old river and grinds. ";
  const std::string said = "We’ll sell NO part of the Harbour mill before winter.";
  const std::string text = before + said + " " + before;
  const std::string claim = GENERATE("We will sell no part of the harbour mill before winter",
                                     "we sell part of the harbour mill", "HARBOUR — before winter");
  CAPTURE(claim);
  const Span part = Nearby(text::read_claim(claim)).in(text);
  CHECK(part.of(text).find(said) != std::string::npos);
  CHECK(part.size() < 3000);
  CHECK((part.begin == 0 || text[part.begin - 1] == ' '));
  CHECK((part.end == text.size() || text[part.end] == ' '));
}

TEST_CASE("all of a text is looked at where it is short, or the claim leaves something out") {
  const std::string text(20'000, 'a');
  const auto all = [&](std::string_view claim, std::string_view in) {
    return Nearby(text::read_claim(claim)).in(in).size() == in.size();
  };
  CHECK(all("We sell the mill", "We will never sell the old mill by the river."));
  CHECK(all("We sell … the mill", text));
  CHECK(all("No word of it", text));
}
