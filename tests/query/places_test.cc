// Places of words that stand together, by hand.
#include "searchd/query/places.h"

#include <sstream>

#include "tests/catch.h"

using namespace onrecord::query;

namespace {

/// Words at positions from 1; '.' ends a sentence, '|' a paragraph.
class WrittenText : public PositionedText {
 public:
  explicit WrittenText(const std::string& text) {
    std::istringstream in(text);
    std::string word;
    Position at = 0;
    bool sentence = true, paragraph = true;
    while (in >> word) {
      if (word == "." || word == "|") {
        sentence = true;
        paragraph = paragraph || word == "|";
        if (word == "|") at += 256;
        continue;
      }
      ++at;
      if (std::exchange(sentence, false)) sentences_.push_back(at);
      if (std::exchange(paragraph, false)) paragraphs_.push_back(at);
      words_.emplace_back(word, at);
    }
  }
  std::vector<Position> positions_of(const std::vector<std::string>& terms) override {
    std::vector<Position> found;
    for (const auto& [word, at] : words_)
      if (std::count(terms.begin(), terms.end(), word) > 0) found.push_back(at);
    return found;
  }
  std::vector<Position> starts_of(Unit unit) override {
    return unit == Unit::sentence ? sentences_ : paragraphs_;
  }

 private:
  std::vector<std::pair<std::string, Position>> words_;
  std::vector<Position> sentences_, paragraphs_;
};

Sought run(const std::string& words) {
  Sought sought;
  std::istringstream in(words);
  for (std::string word; in >> word;) sought.slots.push_back({word});
  return sought;
}
Sought joined(Sought::Kind kind, Sought left, Sought right, Position distance = 0,
              bool ordered = false) {
  Sought sought;
  sought.kind = kind;
  sought.parts = {std::move(left), std::move(right)};
  sought.distance = distance;
  sought.ordered = ordered;
  return sought;
}
Sought near(Sought left, Position distance, Sought right) {
  return joined(Sought::Kind::near, std::move(left), std::move(right), distance);
}
Sought adj(Sought left, Position distance, Sought right) {
  return joined(Sought::Kind::near, std::move(left), std::move(right), distance, true);
}

std::size_t count(const Sought& sought, const std::string& text, std::size_t enough = 1000) {
  WrittenText written(text);
  return count_places(sought, written, enough, [] {});
}

}  // namespace

TEST_CASE("the distance is counted between the ends of places") {
  CHECK(count(near(run("a b"), 2, run("c d")), "a b x c d") == 1);
  CHECK(count(near(run("a b"), 1, run("c d")), "a b x c d") == 0);
  CHECK(count(near(run("c d"), 2, run("a b")), "a b x c d") == 1);
  CHECK(count(adj(run("a b"), 2, run("c d")), "a b x c d") == 1);
  CHECK(count(adj(run("c d"), 2, run("a b")), "a b x c d") == 0);
}

TEST_CASE("no word is taken twice") {
  CHECK(count(near(run("a"), 3, run("a")), "a x y") == 0);
  CHECK(count(near(run("a"), 3, run("a")), "a x a") == 1);
  CHECK(count(near(run("a b"), 3, run("b c")), "a b c") == 0);
  CHECK(count(near(near(run("a"), 2, run("b")), 2, run("a")), "a b") == 0);
  CHECK(count(near(near(run("a"), 2, run("b")), 2, run("a")), "a b a") == 1);
}

TEST_CASE("places that interleave are near, and in no order") {
  CHECK(count(near(near(run("a"), 3, run("b")), 1, run("c")), "a x c b") == 1);
  CHECK(count(adj(near(run("a"), 3, run("b")), 1, run("c")), "a x c b") == 0);
  CHECK(count(near(near(run("a"), 2, run("c")), 1, near(run("b"), 2, run("d"))), "a b c d") == 1);
}

TEST_CASE("a longer place reaches farther") {
  const Sought group = near(run("a"), 5, run("b"));
  CHECK(count(near(group, 2, run("c")), "a b x x b x c", 1) == 1);
  CHECK(count(near(group, 2, run("c")), "a b x x x x c", 1) == 0);
}

TEST_CASE("a sentence and a paragraph hold both places wholly") {
  const auto sentence = [](Sought a, Sought b) {
    return joined(Sought::Kind::sentence, std::move(a), std::move(b));
  };
  const auto paragraph = [](Sought a, Sought b) {
    return joined(Sought::Kind::paragraph, std::move(a), std::move(b));
  };
  CHECK(count(sentence(run("a"), run("b")), "x a x b . c") == 1);
  CHECK(count(sentence(run("a"), run("c")), "x a x b . c") == 0);
  CHECK(count(paragraph(run("a"), run("c")), "x a x b . c | d") == 1);
  CHECK(count(paragraph(run("a"), run("d")), "x a x b . c | d") == 0);
  // The phrase itself crosses the end of a sentence.
  CHECK(count(run("b c"), "a b . c") == 1);
  CHECK(count(sentence(run("a"), run("b c")), "a b . c") == 0);
  CHECK(count(sentence(near(run("a"), 9, run("c")), run("b")), "a b . c b") == 0);
}

TEST_CASE("counting stops when it is enough") {
  CHECK(count(run("a"), "a a a a") == 4);
  CHECK(count(run("a"), "a a a a", 2) == 2);
  CHECK(count(run("a a"), "a a a a") == 3);
}

TEST_CASE("too many places are refused, and time can run out") {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += "a b ";
  WrittenText written(text);
  const Sought pair = near(run("a"), 255, run("b"));
  CHECK_THROWS_AS(count_places(near(pair, 255, pair), written, 2, [] {}), TooManyPlaces);
  struct OutOfTime {};
  CHECK_THROWS_AS(
      count_places(near(run("a"), 255, run("b")), written, 1000000, [] { throw OutOfTime(); }),
      OutOfTime);
}
