// See changes.h.
#include "proto/text/changes.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "proto/text/tokens.h"

namespace onrecord::text {
namespace {

using std::int32_t;
using std::uint32_t;

/// Edits in one stretch; beyond, it counts as replaced.  Bounds the memory of a search.
constexpr int32_t kMaxEdits = 4096;
constexpr std::string_view kWhite = " \t\r\n\f\v";

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
}

// ---- Paragraphs that stand once in both texts

/// The lines of \a text that are not blank, without white space around.
std::vector<Span> lines_of(std::string_view text) {
  std::vector<Span> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    const std::size_t first = line.find_first_not_of(kWhite);
    if (first != std::string_view::npos)
      lines.push_back(span_of(at + first, at + line.find_last_not_of(kWhite) + 1));
    at = end + 1;
  }
  return lines;
}

struct Anchor {
  uint32_t before = 0;  ///< Numbers of lines.
  uint32_t after = 0;
};

/// The longest part of \a anchors, in order of `after`, whose `before` grows too.
std::vector<Anchor> rising(const std::vector<Anchor>& anchors) {
  std::vector<std::size_t> ends;  // Of the best run of each length.
  std::vector<std::size_t> previous(anchors.size(), anchors.size());
  for (std::size_t i = 0; i < anchors.size(); ++i) {
    const auto at =
        std::lower_bound(ends.begin(), ends.end(), i, [&](std::size_t run, std::size_t one) {
          return anchors[run].before < anchors[one].before;
        });
    if (at != ends.begin()) previous[i] = *(at - 1);
    if (at == ends.end())
      ends.push_back(i);
    else
      *at = i;
  }
  std::vector<Anchor> run;
  if (ends.empty()) return run;
  for (std::size_t i = ends.back(); i != anchors.size(); i = previous[i]) run.push_back(anchors[i]);
  std::reverse(run.begin(), run.end());
  return run;
}

std::vector<Anchor> find_anchors(std::string_view before, const std::vector<Span>& before_lines,
                                 std::string_view after, const std::vector<Span>& after_lines) {
  struct Times {
    uint32_t before = 0;
    uint32_t after = 0;
    uint32_t line = 0;  ///< Of the older text.
  };
  std::unordered_map<std::string_view, Times> lines;
  for (std::size_t i = 0; i < before_lines.size(); ++i) {
    Times& times = lines[before_lines[i].of(before)];
    ++times.before;
    times.line = static_cast<uint32_t>(i);
  }
  for (const Span& line : after_lines)
    if (const auto at = lines.find(line.of(after)); at != lines.end()) ++at->second.after;
  std::vector<Anchor> anchors;
  for (std::size_t i = 0; i < after_lines.size(); ++i) {
    const auto at = lines.find(after_lines[i].of(after));
    if (at != lines.end() && at->second.before == 1 && at->second.after == 1)
      anchors.push_back({at->second.line, static_cast<uint32_t>(i)});
  }
  return rising(anchors);
}

// ---- Words between them

struct Word {
  Span span;
  uint32_t number = 0;  ///< Equal for equal words.
  bool letters = false;
};

/// Gives equal words of two texts equal numbers.
class Numbers {
 public:
  uint32_t of(std::string_view word) {
    return numbers_.try_emplace(word, static_cast<uint32_t>(numbers_.size())).first->second;
  }

 private:
  std::unordered_map<std::string_view, uint32_t> numbers_;
};

/// What stands between two words, without white space: punctuation.
void add_between(std::string_view text, std::size_t at, std::size_t end, Numbers& numbers,
                 std::vector<Word>& words) {
  while (at < end) {
    at = std::min(text.find_first_not_of(kWhite, at), end);
    if (at == end) return;
    const std::size_t stop = std::min(text.find_first_of(kWhite, at), end);
    words.push_back({span_of(at, stop), numbers.of(text.substr(at, stop - at)), false});
    at = stop;
  }
}

std::vector<Word> words_of(std::string_view text, Span part, Numbers& numbers) {
  std::vector<Word> words;
  Tokenizer tokenizer(part.of(text));
  Token token;
  std::size_t at = part.begin;
  while (tokenizer.next(token)) {
    const Span span = span_of(part.begin + token.span.begin, part.begin + token.span.end);
    add_between(text, at, span.begin, numbers, words);
    words.push_back({span, numbers.of(span.of(text)), true});
    at = span.end;
  }
  add_between(text, at, part.end, numbers, words);
  return words;
}

/// Words [before_begin, before_end) became [after_begin, after_end).
struct Edit {
  int32_t before_begin = 0, before_end = 0, after_begin = 0, after_end = 0;

  int32_t size() const { return std::max(before_end - before_begin, after_end - after_begin); }
};

/// Myers's search for the words of one stretch.
class Comparison {
 public:
  Comparison(const std::vector<Word>& before, const std::vector<Word>& after, std::uint64_t& steps)
      : before_(before), after_(after), steps_(steps) {}

  /// In order.
  std::vector<Edit> edits(bool& coarse) {
    std::vector<Edit> open = {
        {0, static_cast<int32_t>(before_.size()), 0, static_cast<int32_t>(after_.size())}};
    while (!open.empty()) {
      const Edit range = trimmed(open.back());
      open.pop_back();
      if (range.before_begin == range.before_end || range.after_begin == range.after_end) {
        add(range);
        continue;
      }
      const auto middle = find_middle(range);
      if (!middle) {
        coarse = true;
        add(range);
        continue;
      }
      const auto [x, y] = *middle;
      open.push_back({x, range.before_end, y, range.after_end});
      open.push_back({range.before_begin, x, range.after_begin, y});
    }
    return std::move(edits_);
  }

 private:
  bool same(int32_t x, int32_t y) const {
    return before_[static_cast<std::size_t>(x)].number ==
           after_[static_cast<std::size_t>(y)].number;
  }

  Edit trimmed(Edit range) const {
    while (range.before_begin < range.before_end && range.after_begin < range.after_end &&
           same(range.before_begin, range.after_begin)) {
      ++range.before_begin;
      ++range.after_begin;
    }
    while (range.before_begin < range.before_end && range.after_begin < range.after_end &&
           same(range.before_end - 1, range.after_end - 1)) {
      --range.before_end;
      --range.after_end;
    }
    return range;
  }

  void add(const Edit& edit) {
    if (edit.size() == 0) return;
    if (!edits_.empty() && edits_.back().before_end == edit.before_begin &&
        edits_.back().after_end == edit.after_begin) {
      edits_.back().before_end = edit.before_end;
      edits_.back().after_end = edit.after_end;
    } else {
      edits_.push_back(edit);
    }
  }

  /// A point on a shortest path, neither corner of \a range; nothing when that is too dear.  Figure
  /// 3 of the paper, from both ends at once.
  std::optional<std::pair<int32_t, int32_t>> find_middle(const Edit& range) {
    const int32_t n = range.before_end - range.before_begin;
    const int32_t m = range.after_end - range.after_begin;
    const int32_t delta = n - m;
    const bool odd = (delta & 1) != 0;
    const int32_t last = std::min((n + m + 1) / 2, kMaxEdits);
    const auto size = static_cast<std::size_t>(2 * last + 3);
    forward_.assign(size, kNowhere);
    backward_.assign(size, kNowhere);
    const auto at = [&](int32_t k) { return static_cast<std::size_t>(k + last + 1); };
    for (int32_t d = 0; d <= last; ++d) {
      for (int32_t k = -d; k <= d; k += 2) {
        const int32_t start = reach(&forward_[at(k)], k, d, n, m);
        int32_t x = start;
        while (x >= 0 && x < n && x - k < m &&
               same(range.before_begin + x, range.after_begin + x - k))
          ++x;
        forward_[at(k)] = x;
        if (!spend(x - start)) return std::nullopt;
        const int32_t mirror = delta - k;
        if (odd && x >= 0 && mirror >= -(d - 1) && mirror <= d - 1 &&
            backward_[at(mirror)] >= n - x)
          return parted(range, start, start - k);
      }
      for (int32_t k = -d; k <= d; k += 2) {
        const int32_t start = reach(&backward_[at(k)], k, d, n, m);
        int32_t x = start;
        while (x >= 0 && x < n && x - k < m &&
               same(range.before_end - 1 - x, range.after_end - 1 - x + k))
          ++x;
        backward_[at(k)] = x;
        if (!spend(x - start)) return std::nullopt;
        const int32_t mirror = delta - k;
        if (!odd && x >= 0 && mirror >= -d && mirror <= d && forward_[at(mirror)] >= n - x)
          return parted(range, n - start, m - (start - k));
      }
    }
    return std::nullopt;
  }

  /// The furthest point on diagonal \a k after \a d edits, before its common words; kNowhere when
  /// none lies in the range.  \a row is that diagonal's place among those of d - 1 edits.
  static int32_t reach(const int32_t* row, int32_t k, int32_t d, int32_t n, int32_t m) {
    if (d == 0) return 0;
    int32_t best = kNowhere;
    if (k > -d && row[-1] != kNowhere && row[-1] < n) best = row[-1] + 1;
    if (k < d && row[1] != kNowhere && row[1] - k <= m) best = std::max(best, row[1]);
    return best;
  }

  /// Nothing when a point of \a range is a corner of it.
  static std::optional<std::pair<int32_t, int32_t>> parted(const Edit& range, int32_t x,
                                                           int32_t y) {
    const std::pair point(range.before_begin + x, range.after_begin + y);
    const bool corner = point == std::pair(range.before_begin, range.after_begin) ||
                        point == std::pair(range.before_end, range.after_end);
    if (corner) return std::nullopt;
    return point;
  }

  bool spend(int32_t matched) {
    const std::uint64_t cost = 1 + static_cast<std::uint64_t>(matched);
    if (steps_ < cost) return false;
    steps_ -= cost;
    return true;
  }

  static constexpr int32_t kNowhere = -1;

  const std::vector<Word>& before_;
  const std::vector<Word>& after_;
  std::uint64_t& steps_;
  std::vector<Edit> edits_;
  std::vector<int32_t> forward_, backward_;
};

/// Two edits become one when what is common between them is no longer than either.
std::vector<Edit> cleaned(const std::vector<Edit>& edits) {
  std::vector<Edit> clean;
  for (Edit edit : edits) {
    while (!clean.empty()) {
      const int32_t common = edit.before_begin - clean.back().before_end;
      if (common > clean.back().size() || common > edit.size()) break;
      edit.before_begin = clean.back().before_begin;
      edit.after_begin = clean.back().after_begin;
      clean.pop_back();
    }
    clean.push_back(edit);
  }
  return clean;
}

/// Where words [begin, end) stand in \a part; between two words when there are none.
Span place_of(const std::vector<Word>& words, int32_t begin, int32_t end, Span part) {
  const auto first = static_cast<std::size_t>(begin);
  if (begin < end)
    return {words[first].span.begin, words[static_cast<std::size_t>(end) - 1].span.end};
  const uint32_t at = first < words.size() ? words[first].span.begin : part.end;
  return {at, at};
}

uint32_t letters_in(const std::vector<Word>& words, int32_t begin, int32_t end) {
  return static_cast<uint32_t>(std::count_if(words.begin() + begin, words.begin() + end,
                                             [](const Word& word) { return word.letters; }));
}

void compare_parts(std::string_view before, Span old_part, std::string_view after, Span new_part,
                   std::uint64_t& steps, Changes& changes) {
  if (old_part.of(before) == new_part.of(after)) return;
  Numbers numbers;
  const std::vector<Word> old_words = words_of(before, old_part, numbers);
  const std::vector<Word> new_words = words_of(after, new_part, numbers);
  for (const Edit& edit : cleaned(Comparison(old_words, new_words, steps).edits(changes.coarse))) {
    Change change;
    change.before = place_of(old_words, edit.before_begin, edit.before_end, old_part);
    change.after = place_of(new_words, edit.after_begin, edit.after_end, new_part);
    change.removed_words = letters_in(old_words, edit.before_begin, edit.before_end);
    change.added_words = letters_in(new_words, edit.after_begin, edit.after_end);
    changes.removed_words += change.removed_words;
    changes.added_words += change.added_words;
    changes.list.push_back(change);
  }
}

}  // namespace

Changes compare(std::string_view before, std::string_view after, std::uint64_t steps) {
  Changes changes;
  if (before == after) return changes;
  const std::vector<Span> old_lines = lines_of(before);
  const std::vector<Span> new_lines = lines_of(after);
  uint32_t old_at = 0;
  uint32_t new_at = 0;
  for (const Anchor& anchor : find_anchors(before, old_lines, after, new_lines)) {
    const Span& old_line = old_lines[anchor.before];
    const Span& new_line = new_lines[anchor.after];
    compare_parts(before, {old_at, old_line.begin}, after, {new_at, new_line.begin}, steps,
                  changes);
    old_at = old_line.end;
    new_at = new_line.end;
  }
  compare_parts(before, span_of(old_at, before.size()), after, span_of(new_at, after.size()), steps,
                changes);
  return changes;
}

}  // namespace onrecord::text
