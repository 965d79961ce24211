// The name proper inside a phrase, by form alone.
#include "indexer/statements/names.h"

#include "indexer/statements/document.h"
#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::statements;

TEST_CASE("the name is found inside titles, roles and organisations") {
  struct Case {
    std::string_view phrase, name;
  };
  const auto c = GENERATE(values<Case>({
      {"Ada Brill", "Ada Brill"},
      {"Mr. Lunt", "Lunt"},
      {"Foreign Ministry spokesman Karim Darvish", "Karim Darvish"},
      {"Harbour Post's Peter van der Vos", "Peter van der Vos"},
      {"Sen. Tom Lunt Jr.", "Tom Lunt"},
      {"Ada Brill of the Ostwick Port Authority", "Ada Brill"},
      {"Ada Brill's office", ""},
      {"Chancellor of the Wardrobe Peter Lunt", "Peter Lunt"},
      {"Director of the Office of Roads and Bridges Peter Lunt", "Peter Lunt"},
      {"President of Ostwick Peter Lunt", "Peter Lunt"},
      {"a spokesman for President Peter Lunt", ""},
      {"Brill Paper Board Co", ""},
      {"Brill, Lunt and Co", ""},
      {"B and L", ""},
      {"I'm", ""},
      {"Brill Savings and Loan Association", ""},
      {"the governor of Ohio", ""},
      {"Water officials", ""},
      {"the Treasury", ""},
      {"USA", ""},
      {"Monday", ""},
  }));
  CAPTURE(c.phrase);
  const Document line =
      prepare_line(c.phrase, {0, static_cast<std::uint32_t>(c.phrase.size())}, MarkStyle::doubles);
  const auto name = name_in(line.tokens, {0, static_cast<int>(line.tokens.size())});
  CHECK((name ? span_of(line.tokens, *name).of(c.phrase) : std::string_view()) == c.name);
}

TEST_CASE("a role's head is the word before its complement") {
  struct Case {
    std::string_view phrase, head;
  };
  const auto c = GENERATE(values<Case>({
      {"the minister", "minister"},
      {"the head of the Ostwick Crisis Committee", "head"},
      {"a retired fisherman", "fisherman"},
      {"the Ostwick mayor", "mayor"},
      {"the canal", ""},
      {"Mayor Ada Brill", ""},
  }));
  CAPTURE(c.phrase);
  const Document line =
      prepare_line(c.phrase, {0, static_cast<std::uint32_t>(c.phrase.size())}, MarkStyle::doubles);
  const int head = role_head(line.tokens, {0, static_cast<int>(line.tokens.size())});
  CHECK((head < 0 ? std::string_view()
                  : line.tokens[static_cast<std::size_t>(head)].of(c.phrase)) == c.head);
}
