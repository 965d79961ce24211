// Where in one text the words, phrases and groups beside NEAR stand together.  Knows positions, no
// index.
//
// A place is the set of positions that one way of matching takes.  It reaches from its first
// position to its last, and counts as one thing there:
//   - two places are near by n when at most n - 1 positions lie between them, or when they
//     interleave ("a x b" of a NEAR/2 b, with x): nothing lies between then;
//   - in order, the second begins behind the end of the first;
//   - in one sentence or paragraph, both lie wholly in it;
//   - no position is taken twice: `tax NEAR/3 tax` needs two.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace onrecord::query {

using Position = std::uint32_t;

/// What is looked for.
struct Sought {
  enum class Kind : std::uint8_t {
    run,  ///< `slots`, one position after the other.
    either,
    near,  ///< Two parts, at most `distance` apart.
    sentence,
    paragraph,
  };
  Kind kind = Kind::run;
  /// The index terms that may stand in each slot; none: nothing can.
  std::vector<std::vector<std::string>> slots;
  std::vector<Sought> parts;  ///< Of `either` one or more, of the others two.
  Position distance = 0;
  bool ordered = false;
};

/// One text as a list of positions of its words.
class PositionedText {
 public:
  enum class Unit : std::uint8_t { sentence, paragraph };
  virtual ~PositionedText() = default;
  /// Where one of \a terms stands, ascending, each once.
  virtual std::vector<Position> positions_of(const std::vector<std::string>& terms) = 0;
  /// The first position of each unit, ascending; a text without any is one unit.
  virtual std::vector<Position> starts_of(Unit unit) = 0;
};

/// Most places of one NEAR inside another in one text.
inline constexpr std::size_t kMaxPlaces = 100'000;
/// Thrown where there are more.
struct TooManyPlaces {};

/// How many places \a sought has in \a text; counting stops at \a enough.  \a tick is called now
/// and then and may throw to end it.  Cost: positions of the words, times the places of one
/// operand within reach of one of the other.
std::size_t count_places(const Sought& sought, PositionedText& text, std::size_t enough,
                         const std::function<void()>& tick);

}  // namespace onrecord::query
