// See alignment.h.
#include "proto/text/alignment.h"

#include <algorithm>
#include <limits>

#include "proto/text/word_numbers.h"

namespace onrecord::text {
namespace {

using std::int32_t;
using std::uint32_t;

// What is gained and lost.  Chosen so that one content word outweighs what function words do by
// chance, and that a leap over a sentence pays only when some content words follow.
constexpr int32_t kContentMatch = 4;
constexpr int32_t kFunctionMatch = 2;
constexpr int32_t kContentLoss = 3;
constexpr int32_t kFunctionLoss = 1;
constexpr int32_t kFirstDropped = 2;
constexpr int32_t kNextDropped = 1;
constexpr int32_t kLeap = 9;
constexpr int32_t kNever = std::numeric_limits<int32_t>::min() / 2;

// How a cell was reached.
constexpr std::uint8_t kHereByAdding = 1;
constexpr std::uint8_t kByDrop = 2;
constexpr std::uint8_t kByLeap = 4;
constexpr std::uint8_t kDropGoesOn = 8;
constexpr std::uint8_t kLeapGoesOn = 16;

int32_t loss_of(const SpokenWord& word) {
  if (word.has(kBracketed)) return kFunctionLoss;
  return word.content() || word.has(kNegation) ? kContentLoss : kFunctionLoss;
}

uint32_t weight_of(const SpokenWord& word) { return word.content() ? 2 : 1; }

class Aligner {
 public:
  Aligner(const Claim& claim, std::span<const SpokenWord> text)
      : claim_(claim), text_(text), columns_(text.size() + 1) {
    traces_.resize((claim.words.size() + 1) * columns_);
    WordNumbers numbers(claim.words.size());
    for (const SpokenWord& word : claim.words) numbers_.push_back(numbers.add(word.hash));
    cells_.number.assign(columns_, -1);
    cells_.loss.assign(columns_, 0);
    cells_.may_be.assign(columns_, 0);
    cells_.short_for.assign(columns_, 0);
    for (std::size_t j = 1; j < columns_; ++j) {
      const SpokenWord& word = text[j - 1];
      cells_.number[j] = numbers.find(word.hash);
      cells_.loss[j] = loss_of(word);
      cells_.may_be[j] = word.stands_for;
      cells_.short_for[j] = word.shortened ? word.stands_for : 0;
    }
  }

  Alignment run() {
    fill();
    trace();
    settle();
    return measured();
  }

 private:
  bool dots_behind(std::size_t i) const { return i > 0 && claim_.dots_before[i]; }

  void fill() {
    // best_[j]: the claim's words so far are dealt with, the text is read up to word j.
    best_.assign(columns_, 0);
    for (auto* const row : {&here_, &drops_, &leaps_}) row->resize(columns_);
    for (std::size_t i = 1; i <= claim_.words.size(); ++i) {
      stand_beside(i);
      skip(i);
    }
  }

  /// here_[j]: word i of the claim is dealt with at word j of the text.  No cell waits for the one
  /// before: the compiler makes vector instructions of it.
  void stand_beside(std::size_t i) {
    const SpokenWord& word = claim_.words[i - 1];
    const int32_t gain = word.content() ? kContentMatch : kFunctionMatch;
    const int32_t loss = loss_of(word);
    const int32_t number = numbers_[i - 1];
    const int32_t stands_for = word.stands_for;
    const int32_t* const forms = word.shortened ? cells_.may_be.data() : cells_.short_for.data();
    const int32_t* const numbers = cells_.number.data();
    const int32_t* const losses = cells_.loss.data();
    const int32_t* const best = best_.data();
    int32_t* const here = here_.data();
    std::uint8_t* const traces = &traces_[i * columns_];
    here[0] = best[0] - loss;
    const std::size_t columns = columns_;
    traces[0] = kHereByAdding;
    for (std::size_t j = 1; j < columns; ++j) {
      const bool same = (numbers[j] == number) | ((forms[j] & stands_for) != 0);
      const int32_t other = -std::max(loss, losses[j]);
      const int32_t beside = best[j - 1] + (same ? gain : other);
      const int32_t added = best[j] - loss;
      here[j] = std::max(beside, added);
      traces[j] = added > beside ? kHereByAdding : std::uint8_t{0};
    }
  }

  /// best_[j] from here_: words of the text may be left out before word j.
  void skip(std::size_t i) {
    const int32_t leap = dots_behind(i) && i < claim_.words.size() ? 0 : kLeap;
    const int32_t* const here = here_.data();
    int32_t* const drops = drops_.data();
    int32_t* const leaps = leaps_.data();
    const std::size_t columns = columns_;
    int32_t drop = drops[0] = kNever;
    int32_t leaping = leaps[0] = kNever;
    for (std::size_t j = 1; j < columns; ++j) {
      drops[j] = drop = std::max(drop - kNextDropped, here[j - 1] - kFirstDropped);
      leaps[j] = leaping = std::max(leaping, here[j - 1] - leap);
    }
    int32_t* const best = best_.data();
    std::uint8_t* const traces = &traces_[i * columns_];
    best[0] = here[0];
    for (std::size_t j = 1; j < columns; ++j) {
      const int32_t now = std::max(here[j], drops[j]);
      const int32_t leaps_here = leaps[j] > now;
      const int32_t drops_here = drops[j] > here[j];
      const int32_t drop_goes_on = drops[j - 1] - kNextDropped > here[j - 1] - kFirstDropped;
      const int32_t leap_goes_on = leaps[j - 1] > here[j - 1] - leap;
      best[j] = std::max(now, leaps[j]);
      traces[j] = static_cast<std::uint8_t>(
          traces[j] + leaps_here * kByLeap + (drops_here & ~leaps_here) * kByDrop +
          drop_goes_on * kDropGoesOn + leap_goes_on * kLeapGoesOn);
    }
  }

  void trace() {
    std::size_t i = claim_.words.size();
    auto j = static_cast<std::size_t>(std::max_element(here_.begin(), here_.end()) - here_.begin());
    bool behind_words = true;  ///< At a cell's `here`, not at its best.
    while (i > 0) {
      const std::uint8_t trace = traces_[i * columns_ + j];
      if (!behind_words && (trace & (kByDrop | kByLeap)) != 0) {
        const std::uint8_t goes_on = (trace & kByDrop) != 0 ? kDropGoesOn : kLeapGoesOn;
        std::size_t from = j;
        while ((traces_[i * columns_ + from] & goes_on) != 0) --from;
        --from;
        const bool elided = dots_behind(i) && i < claim_.words.size();
        put({elided ? StepKind::elided : StepKind::dropped, index(i), index(i), index(from),
             index(j)});
        j = from;
        behind_words = true;
        continue;
      }
      behind_words = false;
      if ((trace & kHereByAdding) != 0) {
        put({StepKind::added, index(i - 1), index(i), index(j), index(j)});
      } else {
        const bool same = same_word(claim_.words[i - 1], text_[j - 1]);
        put({same ? StepKind::kept : StepKind::replaced, index(i - 1), index(i), index(j - 1),
             index(j)});
        --j;
      }
      --i;
    }
    std::reverse(steps_.begin(), steps_.end());
  }

  static uint32_t index(std::size_t i) { return static_cast<uint32_t>(i); }

  void put(const AlignmentStep& step) { steps_.push_back(step); }

  static bool is_change(const AlignmentStep& step) {
    return step.kind != StepKind::kept && step.kind != StepKind::elided;
  }
  static uint32_t size_of(const AlignmentStep& step) {
    return std::max(step.claim_size(), step.text_size());
  }

  /// Neighbours of a kind become one step, chance matches of function words inside a change part of
  /// it.
  void settle() {
    std::vector<AlignmentStep> out;
    const auto add = [&](AlignmentStep step) {
      if (!out.empty() &&
          (out.back().kind == step.kind || (is_change(out.back()) && is_change(step)))) {
        AlignmentStep& last = out.back();
        last.claim_end = step.claim_end;
        last.text_end = step.text_end;
        if (is_change(last)) last.kind = StepKind::replaced;
      } else {
        out.push_back(step);
      }
    };
    for (const AlignmentStep& step : steps_) add(step);
    const std::vector<AlignmentStep> grouped = std::move(out);
    out.clear();
    for (std::size_t i = 0; i < grouped.size(); ++i) {
      AlignmentStep step = grouped[i];
      if (step.kind == StepKind::kept && i > 0 && i + 1 < grouped.size() && by_chance(step) &&
          is_change(grouped[i - 1]) && is_change(grouped[i + 1]) &&
          size_of(grouped[i - 1]) + size_of(grouped[i + 1]) >= 4)
        step.kind = StepKind::replaced;
      add(step);
    }
    trim_edge(out.front(), Edge::front);
    trim_edge(out.back(), Edge::back);
    for (AlignmentStep& step : out)
      if (is_change(step))
        step.kind = step.text_size() == 0    ? StepKind::added
                    : step.claim_size() == 0 ? StepKind::dropped
                                             : StepKind::replaced;
    steps_ = std::move(out);
  }

  bool by_chance(const AlignmentStep& step) const {
    if (step.claim_size() > 2) return false;
    for (uint32_t i = step.claim_begin; i < step.claim_end; ++i)
      if (claim_.words[i].content()) return false;
    return true;
  }

  enum class Edge { front, back };
  /// More than two strange words at an end stand for nothing in the text.
  static void trim_edge(AlignmentStep& step, Edge edge) {
    if (!is_change(step) || step.claim_size() < 3) return;
    if (edge == Edge::front)
      step.text_begin = step.text_end;
    else
      step.text_end = step.text_begin;
  }

  Alignment measured() {
    Alignment alignment;
    uint32_t total = 0;
    uint32_t kept = 0;
    for (const SpokenWord& word : claim_.words)
      if (!word.has(kBracketed)) total += weight_of(word);
    for (const AlignmentStep& step : steps_) {
      if (step.kind != StepKind::kept) continue;
      for (uint32_t i = step.claim_begin; i < step.claim_end; ++i) {
        const SpokenWord& word = claim_.words[i];
        ++alignment.kept;
        if (word.content()) ++alignment.kept_content;
        if (!word.has(kBracketed)) kept += weight_of(word);
      }
    }
    if (total > 0) alignment.coverage = static_cast<double>(kept) / total;
    alignment.steps = std::move(steps_);
    return alignment;
  }

  /// What of the words of the text every row looks at; each from 1 on.
  struct Cells {
    std::vector<int32_t> number;     ///< Of the claim's word that is the same; -1: none.
    std::vector<int32_t> loss;       ///< When it is replaced.
    std::vector<int32_t> may_be;     ///< SpokenWord::stands_for.
    std::vector<int32_t> short_for;  ///< The same of short forms only.
  };

  const Claim& claim_;
  std::span<const SpokenWord> text_;
  std::size_t columns_;
  std::vector<int32_t> numbers_;  ///< Of the claim's words: the same ones have the same.
  Cells cells_;
  std::vector<std::uint8_t> traces_;
  std::vector<int32_t> best_;
  std::vector<int32_t> here_;  ///< Of the last row, once all are filled.
  std::vector<int32_t> drops_;
  std::vector<int32_t> leaps_;
  std::vector<AlignmentStep> steps_;
};

}  // namespace

Alignment align(const Claim& claim, std::span<const SpokenWord> text) {
  if (claim.words.empty() || text.empty()) return {};
  const std::size_t room = kMaxAlignmentCells / (claim.words.size() + 1);
  return Aligner(claim, text.first(std::min(text.size(), room))).run();
}

}  // namespace onrecord::text
