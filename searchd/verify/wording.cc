// See wording.h.
#include "searchd/verify/wording.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>

namespace onrecord::verify {
namespace {

using text::AlignmentStep;
using text::SpokenWord;
using text::StepKind;
using Words = std::span<const SpokenWord>;

// A claim of fewer words is too short to be told from chance unless all of it is there.
constexpr std::size_t kLeastAltered = 4;
constexpr double kLeastUnchanged = .75;  ///< Of a claim of which only function words differ.
constexpr double kLeastCoverage = .6;
constexpr double kLeastContent = .6;
constexpr std::uint32_t kLeastSide = 3;     ///< Words on each side of a splice.
constexpr std::uint32_t kLeastMissing = 4;  ///< Words that are worth a second search.

/// The word without the endings of tense and number.
std::string_view without_ending(std::string_view word) {
  for (const std::string_view ending : {"ing", "ied", "ies", "ed", "es", "s", "d", "e", "y"})
    if (word.size() >= ending.size() + 3 && word.ends_with(ending))
      return word.substr(0, word.size() - ending.size());
  return word;
}

/// What words say, counted by what they do.
struct Said {
  std::vector<std::string> negations, numbers, conditions;
  std::set<int> modals, persons;
  std::map<std::string, int> contents;
  bool names = false;
  bool one = false;

  Said(Words words, Speech speech) {
    for (const SpokenWord& word : words) {
      if (word.has(text::kNegation)) negations.push_back(word.key);
      if (word.has(text::kCondition)) conditions.push_back(word.key == "till" ? "until" : word.key);
      if (word.has(text::kModal)) modals.insert(word.group);
      if (word.has(text::kPerson)) persons.insert(word.group);
      if (word.has(text::kNumber)) {
        if (word.has(text::kFunction))
          one = true;
        else
          numbers.push_back(word.key);
      } else if (word.content() && !word.has(text::kCondition)) {
        ++contents[speech == Speech::reported ? std::string(without_ending(word.key)) : word.key];
        names = names || word.has(text::kName);
      }
    }
    std::sort(negations.begin(), negations.end());
    std::sort(numbers.begin(), numbers.end());
    std::sort(conditions.begin(), conditions.end());
  }
};

bool have_opposites(Words claim, Words said) {
  for (const SpokenWord& a : claim)
    for (const SpokenWord& b : said)
      if (text::are_opposites(a.key, b.key)) return true;
  return false;
}

/// The printed letters in a row: equal for "co-operation" and "cooperation".
std::string letters_of(Words words) {
  std::string letters;
  Span last;
  for (const SpokenWord& word : words) {
    if (word.span == last) continue;  // "don't" is two words printed once
    letters += word.printed;
    last = word.span;
  }
  letters.erase(std::remove(letters.begin(), letters.end(), '.'), letters.end());
  return letters;
}

/// Whether \a claim is \a said with other spaces, hyphens or dots, and may be taken for it: never
/// where a word counts, denies or says who, nor where an article melts into a word ("a part").
/// Hours may: "23:15" is "2315".
bool printed_alike(Words claim, Words said, bool clock) {
  if (claim.empty() || said.empty()) return false;
  const int says = (clock ? 0 : text::kNumber) | text::kNegation | text::kModal | text::kPerson |
                   text::kCondition | text::kContrast;
  for (const Words words : {claim, said})
    for (const SpokenWord& word : words)
      if ((word.roles & says) != 0 || word.key == "a" || word.key == "an") return false;
  return letters_of(claim) == letters_of(said);
}

/// Persons may shift in brackets as in indirect speech: "[he]" for "I", "[they]" for "we".
bool other_person_in_bracket(const std::set<int>& claimed, const std::set<int>& said) {
  constexpr int kWe = 2;
  constexpr int kYou = 3;
  constexpr int kThey = 6;
  if (claimed.empty() || said.empty() || claimed == said) return false;
  if (*claimed.begin() <= kYou || *said.rbegin() > kYou) return true;
  return said.contains(kWe) && claimed != std::set<int>{kThey};
}

bool other_modal(const std::set<int>& claimed, const std::set<int>& said) {
  const std::set<int> future{1};
  return claimed != said && !(claimed.empty() && said == future) &&
         !(said.empty() && claimed == future);
}

std::uint16_t changes_between(Words claim, Words words, Speech speech) {
  const Said claimed(claim, speech);
  const Said said(words, speech);
  std::uint16_t changed = 0;
  if (claimed.negations.size() != said.negations.size())
    changed |= kNegationChanged;
  else if (claimed.negations != said.negations)
    changed |= kContentChanged;
  const bool one = claimed.one != said.one && !(claimed.numbers.empty() && said.numbers.empty());
  if (claimed.numbers != said.numbers || one) changed |= kNumberChanged;
  if (claimed.conditions != said.conditions) changed |= kConditionChanged;
  if (other_modal(claimed.modals, said.modals)) changed |= kModalChanged;
  const bool other_person = speech == Speech::direct && !claimed.persons.empty() &&
                            !said.persons.empty() && claimed.persons != said.persons;
  if (other_person) changed |= kPersonChanged;
  if (claimed.contents != said.contents)
    changed |= claimed.names || said.names ? kNameChanged : kContentChanged;
  else if (!said.contents.empty() && speech == Speech::direct)
    changed |= kOrderChanged;
  if (speech == Speech::direct && have_opposites(claim, words)) changed |= kContentChanged;
  return changed;
}

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

/// "No, we will not": the first word answers and denies nothing.
bool answers_only(const SpokenWord& word, std::string_view text) {
  return word.key == "no" && word.span.end < text.size() && text[word.span.end] == ',';
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Words that unsay what they govern: "it is a myth that", "I deny that", "I would be lying to
/// say".
bool takes_back(std::string_view word) {
  return is_one_of(
      word,
      {"deny",     "denies",     "denied",    "denying",    "myth",      "myths",   "lie",
       "lied",     "lying",      "false",     "untrue",     "falsehood", "fiction", "nonsense",
       "absurd",   "rumor",      "rumors",    "doubt",      "doubts",    "doubted", "doubtful",
       "pretend",  "pretends",   "pretended", "pretending", "imagine",   "suppose", "wish",
       "wished",   "fear",       "refuse",    "refuses",    "refused",   "fail",    "failed",
       "unlikely", "impossible", "dream",     "dreamed",    "mistaken",  "wonder",  "whether",
       "joke",     "joking",     "allegedly", "supposedly"});
}

bool is_saying(std::string_view word) {
  return is_one_of(
      word, {"say",      "says",     "said",    "saying",   "tell",    "tells",    "told",
             "claim",    "claims",   "claimed", "claiming", "argue",   "argues",   "argued",
             "allege",   "alleges",  "alleged", "insist",   "insists", "insisted", "believe",
             "believes", "believed", "think",   "thinks",   "suggest", "suggests", "suggested",
             "hear",     "heard",    "accuse",  "accused",  "report",  "reported"});
}

/// Words that ask by standing first.
bool asks_first(std::string_view word) {
  return is_one_of(
      word, {"is",  "are",  "was",   "were", "am",    "do",    "does",   "did", "have",  "has",
             "had", "can",  "could", "will", "would", "shall", "should", "may", "might", "must",
             "who", "whom", "whose", "what", "which", "where", "when",   "why", "how"});
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
    find_missing();
    if (!enough()) return std::move(out_);
    if (out_.changed == 0 && !spliced_) find_cut();
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
    const bool clock = difference.claim.of(claim_.text).find(':') != std::string_view::npos ||
                       difference.said.of(passage_.text).find(':') != std::string_view::npos;
    if (printed_alike(claimed(step), said(step), clock)) {
      difference.kind = StepKind::kept;
      if (step.claim_size() != step.text_size() && !clock) {
        difference.form = Form::spelling;
        minor_ = true;
      }
    } else if (is_bracket(step)) {
      difference.form = Form::bracket;
      difference.changed = bracket_changes(step);
      minor_ = true;
    } else if (leaps(index)) {
      spliced_ = true;
      if (step.claim_size() > 0) difference.changed = added_changes(step);
    } else {
      difference.changed = changes_between(claimed(step), said(step), speech_);
      minor_ = true;
    }
    put(difference);
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
    if (passage_.stretches[before] != passage_.stretches[behind]) spliced_ = true;
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
        const bool comma = at + 1 < passage_.words.size() && has_comma(between(at + 1));
        if (passage_.sentences[at] != sentence || comma) break;
        if (passage_.words[at].has(text::kNegation))
          step.text_begin = std::min(step.text_begin, at);
      }
    }
    if (index == 0) take_in_governor(step);
    if (step.text_size() == 0) step.kind = StepKind::added;
  }

  /// "I apologise" for "I refuse to apologise": a claim that begins with another person than the
  /// words beside it replaces all of the clause before them, with the verb that governs it.
  void take_in_governor(AlignmentStep& step) const {
    const Words words = claimed(step);
    const bool person = std::any_of(words.begin(), words.end(),
                                    [](const SpokenWord& word) { return word.has(text::kPerson); });
    if (!person || is_bracket(step) || speech_ == Speech::reported ||
        step.text_end >= passage_.words.size())
      return;
    const std::uint32_t sentence = passage_.sentences[step.text_end];
    for (std::uint32_t at = step.text_end; at > 0; --at) {
      const SpokenWord& word = passage_.words[at - 1];
      if (passage_.sentences[at - 1] != sentence || has_comma(between(at)) || joins(word)) break;
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

  /// A bracket explains when it stands for function words and says nothing that the article does
  /// not.
  std::uint16_t bracket_changes(const AlignmentStep& step) const {
    const Said claim(claimed(step), speech_);
    const Said words(said(step), speech_);
    std::uint16_t changed = 0;
    if (claim.negations != words.negations) changed |= kNegationChanged;
    if (claim.numbers != words.numbers) changed |= kNumberChanged;
    if (claim.conditions != words.conditions) changed |= kConditionChanged;
    if (other_modal(claim.modals, words.modals)) changed |= kModalChanged;
    if (other_person_in_bracket(claim.persons, words.persons)) changed |= kPersonChanged;
    if (!words.contents.empty()) changed |= kContentChanged;
    for (const auto& [word, times] : claim.contents)
      if (!known_.contains(word)) changed |= kContentChanged;
    return changed;
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
        if (!is_asked(at)) continue;
        if (still_asks(step, at) ||
            claim_.text.find('?', claim_.words[word].span.end) != std::string::npos)
          continue;
        if (leaves_out_asking(at)) continue;
        out_.changed |= kOrderChanged;
        for (Difference& difference : out_.differences)
          if (difference.kind == StepKind::kept &&
              difference.said.begin <= passage_.words[at].span.begin &&
              passage_.words[at].span.begin < difference.said.end)
            difference.changed |= kOrderChanged;
      }
    }
  }

  /// Whether the claim is cut out of the question of word \a at without the word that asks: that is
  /// a part of it, and no answer.
  bool leaves_out_asking(std::uint32_t at) const {
    std::uint32_t first = at;
    while (first > 0 && passage_.sentences[first - 1] == passage_.sentences[at]) --first;
    const std::string_view asking = passage_.words[first].key;
    return asks_first(asking) &&
           std::none_of(claim_.words.begin(), claim_.words.end(),
                        [&](const SpokenWord& word) { return word.key == asking; });
  }

  /// Whether the kept words from \a at on ask by their order: "so is it", "but why".
  bool still_asks(const AlignmentStep& step, std::uint32_t at) const {
    const std::uint32_t sentence = passage_.sentences[at];
    for (std::uint32_t i = at; i < step.text_end && passage_.sentences[i] == sentence; ++i) {
      if (!asks_first(passage_.words[i].key)) continue;
      const bool opens = i == 0 || passage_.sentences[i - 1] != sentence ||
                         joins(passage_.words[i - 1]) || has_comma(between(i));
      const bool turned = i + 1 < step.text_end &&
                          is_one_of(passage_.words[i + 1].key,
                                    {"i", "we", "you", "he", "she", "they", "it", "there"});
      if (opens || turned) return true;
    }
    return false;
  }

  /// Whether the sentence of word \a at ends in a question mark.
  bool is_asked(std::uint32_t at) const {
    std::uint32_t last = at;
    while (last + 1 < passage_.words.size() &&
           passage_.sentences[last + 1] == passage_.sentences[at])
      ++last;
    constexpr std::uint32_t kMarks = 8;  ///< Bytes of marks behind a word.
    const auto size = static_cast<std::uint32_t>(passage_.text.size());
    const std::uint32_t begin = passage_.words[last].span.end;
    std::uint32_t end = std::min(begin + kMarks, size);
    if (last + 1 < passage_.words.size() && passage_.words[last + 1].span.begin >= begin)
      end = std::min(end, passage_.words[last + 1].span.begin);
    const std::string_view marks = Span{begin, end}.of(passage_.text);
    return marks.substr(0, marks.find_first_of(" \n")).find('?') != std::string_view::npos;
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

  // ---- Cuts

  std::string_view between(std::uint32_t word) const {
    const std::uint32_t end = passage_.words[word - 1].span.end;
    const std::uint32_t begin = passage_.words[word].span.begin;
    return begin > end ? Span{end, begin}.of(passage_.text) : std::string_view();
  }
  /// Another clause begins with it.
  static bool joins(const SpokenWord& word) {
    return word.key == "but" || word.key == "and" || word.key == "so";
  }
  static bool has_comma(std::string_view marks) {
    return marks.find_first_of(",;:") != std::string_view::npos ||
           marks.find("—") != std::string_view::npos || marks.find("–") != std::string_view::npos;
  }

  void find_cut() {
    if (out_.cut != Cut::nothing) return;
    if (hidden_behind())
      out_.cut = Cut::end;
    else if (hidden_before())
      out_.cut = Cut::front;
  }

  /// What the sentence goes on to say: a condition, an exception, a reason, a contrast.
  bool hidden_behind() const {
    const std::uint32_t sentence = passage_.sentences[out_.last - 1];
    for (std::uint32_t i = out_.last;
         i < passage_.words.size() && passage_.sentences[i] == sentence; ++i) {
      const SpokenWord& word = passage_.words[i];
      const bool opens = i == out_.last || has_comma(between(i));
      if (word.has(text::kCondition)) return true;
      if (word.has(text::kContrast)) {
        const bool anywhere = word.key == "but" || word.key == "although" || word.key == "though" ||
                              word.key == "however";
        if (anywhere || opens || i == out_.last + 1) return true;
      }
      if (!opens) continue;
      for (const std::string_view start : {"not", "once", "rather", "instead", "only"})
        if (word.key == start) return true;
      const bool as_long =
          word.key == "as" && i + 1 < passage_.words.size() &&
          (passage_.words[i + 1].key == "soon" || passage_.words[i + 1].key == "long" ||
           passage_.words[i + 1].key == "far");
      if (as_long) return true;
    }
    return false;
  }

  /// What the sentence said first: a condition anywhere, a denial or somebody else's saying that
  /// governs the rest.
  bool hidden_before() const {
    const std::uint32_t sentence = passage_.sentences[out_.first];
    bool governs = true;
    bool another = false;  ///< Another clause begins between.
    for (std::uint32_t i = out_.first; i > 0 && passage_.sentences[i - 1] == sentence; --i) {
      const SpokenWord& word = passage_.words[i - 1];
      const bool joined = joins(word);
      another = another || joined;
      if (!another && opens_condition(word.key)) return true;
      governs = governs && !joined && !has_comma(between(i)) && word.key != "because";
      if (!governs) continue;
      if (word.has(text::kNegation) && !answers_only(word, passage_.text)) return true;
      if (takes_back(word.key) || (word.key == "wrong" && passage_.words[i].key == "to"))
        return true;
      if (is_saying(word.key) && !says_oneself(i - 1, sentence)) return true;
    }
    return false;
  }

  /// A time is a condition of what is still to come.
  bool opens_condition(std::string_view word) const {
    if (is_one_of(word, {"if", "unless", "provided", "assuming", "supposing", "until"}))
      return true;
    if (!is_one_of(word, {"when", "once", "whenever", "after"})) return false;
    const Words matched = Words(passage_.words).subspan(out_.first, out_.last - out_.first);
    return std::any_of(matched.begin(), matched.end(),
                       [](const SpokenWord& one) { return one.has(text::kModal); });
  }

  /// Whether the speaker is who says: "I say that", "let me tell you", but not "I was told".
  bool says_oneself(std::uint32_t verb, std::uint32_t sentence) const {
    const bool told = is_one_of(passage_.words[verb].key, {"told", "heard", "hear"});
    for (std::uint32_t i = verb; i > 0 && passage_.sentences[i - 1] == sentence; --i) {
      const std::string_view word = passage_.words[i - 1].key;
      if (has_comma(between(i))) return false;
      if (told && is_one_of(word, {"am", "was", "were", "are", "been", "being"})) return false;
      if (is_one_of(word, {"i", "we", "me", "us"}))
        return !is_one_of(passage_.words[verb].key, {"heard", "hear"});
    }
    return false;
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

std::string_view name_of(Wording wording) {
  switch (wording) {
    case Wording::verbatim:
      return "verbatim";
    case Wording::minor:
      return "minor";
    case Wording::truncated:
      return "truncated";
    case Wording::spliced:
      return "spliced";
    case Wording::altered:
      return "altered";
    case Wording::none:
      break;
  }
  return "none";
}

std::string_view name_of(Form form) {
  switch (form) {
    case Form::same:
      return "same";
    case Form::contraction:
      return "contraction";
    case Form::number:
      return "number_format";
    case Form::spelling:
      return "spelling";
    case Form::bracket:
      break;
  }
  return "bracket";
}

std::string_view name_of(Cut cut) {
  switch (cut) {
    case Cut::nothing:
      return "nothing";
    case Cut::front:
      return "front";
    case Cut::end:
      return "end";
    case Cut::middle:
      break;
  }
  return "middle";
}

std::vector<std::string_view> names_of_changes(std::uint16_t changes) {
  constexpr std::pair<Change, std::string_view> kNames[] = {
      {kNegationChanged, "negation"},   {kNumberChanged, "number"}, {kNameChanged, "name"},
      {kContentChanged, "content"},     {kModalChanged, "modal"},   {kPersonChanged, "person"},
      {kConditionChanged, "condition"}, {kOrderChanged, "order"}};
  std::vector<std::string_view> names;
  for (const auto& [bit, name] : kNames)
    if ((changes & bit) != 0) names.push_back(name);
  return names;
}

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
