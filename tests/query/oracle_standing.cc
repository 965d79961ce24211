#include "tests/query/oracle_standing.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>

namespace oracle {
namespace {

bool one_in(std::mt19937& random, unsigned n) { return random() % n == 0; }

/// The common words more often than the others, as texts have them.
std::string some_word(std::mt19937& random) {
  const std::size_t a = random() % vocabulary().size(), b = random() % vocabulary().size();
  return vocabulary()[std::min(a, b)];
}

/// '*' is any letters, '?' one: tried out letter by letter.
bool is_like(const std::string& pattern, const std::string& word) {
  if (pattern.empty()) return word.empty();
  if (pattern[0] == '*')
    return is_like(pattern.substr(1), word) || (!word.empty() && is_like(pattern, word.substr(1)));
  return !word.empty() && (pattern[0] == '?' || pattern[0] == word[0]) &&
         is_like(pattern.substr(1), word.substr(1));
}

/// Whether \a edits or fewer make \a b of \a a, tried out from the front.
bool is_near(const std::string& a, const std::string& b, int edits) {
  if (edits < 0) return false;
  if (a.empty() || b.empty()) return static_cast<int>(a.size() + b.size()) <= edits;
  if (a[0] == b[0] && is_near(a.substr(1), b.substr(1), edits)) return true;
  if (edits == 0) return false;
  if (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0] &&
      is_near(a.substr(2), b.substr(2), edits - 1))
    return true;
  return is_near(a.substr(1), b.substr(1), edits - 1) || is_near(a.substr(1), b, edits - 1) ||
         is_near(a, b.substr(1), edits - 1);
}

/// One word of a phrase, or alone.
struct Spot {
  std::string text;
  std::function<bool(const std::string&)> fits;
  bool fuzzy = false;
};

Spot with_wildcard(std::mt19937& random, const std::string& word) {
  // Three letters stay in front; behind them some go, and wildcards come.
  const std::size_t at = 3 + random() % (word.size() - 2);
  std::string pattern = word.substr(0, at);
  if (one_in(random, 3)) {
    if (at == word.size()) return {word, [word](const std::string& w) { return w == word; }};
    // A '?' before letters or digits only: at a word's end it is punctuation.
    pattern += one_in(random, 3) && at + 1 < word.size() ? "?" + word.substr(at + 1)
                                                         : "*" + word.substr(at);
  } else {
    const std::size_t on = at + random() % (word.size() - at + 1);
    pattern += "*" + (one_in(random, 2) ? word.substr(on) : std::string());
    if (one_in(random, 4) && pattern.back() != '*') pattern += "*";
  }
  return {pattern, [pattern](const std::string& w) { return is_like(pattern, w); }};
}

Spot fuzzy(std::mt19937& random, std::string word) {
  const std::size_t at = 1 + random() % (word.size() - 1);
  switch (random() % 5) {
    case 0:
      word.erase(at, word.size() > 3 ? 1 : 0);
      break;
    case 1:
      word.insert(at, 1, 'e');
      break;
    case 2:
      word[at] = 'x';
      break;
    case 3:
      if (at + 1 < word.size()) std::swap(word[at], word[at + 1]);
      break;
    default:
      break;
  }
  const int given = static_cast<int>(random() % 3);
  const int edits = given > 0 ? given : word.size() <= 5 ? 1 : 2;
  std::string text = word + "~";
  if (given > 0) text += std::to_string(given);
  return {
      text,
      [word, edits](const std::string& w) { return w[0] == word[0] && is_near(word, w, edits); },
      true};
}

Spot some_spot(std::mt19937& random, Budget& budget) {
  const std::string word = some_word(random);
  --budget.words;
  if (budget.wildcards > 0 && word.size() > 3 && one_in(random, 4)) {
    --budget.wildcards;
    return one_in(random, 3) ? fuzzy(random, word) : with_wildcard(random, word);
  }
  return {word, [word](const std::string& w) { return w == word; }};
}

class Sequence : public Standing {
 public:
  Sequence(std::string text, std::vector<Spot> spots)
      : text_(std::move(text)), spots_(std::move(spots)) {}
  std::string text() const override { return text_; }
  std::vector<Taken> matches(const Laid& laid) const override {
    std::vector<Taken> found;
    for (std::size_t i = 0; i + spots_.size() <= laid.words.size(); ++i) {
      Taken taken;
      for (std::size_t j = 0; j < spots_.size(); ++j) {
        const Laid::One& one = laid.words[i + j];
        if (!spots_[j].fits(one.word) || one.at != laid.words[i].at + static_cast<int>(j)) break;
        taken.push_back(i + j);
      }
      if (taken.size() == spots_.size()) found.push_back(taken);
    }
    return found;
  }

 private:
  std::string text_;
  std::vector<Spot> spots_;
};

class AnyOf : public Standing {
 public:
  explicit AnyOf(std::vector<StandingPtr> parts) : parts_(std::move(parts)) {}
  std::string text() const override {
    std::string text;
    for (const StandingPtr& part : parts_) {
      if (!text.empty()) text += " OR ";
      text += part->text();
    }
    return text;
  }
  std::vector<Taken> matches(const Laid& laid) const override {
    std::set<Taken> all;
    for (const StandingPtr& part : parts_)
      for (const Taken& taken : part->matches(laid)) all.insert(taken);
    return {all.begin(), all.end()};
  }
  bool is_group() const override { return true; }

 private:
  std::vector<StandingPtr> parts_;
};

class Together : public Standing {
 public:
  enum class How { near, in_order, sentence, paragraph };
  Together(StandingPtr left, std::string joint, StandingPtr right, How how, int distance)
      : left_(std::move(left)),
        right_(std::move(right)),
        joint_(std::move(joint)),
        how_(how),
        distance_(distance) {}
  std::string text() const override {
    const auto part = [](const Standing& s) {
      return s.is_group() ? "(" + s.text() + ")" : s.text();
    };
    return part(*left_) + " " + joint_ + " " + part(*right_);
  }
  std::vector<Taken> matches(const Laid& laid) const override {
    std::set<Taken> found;
    const std::vector<Taken> rights = right_->matches(laid);
    for (const Taken& a : left_->matches(laid))
      for (const Taken& b : rights) {
        std::set<std::size_t> both(a.begin(), a.end());
        both.insert(b.begin(), b.end());
        if (both.size() == a.size() + b.size() && fit(laid, a, b))
          found.insert(Taken(both.begin(), both.end()));
      }
    return {found.begin(), found.end()};
  }
  bool is_group() const override { return true; }

 private:
  bool fit(const Laid& laid, const Taken& a, const Taken& b) const {
    const auto all = [&](auto of) {
      const int wanted = of(laid.words[a[0]]);
      const auto same = [&](std::size_t i) { return of(laid.words[i]) == wanted; };
      return std::all_of(a.begin(), a.end(), same) && std::all_of(b.begin(), b.end(), same);
    };
    if (how_ == How::sentence) return all([](const Laid::One& one) { return one.sentence; });
    if (how_ == How::paragraph) return all([](const Laid::One& one) { return one.paragraph; });
    const auto at = [&](std::size_t i) { return laid.words[i].at; };
    const bool a_first = at(a.back()) < at(b.front());
    const bool b_first = at(b.back()) < at(a.front());
    if (how_ == How::in_order && !a_first) return false;
    const int between = a_first   ? at(b.front()) - at(a.back()) - 1
                        : b_first ? at(a.front()) - at(b.back()) - 1
                                  : 0;
    return between < distance_;
  }

  StandingPtr left_, right_;
  std::string joint_;
  How how_;
  int distance_;
};

StandingPtr some_operand(std::mt19937& random, int depth, Budget& budget) {
  if (budget.words < 8) return random_run(random, budget);
  if (depth > 0 && one_in(random, 4)) return random_together(random, depth - 1, budget);
  if (depth > 0 && one_in(random, 3)) {
    std::vector<StandingPtr> parts;
    for (std::size_t i = 2 + random() % 2; i > 0; --i) {
      // A NEAR among the alternatives needs no brackets, and the text writes none.
      parts.push_back(one_in(random, 4) ? random_together(random, depth - 1, budget)
                                        : random_run(random, budget));
    }
    return std::make_unique<AnyOf>(std::move(parts));
  }
  return random_run(random, budget);
}

}  // namespace

Laid lay(const std::vector<Passage>& runs, bool marked) {
  Laid laid;
  int base = 0;
  for (std::size_t i = 0; i < runs.size(); ++i, base += 1000)
    for (std::size_t j = 0; j < runs[i].size(); ++j) {
      const int number = static_cast<int>(i);
      laid.words.push_back({runs[i][j], base + static_cast<int>(j),
                            marked ? number * 1000 + runs[i].sentences[j] : 0,
                            marked ? number : 0});
    }
  return laid;
}

StandingPtr random_run(std::mt19937& random, Budget& budget) {
  std::vector<Spot> spots{some_spot(random, budget)};
  std::string text = spots[0].text;
  if (!spots[0].fuzzy && one_in(random, 3)) {
    for (std::size_t more = 1 + random() % 2; more > 0; --more) {
      Spot spot = some_spot(random, budget);
      if (spot.fuzzy) break;  // Not inside quotation marks.
      text += " " + spot.text;
      spots.push_back(std::move(spot));
    }
    text = "\"" + text + "\"";
  }
  return std::make_unique<Sequence>(std::move(text), std::move(spots));
}

StandingPtr random_together(std::mt19937& random, int depth, Budget& budget) {
  StandingPtr left = some_operand(random, depth, budget);
  StandingPtr right = some_operand(random, depth, budget);
  using How = Together::How;
  const int distance = 1 + static_cast<int>(random() % 6);
  const std::string number = std::to_string(distance);
  const bool other_name = one_in(random, 2);
  switch (random() % 8) {
    case 0:
      return std::make_unique<Together>(std::move(left), other_name ? "w/s" : "W/S",
                                        std::move(right), How::sentence, 0);
    case 1:
      return std::make_unique<Together>(std::move(left), "w/p", std::move(right), How::paragraph,
                                        0);
    case 2:
      return std::make_unique<Together>(std::move(left), other_name ? "NEAR" : "ADJ",
                                        std::move(right), other_name ? How::near : How::in_order,
                                        10);
    case 3:
    case 4:
      return std::make_unique<Together>(std::move(left), (other_name ? "ADJ/" : "pre/") + number,
                                        std::move(right), How::in_order, distance);
    default:
      return std::make_unique<Together>(std::move(left), (other_name ? "NEAR/" : "w/") + number,
                                        std::move(right), How::near, distance);
  }
}

}  // namespace oracle
