// See nearness.h.
#include "searchd/search/nearness.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace onrecord::search {

bool stand_together(const Xapian::Database& database, Xapian::docid docid,
                    const std::vector<std::string>& terms, Xapian::termpos reach) {
  if (terms.size() < 2) return true;
  std::vector<Xapian::PositionIterator> others;
  for (std::size_t i = 1; i < terms.size(); ++i)
    others.push_back(database.positionlist_begin(docid, terms[i]));
  const Xapian::PositionIterator end;
  for (auto first = database.positionlist_begin(docid, terms[0]); first != end; ++first) {
    const Xapian::termpos least = *first - std::min(*first, reach);
    bool together = true;
    for (Xapian::PositionIterator& other : others) {
      if (!together) break;
      if (other != end) other.skip_to(least);
      if (other == end) return false;
      together = *other <= *first + reach;
    }
    if (together) return true;
  }
  return false;
}

double share_together(const Xapian::Database& database, Xapian::docid docid,
                      std::span<const WeighedTerm> terms, Xapian::termpos reach) {
  constexpr std::size_t kMostTerms = 32;
  struct Place {
    Xapian::termpos at;
    std::uint32_t term;
  };
  std::vector<Place> places;
  double all = 0;
  for (std::uint32_t i = 0; i < terms.size(); ++i) {
    all += terms[i].weight;
    const Xapian::PositionIterator end;
    for (auto at = database.positionlist_begin(docid, terms[i].term); at != end; ++at)
      places.push_back({*at, i});
  }
  if (all <= 0) return 0;
  std::sort(places.begin(), places.end(),
            [](const Place& a, const Place& b) { return a.at < b.at; });
  std::array<std::uint32_t, kMostTerms> times{};
  double now = 0;
  double most = 0;
  std::size_t first = 0;
  for (const Place& place : places) {
    if (times[place.term]++ == 0) now += terms[place.term].weight;
    for (; places[first].at + reach < place.at; ++first)
      if (--times[places[first].term] == 0) now -= terms[places[first].term].weight;
    most = std::max(most, now);
  }
  return most / all;
}

}  // namespace onrecord::search
