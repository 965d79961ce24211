// How close together words stand, by positions.
#include "searchd/search/nearness.h"

#include <xapian.h>

#include "tests/catch.h"

using namespace onrecord;
using search::share_together;
using search::stand_together;
using search::WeighedTerm;

namespace {

/// One document with a term at each position, "-" at none.
Xapian::WritableDatabase with(const std::vector<std::string>& terms) {
  Xapian::WritableDatabase database(std::string(), Xapian::DB_BACKEND_INMEMORY);
  Xapian::Document document;
  Xapian::termpos at = 0;
  for (const std::string& term : terms) {
    ++at;
    if (term != "-") document.add_posting(term, at);
  }
  database.add_document(document);
  return database;
}

}  // namespace

TEST_CASE("the share of the words that stand closest counts, each word once") {
  const auto database = with({"ferry", "ferry", "-", "-", "-", "-", "-", "tide", "-", "ferry"});
  const std::vector<WeighedTerm> terms{{"ferry", 1}, {"tide", 2}, {"lamp", 1}};
  CHECK(share_together(database, 1, terms, 0) == Approx(.5));
  CHECK(share_together(database, 1, terms, 2) == Approx(.75));
  CHECK(share_together(database, 1, std::vector<WeighedTerm>{{"lamp", 1}}, 9) == Approx(0));
  CHECK(share_together(database, 1, {}, 9) == Approx(0));
}

TEST_CASE("a word that left the reach counts no more") {
  const auto database = with({"ferry", "-", "-", "-", "tide", "-", "-", "-", "lamp"});
  const std::vector<WeighedTerm> terms{{"ferry", 1}, {"tide", 1}, {"lamp", 1}};
  CHECK(share_together(database, 1, terms, 4) == Approx(2. / 3));
  CHECK(share_together(database, 1, terms, 8) == Approx(1));
}

TEST_CASE("words stand together within reach of the first, on either side") {
  const auto database = with({"tide", "-", "ferry", "-", "-", "-", "lamp"});
  CHECK(stand_together(database, 1, {"ferry", "tide"}, 2));
  CHECK_FALSE(stand_together(database, 1, {"ferry", "tide"}, 1));
  CHECK(stand_together(database, 1, {"ferry", "tide", "lamp"}, 4));
  CHECK_FALSE(stand_together(database, 1, {"ferry", "quay"}, 9));
  CHECK(stand_together(database, 1, {"ferry"}, 0));
}
