// See wording.h.
#include "searchd/verify/wording.h"

#include <algorithm>
#include <map>
#include <optional>

#include "searchd/verify/cut.h"
#include "searchd/verify/meaning.h"
#include "searchd/verify/small_words.h"

namespace onrecord::verify {
namespace {

using text::AlignmentStep;
using text::SpokenWord;
using text::StepKind;

// A claim of fewer words is too short to be told from chance unless all of it is there.
constexpr std::size_t kLeastAltered = 4;
constexpr double kLeastUnchanged = .75;  ///< Of a claim of which only function words differ.
constexpr double kLeastCoverage = .6;
constexpr double kLeastContent = .6;
constexpr std::uint32_t kLeastSide = 3;     ///< Words on each side of a splice.
constexpr std::uint32_t kLeastMissing = 4;  ///< Words that are worth a second search.

Span printed_span(Words words) {
  if (words.empty()) return {};
  Span span = words.front().span;
  for (const SpokenWord& word : words) {
    span.begin = std::min(span.begin, word.span.begin);
    span.end = std::max(span.end, word.span.end);
  }
  return span;
}

Form form_of(const SpokenWord& claim, const SpokenWord& said) {
  if (claim.printed == said.printed) return Form::same;
  if (claim.has(text::kNumber) || said.has(text::kNumber) || claim.key == "percent" ||
      claim.key == "dollars" || claim.key == "pounds" || claim.key == "euros")
    return Form::number;
  const bool auxiliary = claim.shortened || said.shortened || claim.joined || said.joined ||
                         claim.printed.starts_with(said.printed) ||
                         said.printed.starts_with(claim.printed);
  return auxiliary ? Form::contraction : Form::spelling;
}

class Judge {
 public:
  Judge(const text::Claim& claim, const Passage& passage, Speech speech, const KnownWords& known)
      : claim_(claim), passage_(passage), speech_(speech), known_(known) {}

  Judgement run() {
    const text::Alignment alignment = text::align(claim_, passage_.words);
    if (alignment.empty()) return {};
    steps_ = alignment.steps;
    out_.coverage = alignment.coverage;
    find_matched();
    if (kept_ == 0) return {};
    for (std::size_t i = 0; i < steps_.size(); ++i) judge_step(i);
    moved_words();
    unasked();
    turned_to_ask();
    reach_of_negation();
    find_missing();
    if (!enough()) return std::move(out_);
    if (out_.changed == 0 && !spliced_ && out_.cut == Cut::nothing)
      out_.cut = begins_inside() ? Cut::front : cut_of(passage_, out_.first, out_.last);
    out_.wording = out_.changed != 0          ? Wording::altered
                   : spliced_                 ? Wording::spliced
                   : out_.cut != Cut::nothing ? Wording::truncated
                   : minor_                   ? Wording::minor
                                              : Wording::verbatim;
    return std::move(out_);
  }

 private:
  Words claimed(const AlignmentStep& step) const {
    return Words(claim_.words).subspan(step.claim_begin, step.claim_size());
  }
  Words said(const AlignmentStep& step) const {
    return Words(passage_.words).subspan(step.text_begin, step.text_size());
  }

  void find_matched() {
    bool any = false;
    for (const AlignmentStep& step : steps_) {
      if (step.kind != StepKind::kept) continue;
      if (!any) out_.first = step.text_begin;
      any = true;
      out_.last = step.text_end;
      kept_ += step.claim_size();
    }
    if (any)
      out_.matched =
          printed_span(Words(passage_.words).subspan(out_.first, out_.last - out_.first));
  }

  void judge_step(std::size_t index) {
    AlignmentStep& step = steps_[index];
    if (step.kind == StepKind::kept) {
      kept(step);
      return;
    }
    if (step.kind == StepKind::elided) {
      elided(step);
      return;
    }
    at_edge(index);
    Difference difference{step.kind, printed_span(claimed(step)), printed_span(said(step)), 0,
                          Form::same};
    if (same_hour(difference.claim.of(claim_.text), difference.said.of(passage_.text))) {
      difference.kind = StepKind::kept;
    } else if (printed_alike(claimed(step), said(step))) {
      difference.kind = StepKind::kept;
      regain(step);
      if (step.claim_size() != step.text_size()) {
        difference.form = Form::spelling;
        minor_ = true;
      }
    } else if (is_bracket(step)) {
      difference.form = Form::bracket;
      difference.changed = changes_in_brackets(claimed(step), said(step), speech_, known_);
      minor_ = true;
    } else if (leaps(index)) {
      spliced_ = true;
      if (step.claim_size() > 0) difference.changed = added_changes(step);
    } else {
      difference.changed = changes_between(claimed(step), said(step), speech_);
      if (speech_ == Speech::direct)
        difference.changed |= small_word_changes(claim_, passage_, step);
      minor_ = true;
    }
    if (difference.kind != StepKind::kept && difference.form != Form::bracket)
      out_.edits += std::max(step.claim_size(), step.text_size());
    put(difference);
  }

  /// Words that the alignment took for others: "co-operation" for "cooperation".
  void regain(const AlignmentStep& step) {
    std::uint32_t total = 0;
    std::uint32_t regained = 0;
    const auto weight = [](const SpokenWord& word) { return word.content() ? 2U : 1U; };
    for (const SpokenWord& word : claim_.words)
      if (!word.has(text::kBracketed)) total += weight(word);
    for (const SpokenWord& word : claimed(step)) {
      if (word.has(text::kBracketed)) continue;
      regained += weight(word);
      ++kept_;
    }
    if (total > 0)
      out_.coverage = std::min(1.0, out_.coverage + static_cast<double>(regained) / total);
  }

  void put(const Difference& difference) {
    out_.changed |= difference.changed;
    out_.differences.push_back(difference);
  }

  std::uint16_t added_changes(const AlignmentStep& step) const {
    return changes_between(claimed(step), {}, speech_);
  }

  /// Kept words, parted where their printed form differs.
  void kept(const AlignmentStep& step) {
    std::uint32_t begin = 0;
    Form last = Form::same;
    const auto flush = [&](std::uint32_t end) {
      if (begin == end) return;
      const Words claim = claimed(step).subspan(begin, end - begin);
      const Words words = said(step).subspan(begin, end - begin);
      put({StepKind::kept, printed_span(claim), printed_span(words), 0, last});
      if (last != Form::same) minor_ = true;
      begin = end;
    };
    for (std::uint32_t i = 0; i < step.claim_size(); ++i) {
      const std::uint32_t at = step.text_begin + i;
      if (at > out_.first && at > 0 && passage_.stretches[at] != passage_.stretches[at - 1])
        spliced_ = true;
      const Form form = form_of(claimed(step)[i], said(step)[i]);
      if (form != last) {
        flush(i);
        last = form;
      }
    }
    flush(step.claim_size());
  }

  /// What the dots left out, as far as it belongs to the sentences that they part.
  void elided(const AlignmentStep& step) {
    Difference difference{StepKind::elided, {}, printed_span(said(step)), 0, Form::same};
    const std::uint32_t before = step.text_begin - 1;
    const std::uint32_t behind = step.text_end;
    if (passage_.stretches[before] != passage_.stretches[behind] || joins_halves(before, behind))
      spliced_ = true;
    if (turned_between(passage_, step.text_begin, step.text_end)) out_.cut = Cut::middle;
    for (std::uint32_t i = step.text_begin; i < step.text_end; ++i) {
      if (passage_.sentences[i] != passage_.sentences[before] &&
          passage_.sentences[i] != passage_.sentences[behind])
        continue;
      const SpokenWord& word = passage_.words[i];
      if (word.has(text::kNegation) && !answers_only(word, passage_.text))
        difference.changed |= kNegationChanged;
      if (word.has(text::kCondition)) out_.cut = Cut::middle;
    }
    put(difference);
  }

  /// "We will … surrender" for "We will fight.  They will surrender.": dots make one sentence of
  /// what one says before word \a before and another behind word \a behind.
  bool joins_halves(std::uint32_t before, std::uint32_t behind) const {
    return passage_.sentences[before] != passage_.sentences[behind] &&
           passage_.sentences[behind - 1] == passage_.sentences[behind] &&
           !joins(passage_.words[behind]) && !joins(passage_.words[behind - 1]) &&
           !has_comma(between(passage_, behind));
  }

  /// A changed step at an end of the claim takes only words of the sentence beside it.
  void at_edge(std::size_t index) {
    AlignmentStep& step = steps_[index];
    if (index == 0 && step.text_size() > 0 && step.text_end < passage_.words.size() &&
        passage_.sentences[step.text_begin] != passage_.sentences[step.text_end])
      step.text_begin = step.text_end;
    if (index + 1 == steps_.size() && step.text_size() > 0 && step.text_begin > 0 &&
        passage_.sentences[step.text_end - 1] != passage_.sentences[step.text_begin - 1])
      step.text_end = step.text_begin;
    // "I will sell it" for "he would never sell it": the negation belongs to what was replaced.
    if (index == 0 && step.text_size() < step.claim_size() + 1) {
      const std::uint32_t sentence =
          passage_.sentences[std::min<std::size_t>(step.text_end, passage_.sentences.size() - 1)];
      for (std::uint32_t back = 1; back <= step.claim_size() + 1 && back <= step.text_end; ++back) {
        const std::uint32_t at = step.text_end - back;
        const bool comma = at + 1 < passage_.words.size() && has_comma(between(passage_, at + 1));
        if (passage_.sentences[at] != sentence || comma) break;
        if (passage_.words[at].has(text::kNegation))
          step.text_begin = std::min(step.text_begin, at);
      }
    }
    if (index == 0) take_in_governor(step);
    if (step.text_size() == 0)
      step.kind = StepKind::added;
    else if (step.kind == StepKind::added)
      step.kind = StepKind::replaced;
  }

  /// "I apologise" for "I refuse to apologise": a claim that begins with another person than the
  /// words beside it replaces all of the clause before them, with the verb that governs it.
  void take_in_governor(AlignmentStep& step) const {
    const Words words = claimed(step);
    const bool person = std::any_of(words.begin(), words.end(),
                                    [](const SpokenWord& word) { return word.has(text::kPerson); });
    if (!(person || points(claim_, step)) || is_bracket(step) || speech_ == Speech::reported ||
        step.text_end >= passage_.words.size())
      return;
    const std::uint32_t sentence = passage_.sentences[step.text_end];
    for (std::uint32_t at = step.text_end; at > 0; --at) {
      const SpokenWord& word = passage_.words[at - 1];
      if (passage_.sentences[at - 1] != sentence || has_comma(between(passage_, at)) || joins(word))
        break;
      step.text_begin = std::min(step.text_begin, at - 1);
    }
  }

  /// A step over the end of a sentence, with enough words on both sides.
  bool leaps(std::size_t index) const {
    const AlignmentStep& step = steps_[index];
    if (index == 0 || index + 1 == steps_.size() || step.text_size() < step.claim_size() + 2)
      return false;
    if (passage_.sentences[step.text_begin - 1] == passage_.sentences[step.text_end]) return false;
    const Words words = said(step);
    if (std::none_of(words.begin(), words.end(),
                     [](const SpokenWord& word) { return word.content(); }))
      return false;
    std::uint32_t before = 0;
    std::uint32_t behind = 0;
    for (std::size_t i = 0; i < steps_.size(); ++i)
      if (steps_[i].kind == StepKind::kept) (i < index ? before : behind) += steps_[i].claim_size();
    return before >= kLeastSide && behind >= kLeastSide;
  }

  bool is_bracket(const AlignmentStep& step) const {
    const Words words = claimed(step);
    return !words.empty() && std::all_of(words.begin(), words.end(), [](const SpokenWord& word) {
      return word.has(text::kBracketed);
    });
  }

  /// What went in one place and came in another has only moved.
  void moved_words() {
    if ((out_.changed & (kContentChanged | kNameChanged)) == 0) return;
    std::map<std::string, int> balance;
    for (const AlignmentStep& step : steps_) {
      if (step.kind == StepKind::kept || step.kind == StepKind::elided) continue;
      for (const SpokenWord& word : claimed(step))
        if (word.content()) ++balance[word.key];
      for (const SpokenWord& word : said(step))
        if (word.content()) --balance[word.key];
    }
    const bool differ = std::any_of(balance.begin(), balance.end(),
                                    [](const auto& one) { return one.second != 0; });
    if (balance.empty() || differ) return;
    constexpr auto kWords = static_cast<std::uint16_t>(kContentChanged | kNameChanged);
    out_.changed = 0;
    for (Difference& difference : out_.differences) {
      if ((difference.changed & kWords) != 0)
        difference.changed =
            static_cast<std::uint16_t>((difference.changed & ~kWords) | kOrderChanged);
      out_.changed |= difference.changed;
    }
  }

  /// A claim that says what was asked: its words of a question neither ask as they did nor end in
  /// a question mark.
  void unasked() {
    std::optional<std::uint32_t> looked;  ///< The last sentence.
    for (const AlignmentStep& step : steps_) {
      if (step.kind != StepKind::kept) continue;
      for (std::uint32_t at = step.text_begin; at < step.text_end; ++at) {
        const std::uint32_t word = step.claim_begin + (at - step.text_begin);
        const std::uint32_t sentence = passage_.sentences[at];
        if (looked == sentence) continue;
        looked = sentence;
        if (!is_asked(passage_, at, step.text_end)) continue;
        if (asks_by_order(passage_, at, step.text_end) ||
            claim_.text.find('?', claim_.words[word].span.end) != std::string::npos)
          continue;
        if (is_cut_out_of(at)) continue;
        out_.changed |= kOrderChanged;
        for (Difference& difference : out_.differences)
          if (difference.kind == StepKind::kept &&
              difference.said.begin <= passage_.words[at].span.begin &&
              passage_.words[at].span.begin < difference.said.end)
            difference.changed |= kOrderChanged;
      }
    }
  }

  /// The other way round: "will they sell it?" for "they will sell it".
  void turned_to_ask() {
    if (claim_.text.find('?') == std::string::npos) return;
    const Piece whole{{0, static_cast<std::uint32_t>(claim_.text.size())}, Joint::breaks};
    const Passage asking = make_passage(claim_.text, std::span(&whole, 1));
    const auto end = static_cast<std::uint32_t>(asking.words.size());
    for (const AlignmentStep& step : steps_) {
      if (step.kind == StepKind::kept || step.kind == StepKind::elided) continue;
      for (const SpokenWord& word : claimed(step)) {
        if (!asks_first(word.key)) continue;
        std::uint32_t at = 0;
        while (at < end && asking.words[at].span.begin < word.span.begin) ++at;
        if (at == end || !is_asked(asking, at, end) || !asks_by_order(asking, at, end)) continue;
        const std::uint32_t said = std::min<std::uint32_t>(step.text_end, out_.last - 1);
        if (is_asked(passage_, said, out_.last)) continue;
        out_.changed |= kOrderChanged;
        for (Difference& difference : out_.differences)
          if (difference.claim.contains(word.span)) difference.changed |= kOrderChanged;
      }
    }
  }

  /// "I do not believe it's a fake" for "I do not believe it, it's a fake": words left out where a
  /// clause ends let a negation reach the next.  What stands between two marks parts no clauses.
  void reach_of_negation() {
    for (const AlignmentStep& step : steps_) {
      if (step.kind == StepKind::kept || step.kind == StepKind::elided || step.text_begin == 0 ||
          step.text_size() == 0 || step.text_end >= out_.last || step.claim_begin == 0 ||
          step.claim_end >= claim_.words.size())
        continue;
      int marks = 0;
      for (std::uint32_t at = step.text_begin; at <= step.text_end; ++at)
        marks += has_comma(between(passage_, at)) ? 1 : 0;
      if (marks != 1 ||
          passage_.sentences[step.text_begin - 1] != passage_.sentences[step.text_end])
        continue;
      const Span claimed_between{claim_.words[step.claim_begin - 1].span.end,
                                 claim_.words[step.claim_end].span.begin};
      if (claimed_between.begin > claimed_between.end || has_comma(claimed_between.of(claim_.text)))
        continue;
      if (!denied_before(step.text_begin)) continue;
      out_.changed |= kNegationChanged;
      const Span left_out = printed_span(said(step));
      for (Difference& difference : out_.differences)
        if (difference.kind != StepKind::kept && difference.said.contains(left_out))
          difference.changed |= kNegationChanged;
    }
  }

  /// A negation stands in front of word \a at in its clause.
  bool denied_before(std::uint32_t at) const {
    for (std::uint32_t i = at; i > out_.first; --i) {
      if (passage_.sentences[i - 1] != passage_.sentences[at]) return false;
      if (passage_.words[i - 1].has(text::kNegation)) return true;
      if (i > 1 && has_comma(between(passage_, i - 1))) return false;
    }
    return false;
  }

  /// Whether the claim is cut out of the question of word \a at without the word that asks: that is
  /// a part of it, and no answer.  "We need it" of "do we need it?" is one.
  bool is_cut_out_of(std::uint32_t at) const {
    const std::string_view asking = asking_word(passage_, at);
    const bool behind_it = at > 0 && passage_.sentences[at - 1] == passage_.sentences[at] &&
                           (at < 2 || passage_.sentences[at - 2] != passage_.sentences[at]);
    if (asking.empty() || (behind_it && !asking.starts_with("wh") && asking != "how")) return false;
    return std::none_of(claim_.words.begin(), claim_.words.end(),
                        [&](const SpokenWord& word) { return word.key == asking; });
  }

  /// "Ferries cost too much" for "private ferries cost too much", "The crews stole" for "some of
  /// the crews stole": a claim that begins as a sentence does, behind a word that belongs to its
  /// first.
  bool begins_inside() const {
    const AlignmentStep& first = steps_.front();
    if (first.kind != StepKind::kept || first.claim_begin != 0 || out_.first == 0) return false;
    if (small_word_before(passage_, out_.first)) return true;
    const SpokenWord& said = passage_.words[out_.first];
    const SpokenWord& before = passage_.words[out_.first - 1];
    const auto is_capital = [](std::string_view printed) {
      return !printed.empty() && printed[0] >= 'A' && printed[0] <= 'Z';
    };
    const auto is_small = [](std::string_view printed) {
      return !printed.empty() && printed[0] >= 'a' && printed[0] <= 'z';
    };
    return is_capital(claim_.words.front().span.of(claim_.text)) &&
           is_small(said.span.of(passage_.text)) &&
           ((said.content() && before.content()) || before.key == "of") &&
           passage_.sentences[out_.first] == passage_.sentences[out_.first - 1] &&
           between(passage_, out_.first) == " ";
  }

  void find_missing() {
    for (const AlignmentStep& step : steps_) {
      if (step.kind == StepKind::kept || step.claim_size() < kLeastMissing) continue;
      if (step.claim_size() <= out_.missing_end - out_.missing_begin) continue;
      out_.missing_begin = step.claim_begin;
      out_.missing_end = step.claim_end;
    }
  }

  bool enough() const {
    std::size_t words = 0;
    std::size_t contents = 0;
    std::size_t kept = 0;
    for (const SpokenWord& word : claim_.words) {
      if (word.has(text::kBracketed)) continue;
      ++words;
      if (word.content() && !word.has(text::kNumber)) ++contents;
    }
    for (const AlignmentStep& step : steps_)
      if (step.kind == StepKind::kept)
        for (const SpokenWord& word : claimed(step))
          if (word.content() && !word.has(text::kNumber) && !word.has(text::kBracketed)) ++kept;
    if (out_.changed == 0 && !spliced_)
      return words < kLeastAltered
                 ? kept_ >= words
                 : out_.coverage >=
                       (speech_ == Speech::reported ? kLeastCoverage : kLeastUnchanged);
    return words >= kLeastAltered && kept_ >= 3 && out_.coverage >= kLeastCoverage &&
           static_cast<double>(kept) >= kLeastContent * static_cast<double>(contents);
  }

  const text::Claim& claim_;
  const Passage& passage_;
  Speech speech_;
  const KnownWords& known_;
  std::vector<AlignmentStep> steps_;
  Judgement out_;
  std::uint32_t kept_ = 0;
  bool spliced_ = false;
  bool minor_ = false;
};

}  // namespace

Judgement judge(const text::Claim& claim, const Passage& passage, Speech speech,
                const KnownWords& known) {
  if (claim.empty() || passage.words.empty()) return {};
  return Judge(claim, passage, speech, known).run();
}

text::Claim part_of(const text::Claim& claim, std::uint32_t begin, std::uint32_t end) {
  text::Claim part;
  part.text = claim.text;
  part.words.assign(claim.words.begin() + begin, claim.words.begin() + end);
  part.dots_before.assign(claim.dots_before.begin() + begin, claim.dots_before.begin() + end + 1);
  return part;
}

}  // namespace onrecord::verify
