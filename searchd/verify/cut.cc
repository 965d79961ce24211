// See cut.h.
#include "searchd/verify/cut.h"

#include <algorithm>
#include <span>

#include "searchd/verify/word_lists.h"

namespace onrecord::verify {
namespace {

using text::SpokenWord;
using Words = std::span<const SpokenWord>;

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

/// What is denied holds only so far: "not for sale (at this price)", "no strike (for now)", "do not
/// agree (yet)".  Words [first, last) end without a mark before it.
bool limited_denial(const Passage& passage, std::uint32_t first, std::uint32_t last) {
  const std::uint32_t sentence = passage.sentences[last - 1];
  if (last >= passage.words.size() || passage.sentences[last] != sentence ||
      has_comma(between(passage, last)))
    return false;
  bool denied = false;
  for (std::uint32_t i = last; i > first && passage.sentences[i - 1] == sentence; --i) {
    denied = denied || passage.words[i - 1].has(text::kNegation);
    if (joins(passage.words[i - 1])) break;
  }
  if (!denied) return false;
  const std::string_view word = passage.words[last].key;
  if (is_one_of(word, {"yet", "now", "today", "tonight", "alone", "again", "anymore", "entirely",
                       "completely", "fully", "always", "forever", "overnight"}))
    return true;
  const bool next = last + 1 < passage.words.size() && passage.sentences[last + 1] == sentence;
  return next && is_one_of(word, {"at", "on", "in", "with", "under", "for", "by", "to"}) &&
         is_one_of(passage.words[last + 1].key, {"this", "these", "that", "those", "such", "now"});
}

/// What the sentence goes on to say: a condition, an exception, a reason, a contrast.
bool hidden_behind(const Passage& passage, std::uint32_t last) {
  const std::uint32_t sentence = passage.sentences[last - 1];
  for (std::uint32_t i = last; i < passage.words.size() && passage.sentences[i] == sentence; ++i) {
    const SpokenWord& word = passage.words[i];
    const bool opens = i == last || has_comma(between(passage, i));
    if (word.has(text::kCondition)) return true;
    if (word.has(text::kContrast)) {
      const bool anywhere = word.key == "but" || word.key == "although" || word.key == "though" ||
                            word.key == "however";
      if (anywhere || opens || i == last + 1) return true;
    }
    if (!opens) continue;
    for (const std::string_view start : {"not", "once", "rather", "instead", "only"})
      if (word.key == start) return true;
    const bool as_long = word.key == "as" && i + 1 < passage.words.size() &&
                         (passage.words[i + 1].key == "soon" ||
                          passage.words[i + 1].key == "long" || passage.words[i + 1].key == "far");
    if (as_long) return true;
  }
  return false;
}

/// A time is a condition of what is still to come.
bool opens_condition(std::string_view word, Words matched) {
  if (is_one_of(word, {"if", "unless", "provided", "assuming", "supposing", "until"})) return true;
  if (!is_one_of(word, {"when", "once", "whenever", "after"})) return false;
  return std::any_of(matched.begin(), matched.end(),
                     [](const SpokenWord& one) { return one.has(text::kModal); });
}

/// Whether the speaker is who says: "I say that", "let me tell you", a summary's "Says that", but
/// not "I was told".
bool says_oneself(const Passage& passage, std::uint32_t verb, std::uint32_t sentence) {
  if (verb == 0 || passage.sentences[verb - 1] != sentence)
    return is_one_of(passage.words[verb].key, {"says", "said", "claims", "claimed", "argues"});
  const bool told = is_one_of(passage.words[verb].key, {"told", "heard", "hear"});
  for (std::uint32_t i = verb; i > 0 && passage.sentences[i - 1] == sentence; --i) {
    const std::string_view word = passage.words[i - 1].key;
    if (has_comma(between(passage, i))) return false;
    // "I agree with those who say", "I hear you say".
    if (is_one_of(word, {"who", "you", "he", "she", "they", "people", "some", "those", "others"}))
      return false;
    if (told && is_one_of(word, {"am", "was", "were", "are", "been", "being"})) return false;
    if (is_one_of(word, {"i", "we", "me", "us"}))
      return !is_one_of(passage.words[verb].key, {"heard", "hear"});
  }
  return false;
}

/// What takes back what one is to do: "it would be mad to".
bool is_folly(std::string_view word) {
  return is_one_of(
      word, {"wrong", "fool", "foolish", "mad", "crazy", "insane", "madness", "folly", "stupid"});
}

/// What opposes what is named behind it: "I voted against".
bool opposes(std::string_view word) {
  return is_one_of(word, {"against", "oppose", "opposes", "opposed", "reject", "rejects",
                          "rejected", "prevent", "prevented", "stop", "stopped", "avoid"});
}

/// Word \a at, before words that go on with \a next, takes them back or gives them to others.
bool turns(const Passage& passage, std::uint32_t at, std::uint32_t next, std::uint32_t sentence) {
  const SpokenWord& word = passage.words[at];
  const std::string_view behind = passage.words[at + 1].key;
  if (word.has(text::kNegation) && !answers_only(word, passage.text)) return true;
  if (takes_back(word.key) || (is_folly(word.key) && behind == "to")) return true;
  if (is_saying(word.key) && !says_oneself(passage, at, sentence)) return true;
  // "I used to think", "too weak to".
  if (word.key == "used" && behind == "to" && next > at + 2 && is_saying(passage.words[at + 2].key))
    return true;
  return word.key == "too" && next > at + 2 && passage.words[next - 1].key == "to";
}

/// "Should it rain, we", "had I known, I would": a condition by its order.
bool inverted_condition(const Passage& passage, std::uint32_t at, std::uint32_t first) {
  const bool opens =
      at == 0 || passage.sentences[at - 1] != passage.sentences[at] || joins(passage.words[at - 1]);
  if (!opens || !is_one_of(passage.words[at].key, {"should", "had", "were"})) return false;
  if (is_asked(passage, at, first)) return false;
  for (std::uint32_t i = at + 1; i <= first; ++i)
    if (has_comma(between(passage, i))) return true;
  return false;
}

/// What the sentence said first: a condition anywhere, a denial or somebody else's saying that
/// governs the rest.
bool hidden_before(const Passage& passage, std::uint32_t first, std::uint32_t last) {
  const Words matched = Words(passage.words).subspan(first, last - first);
  const std::uint32_t sentence = passage.sentences[first];
  bool governs = true;
  bool another = false;  ///< Another clause begins between.
  for (std::uint32_t i = first; i > 0 && passage.sentences[i - 1] == sentence; --i) {
    const SpokenWord& word = passage.words[i - 1];
    const bool joined = joins(word);
    // "Nobody but the mayor".
    if (!another && word.key == "but" && i > 1 &&
        is_one_of(passage.words[i - 2].key, {"all", "nobody", "nothing", "anything", "none"}))
      return true;
    if (!another &&
        (opens_condition(word.key, matched) || inverted_condition(passage, i - 1, first)))
      return true;
    another = another || joined;
    governs = governs && !joined && !has_comma(between(passage, i)) && word.key != "because";
    if (governs && turns(passage, i - 1, first, sentence)) return true;
  }
  return false;
}

}  // namespace

bool asks_first(std::string_view word) {
  return is_one_of(
      word, {"is",  "are",  "was",   "were", "am",    "do",    "does",   "did", "have",  "has",
             "had", "can",  "could", "will", "would", "shall", "should", "may", "might", "must",
             "who", "whom", "whose", "what", "which", "where", "when",   "why", "how"});
}

std::string_view between(const Passage& passage, std::uint32_t word) {
  const std::uint32_t end = passage.words[word - 1].span.end;
  const std::uint32_t begin = passage.words[word].span.begin;
  return begin > end ? Span{end, begin}.of(passage.text) : std::string_view();
}

bool joins(const SpokenWord& word) {
  return word.key == "but" || word.key == "and" || word.key == "so";
}

bool has_comma(std::string_view marks) {
  return marks.find_first_of(",;:") != std::string_view::npos ||
         marks.find("—") != std::string_view::npos || marks.find("–") != std::string_view::npos;
}

bool answers_only(const SpokenWord& word, std::string_view text) {
  return word.key == "no" && word.span.end < text.size() && text[word.span.end] == ',';
}

bool turned_between(const Passage& passage, std::uint32_t begin, std::uint32_t end) {
  const std::uint32_t sentence = passage.sentences[end];
  for (std::uint32_t i = end; i > begin && passage.sentences[i - 1] == sentence; --i) {
    const SpokenWord& word = passage.words[i - 1];
    if (joins(word) || has_comma(between(passage, i))) return false;
    // "I … stole it" for "I know that he stole it".
    if (i == end && is_one_of(word.key, {"i", "we", "you", "he", "she", "they", "who"}))
      return true;
    if (opposes(word.key) || turns(passage, i - 1, end, sentence)) return true;
  }
  return false;
}

Cut cut_of(const Passage& passage, std::uint32_t first, std::uint32_t last) {
  if (hidden_behind(passage, last) || limited_denial(passage, first, last)) return Cut::end;
  return hidden_before(passage, first, last) ? Cut::front : Cut::nothing;
}

bool is_asked(const Passage& passage, std::uint32_t at, std::uint32_t end) {
  constexpr std::uint32_t kMarks = 8;  ///< Bytes of marks beside a word.
  const std::string_view text = passage.text;
  const auto size = static_cast<std::uint32_t>(text.size());
  const auto quotes = [](std::string_view marks) {
    return marks.find('"') != std::string_view::npos || marks.find("“") != std::string_view::npos ||
           marks.find("”") != std::string_view::npos;
  };
  bool opened = false;  ///< By a mark behind word `at`.
  for (std::uint32_t i = at; i < passage.words.size(); ++i) {
    if (passage.sentences[i] != passage.sentences[at]) break;
    const std::uint32_t begin = passage.words[i].span.end;
    const bool last =
        i + 1 == passage.words.size() || passage.sentences[i + 1] != passage.sentences[at];
    const std::uint32_t next = last ? size : passage.words[i + 1].span.begin;
    if (!last && next < begin) continue;
    const std::string_view marks = Span{begin, std::min(begin + kMarks, next)}.of(text);
    const std::string_view behind = marks.substr(0, marks.find_first_of(" \n"));
    if (behind.find('?') != std::string_view::npos && (!opened || last)) return true;
    // What follows the quotation is not asked with it; one inside of it, or of the words
    // themselves, ends nothing.
    if (quotes(behind)) {
      if (!opened && i + 1 >= end) return false;
      opened = false;
    }
    const std::string_view before =
        Span{begin + static_cast<std::uint32_t>(behind.size()), next}.of(text);
    if (!last && quotes(before)) opened = true;
  }
  return false;
}

bool asks_by_order(const Passage& passage, std::uint32_t at, std::uint32_t end) {
  const std::uint32_t sentence = passage.sentences[at];
  for (std::uint32_t i = at; i < end && passage.sentences[i] == sentence; ++i) {
    if (!asks_first(passage.words[i].key)) continue;
    const bool opens = i == 0 || passage.sentences[i - 1] != sentence ||
                       joins(passage.words[i - 1]) || has_comma(between(passage, i));
    const bool turned =
        i + 1 < end &&
        is_one_of(passage.words[i + 1].key, {"i", "we", "you", "he", "she", "they", "it", "there"});
    if (opens || turned) return true;
  }
  return false;
}

std::string_view asking_word(const Passage& passage, std::uint32_t at) {
  std::uint32_t first = at;
  while (first > 0 && passage.sentences[first - 1] == passage.sentences[at]) --first;
  const std::string_view word = passage.words[first].key;
  return asks_first(word) ? word : std::string_view();
}

}  // namespace onrecord::verify
