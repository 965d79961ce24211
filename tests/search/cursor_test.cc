// Cursors come back as they went, and nobody else's are taken.
#include "searchd/search/cursor.h"

#include "tests/catch.h"

using namespace onrecord;
using namespace onrecord::search;

TEST_CASE("a cursor comes back as it went") {
  Cursor cursor{0x0123456789abcdefULL, -1.5e-300, 4000000000u, 17, std::string("\0\xff key", 6)};
  const auto read = decode_cursor(encode_cursor(cursor), cursor.question);
  REQUIRE(read.has_value());
  CHECK(read->score == cursor.score);
  CHECK(read->docid == cursor.docid);
  CHECK(read->seen == cursor.seen);
  CHECK(read->sort_key == cursor.sort_key);
}

TEST_CASE("what is no cursor, or another query's, is refused in words") {
  const std::string whole = encode_cursor({7, 1.0, 2, 3, "k"});
  const std::string expected = "cursor: expected the next_cursor of an earlier answer";
  for (const std::string& bad : {std::string(""), std::string("zz"), whole.substr(1),
                                 whole.substr(0, 20), whole + "g0", std::string("%20%20")}) {
    CAPTURE(bad);
    const auto read = decode_cursor(bad, 7);
    REQUIRE(read.has_error());
    CHECK(read.error().message == expected);
    CHECK(read.error().code == Errc::invalid);
  }
  const auto other = decode_cursor(whole, 8);
  REQUIRE(other.has_error());
  CHECK(other.error().message ==
        "cursor: it belongs to another query; query, target, match, words, sort, half_life, as_of, "
        "collapse and authority must be as they were");
}
