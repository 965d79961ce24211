// Lists of places, joined from the words upwards.
#include "searchd/query/places.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>

namespace onrecord::query {
namespace {

using Unit = PositionedText::Unit;

/// Positions next to one another, both ends in.
using Stretch = std::pair<Position, Position>;

/// Its stretches ascend, with others between them.  Most places are one stretch, and need no memory
/// of their own.
struct Place {
  Stretch head;
  std::vector<Stretch> rest;
  std::size_t size() const { return rest.size() + 1; }
  const Stretch& operator[](std::size_t i) const { return i == 0 ? head : rest[i - 1]; }
  Position first() const { return head.first; }
  Position last() const { return rest.empty() ? head.second : rest.back().second; }
  auto operator<=>(const Place&) const = default;
};

/// Sorted by their first position, each once.
using Places = std::vector<Place>;

bool share_no_position(const Place& a, const Place& b) {
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].second < b[j].first)
      ++i;
    else if (b[j].second < a[i].first)
      ++j;
    else
      return false;
  }
  return true;
}

Place united(const Place& a, const Place& b) {
  Place both{std::min(a.head, b.head), {std::max(a.head, b.head)}};
  for (const Place* part : {&a, &b})
    both.rest.insert(both.rest.end(), part->rest.begin(), part->rest.end());
  std::sort(both.rest.begin(), both.rest.end());
  return both;
}

class Finder {
 public:
  Finder(PositionedText& text, const std::function<void()>& tick) : text_(text), tick_(tick) {}

  std::size_t count(const Sought& sought, std::size_t enough) {
    switch (sought.kind) {
      case Sought::Kind::run:
        return std::min(starts_of_run(sought).size(), enough);
      case Sought::Kind::either:
        if (enough > 1) return std::min(places(sought).size(), enough);
        for (const Sought& part : sought.parts)
          if (count(part, enough) > 0) return 1;
        return 0;
      default:
        break;
    }
    if (enough > 1) return std::min(places(sought).size(), enough);
    return join(sought, [](const Place&, const Place&) { return true; }) ? 1 : 0;
  }

 private:
  /// Where the words of a run stand one behind the other.
  std::vector<Position> starts_of_run(const Sought& run) {
    std::vector<Position> starts = text_.positions_of(run.slots[0]);
    for (Position i = 1; i < run.slots.size() && !starts.empty(); ++i) {
      const std::vector<Position> here = text_.positions_of(run.slots[i]);
      std::erase_if(starts, [&, next = here.begin()](Position start) mutable {
        next = std::lower_bound(next, here.end(), start + i);
        return next == here.end() || *next != start + i;
      });
    }
    return starts;
  }

  Places places(const Sought& sought) {
    Places found;
    const auto add = [&](Place place) {
      if (found.size() == kMaxPlaces) throw TooManyPlaces();
      found.push_back(std::move(place));
    };
    if (sought.kind == Sought::Kind::run) {
      const auto more = static_cast<Position>(sought.slots.size() - 1);
      for (const Position start : starts_of_run(sought)) add({{start, start + more}, {}});
      return found;
    }
    if (sought.kind == Sought::Kind::either) {
      for (const Sought& part : sought.parts)
        for (Place& place : places(part)) add(std::move(place));
    } else {
      join(sought, [&](const Place& a, const Place& b) {
        add(united(a, b));
        return false;
      });
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

  /// Calls \a use with each pair of places that belong together, until it is true.
  template <class Use>
  bool join(const Sought& sought, const Use& use) {
    const Places left = places(sought.parts[0]);
    if (left.empty()) return false;
    const Places right = places(sought.parts[1]);
    Position longest = 0;
    for (const Place& b : right) longest = std::max(longest, b.last() - b.first());
    for (const Place& a : left) {
      tick();
      const auto [least, most] = reach(sought, a, longest);
      auto b = std::lower_bound(right.begin(), right.end(), least,
                                [](const Place& p, Position at) { return p.first() < at; });
      for (; b != right.end() && b->first() <= most; ++b) {
        tick();
        if (belong_together(sought, a, *b) && use(a, *b)) return true;
      }
    }
    return false;
  }

  /// Between which positions a place may begin that belongs to \a a; both ends in.
  std::pair<Position, Position> reach(const Sought& sought, const Place& a, Position longest) {
    const auto less = [](Position from, Position by) { return from > by ? from - by : 0; };
    if (sought.kind == Sought::Kind::near)
      return {sought.ordered ? a.last() + 1 : less(a.first(), sought.distance + longest),
              a.last() + sought.distance};
    const std::vector<Position>& starts = starts_of(unit_of(sought));
    const auto next = std::upper_bound(starts.begin(), starts.end(), a.first());
    return {next == starts.begin() ? 0 : *std::prev(next),
            next == starts.end() ? std::numeric_limits<Position>::max() : *next - 1};
  }

  bool belong_together(const Sought& sought, const Place& a, const Place& b) {
    if (sought.kind != Sought::Kind::near) {
      const std::vector<Position>& starts = starts_of(unit_of(sought));
      const Position first = std::min(a.first(), b.first());
      const auto next = std::upper_bound(starts.begin(), starts.end(), first);
      return (next == starts.end() || std::max(a.last(), b.last()) < *next) &&
             share_no_position(a, b);
    }
    if (b.first() > a.last()) return b.first() - a.last() <= sought.distance;
    if (sought.ordered) return false;
    if (a.first() > b.last()) return a.first() - b.last() <= sought.distance;
    return share_no_position(a, b);
  }

  static Unit unit_of(const Sought& sought) {
    return sought.kind == Sought::Kind::sentence ? Unit::sentence : Unit::paragraph;
  }
  const std::vector<Position>& starts_of(Unit unit) {
    auto& starts = unit == Unit::sentence ? sentences_ : paragraphs_;
    if (!starts) starts = text_.starts_of(unit);
    return *starts;
  }

  void tick() {
    if (++steps_ % 1024 == 0) tick_();
  }

  PositionedText& text_;
  const std::function<void()>& tick_;
  std::optional<std::vector<Position>> sentences_, paragraphs_;
  unsigned steps_ = 0;
};

}  // namespace

std::size_t count_places(const Sought& sought, PositionedText& text, std::size_t enough,
                         const std::function<void()>& tick) {
  return Finder(text, tick).count(sought, enough);
}

}  // namespace onrecord::query
